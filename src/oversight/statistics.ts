import type { Db } from '../db/index.ts'
import { everyRequest, type Request, type Status, statuses } from '../requests/index.ts'

/** What every figure counts, in words, beside the figure: a number without its definition says nothing. */
export const definitions = {
  requests: 'Requests the organisation has on record, each once, by the direction it went',
  byStatus: 'The same requests by where they stand now; the figures add up to `requests`',
  byRoute: 'The same requests by the rule of law they took; the figures add up to `requests`',
  byState: 'The same requests by the state they went to, or for incoming ones the state of the asking authority',
  byCategory: 'Data items asked for, by category; one request may ask for several',
  emergencies: 'Requests made as an emergency',
  responseDays:
    'Days from sending, or for incoming ones from arrival, to the end of the requests that have ended: how many, median and 90th percentile',
} as const

export interface Statistics {
  readonly org: string
  readonly direction: Request['direction']
  readonly requests: number
  readonly byStatus: Readonly<Record<string, number>>
  readonly byRoute: Readonly<Record<string, number>>
  readonly byState: Readonly<Record<string, number>>
  readonly byCategory: Readonly<Record<string, number>>
  readonly emergencies: number
  readonly responseDays: {
    readonly count: number
    readonly median: number | null
    readonly percentile90: number | null
  }
}

/** The figures of one organisation, outgoing and incoming apart, counted from its own rows at this moment. */
export async function statisticsOf(db: Db, org: string): Promise<Statistics[]> {
  const requests = await everyRequest(db, org)
  return (['outgoing', 'incoming'] as const).map((direction) => figures(org, direction, requests))
}

function figures(org: string, direction: Request['direction'], all: readonly Request[]): Statistics {
  const requests = all.filter((request) => request.direction === direction)
  const days = requests.flatMap(daysToEnd).sort((a, b) => a - b)
  return {
    org,
    direction,
    requests: requests.length,
    byStatus: inOrderOf(statuses, count(requests.map(({ status }) => status))),
    byRoute: count(requests.map(({ rule }) => rule)),
    byState: count(requests.map((request) => stateOf(request))),
    byCategory: count(requests.flatMap(({ items }) => items.map(({ category }) => category ?? 'not stated'))),
    emergencies: requests.filter(({ facts }) => facts.urgency === 'emergency').length,
    responseDays: { count: days.length, median: quantile(days, 0.5), percentile90: quantile(days, 0.9) },
  }
}

const stateOf = ({ direction, to, facts, parties }: Request): string =>
  (direction === 'outgoing' ? to : (facts.asking?.state ?? parties.find(({ seat }) => seat === 'authority')?.state)) ??
  'not stated'

function daysToEnd({ leftAt, createdAt, endedAt }: Request): number[] {
  if (!endedAt) return []
  const from = Temporal.Instant.from(leftAt ?? createdAt)
  return [from.until(Temporal.Instant.from(endedAt)).total('hours') / 24]
}

function count(words: readonly string[]): Record<string, number> {
  const counted = Map.groupBy(words, (word) => word)
  return Object.fromEntries(
    [...counted].map(([word, all]) => [word, all.length] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

const inOrderOf = (order: readonly Status[], counted: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(order.filter((status) => counted[status]).map((status) => [status, counted[status] ?? 0]))

/** The nearest-rank quantile of sorted numbers, to a tenth; null of nothing. */
function quantile(sorted: readonly number[], share: number): number | null {
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]
  return value === undefined ? null : Math.round(value * 10) / 10
}
