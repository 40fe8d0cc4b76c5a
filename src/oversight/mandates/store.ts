import type { Actor } from '../../accounts/index.ts'
import type { InstantText } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import type { Limits, Mandate } from './mandate.ts'

export async function insertMandate(tx: Tx, { given, ended: _, ...mandate }: Mandate): Promise<void> {
  const { id, org, overseer, overseen, basis, limits, from, until } = mandate
  await tx
    .insertInto('oversight_mandates')
    .values({
      ...{ id, org_id: org, overseer, overseen, basis, limits: JSON.stringify(limits) },
      ...{ from_day: from, until_day: until ?? null, given_name: given.name, given_at: given.at },
    })
    .execute()
}

export async function setEnded(tx: Tx, id: string, ended: NonNullable<Mandate['ended']>): Promise<void> {
  await tx
    .updateTable('oversight_mandates')
    .set({ ended_at: ended.at, ended_name: ended.name, ended_why: ended.why })
    .where('id', '=', id)
    .execute()
}

/** Mandates of an overseer, over somebody, or all of the instance; the newest first. */
export async function findMandates(
  db: Db,
  { overseer, overseen, id }: { overseer?: string; overseen?: string; id?: string } = {},
): Promise<Mandate[]> {
  let query = db.selectFrom('oversight_mandates').selectAll()
  if (overseer !== undefined) query = query.where('overseer', '=', overseer)
  if (overseen !== undefined) query = query.where('overseen', '=', overseen)
  if (id !== undefined) query = query.where('id', '=', id)
  const rows = await query.orderBy('given_at', 'desc').orderBy('id', 'desc').limit(1000).execute()
  return rows.map((row) => ({
    id: row.id,
    org: row.org_id,
    overseer: row.overseer,
    overseen: row.overseen,
    basis: row.basis,
    // Checked by its schema when it was given.
    limits: row.limits as Limits,
    from: row.from_day,
    until: row.until_day ?? undefined,
    given: { name: row.given_name, at: row.given_at },
    ended: row.ended_at ? { at: row.ended_at, name: row.ended_name ?? '', why: row.ended_why ?? '' } : undefined,
  }))
}

/** That something was looked at, and where in the overseer's log that stands; nobody has been told of it yet. */
export async function insertLook(
  tx: Tx,
  { org, name }: Pick<Actor, 'org' | 'name'>,
  look: {
    readonly overseen: string
    readonly what: string
    readonly request: string | undefined
    readonly inspection: string | undefined
  },
  seq: number,
  at: InstantText,
): Promise<void> {
  const { overseen, what, request, inspection } = look
  await tx
    .insertInto('oversight_looks')
    .values({
      ...{ org_id: org, seq, overseen, what, by_name: name, at },
      ...{ inspection: inspection ?? null, request: request ?? null, told_with: null },
    })
    .execute()
}
