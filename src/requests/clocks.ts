import { newId } from '../base/ids.ts'
import { instantText, parseInstant } from '../base/time.ts'
import type { Tx } from '../db/index.ts'
import { due } from '../law/index.ts'
import type { Clock, Request, Setting, Step } from './request.ts'
import { findClocks, insertClock, releaseClock, stopClock } from './store/clocks.ts'
import { findSteps } from './store/steps.ts'

/** Something the law's clocks run from or to, such as `order.received`. */
export interface Moment {
  readonly names: readonly string[]
  readonly at: Temporal.Instant
  /** Where it happened: only that organisation's steps begin to run. */
  readonly where?: string
}

/** What ends the clocks of a request that goes back to its author: it may run anew. */
export const returned = 'request.returned'

/**
 * Stops what a moment stops, lifts the holds it lifts, and starts what it starts among the clocks of the request's
 * steps. A clock runs once; the state whose days count is the one the law names.
 */
export async function raise(
  tx: Tx,
  request: Request,
  { names, at, where }: Moment,
  { law, now }: Setting,
): Promise<void> {
  const clocks = await findClocks(tx, request.id)
  for (const clock of clocks) {
    if (clock.stoppedAt !== undefined) continue
    if (names.includes(clock.stops)) await stopClock(tx, clock.id, clock.stops, instantText(at))
    else if (clock.holds && names.includes(law.rule('clock', clock.rule).released_by ?? ''))
      await releaseClock(tx, clock.id)
  }
  const begun = new Set(clocks.filter(({ stoppedBy }) => stoppedBy !== returned).map(({ rule }) => rule))
  for (const step of await findSteps(tx, request.id)) {
    if (where !== undefined && step.doer !== where) continue
    for (const rule of step.clocks) {
      if (begun.has(rule) || !names.includes(law.rule('clock', rule).starts)) continue
      begun.add(rule)
      await start(tx, request, rule, step, at, { law, now })
    }
  }
}

/** Starts one clock that no step carries: the time to answer an objection. Does nothing if it has run already. */
export async function startClock(
  tx: Tx,
  request: Request,
  rule: string,
  at: Temporal.Instant,
  setting: Setting,
): Promise<void> {
  const clocks = await findClocks(tx, request.id)
  if (clocks.some((clock) => clock.rule === rule && clock.stoppedAt === undefined)) return
  await start(tx, request, rule, undefined, at, setting)
}

async function start(
  tx: Tx,
  request: Request,
  ruleId: string,
  step: Step | undefined,
  at: Temporal.Instant,
  { law, now }: Setting,
) {
  const rule = law.rule('clock', ruleId)
  const side = rule.calendar ?? rule.bearer?.state
  const working = due(law, ruleId, at, { state: side ? stateOf(side, request) : step?.state })
  const clock: Clock = {
    id: newId('clock', now().epochMilliseconds),
    step: step?.id,
    rule: ruleId,
    title: working.title,
    cite: working.cite,
    bearer: bearerOf(request, rule.bearer) ?? step?.doer ?? request.org,
    startedBy: rule.starts,
    startedAt: instantText(at),
    stops: rule.stops,
    due: working.due,
    working,
    holds: rule.released_by !== undefined,
    stoppedBy: undefined,
    stoppedAt: undefined,
  }
  await insertClock(tx, request, clock)
}

/** Ends every clock of a request that is over: nobody owes anything any more. */
export async function stopAll(tx: Tx, request: Request, by: string, at: string): Promise<void> {
  for (const clock of await findClocks(tx, request.id)) {
    if (clock.stoppedAt === undefined) await stopClock(tx, clock.id, by, at)
  }
}

/** Late: still running after its last instant. */
export const isOverdue = (clock: Clock, now: Temporal.Instant): boolean =>
  clock.stoppedAt === undefined && clock.due !== undefined && Temporal.Instant.compare(now, parseInstant(clock.due)) > 0

/** `from` is where the request was made, `to` where it goes; anything else is a state already. */
function stateOf(side: string, request: Request): string | undefined {
  if (side === 'from') return request.facts.asking?.state
  return side === 'to' ? request.to : side
}

function bearerOf(request: Request, bearer: { seat: string; state: string } | undefined): string | undefined {
  if (!bearer) return undefined
  const state = stateOf(bearer.state, request)
  return request.parties.find((party) => party.seat === bearer.seat && party.state === state)?.org
}
