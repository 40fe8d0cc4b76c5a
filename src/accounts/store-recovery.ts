import type { InstantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'

/** A key kept elsewhere, to which what the organisation keeps is sealed as well. */
export interface Recovery {
  /** An age recipient. */
  readonly recipient: string
  /** Who keeps it, and where. */
  readonly label: string
  readonly addedBy: string
  readonly at: InstantText
}

/** False if it was there. */
export async function insertRecovery(
  tx: Tx,
  org: string,
  { recipient, label, addedBy, at }: Recovery,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('account_recovery')
    .values({ org_id: org, recipient, label, added_by: addedBy, at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows > 0n
}

/** False if it was not there. */
export async function deleteRecovery(tx: Tx, org: string, recipient: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('account_recovery')
    .where('org_id', '=', org)
    .where('recipient', '=', recipient)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Oldest first. */
export async function findRecovery(db: Db, org: string): Promise<Recovery[]> {
  return db
    .selectFrom('account_recovery')
    .select(['recipient', 'label', 'added_by as addedBy', 'at'])
    .where('org_id', '=', org)
    .orderBy('at')
    .orderBy('recipient')
    .execute()
}
