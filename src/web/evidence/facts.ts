/** What a piece says of itself, a line each, for a person to look at and take over. */
export interface Fact {
  readonly kind: FactKind
  /** As it stands in the piece; moments in ISO 8601. */
  readonly value: string
  /** How often it stands there, where that says something. */
  readonly times?: number
}

const factKinds = [
  'letters', 'rows', 'columns', 'files', 'unpacked', 'pages', 'captures', 'from', 'until', 'address', 'network', 'site', 'camera',
  'serial', 'software', 'taken', 'place', 'measures', 'title', 'author', 'created', 'changed',
] as const // biome-ignore format: one line of words
export type FactKind = (typeof factKinds)[number]

/** Why a view is less than the piece, or the piece is to be handled with care. */
const cautions = [
  'damaged', 'encrypted', 'nested-too-deep', 'too-many', 'unpacks-too-large', 'overlapping', 'unsafe-name', 'runs-code', 'carries-files',
] as const // biome-ignore format: one line of words
export type Caution = (typeof cautions)[number]

/** The most addresses, sites and the like that are named, the most frequent first. */
const MOST = 20
/** How much text is searched. */
const SEARCHED = 1024 * 1024
const LONGEST = 200

export const fact = (kind: FactKind, value: string | number | undefined): Fact[] =>
  value === undefined || value === '' ? [] : [{ kind, value: readable(String(value)).slice(0, LONGEST) }]

/** Without the signs that would break a line or turn its direction. */
export const readable = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()

/** The values that come most often, with how often. */
export function counted(kind: FactKind, values: Iterable<string>): Fact[] {
  const times = new Map<string, number>()
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1)
  return [...times]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, MOST)
    .flatMap(([value, n]) => fact(kind, value).map((one) => ({ ...one, times: n })))
}

/** The first and the last of these moments; what is none is passed over. */
export function span(moments: Iterable<string>): Fact[] {
  let [first, last]: [number, number] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const moment of moments) {
    const at = Date.parse(moment)
    if (Number.isNaN(at)) continue
    first = Math.min(first, at)
    last = Math.max(last, at)
  }
  if (first > last) return []
  return [...fact('from', new Date(first).toISOString()), ...fact('until', new Date(last).toISOString())]
}

const ADDRESS = /[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}/gi
const NETWORK = /(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.])/g
const MOMENT = /(?<!\d)\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?!\d)/g

export const addressesIn = (text: string): string[] => (text.match(ADDRESS) ?? []).map((one) => one.toLowerCase())

/** What can be found in any text: mail addresses, network addresses, the first and the last moment. */
export function factsIn(text: string): Fact[] {
  const part = text.slice(0, SEARCHED)
  return [
    ...span((part.match(MOMENT) ?? []).map((one) => one.replace(' ', 'T'))),
    ...counted('address', addressesIn(part)),
    ...counted('network', part.match(NETWORK) ?? []),
  ]
}
