import type { Db } from '../../db/index.ts'
import {
  type PeriodEnd,
  type PeriodTally,
  type Population,
  type PopulationDigest,
  periodEnds,
  periodTallies,
  populationDigests,
} from '../../requests/index.ts'
import { boundsOf, type HalfYear } from './half-years.ts'

type Counted = Readonly<Record<string, number>>
export interface Days {
  readonly median: number
  readonly percentile90: number
}

/** The requests an organisation made or received within a half-year, and those that ended within it: nothing left out yet. */
export interface Figures {
  readonly org: string
  readonly direction: Population['direction']
  readonly period: HalfYear
  readonly made: {
    readonly digest: string
    readonly number: number
    readonly byRoute: Counted
    readonly byState: Counted
    readonly byUrgency: Counted
    readonly byCategory: Counted
  }
  readonly ended: {
    readonly digest: string
    readonly number: number
    readonly byOutcome: Counted
    readonly byGround: Counted
    readonly days: Days | undefined
    /** Of each route, with how many requests it is of. */
    readonly daysByRoute: Readonly<Record<string, Days & { readonly number: number }>>
  }
}

/** Every figure of these half-years, of one organisation or of all, in a fixed order. */
export async function figuresOf(db: Db, halves: readonly HalfYear[], org?: string): Promise<Figures[]> {
  if (halves.length === 0) return []
  const bounds = boundsOf(halves)
  // Beside one another: what is over does not change between them, and a count that caught a change is found by the digest.
  const [tallies, ends, digests] = await Promise.all([
    periodTallies(db, bounds, org),
    periodEnds(db, bounds, org),
    populationDigests(db, bounds, org),
  ])
  const key = ({ org, direction, period }: Omit<Population, 'what'>) => `${org} ${direction} ${period}`
  const tallied = Map.groupBy(tallies, key)
  const ended = Map.groupBy(ends, key)
  const digested = Map.groupBy(digests, key)
  const direct = { outgoing: 0, incoming: 1 }
  const populations = [...digested.values()].flatMap(([one]) => (one ? [one] : []))
  populations.sort(
    (a, b) =>
      (a.org < b.org ? -1 : a.org > b.org ? 1 : 0) || direct[a.direction] - direct[b.direction] || a.period - b.period,
  )
  return populations.map((one) =>
    figuresFrom(
      one,
      halves[one.period] ?? '',
      tallied.get(key(one)) ?? [],
      ended.get(key(one)) ?? [],
      digested.get(key(one)) ?? [],
    ),
  )
}

function figuresFrom(
  { org, direction }: Population,
  period: HalfYear,
  tallies: readonly PeriodTally[],
  ends: readonly PeriodEnd[],
  digests: readonly PopulationDigest[],
): Figures {
  const by = (kind: PeriodTally['by']): Counted =>
    sorted(
      tallies
        .filter((one) => one.by === kind)
        .flatMap(({ value, number }) =>
          kind === 'category'
            ? categoriesIn(value ?? '0[]').map((one) => [one, number] as const)
            : [[value ?? NOT_STATED, number] as const],
        ),
    )
  const digest = (what: Population['what']) => digests.find((one) => one.what === what)?.digest.toHex() ?? NONE
  const all = ends.find(({ route, outcome }) => route === null && outcome === null)
  return {
    org,
    direction,
    period,
    made: {
      digest: digest('made'),
      number: tallies.find((one) => one.by === 'all')?.number ?? 0,
      byRoute: by('route'),
      byState: by('state'),
      byUrgency: by('urgency'),
      byCategory: by('category'),
    },
    ended: {
      digest: digest('ended'),
      number: all?.number ?? 0,
      byOutcome: sorted(ends.flatMap(({ outcome, number }) => (outcome === null ? [] : [[outcome, number] as const]))),
      byGround: by('ground'),
      days: all && inDays(all),
      daysByRoute: Object.fromEntries(
        ends
          .flatMap((end) => (end.route === null ? [] : [[end.route, { ...inDays(end), number: end.number }] as const]))
          .sort(byWord),
      ), // biome-ignore format: short
    },
  }
}

const NOT_STATED = 'not stated'
/** What no request consists of: SHA-256 of nothing. */
const NONE = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

const inDays = ({ median, percentile90 }: PeriodEnd): Days => ({
  median: median / 10,
  percentile90: percentile90 / 10,
})

/** `2["content", "traffic"]`: how many items, and the categories of those that have one. */
function categoriesIn(items: string): string[] {
  const at = items.indexOf('[')
  const stated: string[] = JSON.parse(items.slice(at))
  return [...stated, ...Array<string>(Math.max(0, Number(items.slice(0, at)) - stated.length)).fill(NOT_STATED)]
}

const byWord = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : a > b ? 1 : 0)

/** Sorted by the word, never by the number: what is left out must not tell which was larger. */
function sorted(counted: readonly (readonly [string, number])[]): Counted {
  const sums = new Map<string, number>()
  for (const [word, number] of counted) sums.set(word, (sums.get(word) ?? 0) + number)
  return Object.fromEntries([...sums].sort(byWord))
}
