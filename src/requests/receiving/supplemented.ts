import type { Tx } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { raise } from '../clocks.ts'
import { note, settle } from '../course.ts'
import { organisationsAsked } from '../store/dispatches.ts'
import { tellAgain } from '../telling.ts'
import type { Arrival } from './arrival.ts'
import { knownCourse, nameOf, refuseStranger } from './known.ts'

/** A further paper on a request we have: its periods run from now, and whoever we passed the request on to gets it too. */
export async function supplemented(tx: Tx, law: LawBase, arrival: Arrival<'supplement'>): Promise<void> {
  const { org, from, body, now } = arrival
  const course = await knownCourse(tx, org, body.request)
  refuseStranger(course, from)
  const { request } = course
  const name = nameOf(course, from)
  const said = { name, title: body.title, ...(body.text && { note: body.text }) }
  await note(tx, request, 'request.supplemented', { org: from, name }, said, now)
  const known = (body.clocks ?? []).filter((rule) => law.at(request.law.on).find('clock', rule))
  await raise(tx, request, { names: body.moments, at: now, brings: known }, { law, now: () => now })
  await tellAgain(tx, request, await organisationsAsked(tx, request.id), 'supplement', body, now)
  await settle(tx, org, request.id, { law, now: () => now })
}
