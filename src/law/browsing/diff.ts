import { outcomesOf } from '../cases/case-outcomes.ts'
import type { LawBase } from '../compile.ts'
import { isBound, stateName } from '../data/parties.ts'
import type { Kind, Rule } from '../data/rule.ts'
import { inForce } from '../edition.ts'

/** The law as one looks at it: which text, and of which day (YYYY-MM-DD); without one, the cases keep their own. */
export interface View {
  readonly law: LawBase
  readonly on?: string | undefined
}

export interface RuleChange {
  readonly rule: string
  readonly kind: Kind
  readonly title: string
  readonly change: 'added' | 'removed' | 'changed' | 'comes-into-force' | 'ends' | 'amended' | 'parties'
  /** What exactly: 'from 2026-08-18', 'limit.days', 'binds France'. */
  readonly says: string
  readonly cite: string
}

export interface CaseChange {
  readonly case: string
  readonly name: string
  /** What the answer says before and after; undefined where it says nothing of it. */
  readonly changes: readonly { readonly what: string; readonly before?: string; readonly after?: string }[]
}

export interface LawDiff {
  readonly before: { readonly digest: string; readonly on?: string | undefined }
  readonly after: { readonly digest: string; readonly on?: string | undefined }
  readonly rules: readonly RuleChange[]
  readonly cases: { readonly compared: number; readonly changed: readonly CaseChange[] }
}

/**
 * What differs between two views of the law, and which worked cases come out differently. `today` is the day of a view and
 * of a case that has none of its own.
 */
export function diffLaw(before: View, after: View, today: string): LawDiff {
  const cases = before.law.cases.flatMap((one) => {
    const was = outcomesOf(before.law, one, before.on ?? one.on ?? today)
    const is = outcomesOf(after.law, one, after.on ?? one.on ?? today)
    const differs = (what: string) => was.get(what) !== is.get(what)
    const changes = [...new Set([...was.keys(), ...is.keys()])]
      // The steps and clocks of a route that opens or closes come and go with it.
      .filter((what) => differs(what) && !(what.includes(': ') && differs(what.split(': ')[0] ?? '')))
      .map((what) => ({ what, ...stated('before', was.get(what)), ...stated('after', is.get(what)) }))
    return changes.length > 0 ? [{ case: one.id, name: one.name, changes }] : []
  })
  return {
    before: { digest: before.law.digest, ...stated('on', before.on) },
    after: { digest: after.law.digest, ...stated('on', after.on) },
    rules: ruleChanges(before, after, today),
    cases: { compared: before.law.cases.length, changed: cases },
  }
}

const stated = <K extends string>(key: K, value: string | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { [key in K]?: string }

function ruleChanges(before: View, after: View, today: string): RuleChange[] {
  const ids = new Set([...before.law.rules.keys(), ...after.law.rules.keys()])
  return [...ids].sort().flatMap((id) => {
    const [was, is] = [before.law.rules.get(id), after.law.rules.get(id)]
    if (!is) return was ? [changeOf(was, 'removed', 'no such rule any more')] : []
    if (!was) return [changeOf(is, 'added', 'a new rule')]
    const fields = was === is ? [] : fieldsThatDiffer(was, is)
    const changed = fields.length > 0 ? [changeOf(is, 'changed', fields.join(', '))] : []
    return [...changed, ...changesOfDay(was, is, before, after, today)]
  })
}

function changeOf(
  rule: Rule,
  change: RuleChange['change'],
  says: string,
  cites: Rule['cites'] = rule.cites,
): RuleChange {
  const { kind, title } = rule
  return { rule: rule.rule, kind, title, change, says, cite: cites.map(({ cite }) => cite).join('; ') }
}

function fieldsThatDiffer(was: Rule, is: Rule): string[] {
  const [a, b] = [was as Record<string, unknown>, is as Record<string, unknown>]
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (field) => JSON.stringify(a[field]) !== JSON.stringify(b[field]),
  )
}

/** What passing from one day to the other does to a rule, be its text the same or not. */
function changesOfDay(was: Rule, is: Rule, before: View, after: View, today: string): RuleChange[] {
  const [from, to] = [before.on ?? today, after.on ?? today]
  const found: RuleChange[] = []
  const force = after.law.at(to).forceOf(is)
  const held = inForce(before.law.at(from).forceOf(was), from)
  const holds = inForce(force, to)
  if (!held && holds)
    found.push(changeOf(is, 'comes-into-force', force.from ? `from ${force.from}` : 'without a first day'))
  if (held && !holds)
    found.push(changeOf(is, 'ends', force.to && force.to < to ? `after ${force.to}` : `not before ${force.from}`))
  for (const { from: day, set, cites } of is.amendments ?? []) {
    if (day > from && day <= to)
      found.push(changeOf(is, 'amended', `from ${day}: ${Object.keys(set).join(', ')}`, cites))
  }
  const renumberings = is.kind === 'instrument' ? (is.renumbered ?? []) : []
  for (const { from: day, articles, cites } of renumberings) {
    const numbers = Object.entries(articles).map(([old, number]) => `${old} is ${number}`)
    if (day > from && day <= to) found.push(changeOf(is, 'amended', `from ${day}: ${numbers.join(', ')}`, cites))
  }
  if (was.kind === 'instrument' && is.kind === 'instrument' && holds) {
    const states = new Set([...(was.parties ?? []), ...(is.parties ?? [])].map(({ state }) => state))
    const joins = [...states].filter((state) => !isBound(was, state, from) && isBound(is, state, to))
    const leaves = [...states].filter((state) => isBound(was, state, from) && !isBound(is, state, to))
    // That an instrument binds its parties from its first day goes without saying.
    if (held && joins.length > 0) found.push(changeOf(is, 'parties', `binds ${joins.map(stateName).join(', ')}`))
    if (leaves.length > 0) found.push(changeOf(is, 'parties', `no longer binds ${leaves.map(stateName).join(', ')}`))
  }
  return found
}
