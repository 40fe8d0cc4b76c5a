import type { Tx } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { besideSteps, decide, note } from '../course.ts'
import { headsOf } from '../waiting/reminding.ts'
import type { Arrival } from './arrival.ts'
import { knownCourse, nameOf, refuseStranger } from './known.ts'

/** Whoever asked us asks after it; what is brought before those who answer for it is told to the heads of the office. */
export async function reminded(tx: Tx, _law: LawBase, { org, from, body, now }: Arrival<'reminder'>): Promise<void> {
  const course = await knownCourse(tx, org, body.request)
  refuseStranger(course, from)
  const { why, step, rule, due, text } = body
  const by = { org: from, name: nameOf(course, from) }
  const said = { why, step, ...(rule && { rule }), ...(due && { due }) }
  await decide(tx, course.request, besideSteps.reminder, by, { outcome: 'noted', reason: text, details: said }, now)
  const told = why === 'escalation' ? await headsOf(tx, org) : []
  const words = { name: body.name, ...said, ...(text && { text }), ...(told.length > 0 && { told }) }
  await note(tx, course.request, 'request.reminder-received', by, words, now)
}
