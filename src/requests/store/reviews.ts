import type { Db, Tx } from '../../db/index.ts'
import { RequestError } from '../errors.ts'
import type { RequestId } from '../request.ts'
import type { Entry } from '../review/entries.ts'
import type { Review, ReviewFile, ReviewId } from '../review/review.ts'
import { orNone, type Row } from './row.ts'

export async function insertReview(tx: Tx, review: Review): Promise<void> {
  await tx
    .insertInto('request_reviews')
    .values({
      id: review.id,
      org_id: review.org,
      request_id: review.request,
      ground: review.ground,
      step: review.step,
      state: review.state,
      holder: JSON.stringify(review.holder),
      court: review.court ? JSON.stringify(review.court) : null,
      items: JSON.stringify(review.items),
      opened_at: review.openedAt,
      decided_at: review.decidedAt ?? null,
    })
    .execute()
}

/** Writes the named fields. */
export async function updateReview(
  tx: Tx,
  { org, id }: Pick<Review, 'org' | 'id'>,
  change: Partial<Pick<Review, 'state' | 'court' | 'items' | 'decidedAt'>>,
): Promise<void> {
  await tx
    .updateTable('request_reviews')
    .set({
      ...(change.state && { state: change.state }),
      ...(change.court && { court: JSON.stringify(change.court) }),
      ...(change.items && { items: JSON.stringify(change.items) }),
      ...(change.decidedAt && { decided_at: change.decidedAt }),
    })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .execute()
}

export async function insertEntry(tx: Tx, review: Pick<Review, 'org' | 'id'>, entry: Entry): Promise<void> {
  await tx
    .insertInto('request_review_entries')
    .values({
      org_id: review.org,
      review_id: review.id,
      kind: entry.kind,
      by_org: entry.org,
      by_person: entry.person ?? null,
      by_name: entry.name,
      at: entry.at,
      body: JSON.stringify(entry.body),
    })
    .execute()
}

/** The reviews of a request, oldest first. */
export async function findReviews(db: Db, org: string, request: string): Promise<Review[]> {
  const rows = await db
    .selectFrom('request_reviews')
    .selectAll()
    .where('org_id', '=', org)
    .where('request_id', '=', request)
    .orderBy('opened_at')
    .orderBy('id')
    .execute()
  return rows.map(readReview)
}

/** Throws `no_such_review`, also for one of another request or organisation. */
export async function findReview(db: Db, org: string, request: string, id: string): Promise<ReviewFile> {
  const row = await db
    .selectFrom('request_reviews')
    .selectAll()
    .where('org_id', '=', org)
    .where('request_id', '=', request)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new RequestError('missing', 'no_such_review', 'There is no such review here')
  const entries = await db
    .selectFrom('request_review_entries')
    .selectAll()
    .where('org_id', '=', org)
    .where('review_id', '=', id)
    .orderBy('seq')
    .execute()
  return { ...readReview(row), entries: entries.map(readEntry) }
}

const readReview = (row: Row<'request_reviews'>): Review => ({
  id: row.id as ReviewId,
  org: row.org_id,
  request: row.request_id as RequestId,
  ground: row.ground,
  step: row.step,
  state: row.state,
  holder: row.holder as Review['holder'],
  court: orNone(row.court) as Review['court'],
  items: row.items,
  openedAt: row.opened_at,
  decidedAt: orNone(row.decided_at),
})

const readEntry = (row: Row<'request_review_entries'>): Entry =>
  ({
    kind: row.kind,
    org: row.by_org,
    person: orNone(row.by_person),
    name: row.by_name,
    at: row.at,
    body: row.body,
  }) as Entry
