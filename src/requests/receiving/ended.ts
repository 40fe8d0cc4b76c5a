import type { Tx } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { end, note } from '../course.ts'
import { organisationsAsked } from '../store/dispatches.ts'
import { tellAgain } from '../telling.ts'
import type { Arrival } from './arrival.ts'
import { knownCourse, nameOf, refuseStranger } from './known.ts'

/** The order is taken back: nothing more is done on it. */
export async function withdrawn(tx: Tx, law: LawBase, { org, from, body, now }: Arrival<'withdrawal'>): Promise<void> {
  const course = await knownCourse(tx, org, body.request, 'late')
  refuseStranger(course, from)
  if (course.request.endedAt !== undefined) return
  const by = { org: from, name: nameOf(course, from) }
  await note(
    tx,
    course.request,
    'request.withdrawn',
    by,
    { name: by.name, reason: body.reason, ...(body.erased !== undefined && { erased: body.erased }) },
    now,
  )
  await tellAgain(tx, course.request, await organisationsAsked(tx, course.request.id), 'withdrawal', body, now)
  await end(tx, course.request, 'withdrawn', 'order.ended', { law, now: () => now })
}

/** The matter is served: the data need no longer be kept. */
export async function closed(tx: Tx, law: LawBase, { org, from, body, now }: Arrival<'closing'>): Promise<void> {
  const course = await knownCourse(tx, org, body.request, 'late')
  refuseStranger(course, from)
  if (course.request.endedAt !== undefined) return
  const by = { org: from, name: nameOf(course, from) }
  await note(tx, course.request, 'request.completed', by, { name: by.name }, now)
  await tellAgain(tx, course.request, await organisationsAsked(tx, course.request.id), 'closing', body, now)
  await end(tx, course.request, 'completed', 'order.ended', { law, now: () => now })
}
