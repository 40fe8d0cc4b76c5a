import type { Selectable } from 'kysely'
import type { InstantText } from '../../base/time.ts'
import type { Db, Tables, Tx } from '../../db/index.ts'
import { OversightError } from '../errors.ts'
import type { Answer, Disclosure, Finding, Inspection, ToldLook } from './inspection.ts'

export async function insertInspection(tx: Tx, { opened, closed: _, ...one }: Inspection): Promise<void> {
  const { id, org, overseen, mandate, plan, title, cause, requests } = one
  const row = { id, org_id: org, overseen, mandate, plan: plan ?? null, title, cause, requests: JSON.stringify(requests) }
  await tx
    .insertInto('oversight_inspections')
    .values({ ...row, opened_name: opened.name, opened_at: opened.at })
    .execute()
} // biome-ignore format: short

export async function setClosed(tx: Tx, id: string, closed: NonNullable<Inspection['closed']>): Promise<void> {
  const row = { closed_name: closed.name, closed_at: closed.at }
  await tx.updateTable('oversight_inspections').set(row).where('id', '=', id).execute()
}

/** Throws `missing` / `no_such_inspection`, also for another organisation's. */
export async function findInspection(db: Db, org: string, id: string, lock?: 'lock'): Promise<Inspection> {
  const query = db.selectFrom('oversight_inspections').selectAll().where('org_id', '=', org).where('id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (!row) throw new OversightError('missing', 'no_such_inspection', 'There is no such inspection here')
  return readInspection(row)
}

/** The inspections of an overseer, the newest first. */
export async function listInspections(db: Db, org: string): Promise<Inspection[]> {
  const query = db.selectFrom('oversight_inspections').selectAll().where('org_id', '=', org)
  return (await query.orderBy('opened_at', 'desc').limit(200).execute()).map(readInspection)
}

const readInspection = (row: Selectable<Tables['oversight_inspections']>): Inspection => ({
  id: row.id,
  org: row.org_id,
  overseen: row.overseen,
  mandate: row.mandate,
  plan: row.plan ?? undefined,
  title: row.title,
  cause: row.cause,
  requests: row.requests,
  opened: { name: row.opened_name, at: row.opened_at },
  closed: row.closed_at ? { name: row.closed_name ?? '', at: row.closed_at } : undefined,
})

export async function insertAnswer(
  tx: Tx,
  { org, id }: Pick<Inspection, 'org' | 'id'>,
  request: string,
  { line, holds, note, name, at }: Answer,
): Promise<void> {
  const row = { org_id: org, inspection: id, request, line, holds, note, by_name: name, at }
  await tx.insertInto('oversight_answers').values(row).execute()
}

/** The last answer to each line of one file. */
export async function answersOf(db: Db, org: string, inspection: string, request: string): Promise<Map<string, Answer>> {
  const rows = await db
    .selectFrom('oversight_answers')
    .select(['line', 'holds', 'note', 'by_name as name', 'at'])
    .where('org_id', '=', org)
    .where('inspection', '=', inspection)
    .where('request', '=', request)
    .orderBy('nth')
    .execute()
  return new Map(rows.map((row) => [row.line, row]))
} // biome-ignore format: short

export async function insertFinding(tx: Tx, { made, reply: _, ...one }: Finding): Promise<void> {
  const { id, org, other, otherName, side, inspection, request, severity, says, cites, toldAt } = one
  const about = { id, org_id: org, other_org: other, other_name: otherName, side, inspection, request: request ?? null }
  await tx
    .insertInto('oversight_findings')
    .values({
      ...about,
      ...{ severity, says, cites: JSON.stringify(cites), by_name: made.name, at: made.at, told_at: toldAt ?? null },
    })
    .execute()
}

export async function setTold(tx: Tx, org: string, inspection: string, at: InstantText): Promise<void> {
  await tx
    .updateTable('oversight_findings')
    .set({ told_at: at })
    .where('org_id', '=', org)
    .where('inspection', '=', inspection)
    .where('told_at', 'is', null)
    .execute()
}

export async function setReply(
  tx: Tx,
  { org, id }: Pick<Finding, 'org' | 'id'>,
  reply: NonNullable<Finding['reply']>,
): Promise<void> {
  await tx
    .updateTable('oversight_findings')
    .set({ reply: reply.says, reply_name: reply.name, reply_at: reply.at })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .execute()
}

/** The findings of an organisation, of one inspection or all, the newest first. */
export async function listFindings(db: Db, org: string, inspection?: string): Promise<Finding[]> {
  let query = db.selectFrom('oversight_findings').selectAll().where('org_id', '=', org)
  if (inspection !== undefined) query = query.where('inspection', '=', inspection)
  return (await query.orderBy('at', 'desc').orderBy('id', 'desc').limit(500).execute()).map(readFinding)
}

/** Throws `missing` / `no_such_finding`, also for another organisation's. */
export async function findFinding(tx: Tx, org: string, id: string): Promise<Finding> {
  const query = tx.selectFrom('oversight_findings').selectAll().where('org_id', '=', org).where('id', '=', id)
  const row = await query.forUpdate().executeTakeFirst()
  if (!row) throw new OversightError('missing', 'no_such_finding', 'There is no such finding here')
  return readFinding(row)
}

const readFinding = (row: Selectable<Tables['oversight_findings']>): Finding => ({
  id: row.id,
  org: row.org_id,
  side: row.side,
  other: row.other_org,
  otherName: row.other_name,
  inspection: row.inspection,
  request: row.request ?? undefined,
  severity: row.severity,
  says: row.says,
  cites: row.cites,
  made: { name: row.by_name, at: row.at },
  toldAt: row.told_at ?? undefined,
  reply: row.reply_at ? { says: row.reply ?? '', name: row.reply_name ?? '', at: row.reply_at } : undefined,
})

/** The looks the overseen has not been told of: those of this inspection, and those that were part of none. They are told of with it. */
export async function takeUntold(tx: Tx, { org, overseen, id }: Inspection): Promise<ToldLook[]> {
  const rows = await tx
    .updateTable('oversight_looks')
    .set({ told_with: id })
    .where('org_id', '=', org)
    .where('overseen', '=', overseen)
    .where('told_with', 'is', null)
    .where((where) => where.or([where('inspection', '=', id), where('inspection', 'is', null)]))
    .returning(['seq', 'what', 'request', 'by_name as name', 'at'])
    .execute()
  return rows.toSorted((a, b) => a.seq - b.seq)
}

export async function insertDisclosure(tx: Tx, one: Disclosure): Promise<void> {
  const { id, org, other, otherName, title, cause, openedAt, closedAt, looks, receivedAt } = one
  const about = { id, org_id: org, other_org: other, other_name: otherName, title, cause }
  const times = { opened_at: openedAt, closed_at: closedAt, received_at: receivedAt }
  await tx
    .insertInto('oversight_disclosures')
    .values({ ...about, ...times, looks: JSON.stringify(looks) })
    .execute()
}

/** What an organisation was told that overseers looked at, the newest first. */
export async function listDisclosures(db: Db, org: string): Promise<Disclosure[]> {
  const query = db.selectFrom('oversight_disclosures').selectAll().where('org_id', '=', org)
  const rows = await query.orderBy('received_at', 'desc').limit(200).execute()
  return rows.map((row) => ({
    ...{ id: row.id, org: row.org_id, other: row.other_org, otherName: row.other_name, title: row.title },
    ...{ cause: row.cause, openedAt: row.opened_at, closedAt: row.closed_at, receivedAt: row.received_at },
    // Read through its schema when it arrived.
    looks: row.looks as ToldLook[],
  }))
}
