import { isOf } from '../../laboratory/index.ts'
import type { Analysis, RouteFinding } from '../../law/index.ts'
import type { Said } from './models.ts'

/**
 * The best order of a model's own law to the holder, of several alike the one that lacks least; else, closed, the one
 * that fails at the fewest conditions.
 */
export function ownOrder({ model, analysis }: Said): {
  route: RouteFinding | undefined
  nearest: RouteFinding | undefined
} {
  const own = analysis.routes.filter(
    ({ rule, channel }) => isOf(model, rule) && (channel === 'direct' || channel === 'domestic'),
  )
  const missing = ({ needs }: RouteFinding) => needs.filter(({ met }) => !met).length
  const best = own.find(({ status }) => status !== 'closed')
  const [route] = own
    .filter(({ status }) => status === best?.status && status !== 'closed')
    .toSorted((a, b) => missing(a) - missing(b))
  const failing = ({ because }: RouteFinding) => because.filter(({ holds }) => holds === false).length
  const [nearest] = own.toSorted((a, b) => failing(a) - failing(b))
  return { route, nearest: route ? undefined : nearest }
}

/** The best way through the authorities of another state. */
export const assistance = ({ analysis }: Said): RouteFinding | undefined =>
  analysis.routes.find(({ channel, status }) => channel === 'cooperative' && status !== 'closed')

/** Whether nobody abroad need be asked: the holder and the data are where the question comes from. */
export function isAtHome({ facts }: Said): boolean {
  const home = facts.asking?.state
  const items = facts.data ?? []
  return (
    facts.holder?.seat === home &&
    items.length > 0 &&
    items.every(({ storedIn }) => storedIn?.every((one) => one === home))
  )
}

/** Bars that stand or may stand, those that stand first: of other laws, and its own where it binds towards everybody. */
export const barsIn = ({ gates }: Analysis) =>
  gates.filter(({ status }) => status === 'closed' || status === 'approval' || status === 'unknown')

/** The order of demands and what forbids them, each demand once. */
export const conflictsIn = ({ conflicts }: Analysis) => [...Map.groupBy(conflicts, ({ demands }) => demands)]
