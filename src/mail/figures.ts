import { type Actor, isPermitted, placesOf } from '../accounts/index.ts'
import { openContradictions } from '../audit/index.ts'
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
    tasks: sum('tasks') + (await contradicted(db, person)).length,
    overdue: sum('overdue'),
    waiting: sum('waiting'),
    due: nextOf(days.flatMap((day) => [...day.due.entries, ...day.later.entries])),
  }
}

/** Contradictions in what others signed, open where the person leads an office; all that are open, where they run the instance. */
async function contradicted(db: Db, person: string): Promise<string[]> {
  const places = await placesOf(db, person)
  if (places.some((place) => isPermitted(place, 'instance.read'))) return openContradictions(db)
  const orgs = new Set(places.filter((place) => isPermitted(place, 'contradiction.settle')).map(({ org }) => org))
  return (await Promise.all([...orgs].map((org) => openContradictions(db, org)))).flat()
}

/** What is urgent for a person now, each with the name under which they are told of it once; a contradiction has no task. */
export async function urgentFor(db: Db, person: string, now: Temporal.Instant): Promise<Urgent[]> {
  const found: Urgent[] = (await contradicted(db, person)).map((what) => ({ what }))
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

interface Urgent {
  readonly what: string
  readonly task?: Task
}

export function figuresOf(urgent: readonly Urgent[]): Figures {
  const tasks = urgent.flatMap(({ task }) => (task ? [task] : []))
  return {
    tasks: urgent.length,
    overdue: tasks.filter(({ overdue }) => overdue).length,
    waiting: 0,
    due: nextOf(tasks),
  }
}

const nextOf = (tasks: readonly Task[]): InstantText[] =>
  [...new Set(tasks.flatMap(({ due, overdue }) => (due && !overdue ? [due] : [])))].toSorted().slice(0, SHOWN)

async function actorsOf(db: Db, person: string): Promise<Actor[]> {
  const seats = new Set(['authority', 'court', 'central', 'provider'])
  return (await placesOf(db, person)).filter(({ seat, role }) => seats.has(seat) && role !== 'member')
}
