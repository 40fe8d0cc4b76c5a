import { LawError } from '../errors.ts'
import { asRule, badRule } from './document.ts'
import type { Rule } from './rule.ts'

type Body = Record<string, unknown>
type Instrument = Rule<'instrument'>

/** A change of the text of a rule: what a later act set, or the numbers it gave to the articles. */
interface Change {
  readonly from: string
  readonly set?: Readonly<Record<string, unknown>>
  readonly articles?: Readonly<Record<string, string>>
  readonly cites?: Rule['cites']
}

/**
 * A rule as it reads on that day. An amendment sets fields by path (`limit.days`; null takes one away); citations it sets
 * take the place of the old ones, the amending act stands after them. Where the instrument was renumbered, whatever rule
 * began before is cited by the new numbers. The rule itself, as its file has it, stays as it is.
 */
export function asOf(rule: Rule, instrument: Instrument | undefined, day: string): Rule {
  // The words of a question are no law: they are changed where they stand.
  if (rule.kind === 'question') return rule
  const changes = changesOf(rule, instrument).filter(({ from }) => from <= day)
  if (changes.length === 0) return rule
  const { rule: id, kind, instrument: owner, ...rest } = structuredClone(rule)
  let body: Body = rest
  for (const { set = {}, articles, cites = [] } of changes) {
    if (articles) body = renumbered(body, articles) as Body
    for (const [field, value] of Object.entries(set)) put(body, field.split('.'), structuredClone(value))
    body.cites = [...(body.cites as Rule['cites']), ...cites]
  }
  const path = `${kind === 'instrument' ? `${id}/instrument` : id}.yaml`
  try {
    return { ...asRule(path, body, ''), instrument: owner } as Rule
  } catch (cause) {
    if (!(cause instanceof LawError)) throw cause
    throw badRule(path, `as amended on ${changes.at(-1)?.from}: ${cause.message}`, { inside: ['amendments'], cause })
  }
}

/** The days on which the text of a rule, or the numbers of an instrument's articles, change. */
export function daysOfChange(rule: Rule): string[] {
  const renumberings = rule.kind === 'instrument' ? (rule.renumbered ?? []) : []
  return [...(rule.amendments ?? []), ...renumberings].map(({ from }) => from)
}

/** In order; on one day the new numbers come first, so that what is set that day is written in them. */
function changesOf(rule: Rule, instrument: Instrument | undefined): Change[] {
  const amendments: readonly Change[] = rule.amendments ?? []
  return [...numbersOf(rule, instrument), ...amendments].sort((a, b) =>
    a.from < b.from ? -1 : a.from > b.from ? 1 : 0,
  )
}

/** A rule that began with the new numbers has them already, and one that ended before never had them. */
function numbersOf(rule: Rule, instrument: Instrument | undefined): Change[] {
  // The act itself only names the act that renumbered it.
  if (rule.kind === 'instrument') return (rule.renumbered ?? []).map(({ from, cites }) => ({ from, cites }))
  const { from: begins = '', to: ended = '9999' } = rule.in_force ?? {}
  return (instrument?.renumbered ?? [])
    .filter(({ from }) => begins < from && from <= ended)
    .map(({ from, articles }) => ({ from, articles }))
}

/** Every citation in a rule by the new numbers; sentences, titles and notes stay as somebody wrote them. */
function renumbered(value: unknown, articles: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) return value.map((one) => renumbered(one, articles))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      // An amendment is written in the numbers of its own day.
      if (key === 'amendments') return [key, inner]
      return [key, key === 'cite' && typeof inner === 'string' ? cited(inner, articles) : renumbered(inner, articles)]
    }),
  )
}

/** 'Art 37(1); Data Security Law Art 37' → 'Art 39(1); Data Security Law Art 37': another act's article keeps its number. */
function cited(cite: string, articles: Readonly<Record<string, string>>): string {
  return cite
    .split('; ')
    .map((part) => {
      const old = Object.keys(articles).find((one) => part.startsWith(one) && !/^\d/.test(part.slice(one.length)))
      return old === undefined ? part : articles[old] + part.slice(old.length)
    })
    .join('; ')
}

function put(into: Body, [field = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    // null repeals a field.
    if (value === null) delete into[field]
    else into[field] = value
    return
  }
  const inner = into[field]
  const next = typeof inner === 'object' && inner !== null ? (inner as Body) : {}
  into[field] = next
  put(next, rest, value)
}
