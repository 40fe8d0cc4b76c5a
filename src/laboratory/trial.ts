import {
  type Analysis,
  analyse,
  type Facts,
  type LawBase,
  type RouteFinding,
  type RouteStatus,
  routeStatuses,
} from '../law/index.ts'
import type { Proposal } from './proposal.ts'

/** What one case would be under the proposal, beside what it is. */
export interface Trial {
  readonly facts: Facts
  readonly items: readonly {
    readonly data: string
    readonly before: Standing
    readonly after: Standing
    readonly change: Change
  }[]
  readonly conflicts: { readonly before: number; readonly after: number }
}

export interface Standing {
  readonly status: RouteStatus
  readonly route?: string
  /** How many steps the best route takes, and how many days it usually takes where a figure is known. */
  readonly steps?: number
  readonly days?: number
}

export type Change = 'better' | 'worse' | 'other-route' | 'same'

export interface TrialReport {
  readonly title: string
  readonly law: { readonly before: string; readonly after: string }
  readonly cases: number
  readonly changes: Readonly<Record<Change, number>>
  readonly trials: readonly Trial[]
}

/** Analyses every case under the law as it is and as it would be. Rerun with the same digests it gives the same answer. */
export function tryProposal(base: LawBase, proposal: Proposal, cases: Iterable<Facts>, today: string): TrialReport {
  const changes: Record<Change, number> = { better: 0, worse: 0, 'other-route': 0, same: 0 }
  const trials: Trial[] = []
  for (const facts of cases) {
    const trial = tryCase(base, proposal.law, facts, today)
    for (const { change } of trial.items) changes[change]++
    trials.push(trial)
  }
  const law = { before: base.digest, after: proposal.law.digest }
  return { title: proposal.title, law, cases: trials.length, changes, trials }
}

function tryCase(base: LawBase, changed: LawBase, facts: Facts, today: string): Trial {
  const before = analyse(base, facts, { today })
  const after = analyse(changed, facts, { today })
  const items = before.items.map(({ data }) => {
    const [was, is] = [standingOf(before, data), standingOf(after, data)]
    return { data, before: was, after: is, change: compare(was, is) }
  })
  return { facts, items, conflicts: { before: before.conflicts.length, after: after.conflicts.length } }
}

function standingOf(analysis: Analysis, data: string): Standing {
  const item = analysis.items.find((one) => one.data === data)
  const route = analysis.routes.find((one: RouteFinding) => one.rule === item?.best && one.data.includes(data))
  return {
    status: item?.status ?? 'closed',
    ...(route ? { route: route.rule, steps: route.steps.length } : {}),
    ...(route?.typicalDays === undefined ? {} : { days: route.typicalDays }),
  }
}

function compare(before: Standing, after: Standing): Change {
  const by = routeStatuses.indexOf(before.status) - routeStatuses.indexOf(after.status)
  if (by !== 0) return by > 0 ? 'better' : 'worse'
  return before.route === after.route ? 'same' : 'other-route'
}
