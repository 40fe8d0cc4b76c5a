import { join } from 'node:path'
import { canonicalJson } from '../../base/canonical-json.ts'
import { countryName } from '../../base/countries.ts'
import { instantText } from '../../base/time.ts'
import { typeset } from '../../paper/index.ts'
import type { Box, FormCopy } from './form.ts'
import type { PaperLanguages } from './languages.ts'
import { type PrintWords, printWords } from './words.ts'

export interface PrintOptions extends PaperLanguages {
  readonly translate?: (text: string, language: string) => string
  /** Marks every page as not issued. */
  readonly draft?: boolean
  /** Boxes to be marked as still to be completed, by id. */
  readonly missing?: readonly string[]
  /** The instrument, printed above the heading. */
  readonly instrument?: string
  /** First and last day of this version of the form. */
  readonly valid?: { readonly from?: string; readonly to?: string }
  /** Whether the labels are worded as the official version is in this language; else the paper says that they are not. */
  readonly official?: boolean
  /** The request's id and file number, for the foot of the page. */
  readonly request: string
  readonly fileNumber?: string
  readonly author?: string
  readonly lawDigest: string
  /** When it was printed; the same copy printed at the same moment gives the same bytes. */
  readonly at: Temporal.Instant
}

const template = join(import.meta.dirname, 'form.typ')

/** The form as a PDF with its JSON twin `form.json` attached; see `typeset` for what it promises and refuses. */
export function printForm(copy: FormCopy, options: PrintOptions): Promise<Uint8Array<ArrayBuffer>> {
  return typeset(template, laidOut(copy, options), options.at, 'a-3a')
}

/** What the paper says, for a machine: every box of the copy with its value, under which request and law. */
function twin(copy: FormCopy, { request, fileNumber, author, lawDigest, draft, at }: PrintOptions): string {
  const about = { request, fileNumber: fileNumber ?? null, author: author ?? null, law: lawDigest }
  return canonicalJson({
    ...about,
    draft: draft ?? false,
    printed: instantText(at),
    ...JSON.parse(JSON.stringify(copy)),
  })
}

/** A text of the form in the language of the paper, and in the one beside it where that says something else. */
interface Said {
  readonly text: string
  readonly beside: string | null
}
type Say = (text: string) => Said

function sayIn({ language, beside, translate }: PrintOptions): Say {
  const inLanguage = (text: string, code: string) => translate?.(text, code) ?? text
  return (text) => {
    const said = inLanguage(text, language)
    const other = beside === undefined ? said : inLanguage(text, beside)
    return { text: said, beside: other === said ? null : other }
  }
}

/** The data of the template: plain texts and ticks, nothing left to decide. */
function laidOut(copy: FormCopy, options: PrintOptions) {
  const { language, beside, request, fileNumber, lawDigest } = options
  const words = printWords(language)
  const say = sayIn(options)
  const heading = say(copy.heading)
  return {
    language,
    beside: beside ?? language,
    words,
    draft: options.draft ?? false,
    title: `${heading.text} ${fileNumber ?? request}`,
    author: options.author ?? '',
    keywords: [copy.form, request],
    instrument: options.instrument ? say(options.instrument).text : '',
    heading,
    footer: {
      form: [
        `${words.version} ${say(copy.version).text}`,
        ...validity(options.valid, words),
        ...(options.official ? [] : [words.ownWording]),
      ].join(' · '),
      request: [...(fileNumber ? [fileNumber] : []), request, copy.form].join(' · '),
      law: `${words.law} ${lawDigest.slice(0, 23)}…`,
    },
    sections: copy.sections.map((section) => ({
      ...sectionHead(section, say, words),
      boxes: section.boxes.map((box) => laidOutBox(box, say, words, options)),
    })),
    twin: twin(copy, options),
  }
}

/** What stands before the first lettered section has a name in the data, and none on paper. */
const isSign = (id: string) => id.length <= 2

function sectionHead({ id, title }: { id: string; title: string }, say: Say, { section }: PrintWords) {
  const { text, beside } = say(title)
  return { sign: isSign(id) ? `${id}.` : '', heading: (isSign(id) ? section.replace('{id}', id) : '') + text, beside }
}

const validity = ({ from, to }: { from?: string; to?: string } = {}, words: PrintWords): string[] => [
  ...(from ? [`${words.from} ${from}`] : []),
  ...(to ? [`${words.to} ${to}`] : []),
]

function laidOutBox(box: Box, say: Say, words: PrintWords, { language, missing }: PrintOptions) {
  const chosen = new Set(Array.isArray(box.value) ? box.value : [String(box.value ?? '')])
  const isTick = box.type === 'boolean'
  const lines = isTick || box.options ? [] : linesOf(box, say, words, language)
  const wide = box.type === 'longtext' || (box.options?.length ?? 0) > 3
  return {
    number: box.number,
    label: say(box.label),
    note: box.note ? say(box.note) : null,
    kind: isTick ? 'tick' : wide ? 'wide' : 'plain',
    ticked: box.value === true,
    options: (box.options ?? []).map((option) => ({ label: say(option.label), ticked: chosen.has(option.id) })),
    lines,
    missing: missing?.includes(box.id) ?? false,
  }
}

function linesOf({ type, value }: Box, say: Say, words: PrintWords, language: string): string[] {
  if (value === undefined) return []
  if (typeof value === 'boolean') return [value ? words.yes : words.no]
  if (typeof value === 'number') return [String(value)]
  if (typeof value !== 'string' && 'length' in value) return [...value]
  if (typeof value === 'object')
    return [`${value.from ? shownTime(value.from) : '…'} – ${value.to ? shownTime(value.to) : '…'}`]
  if (type === 'country') return [`${countryName(value, language)} (${value})`]
  if (type === 'date' || type === 'datetime') return [shownTime(value)]
  // What stands there as the law names it, a treaty above all, is named so in the languages of the paper.
  const { text, beside } = say(value)
  return `${text}${beside === null ? '' : `\n${beside}`}`.split(/\r?\n/)
}

/** `2026-11-21T10:00:00.000Z` as a reader writes it; dates stay as they are in ISO 8601, the same in every language. */
const shownTime = (value: string): string =>
  value.replace(
    /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/,
    (_, day, time, zone) => `${day} ${time}${zone === 'Z' ? ' UTC' : zone ? ` ${zone}` : ''}`,
  )
