import type { InstantText } from '../base/time.ts'
import type { Db } from '../db/index.ts'

/** That a state of our log existed at a time, as an authority signed for it (RFC 3161). */
export interface LogTimestamp {
  readonly org: string
  readonly size: number
  /** By the authority's clock. */
  readonly at: InstantText
  readonly authority: string
  /** TimeStampResp (DER) for the text of the checkpoint at that size. */
  readonly response: Uint8Array
}

/** Keeps the first of each size. */
export async function keepTimestamp(db: Db, { org, ...rest }: LogTimestamp): Promise<void> {
  await db
    .insertInto('audit_timestamps')
    .values({ org_id: org, ...rest })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Newest first. */
export async function timestampsOf(db: Db, org: string, limit = 100): Promise<LogTimestamp[]> {
  return db
    .selectFrom('audit_timestamps')
    .select(['org_id as org', 'size', 'at', 'authority', 'response'])
    .where('org_id', '=', org)
    .orderBy('size', 'desc')
    .limit(limit)
    .execute()
}
