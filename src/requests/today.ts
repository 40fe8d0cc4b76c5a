import { type Actor, findOrganisation } from '../accounts/index.ts'
import { type InstantText, instantText } from '../base/time.ts'
import type { Db } from '../db/index.ts'
import { isOverdue } from './clocks.ts'
import { holds } from './lifecycle.ts'
import type { Count, LineFilter, Page, Place, RequestLine } from './line.ts'
import type { Clock, Step } from './request.ts'
import { desksOf, otherDesks } from './standing.ts'
import { findRung, type Rung } from './store/alarms.ts'
import { clocksOf } from './store/clocks.ts'
import { within } from './store/lines.ts'
import { findNews, type News } from './store/news.ts'
import { countTurns, type FoundTurn, findTurns, type TurnQuery, type TurnsAsked } from './store/turns.ts'
import type { Turn } from './turn.ts'

/** Something this seat must do, by when and under which rule. */
export interface Task {
  readonly request: RequestLine
  /** `step`: carry it out. Else what another's answer makes necessary, or what is done beside the steps. */
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

/** As far as anybody counts what lies before them. */
const COUNTED = 100

/** What this seat must do now and by when, and what it waits for since when; each clock with its whole working. */
export async function today(db: Db, actor: Actor, now: Temporal.Instant, limit = 200): Promise<Today> {
  const queries = await queriesOf(db, actor, {}, now)
  const { tasks, waiting } = await findTurns(db, queries.among, {
    tasks: { ...queries.tasks, limit },
    waiting: { ...queries.waiting, limit },
  })
  const turns = [...tasks.entries, ...waiting.entries]
  const clocks = await clocksOf(
    db,
    turns.flatMap(({ clock, hold }) => [clock, hold].flatMap((one) => one?.id ?? [])),
  )
  const whole = ({ clock, hold, ...turn }: FoundTurn): FoundTurn => ({
    ...turn,
    clock: clock && (clocks.get(clock.id) ?? clock),
    hold: hold && (clocks.get(hold.id) ?? hold),
  })
  return {
    at: instantText(now),
    tasks: tasks.entries.map((turn) => taskFrom(whole(turn), now)),
    waiting: waiting.entries.map((turn) => waitingFrom(whole(turn), now)),
    more: { tasks: tasks.next, waiting: waiting.next },
    counts: await countTurns(db, queries.among, queries.counted, COUNTED),
  }
}

/** A seat's day on one page: of each of its parts the first. */
export interface Day {
  readonly at: InstantText
  /** Late, or due within a week. */
  readonly due: Page<Task>
  /** What else waits on this seat. */
  readonly later: Page<Task>
  readonly waiting: Page<Waiting>
  /** Of all that lies before the seat, whatever the lists are narrowed to. */
  readonly counts: { readonly tasks: Count; readonly overdue: Count; readonly waiting: Count }
  /** What came from others in the last days, and what was brought to mind. */
  readonly news: readonly News[]
  readonly rung: readonly Rung[]
}

/** What is new and what was brought to mind: the last of each. */
const FEW = 5

/** How far back something is new: over a weekend. */
const NEW = { hours: 72 }

/** What is due soon, what else waits on this seat, what it waits for; narrowed, and `limit` of each. */
export async function dayOf(
  db: Db,
  actor: Actor,
  now: Temporal.Instant,
  filter: LineFilter,
  limit: number,
): Promise<Day> {
  const queries = await queriesOf(db, actor, filter, now)
  const week = within('week', queries.among.now)
  // Asked at once: on a server they need not wait for one another.
  const [{ due, later, waiting }, counts, news, rung] = await Promise.all([
    findTurns(db, queries.among, {
      due: { ...queries.tasks, dueBefore: week, limit },
      later: { ...queries.tasks, dueFrom: week, limit },
      waiting: { ...queries.waiting, limit },
    }),
    countTurns(db, queries.among, queries.counted, COUNTED),
    findNews(db, actor.org, instantText(now.subtract(NEW)), FEW),
    findRung(db, actor.org, FEW),
  ])
  return {
    at: instantText(now),
    due: tasksIn(due, now),
    later: tasksIn(later, now),
    waiting: waitingIn(waiting, now),
    counts,
    news,
    rung,
  }
}

/** The parts of a day that can be leafed through. */
export const dayParts = ['due', 'later', 'waiting'] as const
export type DayPart = (typeof dayParts)[number]

/** One part of the day, further than its first page. */
export async function partOfDay(
  db: Db,
  actor: Actor,
  now: Temporal.Instant,
  part: DayPart,
  { filter, ...place }: Place & { filter: LineFilter; limit: number },
): Promise<Page<Task & Waiting>> {
  const { among, tasks, waiting } = await queriesOf(db, actor, filter, now)
  const week = within('week', among.now)
  const query = { due: { ...tasks, dueBefore: week }, later: { ...tasks, dueFrom: week }, waiting }[part]
  const page = (await findTurns(db, among, { part: { ...query, ...place } })).part
  return { ...page, entries: page.entries.map((turn) => ({ ...waitingFrom(turn, now), ...taskFrom(turn, now) })) }
}

/** What is this seat's to do, and what lies elsewhere or is for another person here; of which of them it is told how many there are. */
async function queriesOf(db: Db, actor: Actor, filter: LineFilter, now: Temporal.Instant) {
  const { seats } = await findOrganisation(db, actor.org)
  const among: TurnsAsked = { org: actor.org, person: actor.person, filter, now: instantText(now) }
  const tasks: TurnQuery = { desks: desksOf(actor) }
  // Nobody approves their own: what the author is barred from is another person's to do.
  const waiting: TurnQuery = { desks: otherDesks(actor, seats), barredAt: desksOf(actor) }
  return { among, tasks, waiting, counted: { tasks, overdue: { ...tasks, dueBefore: among.now }, waiting } }
}

const tasksIn = (page: Page<FoundTurn>, now: Temporal.Instant): Page<Task> => ({
  ...page,
  entries: page.entries.map((turn) => taskFrom(turn, now)),
})
const waitingIn = (page: Page<FoundTurn>, now: Temporal.Instant): Page<Waiting> => ({
  ...page,
  entries: page.entries.map((turn) => waitingFrom(turn, now)),
})

function taskFrom({ kind, ...turn }: FoundTurn, now: Temporal.Instant): Task {
  const { on: _, ...rest } = waitingFrom(turn, now)
  return { ...rest, kind, hold: turn.hold && holds({ clocks: [turn.hold] }, now)[0] }
}

function waitingFrom({ request, step, since, clock, whom }: Omit<FoundTurn, 'kind'>, now: Temporal.Instant): Waiting {
  const overdue = clock !== undefined && isOverdue(clock, now)
  return { request, step, since, clock, due: clock?.due, overdue, on: whom }
}
