import { type Actor, permit } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import type { Json } from '../../base/canonical-json.ts'
import { newId } from '../../base/ids.ts'
import { instantText } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import { gradeSchema, isClass, isLowered } from '../../law/index.ts'
import { findItem, levelOf, takeLevel } from '../../vault/index.ts'
import { reasonFrom } from '../course.ts'
import { RequestError } from '../errors.ts'
import type { Setting } from '../request.ts'
import { confirmGrading, gradingsOf, insertGrading } from '../store/gradings.ts'
import { type Grade, type Grading, standing } from './grade.ts'

/**
 * Grades a piece, and says of it what the bars of the law ask. A grading below the one that counts stands only once a
 * second person has agreed. Throws `bad_text` for what is no grade, or a class the law does not have.
 */
export async function gradePiece(
  tx: Tx,
  actor: Actor,
  id: string,
  { grade: input, reason }: { readonly grade: unknown; readonly reason: string },
  { law, now }: Setting,
): Promise<Grading> {
  permit(actor, 'order.produce')
  const item = await findItem(tx, actor.org, id)
  const at = now()
  const edition = law.at(at.toString().slice(0, 10))
  const read = gradeSchema.safeParse(input)
  if (!read.success) {
    const [issue] = read.error.issues
    throw new RequestError('invalid', 'bad_text', issue?.message ?? 'This is no grade', {
      path: ['grade', ...(issue?.path ?? [])].map(String).join('.'),
    })
  }
  const { scheme, class: graded } = read.data
  if (!scheme || !graded || !isClass(edition, { scheme, class: graded }))
    throw new RequestError('invalid', 'bad_text', 'The law base has no such class', { path: 'grade.class' })
  // What whoever sent it has graded is lowered by two persons as well.
  const before =
    standing(await gradingsOf(tx, actor.org, item.sha256))?.grade ?? (await levelOf(tx, actor.org, item.sha256))
  const lowers =
    before?.scheme != null &&
    before.class != null &&
    isLowered(edition, { scheme: before.scheme, class: before.class }, { scheme, class: graded })
  const grading: Grading = {
    id: newId('grading', at.epochMilliseconds),
    item: id,
    sha256: item.sha256,
    grade: withoutNull(read.data),
    lowers,
    reason: reasonFrom(reason),
    by: actor.person,
    byName: actor.name,
    at: instantText(at),
    second: undefined,
  }
  await insertGrading(tx, actor.org, grading)
  if (!lowers) await takeLevel(tx, law, item, { scheme, class: graded }, { by: actor, at })
  const body = { origin: item.origin, grading: grading.id, grade: grading.grade, lowers, reason: grading.reason }
  await tell(tx, actor, id, lowers ? 'evidence.lowering-proposed' : 'evidence.graded', body, at)
  return grading
}

/** Agrees to a lowering. Throws `approver_is_author` for who proposed it, `already_decided`, `not_found`. */
export async function agreeToLowering(
  tx: Tx,
  actor: Actor,
  id: string,
  which: string,
  { law, now }: Setting,
): Promise<void> {
  permit(actor, 'order.produce')
  const item = await findItem(tx, actor.org, id)
  const grading = (await gradingsOf(tx, actor.org, item.sha256)).find((one) => one.id === which)
  if (!grading) throw new RequestError('missing', 'not_found', 'There is no such grading')
  if (grading.by === actor.person)
    throw new RequestError('forbidden', 'approver_is_author', 'Whoever proposed it does not agree to it as well')
  const at = now()
  const second = { by: actor.person, name: actor.name, at: instantText(at) }
  if (!grading.lowers || !(await confirmGrading(tx, actor.org, which, second)))
    throw new RequestError('conflict', 'already_decided', 'It needs nobody’s agreement any more')
  const { scheme, class: graded } = grading.grade
  if (scheme && graded) await takeLevel(tx, law, item, { scheme, class: graded }, { by: actor, at })
  const body = { origin: item.origin, grading: which, grade: grading.grade, proposedBy: grading.byName }
  await tell(tx, actor, id, 'evidence.graded', body, at)
}

/** Every grading of a piece, oldest first, and the one that counts. */
export async function gradingOfPiece(
  db: Db,
  actor: Actor,
  id: string,
): Promise<{ readonly gradings: readonly Grading[]; readonly standing: Grading | undefined }> {
  permit(actor, 'evidence.read')
  const { sha256 } = await findItem(db, actor.org, id)
  const gradings = await gradingsOf(db, actor.org, sha256)
  return { gradings, standing: standing(gradings) }
}

const withoutNull = (grade: object): Grade =>
  Object.fromEntries(Object.entries(grade).filter(([, value]) => value !== null && value !== undefined))

async function tell(tx: Tx, actor: Actor, about: string, kind: string, body: object, at: Temporal.Instant) {
  const said = JSON.parse(JSON.stringify({ ...body, byName: actor.name })) as Json
  await record(tx, { org: actor.org, by: actor.person, kind, about, body: said }, at)
}
