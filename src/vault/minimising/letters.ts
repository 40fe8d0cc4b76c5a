import PostalMime, { type Address } from 'postal-mime'
import { mailboxPieces } from './mailbox.ts'
import { dayWithin, type Fate, type Judgement, type LetterSelection, type Reading } from './selection.ts'

/** A mailbox (RFC 4155), letter by letter, in memory that does not grow with it. Throws `not_readable` for what is none. */
export const letters = (selection: LetterSelection): Reading => ({
  async *judge(source) {
    for await (const head of headsOf(source.bytes())) yield judged(await read(head), selection)
  },
  async *part(source, fates, wanted) {
    let at = -1
    for await (const { begins, piece } of mailboxPieces(source.bytes())) {
      if (begins) at++
      if (fates[at] === wanted) yield piece
    }
  },
})

/** What of a letter decides. */
interface Head {
  /** In lower case. */
  readonly parties: readonly string[]
  /** ISO 8601 in UTC; undefined where the letter says no day. */
  readonly at: string | undefined
  /** Its own Message-ID and those it answers. */
  readonly threads: readonly string[]
}

function judged({ parties, at, threads }: Head, selection: LetterSelection): Judgement {
  const is = (fate: Fate, isUndated = false) => ({ fate, isUndated })
  const isPartyTo = (named: readonly string[]) => parties.some((party) => named.some((one) => isAt(party, one)))
  if (selection.privileged?.length && isPartyTo(selection.privileged)) return is('privileged')
  if (selection.parties?.length && !isPartyTo(selection.parties)) return is('left-out')
  if (selection.threads?.length && !selection.threads.some((one) => threads.includes(bare(one)))) return is('left-out')
  if (selection.from === undefined && selection.until === undefined) return is('kept')
  const within = at === undefined ? undefined : dayWithin(at, selection)
  return within ? is('kept') : is('left-out', within === undefined)
}

/** Whether an address is this one, or one of this domain or of a domain below it. */
function isAt(address: string, named: string): boolean {
  const wanted = named.trim().toLowerCase()
  if (wanted.lastIndexOf('@') > 0) return address === wanted
  const domain = wanted.replace(/^@/, '')
  const of = address.slice(address.lastIndexOf('@') + 1)
  return domain !== '' && (of === domain || of.endsWith(`.${domain}`))
}

const bare = (id: string) => id.trim().replace(/^<|>$/g, '')

const limits = { maxNestingDepth: 20, maxHeadersSize: 256 * 1024, maxRfc822NestingDepth: 0 } as const
const LONGEST_HEAD = limits.maxHeadersSize

/** A head nobody can read names no party and no day: it is left out wherever one decides. */
async function read(head: Buffer): Promise<Head> {
  try {
    const mail = await PostalMime.parse(head, limits)
    const all = [mail.from, mail.sender, ...[mail.to, mail.cc, mail.bcc, mail.replyTo].flat()]
    const time = mail.date === undefined ? Number.NaN : Date.parse(mail.date)
    const ids = [mail.messageId, ...`${mail.inReplyTo ?? ''} ${mail.references ?? ''}`.split(/\s+/)]
    return {
      parties: addressesIn(all),
      at: Number.isNaN(time) ? undefined : new Date(time).toISOString(),
      threads: ids.flatMap((id) => (id ? [bare(id)] : [])),
    }
  } catch {
    return { parties: [], at: undefined, threads: [] }
  }
}

const addressesIn = (people: readonly (Address | undefined)[]): string[] =>
  people.flatMap((one) =>
    one === undefined ? [] : one.address ? [one.address.toLowerCase()] : addressesIn(one.group ?? []),
  )

/** The head of each letter, without the line that begins it. */
async function* headsOf(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> {
  let head: Buffer | undefined
  for await (const { begins, piece } of mailboxPieces(bytes)) {
    if (begins) {
      if (head) yield headIn(head)
      head = Buffer.alloc(0)
    }
    if (!head) continue
    head = Buffer.concat([head, piece.subarray(0, LONGEST_HEAD)])
    if (endOf(head) < 0 && head.length < LONGEST_HEAD) continue
    yield headIn(head)
    head = undefined
  }
  if (head) yield headIn(head)
}

function headIn(letter: Buffer): Buffer {
  const end = endOf(letter)
  return letter.subarray(letter.indexOf('\n') + 1, end < 0 ? letter.length : end)
}

function endOf(letter: Buffer): number {
  const [plain, dos] = [letter.indexOf('\n\n'), letter.indexOf('\r\n\r\n')]
  return plain < 0 ? dos : dos < 0 ? plain : Math.min(plain, dos)
}
