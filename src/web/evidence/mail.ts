import PostalMime, { type Address } from 'postal-mime'
import { mailboxPieces } from '../../vault/index.ts'
import { textInMarkup } from './markup.ts'

/** The lines of a letter that say what it is. */
export interface MailHead {
  readonly from: string
  readonly to: string
  readonly subject: string
  /** ISO 8601, or what stood there where that is no date. */
  readonly date: string
}

/** A letter as text: nothing in it is run, and nothing it points to is loaded. */
export interface Letter extends MailHead {
  readonly cc: string
  /** The plain text; where there was only markup, the text in it. */
  readonly text: string
  readonly attachments: readonly { readonly name: string; readonly mediaType: string; readonly size: number }[]
}

const limits = { maxNestingDepth: 20, maxHeadersSize: 256 * 1024, maxRfc822NestingDepth: 0 } as const
const MOST_LETTERS = 200
const LONGEST_HEAD = 64 * 1024
const LONGEST_TEXT = 256 * 1024
/** Of a letter among others, and of all of them together: a page has to stay one that can be read. */
const LONGEST_IN_BOX = 32 * 1024
const LONGEST_TOGETHER = 1024 * 1024

/** Undefined for what no letter can be. */
export async function letterIn(bytes: Uint8Array): Promise<Letter | undefined> {
  try {
    const mail = await PostalMime.parse(bytes, { ...limits, attachmentEncoding: 'arraybuffer' })
    if (!mail.from && !mail.to && !mail.subject && !mail.date) return undefined
    const attachments = mail.attachments.map(({ filename, mimeType, content }) => ({
      name: filename ?? '',
      mediaType: mimeType,
      size: typeof content === 'string' ? content.length : content.byteLength,
    }))
    const cc = people(mail.cc)
    return { ...headOf(mail), cc, text: textOf(mail).slice(0, LONGEST_TEXT), attachments }
  } catch {
    return undefined
  }
}

const textOf = ({ text, html }: { text?: string; html?: string }): string =>
  text ?? textInMarkup((html ?? '').slice(0, 4 * LONGEST_TEXT))

/**
 * The letters of a mailbox (RFC 4155), from the first on; `more` where there are more than are shown. Once the texts
 * together are long, the letters that follow show their head alone.
 */
export async function lettersIn(bytes: Buffer): Promise<{ letters: (Letter | MailHead)[]; more: boolean }> {
  const letters: (Letter | MailHead)[] = []
  let left = LONGEST_TOGETHER
  let pieces: Buffer[] = []
  const end = async () => {
    const whole = Buffer.concat(pieces)
    const letter = whole.subarray(whole.indexOf('\n') + 1)
    const read = left > 0 ? await letterIn(letter) : undefined
    if (read) left -= read.text.length
    letters.push(read ? { ...read, text: unquoted(read.text) } : await headIn(letter.subarray(0, LONGEST_HEAD)))
    pieces = []
  }
  for await (const { begins, piece } of mailboxPieces([bytes])) {
    if (begins && pieces.length > 0) {
      if (letters.length === MOST_LETTERS) return { letters, more: true }
      await end()
    }
    pieces.push(piece)
  }
  if (letters.length === MOST_LETTERS) return { letters, more: true }
  await end()
  return { letters, more: false }
}

/** A line that would have begun a new letter was quoted when the mailbox was written. */
const unquoted = (text: string) => text.slice(0, LONGEST_IN_BOX).replace(/^>(>*From )/gm, '$1')

async function headIn(letter: Buffer): Promise<MailHead> {
  const blank = /\r?\n\r?\n/.exec(letter.toString('latin1'))
  const head = blank ? letter.subarray(0, blank.index) : letter
  try {
    return headOf(await PostalMime.parse(head, limits))
  } catch {
    return { from: '', to: '', subject: '', date: '' }
  }
}

const headOf = ({ from, to, subject, date }: Awaited<ReturnType<typeof PostalMime.parse>>): MailHead => ({
  from: people(from && [from]),
  to: people(to),
  subject: subject ?? '',
  date: date ?? '',
})

function people(addresses: readonly Address[] = []): string {
  return addresses
    .map(({ name, address }) => (name && address && name !== address ? `${name} <${address}>` : (address ?? name)))
    .join(', ')
}
