import { join } from 'node:path'
import { instantText } from '../base/time.ts'
import type { CustodyRecord } from '../vault/index.ts'
import { custodyWords } from './custody-words.ts'
import { RequestError } from './errors.ts'
import { typeset } from './typeset.ts'

export interface CustodyReport {
  readonly title: string
  readonly fileNumber: string
  readonly request: string
  /** The order the evidence answers: rule title and addressee. */
  readonly order: string
  readonly exporter: string
  readonly purpose: string
  readonly custody: readonly CustodyRecord[]
  readonly language: string
  readonly at: Temporal.Instant
}

const template = join(import.meta.dirname, 'custody-report.typ')

/** The custody record on paper: for each piece every hand, every second between, and every hash. */
export async function printCustody({
  custody,
  language,
  at,
  ...report
}: CustodyReport): Promise<Uint8Array<ArrayBuffer>> {
  const words = custodyWords(language)
  const items = custody.map(({ item, lines, longestGap }) => ({
    name: item.name,
    id: item.id,
    facts: [
      [words.mediaType, item.mediaType],
      [words.size, `${item.size} ${words.bytes}`],
      ['SHA-256', item.sha256],
      [words.sealed, item.sealedSha256],
      [words.longestGap, lasted(longestGap, words.units)],
    ],
    lines: lines.map(({ at: when, what, byName, orgName, says, after, seq, sha256, sealedSha256 }) => ({
      at: shown(when),
      after: after === 0 ? '' : lasted(after, words.units),
      what: words.acts[what],
      who: byName === orgName ? orgName : `${byName}, ${orgName}`,
      says: says ?? '',
      sum: sha256 ? `SHA-256 ${sha256}` : sealedSha256 ? `${words.sealed} ${sealedSha256}` : '',
      proof: seq === undefined ? words.stated : `${words.log} ${seq}`,
    })),
  }))
  const data = { ...report, language, words, items, at: shown(instantText(at)) }
  try {
    return await typeset(template, data, at)
  } catch (error) {
    if (!(error instanceof RequestError) || error.code !== 'not_printable') throw error
    return typeset(template, JSON.parse(printable(JSON.stringify(data))), at)
  }
}

/** Whoever named a file may have used any sign there is: one without a glyph is printed by its number, for none may be lost. */
const printable = (text: string): string =>
  text.replace(
    /[^\x20-\x7e\u00a0-\u017f\u2010-\u2027\p{Script=Han}\p{Script=Greek}\p{Script=Cyrillic}\u3000-\u303f\uff00-\uffef]/gu,
    (sign) => `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  )

const shown = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 23)} UTC`

/** `2 d 3 h 4 min 5.678 s`: the parts that are not nothing, to the millisecond. */
function lasted(seconds: number, [d, h, min, s]: readonly [string, string, string, string]): string {
  const whole = Math.floor(seconds)
  const parts: [number, string][] = [
    [Math.floor(whole / 86_400), d],
    [Math.floor((whole % 86_400) / 3600), h],
    [Math.floor((whole % 3600) / 60), min],
    [Math.round(((seconds % 60) + Number.EPSILON) * 1000) / 1000, s],
  ]
  return (
    parts
      .filter(([value]) => value > 0)
      .map(([value, unit]) => `${value} ${unit}`)
      .join(' ') || `0 ${s}`
  )
}
