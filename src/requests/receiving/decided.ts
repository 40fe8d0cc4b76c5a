import type { Tx } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { RequestError } from '../errors.ts'
import { hear } from '../hearing.ts'
import { phaseOf } from '../lifecycle.ts'
import { refuseUnapproved } from '../sending.ts'
import type { Arrival } from './arrival.ts'
import { knownCourse, stepOf } from './known.ts'

/** A court or authority has decided on what it was asked. It counts only for the draft it was taken on. */
export async function decided(tx: Tx, law: LawBase, { org, from, body, now }: Arrival<'decision'>): Promise<void> {
  const course = await knownCourse(tx, org, body.request)
  const step = stepOf(course, from, body.step)
  if (step.is !== 'current') throw new RequestError('conflict', 'not_current', `It is not the turn of '${step.title}'`)
  if (body.digest !== course.request.digest) {
    throw new RequestError('conflict', 'not_current', 'This decision was taken on another draft', { path: 'digest' })
  }
  const deed = {
    outcome: body.outcome,
    ...(body.reason && { reason: body.reason }),
    rules: body.rules,
    details: body.by,
  }
  if (phaseOf(step) === 'departing' && body.outcome === 'done') refuseUnapproved(course, step)
  await hear(tx, course, step, { org: from, name: body.by.name }, deed, { law, now: () => now })
}
