import type { Actor } from '../accounts/index.ts'
import { type InstantText, instantText } from '../base/time.ts'
import type { Db } from '../db/index.ts'
import { isOverdue } from './clocks.ts'
import { holds, openObjection } from './lifecycle.ts'
import type { Clock, Decision, Request, Step } from './request.ts'
import { runningClocks } from './store/clocks.ts'
import { openObjections } from './store/decisions.ts'
import { openRequests } from './store/requests.ts'
import { openSteps } from './store/steps.ts'

/** Something this seat must do, by when and under which rule. */
export interface Task {
  readonly request: Request
  /** `step`: carry it out. `answer-objection`, `withdraw`: what another's answer makes necessary. */
  readonly kind: 'step' | 'answer-objection' | 'withdraw'
  readonly step: Step
  readonly since: InstantText
  /** The clock that ends first, its due instant and whether it is past; none where the law sets no time. */
  readonly clock: Clock | undefined
  readonly due: InstantText | undefined
  readonly overdue: boolean
  /** While it runs the step may not be carried out yet. */
  readonly hold: Clock | undefined
}

/** What somebody else must do before this organisation's request goes on. */
export interface Waiting {
  readonly request: Request
  readonly step: Step
  readonly on: string
  readonly since: InstantText
  readonly clock: Clock | undefined
  readonly due: InstantText | undefined
  readonly overdue: boolean
}

export interface Today {
  readonly at: InstantText
  /** What is due first stands first; what has no time stands last, oldest first. */
  readonly tasks: readonly Task[]
  readonly waiting: readonly Waiting[]
}

/** What this seat must do now and by when, and what it waits for since when. */
export async function today(db: Db, actor: Actor, now: Temporal.Instant): Promise<Today> {
  const requests = new Map((await openRequests(db, actor.org)).map((request) => [request.id as string, request]))
  const ids = [...requests.keys()]
  const clocks = Map.groupBy(await runningClocks(db, ids), ({ request }) => request)
  const objections = Map.groupBy(await openObjections(db, ids), ({ request }) => request)
  const steps = Map.groupBy(await openSteps(db, ids), ({ request }) => request)
  const tasks: Task[] = []
  const waiting: Waiting[] = []
  for (const [id, request] of requests) {
    const running = (clocks.get(id) ?? []).map(({ clock }) => clock)
    const all = (steps.get(id) ?? []).map(({ step }) => step)
    const objection = openObjection({ decisions: (objections.get(id) ?? []).map(({ decision }) => decision) })
    const needed = objection || request.status === 'refused'
    if (needed) tasks.push(...consequences(request, actor, all, objection, running, now))
    for (const step of all) {
      if (step.is !== 'current' || request.status === 'refused') continue
      const timed = timing(
        running.filter((clock) => clock.step === step.id),
        now,
      )
      const since = step.since ?? request.createdAt
      if (isFor(request, step, actor)) {
        const [hold] = holds({ clocks: running.filter((clock) => clock.step === step.id) }, now)
        tasks.push({ request, kind: 'step', step, since, hold, ...timed })
      } else if (step.doer !== actor.org || step.seat !== actor.seat) {
        waiting.push({ request, step, on: whom(request, step), since, ...timed })
      }
    }
  }
  return { at: instantText(now), tasks: tasks.sort(byDue), waiting: waiting.sort(byDue) }
}

/** An approval is no task of the author: it is for another person. */
const isFor = (request: Request, step: Step, actor: Actor) =>
  step.doer === actor.org && step.seat === actor.seat && !(request.author?.person === actor.person && isApproval(step))
const isApproval = ({ does }: Step) => does === 'validate' || does === 'approve' || does === 'decide'

/** A request that was objected to is to be answered; one against which a ground was raised is to be withdrawn. */
function consequences(
  request: Request,
  actor: Actor,
  steps: readonly Step[],
  objection: Decision | undefined,
  running: readonly Clock[],
  now: Temporal.Instant,
): Task[] {
  if (request.direction !== 'outgoing' || actor.seat !== 'authority') return []
  const kind = objection ? 'answer-objection' : request.leftAt !== undefined ? 'withdraw' : undefined
  const step = objection ? steps.find(({ id }) => id === objection.step) : steps.find(({ is }) => is === 'refused')
  if (!kind || !step) return []
  const timed = timing(
    running.filter((clock) => clock.bearer === actor.org && clock.step === undefined),
    now,
  )
  return [{ request, kind, step, since: objection?.at ?? step.since ?? request.createdAt, hold: undefined, ...timed }]
}

function timing(clocks: readonly Clock[], now: Temporal.Instant): Pick<Task, 'clock' | 'due' | 'overdue'> {
  const [clock] = clocks.toSorted((a, b) => ((a.due ?? '9') < (b.due ?? '9') ? -1 : 1))
  return { clock, due: clock?.due, overdue: clock !== undefined && isOverdue(clock, now) }
}

function whom(request: Request, step: Step): string {
  const party = request.parties.find(({ org }) => org === step.doer)
  return party?.name ?? step.authority ?? `${step.seat}, ${step.state}`
}

function byDue(a: Task | Waiting, b: Task | Waiting): number {
  const [x, y] = [a.due ?? '9', b.due ?? '9']
  return x < y ? -1 : x > y ? 1 : a.since < b.since ? -1 : 1
}
