import type { Actor } from '../../accounts/index.ts'
import type { LawBase, MeasureKind } from '../../law/index.ts'
import { RequestError } from '../errors.ts'
import { type Course, phaseOf } from '../lifecycle.ts'
import type { Clock, Request, Step } from '../request.ts'

/** The name under which it is written down that a measure lapsed, was set, renewed or ended. */
export const ofMeasures = 'measure'

/** Something that runs for a time and ends by itself unless somebody renews it. */
export interface Measure {
  readonly kind: MeasureKind
  readonly clock: Clock
  /** The law's own way to renew it: a step of ours whose turn it is. */
  readonly renewal: Step | undefined
  /** The law's own way to say that what the data are kept for is under way. */
  readonly confirmation: Step | undefined
  /** Its day was set by who ordered it, and may be set anew; otherwise the law counts it. */
  readonly isSet: boolean
}

/** The measures that run now, the one that ends first before the others. */
export function measuresIn(course: Course, law: LawBase): Measure[] {
  const running = course.clocks.filter(({ measure, stoppedAt }) => measure !== undefined && stoppedAt === undefined)
  return running
    .toSorted((a, b) => ((a.due ?? '9') < (b.due ?? '9') ? -1 : 1))
    .map((clock) => measureOf(course, clock, law))
}

function measureOf({ request, steps }: Course, clock: Clock, law: LawBase): Measure {
  const rule = law.rule('clock', clock.rule)
  const ends = new Set([rule.stops, ...rule.moot])
  const ours = steps.filter(
    (step) => request.direction === 'outgoing' && step.doer === request.org && step.is === 'current',
  )
  const departing = ours.filter((step) => phaseOf(step) === 'departing')
  const isRenewing = (step: Step) => prolongs(step, law)
  // An extension of keeping the data prolongs no order of silence.
  const renews = (step: Step) => prolongs(step, law, clock.measure)
  return {
    kind: clock.measure as MeasureKind,
    clock,
    renewal: departing.find(renews),
    confirmation: departing.find((step) => !isRenewing(step) && step.moments.some((moment) => ends.has(moment))),
    isSet: 'words' in rule.limit,
  }
}

/** Whether the doing of a step begins another life of a measure, of this one where it is named: an extension, a renewal. */
export function prolongs(
  { clocks, moments }: Pick<Step, 'clocks' | 'moments'>,
  law: LawBase,
  measure?: MeasureKind,
): boolean {
  return clocks.some((id) => {
    const { sunset, starts } = law.rule('clock', id)
    return sunset !== undefined && (measure === undefined || sunset === measure) && moments.includes(starts)
  })
}

/** Throws `not_running` where no such measure runs. */
export function measureFrom(course: Course, kind: MeasureKind, law: LawBase): Measure {
  const found = measuresIn(course, law).find((measure) => measure.kind === kind)
  if (found) return found
  throw new RequestError('conflict', 'not_running', 'No such measure runs on this request', { path: 'measure' })
}

/** Kept data are all it was for: nothing is left of it once they are kept no longer. */
export const isForKeeping = ({ steps }: Pick<Course, 'steps'>): boolean =>
  steps.some(({ does }) => does === 'preserve') &&
  !steps.some(({ does }) => does === 'produce' || does === 'execute' || does === 'return')

/** Whose request it is renews, ends and confirms. Throws `wrong_organisation`. */
export function refuseOthers({ direction }: Request): void {
  if (direction === 'outgoing') return
  throw new RequestError('forbidden', 'wrong_organisation', 'Only the organisation whose request it is can do this')
}

/** Whoever wrote the request does not alone decide that it goes on. Throws `approver_is_author`. */
export function refuseAlone({ author }: Request, { person }: Pick<Actor, 'person'>): void {
  if (author?.person !== person) return
  throw new RequestError('forbidden', 'approver_is_author', 'Somebody else has to renew what you have asked for')
}

/** A step that prolongs a measure is for somebody else than the author of the request. Throws `approver_is_author`. */
export function refuseProlongingAlone(request: Request, step: Step, actor: Actor, law: LawBase): void {
  if (request.leftAt !== undefined && prolongs(step, law)) refuseAlone(request, actor)
}
