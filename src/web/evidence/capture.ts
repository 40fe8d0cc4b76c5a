import { createGunzip } from 'node:zlib'
import { type Caution, counted, type Fact, fact, readable, span } from './facts.ts'

/** One record of a web archive: what was fetched, from where and when. */
export interface Capture {
  readonly kind: string
  readonly address: string
  /** ISO 8601, or as it stands there. */
  readonly at: string
  readonly status: string
  readonly mediaType: string
  readonly size: number
}

const MOST = 500
const LONGEST_HEAD = 64 * 1024
const LONGEST_FIELD = 1000
/** What the beginning of a packed web archive may unpack to. */
const LARGEST = 32 * 1024 * 1024

export interface Captures {
  readonly captures: readonly Capture[]
  readonly facts: readonly Fact[]
  readonly cautions: readonly Caution[]
}

/** The records of a web archive (WARC, ISO 28500; the older ARC), plain or packed with gzip; undefined for what is none. */
export async function capturesIn(bytes: Buffer, whole: boolean): Promise<Captures | undefined> {
  const cautions = new Set<Caution>()
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? await unpacked(bytes, whole, cautions) : bytes
  const start = plain.toString('latin1', 0, 64).trimStart()
  const records = start.startsWith('WARC/')
    ? warc(plain, whole, cautions)
    : start.startsWith('filedesc://')
      ? arc(plain, whole, cautions)
      : undefined
  if (!records) return undefined
  const captures: Capture[] = []
  for (const one of records) {
    if (captures.length === MOST) {
      cautions.add('too-many')
      break
    }
    captures.push(one)
  }
  const hosts = captures
    .flatMap(({ address }) => (URL.canParse(address) ? [new URL(address).hostname] : []))
    .filter(Boolean)
  const facts = [...fact('captures', captures.length), ...span(captures.map(({ at }) => at)), ...counted('site', hosts)]
  return { captures, facts, cautions: [...cautions] }
}

/** Each record is a gzip member of its own; what comes after a broken one cannot be read. */
async function unpacked(bytes: Buffer, whole: boolean, cautions: Set<Caution>): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  const gunzip = createGunzip()
  gunzip.end(bytes)
  try {
    for await (const part of gunzip as AsyncIterable<Buffer>) {
      parts.push(part)
      size += part.length
      if (size <= LARGEST) continue
      cautions.add('unpacks-too-large')
      break
    }
  } catch {
    if (whole) cautions.add('damaged')
  }
  return Buffer.concat(parts).subarray(0, LARGEST)
}

function* warc(bytes: Buffer, whole: boolean, cautions: Set<Caution>): Iterable<Capture> {
  for (let at = 0; at < bytes.length; ) {
    while (bytes[at] === 0x0d || bytes[at] === 0x0a) at++
    if (at >= bytes.length) return
    const head = headAt(bytes, at)
    const size = Number(head?.fields.get('content-length') ?? Number.NaN)
    if (!head?.first.startsWith('WARC/') || !Number.isSafeInteger(size) || size < 0) {
      if (whole || head) cautions.add('damaged')
      return
    }
    const type = head.fields.get('warc-type') ?? ''
    const answer =
      type === 'response' || type === 'revisit' ? headAt(bytes.subarray(0, head.end + size), head.end) : undefined
    yield shortened({
      kind: type,
      address: (head.fields.get('warc-target-uri') ?? '').replace(/^<|>$/g, ''),
      at: head.fields.get('warc-date') ?? '',
      status: /^HTTP\/\S+ (\d{3})/.exec(answer?.first ?? '')?.[1] ?? '',
      mediaType: answer?.fields.get('content-type') ?? head.fields.get('content-type') ?? '',
      size,
    })
    if (head.end + size > bytes.length && whole && cautions.size === 0) cautions.add('damaged')
    at = head.end + size
  }
}

/** A line a record: address, IP, fourteen digits of time, media type, length. */
function* arc(bytes: Buffer, whole: boolean, cautions: Set<Caution>): Iterable<Capture> {
  for (let at = 0; at < bytes.length; ) {
    while (bytes[at] === 0x0d || bytes[at] === 0x0a) at++
    const end = bytes.indexOf(10, at)
    if (at >= bytes.length || end < 0) return
    const line = bytes.toString('utf8', at, Math.min(end, at + LONGEST_HEAD)).trim()
    const [, address = '', time = '', mediaType = '', length] =
      /^(\S+) \S+ (\d{14}) (\S+)(?: .*)? (\d+)$/.exec(line) ?? []
    if (length === undefined) {
      if (whole) cautions.add('damaged')
      return
    }
    const size = Number(length)
    const moment = time.replace(/^(....)(..)(..)(..)(..)(..)$/, '$1-$2-$3T$4:$5:$6Z')
    const answer = headAt(bytes.subarray(0, end + 1 + size), end + 1)
    const status = /^HTTP\/\S+ (\d{3})/.exec(answer?.first ?? '')?.[1] ?? ''
    yield shortened({ kind: at === 0 ? 'warcinfo' : 'response', address, at: moment, status, mediaType, size })
    at = end + 1 + size
  }
}

const shortened = (one: Capture): Capture => ({
  ...one,
  ...Object.fromEntries(
    (['kind', 'address', 'at', 'status', 'mediaType'] as const).map((name) => [
      name,
      readable(one[name]).slice(0, LONGEST_FIELD),
    ]),
  ),
})

/** The first line and the fields of a head as HTTP and WARC write it, and where it ends; undefined where it does not end. */
function headAt(bytes: Buffer, at: number): { first: string; fields: Map<string, string>; end: number } | undefined {
  const part = bytes.toString('latin1', at, Math.min(bytes.length, at + LONGEST_HEAD))
  const blank = /\r?\n\r?\n/.exec(part)
  if (!blank) return undefined
  const [first = '', ...lines] = bytes.toString('utf8', at, at + blank.index).split(/\r?\n/)
  const fields = lines.flatMap((line) => {
    const colon = line.indexOf(':')
    return colon < 1 ? [] : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const]
  })
  return { first, fields: new Map(fields), end: at + blank.index + blank[0].length }
}
