import { type Actor, permit } from '../../accounts/index.ts'
import type { InstantText } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import { standingNow, type Waited, waitedBetween } from '../../requests/index.ts'
import { instantsOf, type Period } from '../period.ts'
import { FEWEST } from '../protection.ts'

/** What every figure counts: a number without its definition says nothing. */
export const waitingDefinitions = {
  stays: 'Stages of requests that were done in the period, each once; a stage done in the moment its turn came is left out',
  days: 'Days from when a stage’s turn came until it was done: median and 90th percentile, from five stages on',
  sum: 'All those days together. Stages may run beside one another, so that the sum can be longer than the requests took',
  share: 'What part of all days of the same direction that is',
  open: 'What stands there now, whatever the period, and since when the oldest does',
} as const // biome-ignore format: a table

/** How long a stage takes with one organ, and what part of all waiting that is. */
export interface WaitingLine extends Omit<Waited, 'sum' | 'median' | 'percentile90'> {
  /** Days; null of fewer than five. */
  readonly days: { readonly median: number; readonly percentile90: number } | null
  readonly sum: number
  /** From 0 to 1, of all days of its direction. */
  readonly share: number
  readonly open: number
  readonly since: InstantText | undefined
}

export const layers = ['state', 'seat', 'organ'] as const
export type Layer = (typeof layers)[number]

/** What a layer costs: all stages of one state, of one kind of seat, of one organ. */
export interface LayerCost {
  readonly direction: Waited['direction']
  readonly layer: Layer
  /** The code of a state, the name of a seat, or the id of an organisation. */
  readonly value: string
  readonly name: string | undefined
  readonly stays: number
  readonly sum: number
  readonly share: number
}

export interface WaitingTimes extends Period {
  readonly lines: readonly WaitingLine[]
  readonly layers: readonly LayerCost[]
}

const inDays = (tenths: number) => tenths / 10

/** Where the requests of an organisation lost their time, from its own record. Throws `bad_text` for days that are none or in no order. */
export async function waitingTimes(db: Db, actor: Actor, period: Period, at: Temporal.Instant): Promise<WaitingTimes> {
  permit(actor, 'waiting-times.read')
  const [from, until] = instantsOf(period, at)
  const waited = await waitedBetween(db, actor.org, from, until)
  const standing = await standingNow(db, actor.org)
  const all = (direction: Waited['direction']) => sumOf(waited.filter((one) => one.direction === direction))
  const totals = { outgoing: all('outgoing'), incoming: all('incoming') }
  const share = ({ direction }: Waited, sum: number) => (totals[direction] === 0 ? 0 : sum / totals[direction])
  const lines = waited.map((one): WaitingLine => {
    const { median, percentile90, ...row } = one
    const here = standing.find(
      ({ direction, route, step, organ }) =>
        direction === one.direction && route === one.route && step === one.step && organ === one.organ,
    )
    return {
      ...row,
      sum: inDays(one.sum),
      share: share(one, one.sum),
      days: one.stays >= FEWEST ? { median: inDays(median), percentile90: inDays(percentile90) } : null,
      open: here?.open ?? 0,
      since: here?.since,
    }
  })
  return { ...period, lines, layers: layers.flatMap((layer) => costsOf(layer, waited, share)) }
}

const sumOf = (waited: readonly Waited[]) => waited.reduce((sum, one) => sum + one.sum, 0)

/** What each layer of one kind costs, the dearest first. */
function costsOf(layer: Layer, waited: readonly Waited[], share: (one: Waited, sum: number) => number): LayerCost[] {
  const keyOf = (one: Waited) => one[layer] ?? ''
  const groups = Map.groupBy(
    waited.filter((one) => keyOf(one) !== ''),
    (one) => `${one.direction} ${keyOf(one)}`,
  )
  return [...groups.values()]
    .flatMap((group): LayerCost[] => {
      const [first] = group
      if (!first) return []
      const sum = sumOf(group)
      return [
        {
          direction: first.direction,
          layer,
          value: keyOf(first),
          name: layer === 'organ' ? first.organName : undefined,
          stays: group.reduce((all, { stays }) => all + stays, 0),
          sum: inDays(sum),
          share: share(first, sum),
        },
      ]
    })
    .sort((a, b) => b.sum - a.sum || (a.value < b.value ? -1 : 1))
}
