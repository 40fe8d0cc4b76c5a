import type { Actor } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import { newId } from '../../base/ids.ts'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import { severities } from '../inspections/inspection.ts'
import { bad, textFrom } from '../mandates/giving.ts'
import { type AuditEntryOf, entriesIn } from './audit.ts'
import { openOne } from './opening.ts'
import { auditEntries, enterIn } from './store.ts'

/** Answers a question of the audit, with what the answer rests on; a later answer takes its place, and both stay. Throws `bad_text`, `audit_closed`. */
export async function answerQuestion(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { readonly question: string; readonly holds: string; readonly ground: string },
  at: Temporal.Instant,
): Promise<void> {
  const audit = await openOne(tx, actor, id)
  const question = audit.questions.find((one) => one.id === input.question)
  if (!question) throw bad('This is not asked in this audit', 'question')
  const holds = (['yes', 'no', 'open'] as const).find((one) => one === input.holds)
  if (!holds) throw bad('Say whether it holds, or that it cannot be said', 'holds')
  const said = { question: question.id, holds, ground: textFrom(input.ground, 'ground', 10_000) }
  await enterIn(tx, audit, { kind: 'answer', id: question.id, body: said, name: actor.name, at: instantText(at) })
  const body = { question: question.id, says: question.says, holds, reason: said.ground, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'audit.answered', about: id, body }, at)
}

/** Puts down what the audit found. Throws `bad_text`, `audit_closed`. */
export async function findInAudit(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { readonly severity: string; readonly says: string; readonly question?: string | undefined },
  at: Temporal.Instant,
): Promise<AuditEntryOf<'finding'>> {
  const audit = await openOne(tx, actor, id)
  const severity = severities.find((one) => one === input.severity)
  if (!severity) throw bad('Say how grave it is', 'severity')
  const question = input.question || null
  if (question !== null && !audit.questions.some((one) => one.id === question)) throw bad('This is not asked in this audit', 'question')
  const entry = {
    ...{ kind: 'finding' as const, id: newId('finding', at.epochMilliseconds), name: actor.name, at: instantText(at) },
    body: { severity, says: textFrom(input.says, 'says', 20_000), question },
  }
  await enterIn(tx, audit, entry)
  const body = { finding: entry.id, severity, reason: entry.body.says, question, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'audit.finding-made', about: id, body }, at)
  return entry
} // biome-ignore format: a row

/** Draws a lesson: what is to be otherwise from now on. It changes nothing by itself. Throws `bad_text`, `audit_closed`. */
export async function drawLesson(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { readonly says: string; readonly finding?: string | undefined },
  at: Temporal.Instant,
): Promise<AuditEntryOf<'lesson'>> {
  const audit = await openOne(tx, actor, id)
  const finding = input.finding || null
  const findings = entriesIn(await auditEntries(tx, actor.org, id), 'finding')
  if (finding !== null && !findings.some((one) => one.id === finding)) throw bad('This was not found in this audit', 'finding')
  const entry = {
    ...{ kind: 'lesson' as const, id: newId('lesson', at.epochMilliseconds), name: actor.name, at: instantText(at) },
    body: { says: textFrom(input.says, 'says', 5_000), finding },
  }
  await enterIn(tx, audit, entry)
  const body = { lesson: entry.id, reason: entry.body.says, finding, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'audit.lesson-drawn', about: id, body }, at)
  return entry
} // biome-ignore format: a row
