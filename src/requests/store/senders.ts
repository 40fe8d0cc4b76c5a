import { sql } from 'kysely'
import type { InstantText } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'

/** Whether something of one of these types waits to be made a message of. */
export async function anyQueued(db: Db, org: string, types: readonly string[]): Promise<boolean> {
  const one = await db
    .selectFrom('request_dispatches')
    .select('id')
    .where('org_id', '=', org)
    .where('taken_at', 'is', null)
    .where('type', 'in', [...types])
    .limit(1)
    .executeTakeFirst()
  return one !== undefined
}

/** Requests of a sender that were found to be no emergency, the newest first. */
export async function findMisuses(
  db: Db,
  org: string,
  sender: string,
): Promise<{ request: string; at: InstantText; name: string }[]> {
  return db
    .selectFrom('request_decisions as d')
    .innerJoin('request_requests as r', 'r.id', 'd.request_id')
    .select(['r.id as request', 'd.at as at', 'd.by_name as name'])
    .where('r.org_id', '=', org)
    .where('r.counterpart', '=', sender)
    .where('r.direction', '=', 'incoming')
    .where('d.step', '=', 'sender-verification')
    .where(sql<boolean>`d.details->>'finding' = 'misused'`)
    .orderBy('d.at', 'desc')
    .execute()
}

/** Another request of the same sender. */
export interface EarlierRequest {
  readonly id: string
  readonly at: InstantText
  readonly urgency: string | null
}

/** What a sender sent between two moments, the newest first; of an organisation that gets very much, the last thousand. */
export async function arrivalsFrom(
  db: Db,
  org: string,
  sender: string,
  { since, before }: { since: InstantText; before: InstantText },
): Promise<EarlierRequest[]> {
  return db
    .selectFrom('request_requests')
    .select(['id', 'created_at as at', 'urgency'])
    .where('org_id', '=', org)
    .where('direction', '=', 'incoming')
    .where('counterpart', '=', sender)
    .where('created_at', '>=', since)
    .where('created_at', '<=', before)
    .orderBy('created_at', 'desc')
    .limit(1_000)
    .execute()
}
