import type { Act } from './acts/act.ts'
import { actOf } from './acts/acts.ts'
import type { Dealing } from './examination/dealing.ts'
import type { CostClaim } from './provider/claim.ts'
import type { AnsweringEntry } from './provider/entries.ts'
import type { Clock, Decision, Request, Status, Step, StepState } from './request.ts'

/** What may happen to a step: the only place where its order of states is decided. */
const moves = {
  pending: { reach: 'current', skip: 'skipped' },
  current: { do: 'done', refuse: 'refused', reopen: 'pending', skip: 'skipped' },
  done: { reopen: 'pending' },
  refused: { reopen: 'pending' },
  skipped: { reopen: 'pending' },
} as const satisfies Record<StepState, Record<string, StepState>>
export type Move = 'reach' | 'do' | 'refuse' | 'reopen' | 'skip'

/** The state a step comes to by a move; undefined where the move is not open to it. */
export function after(state: StepState, move: Move): StepState | undefined {
  const open: Partial<Record<Move, StepState>> = moves[state]
  return open[move]
}

export const phaseOf = (step: Step): Act['phase'] => actOf(step.does).phase
export const isOver = ({ is }: Step): boolean => is === 'done' || is === 'skipped'
export const isOpen = ({ is }: Step): boolean => is === 'current' || is === 'pending'

/**
 * The pending steps whose turn has come: every step they wait for is over, or is not here at all; and nothing departs
 * while an approval is missing.
 */
export function reached(steps: readonly Step[]): Step[] {
  const waitedFor = (id: string) => steps.find((step) => step.id === id)
  return steps.filter(
    (step) =>
      step.is === 'pending' &&
      step.after.every((id) => isOver(waitedFor(id) ?? { ...step, is: 'done' })) &&
      (phaseOf(step) !== 'departing' || approvalsMissing(steps, step).length === 0),
  )
}

/** Every step this one waits for, near and far. */
export function ancestors(steps: readonly Step[], step: Step): Set<Step> {
  const found = new Set<Step>()
  const collect = ({ after: ids }: Step) => {
    for (const before of steps) {
      if (!ids.includes(before.id) || found.has(before)) continue
      found.add(before)
      collect(before)
    }
  }
  collect(step)
  return found
}

/**
 * The approvals still to be had before a step may send anything: every deciding step it waits for, and every other
 * that does not itself wait until something has left. Nothing leaves because the data forgot to say "after".
 */
export function approvalsMissing(steps: readonly Step[], departing: Step): Step[] {
  const before = ancestors(steps, departing)
  const waitsForDeparture = (step: Step) => [...ancestors(steps, step)].some((one) => phaseOf(one) === 'departing')
  return steps.filter(
    (step) => phaseOf(step) === 'deciding' && !isOver(step) && (before.has(step) || !waitsForDeparture(step)),
  )
}

export interface Course {
  readonly request: Request
  readonly steps: readonly Step[]
  readonly decisions: readonly Decision[]
  readonly clocks: readonly Clock[]
  /** What was said and done beside the steps while it is answered. */
  readonly beside?: readonly AnsweringEntry[]
  /** What the two sides said to each other about it. */
  readonly dealings?: readonly Dealing[]
  /** Claims for costs that wait for this organisation's answer. */
  readonly claims?: readonly CostClaim[]
  /** How far the verification of its sender is, where one is owed and not done. */
  readonly sender?: { readonly first: Decision | undefined } | undefined
  /** What an emergency of ours still needs before it may leave. */
  readonly lacks?: 'ground' | 'signature' | undefined
}

/** Nobody edits what has been handed in, has left or is over. */
export const isEditable = ({ digest, leftAt, endedAt, direction }: Request): boolean =>
  direction === 'outgoing' && digest === undefined && leftAt === undefined && endedAt === undefined

/** An objection stands until the asking authority has answered it. */
export function openObjection({ decisions }: Pick<Course, 'decisions'>): Decision | undefined {
  const last = decisions.findLast(
    ({ outcome, void: isVoid }) => !isVoid && (outcome === 'objected' || outcome === 'answered'),
  )
  return last?.outcome === 'objected' ? last : undefined
}

/** The holds that run at this moment: until they end or are released their step may not be carried out. */
export function holds({ clocks }: Pick<Course, 'clocks'>, now: Temporal.Instant): Clock[] {
  return clocks.filter(
    ({ holds: is, stoppedAt, due }) =>
      is && stoppedAt === undefined && (due === undefined || Temporal.Instant.compare(now, due) < 0),
  )
}

const someOf = (phase: Act['phase'], test: (step: Step) => boolean) => (course: Course) =>
  course.steps.some((step) => phaseOf(step) === phase && test(step))
const allOver = ({ steps }: Course) => steps.every(isOver)
const hasLeft = ({ request }: Course) => request.leftAt !== undefined

/** Every step of the other side that yields the data is over. */
function isAnswered({ steps }: Course): boolean {
  const yielding = steps.filter((step) => actOf(step.does).reportedBy === 'production')
  return yielding.length > 0 && yielding.every(isOver)
}

type Line = readonly [Status, 'outgoing' | 'incoming' | 'both', (course: Course, now: Temporal.Instant) => boolean]

/** What a request is called, from its steps, in order: the first line that fits. Withdrawn, completed and lapsed are final. */
const table: readonly Line[] = [
  ['withdrawn', 'both', ({ request }) => request.status === 'withdrawn'],
  ['completed', 'both', ({ request }) => request.status === 'completed'],
  ['lapsed', 'both', ({ request }) => request.status === 'lapsed'],
  ['refused', 'both', ({ steps }) => steps.some(({ is }) => is === 'refused')],
  ['objected', 'both', (course) => openObjection(course) !== undefined],
  ['answered', 'both', allOver],
  ['answered', 'outgoing', isAnswered],
  ['held', 'both', (course, now) => holds(course, now).length > 0],
  ['received', 'incoming', () => true],
  ['sent', 'outgoing', hasLeft],
  ['draft', 'outgoing', someOf('drafting', ({ is }) => is === 'current')],
  ['in-validation', 'outgoing', someOf('deciding', ({ is }) => is === 'current')],
  ['ready-to-send', 'outgoing', () => true],
]

export function statusOf(course: Course, now: Temporal.Instant): Status {
  const { direction } = course.request
  const [status] = table.find(([, way, fits]) => (way === 'both' || way === direction) && fits(course, now)) ?? [
    'draft',
  ]
  return status
}
