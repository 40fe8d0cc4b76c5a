import { newId } from '../base/ids.ts'
import { type InstantText, instantText, parseInstant } from '../base/time.ts'
import type { Tx } from '../db/index.ts'
import { due, type Rule } from '../law/index.ts'
import type { Clock, Request, Setting, Step } from './request.ts'
import { findClocks, findPauses, insertClock, type Pause, pauseClock, releaseClock, stopClock } from './store/clocks.ts'
import { findSteps } from './store/steps.ts'

/** Something the law's clocks run from or to, such as `order.received`. */
export interface Moment {
  readonly names: readonly string[]
  readonly at: Temporal.Instant
  /** Where it happened: only that organisation's steps begin to run. */
  readonly where?: string
  /** Rules of periods that hang on no step here: a paper brings them along. */
  readonly brings?: readonly string[]
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
  { names, at, where, brings = [] }: Moment,
  { law, now }: Setting,
): Promise<void> {
  const clocks = await findClocks(tx, request.id)
  for (const clock of clocks) {
    if (clock.stoppedAt !== undefined) continue
    const { moot, released_by: release = '' } = law.rule('clock', clock.rule)
    const end = [clock.stops, ...moot].find((event) => names.includes(event))
    if (end) await stopClock(tx, clock.id, end, instantText(at))
    else if (clock.holds && names.includes(release)) await releaseClock(tx, clock.id)
  }
  const begun = new Set(clocks.filter(({ stoppedBy }) => stoppedBy !== returned).map(({ rule }) => rule))
  const here = (await findSteps(tx, request.id)).filter(({ doer }) => where === undefined || doer === where)
  const carried = here.flatMap((step) => step.clocks.map((rule) => ({ rule, step })))
  for (const { rule, step } of [...carried, ...brings.map((one) => ({ rule: one, step: undefined }))]) {
    if (begun.has(rule) || !names.includes(law.rule('clock', rule).starts)) continue
    begun.add(rule)
    const followed = clocks.find((clock) => clock.rule === law.rule('clock', rule).follows)
    const from = followed?.due === undefined ? at : parseInstant(followed.due)
    await start(tx, request, rule, step, from, { law, now })
  }
}

/** What a clock that is started by itself may be told besides. */
export interface Started {
  readonly step?: Step
  /** The end that somebody set where the law leaves it to them. */
  readonly until?: InstantText | undefined
  /** It holds nothing here: who decides does not wait for the decision. */
  readonly free?: boolean
}

/** Starts one clock at a moment of its own: the time to answer an objection. Does nothing while it runs already. */
export async function startClock(
  tx: Tx,
  request: Request,
  rule: string,
  at: Temporal.Instant,
  setting: Setting,
  told: Started = {},
): Promise<void> {
  const clocks = await findClocks(tx, request.id)
  if (clocks.some((clock) => clock.rule === rule && clock.stoppedAt === undefined)) return
  await start(tx, request, rule, told.step, at, setting, told)
}

async function start(
  tx: Tx,
  request: Request,
  ruleId: string,
  step: Step | undefined,
  at: Temporal.Instant,
  { law, now }: Setting,
  { until, free = false }: Started = {},
) {
  const rule = law.rule('clock', ruleId)
  const working = due(law, ruleId, at, { state: whoseDays(rule, request, step) })
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
    due: until ?? working.due,
    working,
    holds: rule.released_by !== undefined && !free,
    measure: rule.sunset,
    stoppedBy: undefined,
    stoppedAt: undefined,
  }
  await insertClock(tx, request, clock)
}

/** Lets clocks stand still from a moment on: their end is open until they run again. */
export async function pause(
  tx: Tx,
  request: Request,
  clocks: readonly Clock[],
  at: Temporal.Instant,
  setting: Setting,
): Promise<void> {
  for (const clock of clocks) {
    const pauses = await findPauses(tx, clock.id)
    if (pauses.some(({ to }) => to === undefined)) continue
    await standing(tx, request, clock, [...pauses, { from: instantText(at) }], setting)
  }
}

/** Lets every clock of the request that stands still run again: what was left of it is left. */
export async function goOn(tx: Tx, request: Request, at: Temporal.Instant, setting: Setting): Promise<void> {
  for (const clock of await findClocks(tx, request.id)) {
    const pauses = await findPauses(tx, clock.id)
    if (clock.stoppedAt !== undefined || pauses.every(({ to }) => to !== undefined)) continue
    const ended = pauses.map((one) => (one.to === undefined ? { ...one, to: instantText(at) } : one))
    await standing(tx, request, clock, ended, setting)
  }
}

async function standing(tx: Tx, request: Request, clock: Clock, pauses: readonly Pause[], { law }: Setting) {
  const step = (await findSteps(tx, request.id)).find(({ id }) => id === clock.step)
  const working = due(law, clock.rule, parseInstant(clock.startedAt), {
    state: whoseDays(law.rule('clock', clock.rule), request, step),
    suspended: pauses.map(({ from, to }) => ({
      from: parseInstant(from),
      to: to === undefined ? undefined : parseInstant(to),
    })),
  })
  await pauseClock(tx, clock.id, pauses, working)
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

/** The state whose holidays and time count: the one the law names, else where the step is taken. */
function whoseDays({ calendar, bearer }: Rule<'clock'>, request: Request, step: Step | undefined): string | undefined {
  const side = calendar ?? bearer?.state
  return side ? stateOf(side, request) : step?.state
}

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
