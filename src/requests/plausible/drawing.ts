import { record, recordSeries } from '../../audit/index.ts'
import type { Tx } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { copyLogRows, type Drawing, drawRequests, withoutIndexes } from '../store/drawn.ts'
import { members, plausible, ways } from './shares.ts'

/** An office or company of this instance that takes part in the record. */
export interface Taker {
  readonly org: string
  readonly name: string
  readonly state: string
}

export interface PlausibleRecord {
  readonly requests: number
  /** The same seed makes the same record for the same organisations. */
  readonly seed: number
  readonly years: number
  /** Nothing in it is later than this. */
  readonly until: Temporal.Instant
  readonly asking: readonly Taker[]
  readonly holders: readonly Taker[]
}

/** Of five requests two are made here to somebody elsewhere, two come from elsewhere, and one has both its ends here. */
const ELSEWHERE_IN_FIVE = 2

/**
 * Writes an invented record of requests, each with what lists and figures read of it and with the events of its beginning and
 * its end in the log: something to count, not to work on. Shares and durations are those of `plausible`. Answers how many rows there are.
 */
export async function drawRecord(tx: Tx, law: LawBase, plan: PlausibleRecord): Promise<number> {
  const { requests, seed, years, until, asking, holders } = plan
  const from = until.subtract({ hours: years * 8766 })
  const share = (of: Readonly<Record<string, number>>, key: string) => of[key] ?? 1
  const each = <T>(list: readonly T[], of: (one: T) => number) => list.map((one) => [one, of(one)] as const)
  const perState = Map.groupBy(asking, ({ state }) => state)
  const drawing: Drawing = {
    seed,
    requests,
    elsewhere: ELSEWHERE_IN_FIVE,
    from,
    until,
    growth: plausible.growth.by ** years,
    asking: each(asking, ({ state }) => share(plausible.asking.of, state) / (perState.get(state)?.length ?? 1)),
    holders: each(holders, ({ name }) => share(plausible.holder.of, name)),
    categories: Object.entries(plausible.category.of),
    emergencies: plausible.urgency.of.emergency / 1000,
    outcomes: Object.entries(plausible.outcome.of),
    emergencyOutcomes: Object.entries(plausible.emergencyOutcome.of),
    ways: ways.map(({ route, days = 30, ...way }) => {
      const rule = law.rule('route', route)
      return { ...way, route, title: rule.title, days: rule.typical?.days ?? days }
    }),
    members,
    law: law.digest,
  }
  const rows = await withoutIndexes(tx, () => drawRequests(tx, drawing))
  for (const { org } of [...asking, ...holders]) {
    await recordSeries(tx, org, copyLogRows(org), String(seed))
    await record(tx, { org, by: 'system', kind: 'record.invented', about: org, body: { seed, requests } }, until)
  }
  return rows
}
