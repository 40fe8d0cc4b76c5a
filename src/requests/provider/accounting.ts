import type { Db } from '../../db/index.ts'
import type { Course } from '../lifecycle.ts'
import { findEntries } from '../store/entries.ts'
import { findReview, findReviews } from '../store/reviews.ts'
import { accountOf, type ItemAccount } from './account.ts'

/** What became of every item of a request, as this organisation knows it. */
export async function accountFor(db: Db, { request, decisions, beside }: Course): Promise<ItemAccount[]> {
  const { org, id } = request
  const reviews = await Promise.all((await findReviews(db, org, id)).map((one) => findReview(db, org, id, one.id)))
  return accountOf({ request, decisions, beside: beside ?? (await findEntries(db, id)), reviews })
}
