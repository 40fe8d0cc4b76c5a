import type { Letter } from './store.ts'
import { words } from './words.ts'

/** A letter as a mail server takes it; the same letter always has the same Message-ID. */
export interface Composed {
  readonly messageId: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** Writes a letter out in its language: figures, moments and links to this instance, and nothing else. */
export function compose(letter: Letter, publicUrl: string): Composed {
  const { figures, language, pace, id, address } = letter
  const t = words[language]
  const moment = new Intl.DateTimeFormat(t.tag, { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' })
  const [day, settings] = [`${publicUrl}/today`, `${publicUrl}/notifications`]
  const sentences = [
    t[pace].lead(figures.tasks),
    ...(figures.overdue > 0 ? [t.late(figures.overdue)] : []),
    ...(figures.waiting > 0 ? [t.waiting(figures.waiting)] : []),
  ].join(' ')
  const due = figures.due.map((at) => `${moment.format(new Date(at))} UTC`)
  const text = [
    sentences,
    ...(due.length > 0 ? [[t.due, ...due.map((one) => `- ${one}`)].join('\n')] : []),
    `${t.open}: ${day}`,
    t.why,
    `${t.change} ${settings}`,
  ].join('\n\n')
  const list = due.length > 0 ? `<p>${t.due}</p><ul>${due.map((one) => `<li>${one}</li>`).join('')}</ul>` : ''
  const body = `<p>${sentences}</p>${list}<p><a href="${attribute(day)}">${t.open}</a></p><p>${t.why}</p><p>${t.change} <a href="${attribute(settings)}">${attribute(settings)}</a></p>`
  return {
    messageId: `<${id}@${new URL(publicUrl).hostname}>`,
    to: address,
    subject: `Comity: ${t[pace].subject(figures.tasks)}`,
    text: `${text}\n`,
    html: `<!doctype html><html lang="${t.tag}"><head><meta charset="utf-8"><title>Comity</title></head><body>${body}</body></html>`,
  }
}

const attribute = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)
