import { type Actor, findOrganisation } from '../accounts/index.ts'
import { type InstantText, instantText } from '../base/time.ts'
import type { Db } from '../db/index.ts'
import { isOverdue } from './clocks.ts'
import { holds } from './lifecycle.ts'
import type { Count, LineFilter, Page, Place, RequestLine } from './line.ts'
import type { Clock, Step } from './request.ts'
import { desksOf, otherDesks, type Turn } from './standing.ts'
import { countTurns, type FoundTurn, findTurns, type TurnQuery } from './store/turns.ts'

/** Something this seat must do, by when and under which rule. */
export interface Task {
  readonly request: RequestLine
  /** `step`: carry it out. `answer-objection`, `withdraw`: what another's answer makes necessary. */
  readonly kind: Turn['kind']
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
export interface Waiting extends Omit<Task, 'kind' | 'hold'> {
  /** Another organisation, or another seat or person of this one. */
  readonly on: string
}

export interface Today {
  readonly at: InstantText
  /** What is due first stands first; what has no time stands last, oldest first. */
  readonly tasks: readonly Task[]
  readonly waiting: readonly Waiting[]
  /** Where each list goes on; undefined where it is whole. */
  readonly more: { readonly tasks: string | undefined; readonly waiting: string | undefined }
  readonly counts: { readonly tasks: Count; readonly overdue: Count; readonly waiting: Count }
}

export interface TodayQuery {
  readonly filter?: LineFilter
  /** How many of each list. */
  readonly limit?: number
}

/** As far as anybody counts what lies before them. */
const COUNTED = 1_000

/** What this seat must do now and by when, and what it waits for since when. */
export async function today(db: Db, actor: Actor, now: Temporal.Instant, query: TodayQuery = {}): Promise<Today> {
  const { filter = {}, limit = 100 } = query
  const mine = tasksOf(actor, filter, now)
  const others = await waitingOf(db, actor, filter, now)
  const tasks = await findTurns(db, mine, { limit })
  const waiting = await findTurns(db, others, { limit })
  return {
    at: instantText(now),
    tasks: tasks.entries.map((turn) => taskFrom(turn, now)),
    waiting: waiting.entries.map((turn) => waitingFrom(turn, now)),
    more: { tasks: tasks.next, waiting: waiting.next },
    counts: {
      // What is shown whole need not be counted.
      tasks: tasks.next ? await countTurns(db, mine, COUNTED) : { atLeast: tasks.entries.length, exact: true },
      overdue: tasks.next
        ? await countTurns(db, mine, COUNTED, true)
        : { atLeast: tasks.entries.filter(({ clock }) => clock && isOverdue(clock, now)).length, exact: true },
      waiting: waiting.next ? await countTurns(db, others, COUNTED) : { atLeast: waiting.entries.length, exact: true },
    },
  }
}

/** A page of what this seat must do. */
export async function findTasks(
  db: Db,
  actor: Actor,
  now: Temporal.Instant,
  { filter = {}, ...place }: Place & { filter?: LineFilter; limit: number },
): Promise<Page<Task>> {
  const page = await findTurns(db, tasksOf(actor, filter, now), place)
  return { ...page, entries: page.entries.map((turn) => taskFrom(turn, now)) }
}

/** A page of what this organisation waits for. */
export async function findWaiting(
  db: Db,
  actor: Actor,
  now: Temporal.Instant,
  { filter = {}, ...place }: Place & { filter?: LineFilter; limit: number },
): Promise<Page<Waiting>> {
  const page = await findTurns(db, await waitingOf(db, actor, filter, now), place)
  return { ...page, entries: page.entries.map((turn) => waitingFrom(turn, now)) }
}

const tasksOf = (actor: Actor, filter: LineFilter, now: Temporal.Instant): TurnQuery => ({
  org: actor.org,
  person: actor.person,
  desks: desksOf(actor),
  filter,
  now: instantText(now),
})

/** What lies elsewhere, and what lies here but is for another person: nobody approves their own. */
async function waitingOf(db: Db, actor: Actor, filter: LineFilter, now: Temporal.Instant): Promise<TurnQuery> {
  const { seats } = await findOrganisation(db, actor.org)
  return { ...tasksOf(actor, filter, now), desks: otherDesks(actor, seats), barredAt: desksOf(actor) }
}

function taskFrom({ kind, ...turn }: FoundTurn, now: Temporal.Instant): Task {
  const { on: _, ...rest } = waitingFrom(turn, now)
  return { ...rest, kind, hold: turn.hold && holds({ clocks: [turn.hold] }, now)[0] }
}

function waitingFrom({ request, step, since, clock, whom }: Omit<FoundTurn, 'kind'>, now: Temporal.Instant): Waiting {
  const overdue = clock !== undefined && isOverdue(clock, now)
  return { request, step, since, clock, due: clock?.due, overdue, on: whom }
}
