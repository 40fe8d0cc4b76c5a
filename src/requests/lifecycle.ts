import { type Act, phases } from './acts/act.ts'
import { actOf } from './acts/acts.ts'
import type { Clock, Request, Status, Step, StepState } from './request.ts'

/** What may happen to a step: the only place where its order of states is decided. */
export const moves = {
  pending: { reach: 'current', skip: 'skipped' },
  current: { do: 'done', refuse: 'refused', reopen: 'pending', skip: 'skipped' },
  done: { reopen: 'pending' },
  refused: { reopen: 'pending' },
  skipped: {},
} as const satisfies Record<StepState, Record<string, StepState>>
export type Move = 'reach' | 'do' | 'refuse' | 'reopen' | 'skip'

/** The state a step comes to by a move; undefined where the move is not open to it. */
export function after(state: StepState, move: Move): StepState | undefined {
  const open: Partial<Record<Move, StepState>> = moves[state]
  return open[move]
}

const isOver = (step: Step | undefined) => step === undefined || step.is === 'done' || step.is === 'skipped'

/** The pending steps whose turn has come: every step they wait for is over. */
export function reached(steps: readonly Step[]): Step[] {
  const byId = new Map(steps.map((step) => [step.id, step]))
  return steps.filter((step) => step.is === 'pending' && step.after.every((id) => isOver(byId.get(id))))
}

export const phaseOf = (step: Step): Act['phase'] => actOf(step.does).phase

/** Approvals still to be had before anything may leave: deciding steps that the departing ones wait for. */
export function approvalsMissing(steps: readonly Step[], departing: Step): Step[] {
  const before = new Set<string>()
  const collect = (step: Step) => {
    for (const id of step.after) {
      const found = steps.find((other) => other.id === id)
      if (found && !before.has(id)) {
        before.add(id)
        collect(found)
      }
    }
  }
  collect(departing)
  // A deciding step that stands before the departure is needed even if the law's data forgot to make it wait.
  return steps.filter(
    (step) =>
      phaseOf(step) === 'deciding' && !isOver(step) && (before.has(step.id) || step.position < departing.position),
  )
}

export interface Standing {
  readonly direction: Request['direction']
  readonly steps: readonly Step[]
  readonly clocks: readonly Clock[]
  readonly withdrawn: boolean
  readonly closed: boolean
  /** The last word on the answering side was an objection that nobody has answered. */
  readonly objected: boolean
}

const some = (steps: readonly Step[], phase: Act['phase'], ...states: StepState[]) =>
  steps.some((step) => phaseOf(step) === phase && states.includes(step.is))
const holding = ({ clocks }: Standing) => clocks.some((clock) => clock.holds && clock.stoppedAt === undefined)

/** Statuses from the steps, in order: the first line that fits is the request's status. */
const table: readonly (readonly [Status, Request['direction'] | 'both', (standing: Standing) => boolean])[] = [
  ['withdrawn', 'both', ({ withdrawn }) => withdrawn],
  ['refused', 'both', ({ steps }) => steps.some((step) => step.is === 'refused')],
  ['completed', 'both', ({ closed }) => closed],
  ['completed', 'outgoing', ({ steps }) => steps.every((step) => step.is === 'done' || step.is === 'skipped')],
  ['objected', 'both', ({ objected }) => objected],
  ['answered', 'incoming', ({ steps }) => steps.every((step) => step.is === 'done' || step.is === 'skipped')],
  ['held', 'both', (standing) => holding(standing)],
  ['received', 'incoming', () => true],
  ['answered', 'outgoing', ({ steps }) => answered(steps)],
  ['sent', 'outgoing', ({ steps }) => some(steps, 'departing', 'done')],
  ['draft', 'outgoing', ({ steps }) => some(steps, 'drafting', 'current', 'pending')],
  ['in-validation', 'outgoing', ({ steps }) => some(steps, 'deciding', 'current', 'pending')],
  ['ready-to-send', 'outgoing', () => true],
]

/** Every step of the other side that yields the data is over. */
function answered(steps: readonly Step[]): boolean {
  const yielding = steps.filter((step) => actOf(step.does).reportedBy === 'production')
  return yielding.length > 0 && yielding.every(isOver)
}

export function statusOf(standing: Standing): Status {
  const [status] = table.find(
    ([, direction, fits]) => (direction === 'both' || direction === standing.direction) && fits(standing),
  ) ?? ['draft']
  return status
}

export const inOrder = (steps: readonly Step[]): Step[] =>
  steps.toSorted((a, b) => a.position - b.position || phases.indexOf(phaseOf(a)) - phases.indexOf(phaseOf(b)))
