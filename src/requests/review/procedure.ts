import { type InstantText, parseInstant } from '../../base/time.ts'
import { due, type LawBase, type Rule } from '../../law/index.ts'
import { RequestError } from '../errors.ts'
import type { Clock, Request, Setting, Step } from '../request.ts'
import type { Court, Review } from './review.ts'

/** How the law has a dispute decided: the ground the holder relies on, with its review. */
export interface Procedure {
  readonly ground: Rule<'ground'>
  readonly review: NonNullable<Rule<'ground'>['review']>
}

/** Undefined where no court decides on this ground. */
export function procedureFor(
  law: LawBase,
  { law: { on } }: Pick<Request, 'law'>,
  groundId: string,
): Procedure | undefined {
  const ground = law.at(on).find('ground', groundId)
  return ground?.review && { ground, review: ground.review }
}

/** The same where it is known that there is one. Throws `no_such_review`. */
export function procedureOf(law: LawBase, request: Pick<Request, 'law'>, review: Pick<Review, 'ground'>): Procedure {
  const found = procedureFor(law, request, review.ground)
  if (found) return found
  throw new RequestError('missing', 'no_such_review', `The law has no review of '${review.ground.slice(0, 200)}'`)
}

/** The state whose court decides; undefined where the law names none. */
export function stateOfCourt({ ground }: Procedure, { facts, to }: Pick<Request, 'facts' | 'to'>): string | undefined {
  const side = ground.decides?.state
  return side === 'from' ? facts.asking?.state : side === 'to' ? to : side
}

/** The clocks of a ground that run from an event. */
export const clocksFrom = (law: LawBase, { ground }: Procedure, event: string): string[] =>
  ground.clocks.filter((id) => law.rule('clock', id).starts === event)

/** The events of the law that an objection is. */
export const objecting = ['notice.sent', 'objection.filed', 'objection.made', 'motion.filed']

const brought = 'review.requested'
export const stepIdOf = ({ id }: Pick<Review, 'id'>): string => `review-${id.slice(-8)}`

/** The step that the court is to take; the same wherever the dispute is known. */
export function stepOfReview(law: LawBase, procedure: Procedure, review: Review, court: Court, position: number): Step {
  const clocks = clocksFrom(law, procedure, brought)
  const [clock] = clocks
  return {
    id: stepIdOf(review),
    position,
    title: clock ? law.rule('clock', clock).title : procedure.ground.title,
    seat: procedure.ground.decides?.seat ?? 'court',
    state: court.state,
    authority: procedure.ground.decides?.authority,
    doer: court.org,
    does: 'review',
    form: undefined,
    clocks,
    moments: ['court.decided'],
    after: [],
    cite: procedure.review.cite,
    certain: true,
    via: court.org,
    is: 'current',
    since: undefined,
  }
}

/** When the time to object ended, where every period the law gives for it is over; counted from the order's arrival. */
export function pastTime(
  { ground }: Procedure,
  request: Request,
  clocks: readonly Clock[],
  { law, now }: Setting,
): { due: InstantText; cite: string } | undefined {
  const limits = ground.clocks
    .filter((id) => law.rule('clock', id).starts === 'order.received')
    .flatMap((id) => {
      const run = clocks.find(({ rule }) => rule === id)
      const counted = run ?? due(law, id, parseInstant(request.createdAt), { state: request.to })
      return counted.due === undefined ? [] : [{ due: counted.due, cite: counted.cite }]
    })
    .toSorted((a, b) => (a.due < b.due ? -1 : 1))
  const last = limits.at(-1)
  return last && Temporal.Instant.compare(now(), parseInstant(last.due)) > 0 ? last : undefined
}
