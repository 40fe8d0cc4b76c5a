import type { Db } from '../../db/index.ts'
import { findReview, findReviews } from '../store/reviews.ts'
import type { Review, ReviewFile } from './review.ts'

/** The disputes over a request, oldest first, as this organisation knows them. */
export const reviewsOf = (db: Db, org: string, request: string): Promise<Review[]> => findReviews(db, org, request)

/** One of them with its file. Throws `no_such_review`. */
export const reviewFile = (db: Db, org: string, request: string, id: string): Promise<ReviewFile> =>
  findReview(db, org, request, id)
