import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import { courseOf, type Doer, decide, end, note, tell } from '../course.ts'
import type { Clock, Request, Setting } from '../request.ts'
import { stopClock } from '../store/clocks.ts'
import { organisationsTold } from '../store/dispatches.ts'
import { isForKeeping, ofMeasures } from './measure.ts'

const lapsed = 'measure.lapsed'
/**
 * Nobody renewed it in time: the measure is over, which is recorded here and told to the other side. A request that was
 * for nothing else is over with it.
 */
export async function lapse(tx: Tx, request: Request, clock: Clock, setting: Setting): Promise<void> {
  const at = setting.now()
  const by: Doer = { org: request.org, name: 'system' }
  const { rule, due, measure } = clock
  await stopClock(tx, clock.id, lapsed, instantText(at))
  const details = { what: 'lapsed', measure: measure ?? null, rule, due: due ?? null }
  await decide(tx, request, ofMeasures, by, { outcome: 'done', rules: [rule], details }, at)
  await note(
    tx,
    request,
    'request.measure-lapsed',
    { ...by, org: 'system' },
    { measure: measure ?? null, rule, due: due ?? null },
    at,
  )
  if (measure) {
    const told = { request: request.origin, what: 'lapsed' as const, measure, rule, at: instantText(at) }
    for (const org of await toTell(tx, request)) await tell(tx, request, org, 'measure', told, at)
  }
  if (measure === 'preservation' && isForKeeping(await courseOf(tx, request)))
    await end(tx, request, 'lapsed', lapsed, setting)
}

/** Everybody who has a part in the measure: who was told of the request from here, and who it came from. */
export async function toTell(tx: Tx, request: Request): Promise<string[]> {
  const told = await organisationsTold(tx, request.id)
  return [...new Set(request.direction === 'incoming' ? [request.counterpart, ...told] : told)]
}
