import type { Db } from '../../db/index.ts'
import { findDealings } from '../store/dealings.ts'
import { findRequest } from '../store/requests.ts'
import type { Dealing } from './dealing.ts'

/** All that both sides said about a request, oldest first. Throws `not_found`, also for another organisation's. */
export async function dealingsOf(db: Db, org: string, request: string): Promise<Dealing[]> {
  const { id } = await findRequest(db, org, request)
  return findDealings(db, id)
}
