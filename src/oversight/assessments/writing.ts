import { type Actor, permit } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import { newId } from '../../base/ids.ts'
import { instantText, isDay } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { fileNumberIn, type Setting } from '../../requests/index.ts'
import { OversightError } from '../errors.ts'
import { bad, textFrom } from '../mandates/giving.ts'
import {
  type Assessment,
  type AssessmentEdition,
  assessmentParts,
  type CommentCount,
  INSTANCE,
  partsSchema,
  withheldSchema,
} from './assessment.ts'
import {
  countOn,
  editionsOf,
  findAssessment,
  insertAssessment,
  insertEdition,
  listAssessments,
  rewriteDraft,
  setEditionDecided,
} from './store.ts'

export interface NewEdition {
  /** `instance`, or the route. */
  readonly subject: string
  readonly parts: unknown
  readonly withheld?: unknown
  readonly review: string
  readonly reason: string
}

/**
 * Writes the next edition of an assessment, the first where there is none, as a draft that another person decides on. Whoever
 * began a draft may write it anew until then. Throws `bad_text` with the path, `draft_open` for somebody else's, `not_permitted`
 * for the instance at another seat than that of whoever runs it.
 */
export async function writeAssessment(tx: Tx, actor: Actor, input: NewEdition, { law, now }: Setting): Promise<AssessmentEdition> {
  permit(actor, 'assessment.write')
  const at = now()
  const said = contentOf(input, instantText(at).slice(0, 10))
  const assessment = await assessmentFor(tx, actor, law, input.subject, at)
  const editions = await editionsOf(tx, assessment.id)
  const open = editions.find(({ decided }) => !decided)
  if (open && open.drafted.person !== actor.person)
    throw new OversightError('conflict', 'draft_open', `${open.drafted.name} is writing the next edition since ${open.drafted.at}`)
  const edition: AssessmentEdition = {
    ...{ assessment: assessment.id, org: actor.org, draft: open?.draft ?? editions.length + 1, number: undefined },
    ...{ ...said, law: law.digest, drafted: { person: actor.person, name: actor.name, at: instantText(at) } },
    ...{ decided: undefined, comments: undefined },
  }
  await (open ? rewriteDraft(tx, edition) : insertEdition(tx, edition))
  const body = { draft: edition.draft, subject: assessment.subject, reason: said.reason, review: said.review, withheld: Object.keys(said.withheld), byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'assessment.drafted', about: assessment.id, body }, at)
  return edition
} // biome-ignore format: its refusals in lines

function contentOf(input: NewEdition, today: string): Pick<AssessmentEdition, 'parts' | 'withheld' | 'review' | 'reason'> {
  const parts = partsSchema.safeParse(input.parts)
  if (!parts.success) throw bad('Every part has to be written', pathIn('parts', parts.error))
  const withheld = withheldSchema.safeParse(input.withheld ?? {})
  if (!withheld.success) throw bad('Say why the public is not shown it', pathIn('withheld', withheld.error))
  if (assessmentParts.every((part) => withheld.data[part] !== undefined))
    throw bad('Something of it has to be public', 'withheld')
  if (!isDay(input.review) || input.review <= today) throw bad('Say on which later day it is looked at again', 'review')
  return { parts: parts.data, withheld: withheld.data, review: input.review, reason: textFrom(input.reason, 'reason', 2_000) }
} // biome-ignore format: its refusals in lines

const pathIn = (name: string, { issues }: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] }) =>
  [name, ...(issues[0]?.path ?? []).map(String)].join('.')

async function assessmentFor(tx: Tx, actor: Actor, law: LawBase, subject: string, at: Temporal.Instant): Promise<Assessment> {
  if (subject === INSTANCE) permit(actor, 'mandate.give')
  const route = law.rules.get(subject)
  if (subject !== INSTANCE && route?.kind !== 'route') throw bad('There is no such route in the law base', 'subject')
  const known = (await listAssessments(tx, actor.org)).find((one) => one.subject === subject)
  if (known) return findAssessment(tx, actor.org, known.id, 'lock')
  const id = newId('assessment', at.epochMilliseconds)
  const made = { id, org: actor.org, subject, title: route?.title ?? INSTANCE }
  await insertAssessment(tx, made, { name: actor.name, at: instantText(at) })
  return made
} // biome-ignore format: short

/**
 * Decides on the draft: another person than wrote it. Approved it is the next edition, public but for the parts it withholds, dated,
 * and never changed; it counts the comments that came to the one before. `drafted` is when what was read was written: what was
 * written anew since is read first. Throws `no_draft`, `already_decided`, `draft_changed`, `second_person`, `bad_text` without a reason for a refusal, `case_named` where what would be public names a case.
 */
export async function decideEdition(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { readonly drafted: string; readonly outcome: string; readonly why: string },
  at: Temporal.Instant,
): Promise<AssessmentEdition> {
  permit(actor, 'assessment.approve')
  const assessment = await findAssessment(tx, actor.org, id, 'lock')
  if (assessment.subject === INSTANCE) permit(actor, 'mandate.give')
  const editions = await editionsOf(tx, id)
  const open = editions.find(({ decided }) => !decided)
  if (!open) throw nothingOpen(editions)
  if (open.drafted.person === actor.person)
    throw new OversightError('forbidden', 'second_person', 'Whoever wrote it does not approve it')
  if (open.drafted.at !== input.drafted)
    throw new OversightError('conflict', 'draft_changed', `${open.drafted.name} wrote it anew on ${open.drafted.at}: read that first`)
  const outcome = (['approved', 'refused'] as const).find((one) => one === input.outcome)
  if (!outcome) throw bad('Approve it or refuse it', 'outcome')
  const why = outcome === 'refused' ? textFrom(input.why, 'why', 5_000) : input.why.trim().slice(0, 5_000)
  const decided = { outcome, why, name: actor.name, at: instantText(at) }
  const last = editions.find(({ number }) => number !== undefined)
  const number = (last?.number ?? 0) + 1
  const comments = last?.number === undefined ? none : await countOn(tx, id, last.number)
  if (outcome === 'approved') await refuseNamed(tx, actor.org, publicText(open))
  await setEditionDecided(tx, open, decided, outcome === 'approved' ? { number, comments } : undefined)
  const body = { draft: open.draft, outcome, ...(outcome === 'approved' && { number, comments: { ...comments } }), reason: why, byName: actor.name }
  const kind = outcome === 'approved' ? 'assessment.published' : 'assessment.refused'
  await record(tx, { org: actor.org, by: actor.person, kind, about: id, body }, at)
  return { ...open, decided, ...(outcome === 'approved' && { number, comments }) }
} // biome-ignore format: its refusals in lines

/** Whoever comes second is told by whom it was decided. */
function nothingOpen([last]: readonly AssessmentEdition[]): OversightError {
  const { name, at } = last?.decided ?? {}
  return last?.decided
    ? new OversightError('conflict', 'already_decided', `The last draft was decided on by ${name} on ${at}`)
    : new OversightError('conflict', 'no_draft', 'There is no draft to decide on')
}

const publicText = ({ parts, withheld, reason }: AssessmentEdition): string =>
  [reason, ...assessmentParts.map((part) => withheld[part] ?? parts[part])].join('\n')

/** Throws `case_named` where a text that is to be public holds a file number of this organisation's own. */
export async function refuseNamed(tx: Tx, org: string, text: string): Promise<void> {
  const named = await fileNumberIn(tx, org, text)
  if (named !== undefined)
    throw new OversightError(
      'invalid',
      'case_named',
      `What is public names no case: the file number ‘${named}’ stands in it`,
    )
}

/** To the first edition nothing could come before. */
const none: CommentCount = { received: 0, published: 0, withheld: 0, open: 0 }
