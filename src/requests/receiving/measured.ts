import { instantText, parseInstant } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { decide, note, settle } from '../course.ts'
import { RequestError } from '../errors.ts'
import { lapse } from '../running/lapsing.ts'
import { ofMeasures } from '../running/measure.ts'
import { kinds, startMeasure } from '../running/renewing.ts'
import { stopClock } from '../store/clocks.ts'
import { organisationsAsked } from '../store/dispatches.ts'
import { tellAgain } from '../telling.ts'
import type { Arrival } from './arrival.ts'
import { knownCourse, nameOf, refuseStranger } from './known.ts'

/**
 * A measure was set running, renewed, ended, or lapsed. Only whose request it is sets, renews and ends; that it lapsed
 * anybody with a part in it may say, and it is believed here once its time is over here too.
 */
export async function measured(tx: Tx, law: LawBase, { org, from, body, now }: Arrival<'measure'>): Promise<void> {
  const course = await knownCourse(tx, org, body.request, 'late')
  const { request, clocks, steps } = course
  const setting = { law, now: () => now }
  const by = { org: from, name: nameOf(course, from) }
  const rule = law.at(instantText(now).slice(0, 10)).find('clock', body.rule)
  if (rule?.sunset !== body.measure)
    throw new RequestError('invalid', 'unknown_rule', `The law base here has no such measure: ${body.rule}`, {
      path: 'rule',
    })
  if (body.what !== 'lapsed') refuseStranger(course, from)
  else if (
    from !== request.counterpart &&
    !steps.some(({ via }) => via === from) &&
    !request.parties.some((one) => one.org === from)
  )
    throw new RequestError('forbidden', 'wrong_organisation', 'The sender has no part in this request')
  const said = { what: body.what, measure: body.measure, rule: body.rule, ...(body.until && { until: body.until }) }
  const running = clocks.find((clock) => clock.rule === body.rule && clock.stoppedAt === undefined)
  if (body.what === 'lapsed') {
    const isOver = running?.due !== undefined && Temporal.Instant.compare(parseInstant(running.due), now) <= 0
    await note(tx, request, 'request.lapse-told', by, { name: by.name, ...said }, now)
    if (request.endedAt === undefined && running && isOver) await lapse(tx, request, running, setting)
  } else {
    if (request.endedAt !== undefined) return
    if (running) await stopClock(tx, running.id, `measure.${body.what}`, instantText(now))
    if (body.until) await startMeasure(tx, request, body.rule, running?.step, body.until as never, setting)
    const reason = body.text
    await decide(tx, request, ofMeasures, by, { outcome: 'done', reason, rules: [body.rule], details: said }, now)
    await tellAgain(tx, request, await organisationsAsked(tx, request.id), 'measure', body, now)
    await note(tx, request, kinds[body.what], by, { name: by.name, ...(reason && { reason }), ...said }, now)
  }
  if (request.endedAt === undefined) await settle(tx, org, request.id, setting)
}
