import { type Actor, placesOf } from '../accounts/index.ts'
import type { InstantText } from '../base/time.ts'
import type { Db } from '../db/index.ts'
import { dayOf, type Task } from '../requests/index.ts'

/** All that a letter may say of cases: how many things, how many of them late, and by when. No name, title or number of a file. */
export interface Figures {
  /** What waits for the person, of that what is late and what is due within a day; in an urgent letter only what is new. */
  readonly tasks: number
  readonly overdue: number
  readonly waiting: number
  /** The next moments at which something is due. */
  readonly due: readonly InstantText[]
}

const MOST = 100
const SHOWN = 5

/** What waits for a person at all their seats. */
export async function figuresFor(db: Db, person: string, now: Temporal.Instant): Promise<Figures> {
  const days = await Promise.all((await actorsOf(db, person)).map((actor) => dayOf(db, actor, now, {}, SHOWN)))
  const sum = (of: 'tasks' | 'overdue' | 'waiting') => days.reduce((all, { counts }) => all + counts[of].atLeast, 0)
  return {
    tasks: sum('tasks'),
    overdue: sum('overdue'),
    waiting: sum('waiting'),
    due: nextOf(days.flatMap((day) => [...day.due.entries, ...day.later.entries])),
  }
}

/** What is urgent for a person now, each with the name under which they are told of it once. */
export async function urgentFor(
  db: Db,
  person: string,
  now: Temporal.Instant,
): Promise<{ what: string; task: Task }[]> {
  const found: { what: string; task: Task }[] = []
  for (const actor of await actorsOf(db, person)) {
    for (const filter of [{ due: 'day' }, { urgency: 'emergency' }] as const) {
      const { due, later } = await dayOf(db, actor, now, filter, MOST)
      for (const task of [...due.entries, ...later.entries]) found.push({ what: nameOf(task), task })
    }
  }
  return [...new Map(found.map((one) => [one.what, one])).values()]
}

/** What is late after it was due soon is told anew. */
const nameOf = ({ request, step, kind, due, overdue }: Task) =>
  [request.id, kind, step.id, due ?? '', overdue ? 'late' : ''].join(' ')

export const figuresOf = (tasks: readonly Task[]): Figures => ({
  tasks: tasks.length,
  overdue: tasks.filter(({ overdue }) => overdue).length,
  waiting: 0,
  due: nextOf(tasks),
})

const nextOf = (tasks: readonly Task[]): InstantText[] =>
  [...new Set(tasks.flatMap(({ due, overdue }) => (due && !overdue ? [due] : [])))].toSorted().slice(0, SHOWN)

async function actorsOf(db: Db, person: string): Promise<Actor[]> {
  const seats = new Set(['authority', 'court', 'central', 'provider'])
  return (await placesOf(db, person)).filter(({ seat, role }) => seats.has(seat) && role !== 'member')
}
