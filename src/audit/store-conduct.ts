import type { InstantText } from '../base/time.ts'
import type { Tx } from '../db/index.ts'

/** How often somebody was refused since the hour began, and of how many each was told. */
interface Refusals {
  readonly since: InstantText
  readonly times: number
  readonly told: number
}

/** Held for this transaction. */
export async function holdRefusals(tx: Tx, org: string, by: string): Promise<Refusals | undefined> {
  return tx
    .selectFrom('audit_refusals')
    .select(['since', 'times', 'told'])
    .where('org_id', '=', org)
    .where('by', '=', by)
    .forUpdate()
    .executeTakeFirst()
}

export async function putRefusals(tx: Tx, org: string, by: string, refusals: Refusals): Promise<void> {
  await tx
    .insertInto('audit_refusals')
    .values({ org_id: org, by, ...refusals })
    .onConflict((conflict) => conflict.columns(['org_id', 'by']).doUpdateSet(refusals))
    .execute()
}

/** Whether it is the person's first look at a thing on this day; what they looked at on days before is forgotten. */
export async function firstRead(
  tx: Tx,
  { org, by, about, day }: { org: string; by: string; about: string; day: string },
): Promise<boolean> {
  await tx.deleteFrom('audit_reads').where('org_id', '=', org).where('by', '=', by).where('day', '<', day).execute()
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('audit_reads')
    .values({ org_id: org, by, about, day })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}
