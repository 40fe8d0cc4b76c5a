import type { Db } from '../db/index.ts'
import { findMisuses } from './store/senders.ts'

/** The emergencies of a sender that were found to be none here: which request, when, by whom. Nothing of the case leaves with it. */
export const misusesBy = (
  db: Db,
  org: string,
  sender: string,
): Promise<{ request: string; at: string; name: string }[]> => findMisuses(db, org, sender)
