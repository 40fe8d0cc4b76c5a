import type { Tx } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { settle } from '../course.ts'
import { apply } from '../linking/narrowing.ts'
import { organisationsAsked } from '../store/dispatches.ts'
import { tellAgain } from '../telling.ts'
import type { Arrival } from './arrival.ts'
import { knownCourse, nameOf, refuseStranger } from './known.ts'

/** Less is asked for: whoever we passed the request on to is told too. */
export async function narrowed(tx: Tx, law: LawBase, { org, from, body, now }: Arrival<'narrowing'>): Promise<void> {
  const course = await knownCourse(tx, org, body.request, 'late')
  refuseStranger(course, from)
  const { request } = course
  if (request.endedAt !== undefined) return
  const setting = { law, now: () => now }
  const what = { without: body.without, ...(body.period && { period: body.period }) }
  await apply(tx, course, what, { org: from, name: nameOf(course, from) }, body.reason, setting)
  await tellAgain(tx, request, await organisationsAsked(tx, request.id), 'narrowing', body, now)
  await settle(tx, org, request.id, setting)
}
