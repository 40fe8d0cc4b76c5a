import type { LawBase } from './compile.ts'
import type { Facts } from './data/facts.ts'
import type { Rule } from './data/rule.ts'

/** A rule on keeping what came. */
export interface RetentionFinding {
  readonly rule: Rule<'retention'>
  /** As a lawyer would cite it, its instrument named. */
  readonly cite: string
  /** False where a fact nobody gave decides whether it applies. */
  readonly certain: boolean
  /** That others must be told it is gone, and that it may be kept and used by nobody instead; cited in full. */
  readonly tells: Rule<'retention'>['tells']
  readonly restrict: Rule<'retention'>['restrict']
}

/** How what came is to be kept: the rules that apply or may, those of law before those of whoever runs the instance. */
export function retentionFor(
  law: LawBase,
  {
    facts,
    on,
    to,
    route,
    side,
  }: {
    readonly facts: Facts
    readonly on: string
    readonly to?: string
    /** By which it came. */
    readonly route?: string
    /** Who keeps it; left out, for both. */
    readonly side?: 'asking' | 'requested'
  },
): RetentionFinding[] {
  const edition = law.at(on)
  const found = [...edition.rules.values()].flatMap((rule): RetentionFinding[] => {
    if (rule.kind !== 'retention') return []
    if (rule.routes.length > 0 && (route === undefined || !rule.routes.includes(route))) return []
    if (rule.of !== undefined && side !== undefined && rule.of !== side) return []
    const holds = rule.when ? edition.compile(rule.when, rule).holds({ facts, on, ...(to && { to }) }) : true
    if (holds === false) return []
    const full = (one: { says: string; cite: string } | undefined) =>
      one && { says: one.says, cite: edition.cite(rule, '', one.cite) }
    const { tells, restrict } = rule
    return [
      { rule, cite: edition.cite(rule, ''), certain: holds === true, tells: full(tells), restrict: full(restrict) },
    ]
  })
  return found.toSorted((a, b) => Number(a.rule.own ?? false) - Number(b.rule.own ?? false))
}

/** The first day after the period of a rule that began on this day; undefined where it has no number. */
export function endOfRetention(
  { limit }: Pick<Rule<'retention'>, 'limit'>,
  from: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  return 'words' in limit ? undefined : from.add(limit)
}
