import { type Selectable, sql } from 'kysely'
import type { InstantText } from '../../base/time.ts'
import type { Db, Tables, Tx } from '../../db/index.ts'
import { OversightError } from '../errors.ts'
import type { Assessment, AssessmentEdition, AssessmentParts, Comment, CommentCount, Withheld } from './assessment.ts'

export async function insertAssessment(tx: Tx, one: Assessment, opened: { readonly name: string; readonly at: string }): Promise<void> {
  const { id, org, subject, title } = one
  const row = { id, org_id: org, subject, title, opened_name: opened.name, opened_at: opened.at }
  await tx.insertInto('oversight_assessments').values(row).execute()
} // biome-ignore format: a row

const readAssessment = ({ id, org_id, subject, title }: Selectable<Tables['oversight_assessments']>): Assessment => ({
  ...{ id, org: org_id, subject, title },
})

/** An organisation's; throws `missing` / `no_such_assessment` also for another's. */
export async function findAssessment(db: Db, org: string, id: string, lock?: 'lock'): Promise<Assessment> {
  const query = db.selectFrom('oversight_assessments').selectAll().where('org_id', '=', org).where('id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (!row) throw noAssessment()
  return readAssessment(row)
}

export const noAssessment = () =>
  new OversightError('missing', 'no_such_assessment', 'There is no such impact assessment')

/** The assessments of an organisation, in the order they were begun. */
export async function listAssessments(db: Db, org: string): Promise<Assessment[]> {
  const query = db.selectFrom('oversight_assessments').selectAll().where('org_id', '=', org)
  return (await query.orderBy('opened_at').orderBy('id').execute()).map(readAssessment)
}

/** Of each assessment of an organisation: when the edition that counts says it is looked at again; no day before the first counts. */
export async function reviewDays(db: Db, org: string): Promise<{ id: string; subject: string; review: string | undefined }[]> {
  const { rows } = await sql<{ id: string; subject: string; review: string | null }>`
    select id, subject, (select review_day from oversight_assessment_editions
      where assessment = one.id and number is not null order by draft desc limit 1) as review
    from oversight_assessments as one where org_id = ${org} order by opened_at, id`.execute(db)
  return rows.map(({ id, subject, review }) => ({ id, subject, review: review ?? undefined }))
} // biome-ignore format: its promise in a line

/** Those of this instance of which an edition was approved, whoever's: what is public. */
export async function listPublic(db: Db, id?: string): Promise<Assessment[]> {
  let query = db
    .selectFrom('oversight_assessments')
    .selectAll()
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('oversight_assessment_editions')
          .select('draft')
          .whereRef('assessment', '=', 'oversight_assessments.id')
          .where('number', 'is not', null),
      ),
    )
  if (id !== undefined) query = query.where('id', '=', id)
  return (await query.orderBy('opened_at').orderBy('id').limit(1_000).execute()).map(readAssessment)
}

export async function insertEdition(tx: Tx, one: AssessmentEdition): Promise<void> {
  const { assessment, org, draft, parts, withheld, review, reason, law, drafted } = one
  await tx
    .insertInto('oversight_assessment_editions')
    .values({
      ...{ assessment, org_id: org, draft, parts: JSON.stringify(parts), withheld: JSON.stringify(withheld) },
      ...{ review_day: review, reason, law, drafted_person: drafted.person, drafted_name: drafted.name },
      drafted_at: drafted.at,
    })
    .execute()
}

/** What is written anew of a draft nobody has decided on. */
export async function rewriteDraft(tx: Tx, { assessment, draft, parts, withheld, review, reason, law, drafted }: AssessmentEdition): Promise<void> {
  await tx
    .updateTable('oversight_assessment_editions')
    .set({ parts: JSON.stringify(parts), withheld: JSON.stringify(withheld), review_day: review, reason, law, drafted_at: drafted.at })
    .where('assessment', '=', assessment)
    .where('draft', '=', draft)
    .where('outcome', 'is', null)
    .execute()
} // biome-ignore format: a row

export async function setEditionDecided(
  tx: Tx,
  { assessment, draft }: Pick<AssessmentEdition, 'assessment' | 'draft'>,
  { outcome, why, name, at }: NonNullable<AssessmentEdition['decided']>,
  published?: { readonly number: number; readonly comments: CommentCount },
): Promise<void> {
  await tx
    .updateTable('oversight_assessment_editions')
    .set({
      ...{ outcome, why, decided_name: name, decided_at: at },
      ...(published && { number: published.number, comments: JSON.stringify(published.comments) }),
    })
    .where('assessment', '=', assessment)
    .where('draft', '=', draft)
    .execute()
}

/** Every edition of an assessment with its drafts, the newest first. */
export async function editionsOf(db: Db, assessment: string): Promise<AssessmentEdition[]> {
  const query = db.selectFrom('oversight_assessment_editions').selectAll().where('assessment', '=', assessment)
  const rows = await query.orderBy('draft', 'desc').execute()
  return rows.map((row) => ({
    assessment: row.assessment,
    org: row.org_id,
    draft: row.draft,
    number: row.number ?? undefined,
    // Read by their schemas when they were written.
    parts: row.parts as AssessmentParts,
    withheld: row.withheld as Withheld,
    review: row.review_day,
    reason: row.reason,
    law: row.law,
    drafted: { person: row.drafted_person, name: row.drafted_name, at: row.drafted_at as InstantText },
    decided: row.outcome
      ? { outcome: row.outcome, why: row.why ?? '', name: row.decided_name ?? '', at: row.decided_at as InstantText }
      : undefined,
    comments: (row.comments as CommentCount | null) ?? undefined,
  }))
}

type CommentRow = Selectable<Tables['oversight_comments']>

export async function insertComment(tx: Tx, one: Comment, secretHash: Uint8Array): Promise<void> {
  const { id, org, assessment, edition, name, says, at } = one
  await tx
    .insertInto('oversight_comments')
    .values({ id, org_id: org, assessment, edition, name, says, secret_hash: secretHash, at })
    .execute()
}

const readComment = (row: CommentRow): Comment => ({
  id: row.id,
  org: row.org_id,
  assessment: row.assessment,
  edition: row.edition,
  name: row.name,
  says: row.says,
  at: row.at as InstantText,
  answer: row.answered_at
    ? { says: row.answer ?? '', person: row.answered_person ?? '', name: row.answered_name ?? '', at: row.answered_at as InstantText }
    : undefined,
  checked: row.outcome
    ? { outcome: row.outcome, why: row.why ?? '', name: row.checked_name ?? '', at: row.checked_at as InstantText }
    : undefined,
}) // biome-ignore format: a row

/** Throws `missing` / `no_such_comment`, also for one to another organisation. */
export async function findComment(db: Db, org: string, id: string, lock?: 'lock'): Promise<Comment> {
  const query = db.selectFrom('oversight_comments').selectAll().where('org_id', '=', org).where('id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (!row) throw new OversightError('missing', 'no_such_comment', 'There is no such comment here')
  return readComment(row)
}

/** By what the link of whoever wrote it hashes to; undefined where no link does. */
export async function commentBySecret(db: Db, hash: Uint8Array): Promise<Comment | undefined> {
  const row = await db.selectFrom('oversight_comments').selectAll().where('secret_hash', '=', hash).executeTakeFirst()
  return row && readComment(row)
}

/** What was said to an assessment: what waits first, then the newest. */
export async function commentsOn(db: Db, assessment: string): Promise<Comment[]> {
  const rows = await db
    .selectFrom('oversight_comments')
    .selectAll()
    .where('assessment', '=', assessment)
    .orderBy('checked_at', (order) => order.desc().nullsFirst())
    .orderBy('at', 'desc')
    .limit(500)
    .execute()
  return rows.map(readComment)
}

/** What was said to an assessment and is public, the oldest first. */
export async function publishedOn(db: Db, assessment: string): Promise<Comment[]> {
  const rows = await db
    .selectFrom('oversight_comments')
    .selectAll()
    .where('assessment', '=', assessment)
    .where('outcome', '=', 'published')
    .orderBy('at')
    .orderBy('id')
    .limit(1_000)
    .execute()
  return rows.map(readComment)
}

/** How many comments came to one edition, and what became of them. */
export async function countOn(db: Db, assessment: string, edition: number): Promise<CommentCount> {
  const rows = await db
    .selectFrom('oversight_comments')
    .select(['outcome', (e) => e.fn.countAll<string>().as('number')])
    .where('assessment', '=', assessment)
    .where('edition', '=', edition)
    .groupBy('outcome')
    .execute()
  const so = (outcome: string | null) => Number(rows.find((row) => row.outcome === outcome)?.number ?? 0)
  const counted = { published: so('published'), withheld: so('withheld'), open: so(null) }
  return { received: counted.published + counted.withheld + counted.open, ...counted }
}

export async function setAnswer(tx: Tx, id: string, { says, person, name, at }: NonNullable<Comment['answer']>): Promise<void> {
  const row = { answer: says, answered_person: person, answered_name: name, answered_at: at }
  await tx.updateTable('oversight_comments').set(row).where('id', '=', id).execute()
} // biome-ignore format: a row

export async function setChecked(tx: Tx, id: string, { outcome, why, name, at }: NonNullable<Comment['checked']>): Promise<void> {
  const row = { outcome, why, checked_name: name, checked_at: at }
  await tx.updateTable('oversight_comments').set(row).where('id', '=', id).execute()
} // biome-ignore format: a row

/** How many comments to an organisation nobody has checked yet. */
export async function countUnchecked(db: Db, org: string): Promise<number> {
  const { number } = await db
    .selectFrom('oversight_comments')
    .select((e) => e.fn.countAll<string>().as('number'))
    .where('org_id', '=', org)
    .where('outcome', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(number)
}
