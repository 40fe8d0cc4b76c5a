import { type AdesSignature, examineSignatures } from '../../crypto/index.ts'
import type { Item, ReadAt } from '../../vault/index.ts'
import { archiveIn, type Packed } from './archive.ts'
import { type Capture, capturesIn } from './capture.ts'
import { pictureFacts } from './exif.ts'
import { addressesIn, type Caution, counted, type Fact, fact, factsIn, span } from './facts.ts'
import { type Letter, letterIn, lettersIn, type MailHead } from './mail.ts'
import { documentIn } from './pdf.ts'
import { recordsIn, type Table, tableIn } from './table.ts'

/** What can be seen of a piece without keeping it. Never markup, and nothing in it is run. */
type Seen =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'image'; readonly mediaType: string; readonly base64: string }
  | { readonly kind: 'letter'; readonly letter: Letter }
  | { readonly kind: 'mailbox'; readonly letters: readonly (Letter | MailHead)[]; readonly more: boolean }
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'archive'; readonly files: readonly Packed[] }
  | { readonly kind: 'captures'; readonly captures: readonly Capture[] }
  | { readonly kind: 'document'; readonly pages: readonly string[] }
  | { readonly kind: 'bytes'; readonly lines: readonly string[] }

export type View = Seen & {
  /** Only the beginning was looked at. */
  readonly cut: boolean
  readonly facts: readonly Fact[]
  readonly cautions: readonly Caution[]
  /** Those it carries in itself, where all of it was looked at. */
  readonly signatures: readonly AdesSignature[]
}

/** How much of a piece is read for a view; a picture larger than this is not shown, a text is cut. */
export const VIEW_BYTES = 8 * 1024 * 1024
const TEXT_BYTES = 256 * 1024
const DUMP_BYTES = 512

/**
 * Looks at the bytes, not at what the file claims to be, before anything is shown as more than text. Whatever it is, there is
 * a view of it, in time and memory that do not grow with it. `at` reads an archive of any size from its end.
 */
export async function viewOf(
  { name, mediaType, size }: Pick<Item, 'name' | 'mediaType' | 'size'>,
  bytes: AsyncIterable<Uint8Array>,
  at?: ReadAt,
): Promise<View> {
  const start = await firstOf(bytes, VIEW_BYTES)
  const cut = start.length < size
  const signatures = cut ? [] : await examineSignatures(start)
  const view = (seen: Seen, facts: readonly Fact[] = [], cautions: readonly Caution[] = []): View => ({
    ...seen,
    cut,
    facts,
    cautions,
    signatures,
  })
  const picture = pictureType(start)
  if (picture && !cut)
    return view({ kind: 'image', mediaType: picture, base64: start.toString('base64') }, pictureFacts(start))
  if (start.toString('latin1', 0, 2) === 'PK' && (at || !cut)) {
    const archive = await archiveIn(cut && at ? at : async (from, to) => start.subarray(from, to), size)
    // A directory at the end tells of all of it.
    if (archive)
      return { ...view({ kind: 'archive', files: archive.files }, archive.facts, archive.cautions), cut: false }
  }
  const captures = await capturesIn(start, !cut)
  if (captures) return view({ kind: 'captures', captures: captures.captures }, captures.facts, captures.cautions)
  const document = await documentIn(start, !cut)
  if (document) return view({ kind: 'document', pages: document.pages }, document.facts, document.cautions)
  if (isMailbox(name, mediaType, start)) {
    const { letters, more } = await lettersIn(start)
    return view({ kind: 'mailbox', letters, more }, [
      ...(more || cut ? [] : fact('letters', letters.length)),
      ...mailFacts(letters),
    ])
  }
  if (isLetter(name, mediaType)) {
    const letter = await letterIn(start)
    if (letter) return view({ kind: 'letter', letter }, mailFacts([letter]))
  }
  const whole = textIn(start)
  const records = whole !== undefined && !cut && /^\s*[[{]/.test(whole) ? recordsIn(whole) : undefined
  const table = records ?? (whole !== undefined && isTable(name, mediaType) ? await tableIn(whole, !cut) : undefined)
  if (table) return view({ kind: 'table', table: table.table }, table.facts)
  const text = textIn(start.subarray(0, TEXT_BYTES))
  if (text === undefined)
    return { ...view({ kind: 'bytes', lines: dump(start.subarray(0, DUMP_BYTES)) }), cut: size > DUMP_BYTES }
  const facts = factsIn(whole ?? text)
  return { ...view({ kind: 'text', text: tidy(text, name, mediaType) }, facts), cut: cut || start.length > TEXT_BYTES }
}

const mailFacts = (letters: readonly MailHead[]): Fact[] => [
  ...span(letters.map(({ date }) => date)),
  ...counted(
    'address',
    letters.flatMap((one) => [one.from, one.to, 'cc' in one ? String(one.cc) : ''].flatMap(addressesIn)),
  ),
]

async function firstOf(bytes: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of bytes) {
    parts.push(part.slice())
    size += part.length
    if (size >= limit) break
  }
  return Buffer.concat(parts).subarray(0, limit)
}

const pictures: readonly (readonly [type: string, at: number, magic: string])[] = [
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF8'],
  ['image/webp', 8, 'WEBP'],
]

/** By its first bytes, of the kinds that cannot carry a script. */
function pictureType(bytes: Buffer): string | undefined {
  return pictures.find(([, at, magic]) => bytes.toString('latin1', at, at + magic.length) === magic)?.[0]
}

const isMailbox = (name: string, mediaType: string, bytes: Buffer) =>
  (mediaType === 'application/mbox' || /\.(mbox|mbx)$/i.test(name)) && bytes.toString('latin1', 0, 5) === 'From '
const isTable = (name: string, mediaType: string) =>
  /\.(csv|tsv|tab)$/i.test(name) || /^text\/(csv|tab-separated-values)/.test(mediaType)
const isLetter = (name: string, mediaType: string) => mediaType === 'message/rfc822' || /\.eml$/i.test(name)

/** UTF-8 or UTF-16 text; undefined for what is none. A character cut at the end is left out. */
function textIn(bytes: Buffer): string | undefined {
  const mark = bytes.toString('latin1', 0, 2)
  const encoding = mark === '\xff\xfe' ? 'utf-16le' : mark === '\xfe\xff' ? 'utf-16be' : 'utf-8'
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what tells text from other bytes
    return /[\u0000-\u0008\u000e-\u001a]/.test(text) ? undefined : text
  } catch {
    return undefined
  }
}

/** JSON that is whole is easier to read indented. */
function tidy(text: string, name: string, mediaType: string): string {
  if (mediaType !== 'application/json' && !/\.json$/i.test(name)) return text
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2)
  } catch {
    return text
  }
}

function dump(bytes: Buffer): string[] {
  return Array.from({ length: Math.ceil(bytes.length / 16) }, (_, i) => {
    const line = bytes.subarray(i * 16, i * 16 + 16)
    const signs = [...line].map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('')
    const pairs = [...line].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
    return `${(i * 16).toString(16).padStart(4, '0')}  ${pairs.padEnd(47)}  ${signs}`
  })
}
