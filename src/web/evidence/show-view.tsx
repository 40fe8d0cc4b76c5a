import type { Item } from '../../vault/index.ts'
import type { Reader } from '../reader.ts'
import { Fold } from '../ui/fold.tsx'
import { Notice } from '../ui/notice.tsx'
import type { Letter, MailHead } from './mail.ts'
import { VIEW_BYTES, type View } from './view.ts'
import { sizeInWords } from './words.ts'

/** A piece as it can be seen here. Whatever is in it stands on the page as text or as a picture, and does nothing. */
export function ShowView({ view, item, reader }: { view: View; item: Item; reader: Reader }) {
  const { evidence: t } = reader.t
  return (
    <div class="flow">
      {view.cut && view.kind !== 'bytes' && (
        <Notice kind="care">
          <p>{t.cut(sizeInWords(shownOf(view), reader), sizeInWords(item.size, reader))}</p>
        </Notice>
      )}
      <Content view={view} name={item.name} reader={reader} />
    </div>
  )
}

const shownOf = (view: View) => (view.kind === 'text' ? new TextEncoder().encode(view.text).length : VIEW_BYTES)

function Content({ view, name, reader }: { view: View; name: string; reader: Reader }) {
  const { evidence: t } = reader.t
  switch (view.kind) {
    case 'text':
      return <Text label={t.textOf(name)} text={view.text} />
    case 'image':
      return <img class="evidence-picture" src={`data:${view.mediaType};base64,${view.base64}`} alt={t.picture(name)} />
    case 'letter':
      return <Mail letter={view.letter} reader={reader} />
    case 'mailbox':
      return <Mailbox letters={view.letters} more={view.more} reader={reader} />
    case 'bytes':
      return (
        <>
          <p>{t.asBytes}</p>
          <Text label={t.textOf(name)} text={view.lines.join('\n')} />
        </>
      )
  }
}

/** Focusable, so that who has no mouse can scroll it. */
function Text({ label, text }: { label: string; text: string }) {
  return (
    <section class="evidence-text" tabindex={0} aria-label={label}>
      <pre>{text}</pre>
    </section>
  )
}

function Mail({ letter, reader }: { letter: Letter; reader: Reader }) {
  const { evidence: t } = reader.t
  const lines = [
    [t.mailFrom, letter.from],
    [t.mailTo, letter.to],
    [t.mailCc, letter.cc],
    [t.mailDate, dateOf(letter, reader)],
    [t.mailSubject, letter.subject],
  ].filter(([, value]) => value !== '')
  return (
    <article class="card flow">
      <dl class="pairs">
        {lines.map(([label, value]) => (
          <>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
      {letter.text.trim() === '' ? <p class="soft">{t.noText}</p> : <Text label={t.mailText} text={letter.text} />}
      {letter.attachments.length > 0 && (
        <section class="flow flow-tight">
          <h3>{t.attachments}</h3>
          <ul>
            {letter.attachments.map(({ name, mediaType, size }) => (
              <li>
                {name || mediaType}{' '}
                <span class="soft">
                  ({mediaType}, {sizeInWords(size, reader)})
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </article>
  )
}

/** Its letters, each folded under what says which it is. */
function Mailbox({
  letters,
  more,
  reader,
}: {
  letters: readonly (Letter | MailHead)[]
  more: boolean
  reader: Reader
}) {
  const { evidence: t } = reader.t
  return (
    <section class="flow" aria-labelledby="letters">
      <h2 id="letters">{t.letters(letters.length, more)}</h2>
      {letters.map((letter) => (
        <Fold title={[letter.subject || '—', letter.from, dateOf(letter, reader)].filter(Boolean).join(' · ')}>
          {'text' in letter ? <Mail letter={letter} reader={reader} /> : <p class="soft">{t.headAlone}</p>}
        </Fold>
      ))}
    </section>
  )
}

const dateOf = ({ date }: MailHead, reader: Reader) =>
  date !== '' && !Number.isNaN(Date.parse(date)) ? reader.instant(date) : date
