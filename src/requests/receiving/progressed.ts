import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { moveStep } from '../course.ts'
import { hear } from '../hearing.ts'
import type { Arrival } from './arrival.ts'
import { knownCourse, stepOf } from './known.ts'

/** Whoever we put a step before tells on what became of it there; it may have begun there before we knew. */
export async function progressed(tx: Tx, law: LawBase, { org, from, body, now }: Arrival<'progress'>): Promise<void> {
  const course = await knownCourse(tx, org, body.request)
  const step = stepOf(course, from, body.step)
  if (step.is === 'skipped' && body.outcome === 'skipped') return
  if (step.is === 'pending') await moveStep(tx, course.request, step, 'reach', instantText(now))
  const { outcome, reason, rules } = body
  const deed = { outcome, reason, rules }
  const by = { org: from, name: body.name }
  await hear(tx, course, { ...step, is: 'current' }, by, deed, { law, now: () => now })
}
