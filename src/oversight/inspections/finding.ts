import { type Actor, permit } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import { newId } from '../../base/ids.ts'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import { OversightError } from '../errors.ts'
import { bad, textFrom } from '../mandates/giving.ts'
import { nameOf, tell } from '../telling.ts'
import { type Answer, type Finding, severities } from './inspection.ts'
import { openFileOf } from './opening.ts'
import { findFinding, findInspection, insertAnswer, insertFinding, setReply } from './store.ts'

export interface NewAnswer {
  readonly line: string
  readonly holds: string
  readonly note: string
}

/** A person's word on a line of the checklist, beside what the record says. Throws `bad_text`, and what `openFileOf` throws. */
export async function answerLine(
  tx: Tx,
  actor: Actor,
  id: string,
  request: string,
  { line, holds, note }: NewAnswer,
  at: Temporal.Instant,
): Promise<void> {
  const inspection = await openFileOf(tx, actor, id, request)
  const word = (['yes', 'no', 'open'] as const).find((one) => one === holds)
  if (!word) throw bad('Say whether it holds', 'holds')
  // A no has its reason.
  const says = word === 'no' ? textFrom(note, 'note', 5000) : note.trim().slice(0, 5000)
  const answer: Answer = { line: textFrom(line, 'line', 300), holds: word, note: says, name: actor.name, at: instantText(at) }
  await insertAnswer(tx, inspection, request, answer)
  const body = { request, line: answer.line, holds: word, note: says, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'oversight.line-answered', about: id, body }, at)
} // biome-ignore format: short

export interface NewFinding {
  readonly request?: string | undefined
  readonly severity: string
  readonly says: string
  readonly cites: readonly string[]
}

/** Puts down what was found; the overseen is told of it when the inspection is closed. Throws `bad_text`, and what `openFileOf` throws. */
export async function makeFinding(
  tx: Tx,
  actor: Actor,
  id: string,
  input: NewFinding,
  at: Temporal.Instant,
): Promise<Finding> {
  permit(actor, 'oversight.inspect')
  const inspection =
    input.request === undefined ? await findInspection(tx, actor.org, id, 'lock') : await openFileOf(tx, actor, id, input.request)
  if (inspection.closed)
    throw new OversightError('conflict', 'inspection_closed', `It was closed by ${inspection.closed.name}`)
  const severity = severities.find((one) => one === input.severity)
  if (!severity) throw bad('Say how grave it is', 'severity')
  const finding: Finding = {
    id: newId('finding', at.epochMilliseconds),
    ...{ org: actor.org, side: 'overseer', other: inspection.overseen, otherName: await nameOf(tx, inspection.overseen) },
    ...{ inspection: id, request: input.request, severity, says: textFrom(input.says, 'says', 20_000) },
    cites: input.cites.map((cite) => cite.trim().slice(0, 500)).filter(Boolean).slice(0, 50),
    made: { name: actor.name, at: instantText(at) },
    ...{ toldAt: undefined, reply: undefined },
  }
  await insertFinding(tx, finding)
  const body = { finding: finding.id, request: input.request ?? null, severity, reason: finding.says, cites: [...finding.cites], byName: actor.name } // biome-ignore format: a row
  await record(tx, { org: actor.org, by: actor.person, kind: 'oversight.finding-made', about: id, body }, at)
  return finding
} // biome-ignore format: short

/** The overseen replies to a finding, once. Throws `no_such_finding`, `wrong_side`, `already_answered`, `bad_text`. */
export async function replyTo(
  tx: Tx,
  actor: Actor,
  id: string,
  { says: input }: { readonly says: string },
  at: Temporal.Instant,
): Promise<Finding> {
  permit(actor, 'oversight.answer')
  const finding = await findFinding(tx, actor.org, id)
  if (finding.side !== 'overseen')
    throw new OversightError('forbidden', 'wrong_side', 'Whoever was looked at replies to a finding')
  if (finding.reply)
    throw new OversightError('conflict', 'already_answered', `${finding.reply.name} replied on ${finding.reply.at}`)
  const reply = { says: textFrom(input, 'says', 20_000), name: actor.name, at: instantText(at) }
  await setReply(tx, finding, reply)
  const body = { finding: id, reason: reply.says, byName: actor.name }
  const about = finding.request ?? finding.inspection
  await record(tx, { org: actor.org, by: actor.person, kind: 'oversight.finding-answered', about, body }, at)
  await tell(tx, { org: actor.org, to: finding.other, about: id, type: 'oversight-reply', body: { finding: id, ...reply } }, at)
  return { ...finding, reply }
} // biome-ignore format: short
