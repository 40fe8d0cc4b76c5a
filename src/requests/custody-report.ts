import { join } from 'node:path'
import { countryName } from '../base/countries.ts'
import { instantText } from '../base/time.ts'
import type { CustodyAssessment, CustodyFinding, LawBase } from '../law/index.ts'
import { typesetWhole } from '../paper/index.ts'
import type { CustodyEntry, CustodyRecord, Goes } from '../vault/index.ts'
import type { Admissibility } from './custody-assessing.ts'
import { entryWords } from './custody-entry-words.ts'
import { pictureOf } from './custody-picture.ts'
import { type CustodyWords, custodyWords } from './custody-words.ts'

export interface CustodyReport {
  readonly title: string
  readonly fileNumber: string
  readonly request: string
  /** The order the evidence answers: rule title and addressee. */
  readonly order: string
  readonly exporter: string
  readonly purpose: string
  /** Whom it is for, and whether that is whoever prints it. */
  readonly goes: Goes
  readonly custody: readonly (CustodyRecord & { readonly admissibility: Admissibility })[]
  readonly law: LawBase
  readonly language: string
  readonly at: Temporal.Instant
}

const template = join(import.meta.dirname, 'custody-report.typ')

/** The custody record on paper: for each piece a picture of its time, every hand, every hash, and what courts ask of it. */
export async function printCustody({
  custody,
  law,
  language,
  at,
  goes,
  ...report
}: CustodyReport): Promise<Uint8Array<ArrayBuffer>> {
  const words = custodyWords(language)
  const say = (text: string) => law.translate(text, language)
  const items = custody.map((record) => {
    const { item, lines, longestGap, admissibility } = record
    const { gap } = admissibility
    return {
      name: item.name,
      id: item.id,
      facts: [
        [words.mediaType, item.mediaType],
        [words.size, `${item.size} ${words.bytes}`],
        ['SHA-256', item.sha256],
        [words.sealed, item.sealedSha256],
        [words.longestGap, lasted(longestGap, words.units)],
        [words.gap, gap ? lasted(gap.seconds, words.units) : words.noGap],
      ],
      picture: pictureOf(record, gap, (seconds) => shortly(seconds, words.units)),
      forums: admissibility.forums.map((one) => forum(one, words, language, say)),
      lines: lines.map(
        ({ at: when, what, byName, orgName, says, after, seq, sha256, sealedSha256, entry, recorded }) => ({
          at: shown(when),
          recorded: recorded && recorded !== when ? `${words.recorded} ${shown(recorded)}` : '',
          after: after === 0 ? '' : lasted(after, words.units),
          what: words.acts[what],
          who: byName === orgName ? orgName : `${byName}, ${orgName}`,
          says: says ?? '',
          entry: entry ? told(entry, language) : [],
          sum: sha256 ? `SHA-256 ${sha256}` : sealedSha256 ? `${words.sealed} ${sealedSha256}` : '',
          proof: seq === undefined ? words.stated : `${words.log} ${seq}`,
        }),
      ),
    }
  })
  const bound = [goes.stays ? words.stays : words.goesTo, goes.name]
  const data = { ...report, bound, language, words, items, at: shown(instantText(at)) }
  return typesetWhole(template, data, at)
}

/** What one forum asks: what is on record by its name alone, the rest line by line with its cure. */
function forum(
  { forum: of, findings }: CustodyAssessment,
  words: CustodyWords,
  language: string,
  say: (text: string) => string,
) {
  const holding = findings.filter(({ status }) => status === 'holds')
  const order = ['missing', 'unknown', 'explained'] as const
  return {
    name: of === 'EU' ? words.union : countryName(of, language),
    holds: holding.map(({ id }) => id).join(', '),
    findings: order.flatMap((status) =>
      findings
        .filter((finding) => finding.status === status)
        .map(({ id, title, effect, lines, cures, cite, confidence }: CustodyFinding) => ({
          id,
          title: say(title),
          status: `${words.statuses[status]}: ${words.effects[effect]}`,
          grave: status !== 'explained' && effect === 'bar',
          lines: lines
            .filter(({ holds }) => holds !== true)
            .map(({ holds, says }) => `${holds === false ? words.notSo : words.notSaid}: ${say(says)}`),
          cures: cures.map(({ says, role }) => `${say(says)} (${say(role)})`),
          cite: confidence === 'unconfirmed' ? `${cite} (${words.notSure})` : cite,
        })),
    ),
  }
}

/** What was put down, field by field in words. */
function told({ kind, ...values }: CustodyEntry, language: string): string[] {
  const words = entryWords(language)
  return Object.entries(values).flatMap(([name, value]) => {
    const shownAs = inWords(value, words.option)
    return shownAs === '' ? [] : [`${words.field(kind, name)}: ${shownAs}`]
  })
}

function inWords(value: unknown, option: (value: string) => string): string {
  if (value === true) return '✓'
  if (value === false) return '—'
  if (Array.isArray(value))
    return value
      .map((one) => (typeof one === 'object' ? `${one.name}${one.signed ? ' ✓' : ''}` : option(one)))
      .join(', ')
  return typeof value === 'string' ? option(/^\d{4}-\d\d-\d\dT/.test(value) ? shown(value) : value) : ''
}

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

/** The two largest parts of a time: what fits between two dots. */
const shortly = (seconds: number, units: readonly [string, string, string, string]): string =>
  seconds < 1 ? '' : lasted(Math.round(seconds), units).split(' ').slice(0, 4).join(' ')
