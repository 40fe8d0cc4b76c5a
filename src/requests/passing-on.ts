import { actOf } from './acts/acts.ts'
import { ancestors, isOver, phaseOf } from './lifecycle.ts'
import type { Step } from './request.ts'

/**
 * Who puts a step before its doer. Every organisation hears of a request from one other, and answers that one alone: the
 * author asks those who must approve; whoever sends asks those it sends to; an authority of the other side that examines
 * or executes asks the organs that come after it.
 */

/** The step whose doer hands this one on: the departure it waits for, else the nearest one before it that passes on. */
export function handedOnBy(steps: readonly Step[], step: Step): Step | undefined {
  const before = steps.filter(({ id }) => step.after.includes(id))
  const departures = before.filter((one) => phaseOf(one) === 'departing')
  const found =
    departures.length > 0
      ? departures
      : before.flatMap((one) => (actOf(one.does).passesOn ? [one] : (handedOnBy(steps, one) ?? [])))
  return found.toSorted((a, b) => b.position - a.position)[0]
}

/** The step at which what leads to this one leaves our hands: itself, or the one whose doer passes it on. */
export function entryOf(steps: readonly Step[], own: string, step: Step): Step {
  const by = handedOnBy(steps, step)
  return by === undefined || by.doer === own ? step : entryOf(steps, own, by)
}

/** An organisation that is on no system: known by name, reached by post, told of by those who hear from it. */
export const isOutside = (org: string | undefined): boolean => org?.startsWith('outside_') === true

/** Whom a step is to be put before; undefined while nobody is named, or where nobody on a system is. */
export function askedOf(steps: readonly Step[], own: string, step: Step): string | undefined {
  const { doer } = entryOf(steps, own, step)
  return doer === own || isOutside(doer) ? undefined : doer
}

/**
 * What is put before an organisation in one message: the steps that have begun, those that follow from them alone, and
 * those that wait for the same departure, though also for somebody else.
 */
export function packageFor(steps: readonly Step[], own: string, org: string, begun: readonly Step[]): Step[] {
  const theirs = steps.filter(
    (step) => step.doer !== own && step.via === undefined && isAhead(step) && askedOf(steps, own, step) === org,
  )
  const inside = new Set(begun.filter((step) => theirs.includes(step)).map(({ id }) => id))
  const departed = new Set(steps.filter((step) => phaseOf(step) === 'departing' && isOver(step)).map(({ id }) => id))
  const over = new Set(steps.filter(isOver).map(({ id }) => id))
  const known = new Set(steps.map(({ id }) => id))
  const follows = ({ after }: Step) =>
    after.some((id) => departed.has(id)) || after.every((id) => inside.has(id) || over.has(id) || !known.has(id))
  for (let more: Step[] = []; ; ) {
    more = theirs.filter((step) => !inside.has(step.id) && follows(step))
    if (more.length === 0) return theirs.filter(({ id }) => inside.has(id))
    for (const { id } of more) inside.add(id)
  }
}

const isAhead = ({ is }: Step) => is === 'pending' || is === 'current'

/** Whom a departure tells, each with the steps put before it. */
export function toldBy(steps: readonly Step[], departing: Step, own: string): Map<string, Step[]> {
  const done = steps.map((step) => (step.id === departing.id ? { ...step, is: 'done' as const } : step))
  const told = new Map<string, Step[]>()
  for (const step of done) {
    const entry = entryOf(done, own, step)
    if (step.doer === own || !isAhead(step) || handedOnBy(done, entry)?.id !== departing.id) continue
    const org = askedOf(done, own, step)
    if (org === undefined || told.has(org)) continue
    const handed = packageFor(done, own, org, [])
    if (handed.length > 0) told.set(org, handed)
  }
  return told
}

const handingOn = 'hand-on-'

/**
 * What came to us on a step that was passed on goes on to whoever put the request before us: a step of our own, unless
 * the law has one already. There it is known by the name of the step that it answers.
 */
export function handingOnOf(steps: readonly Step[], own: string, step: Step): Step | undefined {
  const ours = steps.filter(({ doer }) => doer === own)
  const hasOne = ours.some(
    (one) => isAhead(one) && actOf(one.does).reportedBy === 'production' && ancestors(steps, one).has(step),
  )
  const [first] = ours
  if (hasOne || !first) return undefined
  return {
    ...step,
    id: `${handingOn}${step.id}`,
    position: steps.length,
    title: 'Hand on what came, the way the request came',
    seat: first.seat,
    state: first.state,
    authority: first.authority,
    doer: own,
    does: 'return',
    form: undefined,
    clocks: [],
    moments: [],
    after: [step.id],
    via: undefined,
    is: 'pending',
    since: undefined,
  }
}

/** The name by which whoever put a step before us knows it. */
export const askedAs = (step: string): string => (step.startsWith(handingOn) ? step.slice(handingOn.length) : step)
