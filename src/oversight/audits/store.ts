import type { Selectable } from 'kysely'
import type { InstantText } from '../../base/time.ts'
import type { Db, Tables, Tx } from '../../db/index.ts'
import { OversightError } from '../errors.ts'
import type { Audit, AuditEntry, AuditEntryBody, AuditEntryKind, Question } from './audit.ts'
import type { Change, Proposal } from './proposal.ts'

export async function insertAudit(tx: Tx, { opened, closed: _, ...one }: Audit): Promise<void> {
  const { id, org, subject, about, title, cause, questions } = one
  const row = { id, org_id: org, subject, about, title, cause, questions: JSON.stringify(questions) }
  await tx
    .insertInto('oversight_audits')
    .values({ ...row, opened_name: opened.name, opened_at: opened.at })
    .execute()
}

export async function setAuditClosed(tx: Tx, id: string, closed: NonNullable<Audit['closed']>): Promise<void> {
  const row = { closed_name: closed.name, closed_at: closed.at, conclusion: closed.conclusion }
  await tx.updateTable('oversight_audits').set(row).where('id', '=', id).execute()
}

/** Throws `missing` / `no_such_audit`, also for another organisation's. */
export async function findAudit(db: Db, org: string, id: string, lock?: 'lock'): Promise<Audit> {
  const query = db.selectFrom('oversight_audits').selectAll().where('org_id', '=', org).where('id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (!row) throw new OversightError('missing', 'no_such_audit', 'There is no such audit here')
  return readAudit(row)
}

/** The audits of an organisation, the newest first. */
export async function listAudits(db: Db, org: string): Promise<Audit[]> {
  const query = db.selectFrom('oversight_audits').selectAll().where('org_id', '=', org)
  return (await query.orderBy('opened_at', 'desc').limit(500).execute()).map(readAudit)
}

const readAudit = (row: Selectable<Tables['oversight_audits']>): Audit => ({
  id: row.id,
  org: row.org_id,
  subject: row.subject,
  about: row.about,
  title: row.title,
  cause: row.cause,
  questions: row.questions as Question[],
  opened: { name: row.opened_name, at: row.opened_at as InstantText },
  closed: row.closed_at
    ? { name: row.closed_name ?? '', at: row.closed_at as InstantText, conclusion: row.conclusion ?? '' }
    : undefined,
})

export async function enterIn<K extends AuditEntryKind>(
  tx: Tx,
  { org, id: audit }: Pick<Audit, 'org' | 'id'>,
  { kind, id, body, name, at }: { readonly kind: K; readonly id: string; readonly body: AuditEntryBody<K>; readonly name: string; readonly at: string },
): Promise<void> {
  const row = { org_id: org, audit, kind, id, body: JSON.stringify(body), by_name: name, at }
  await tx.insertInto('oversight_audit_entries').values(row).execute()
} // biome-ignore format: a row

/** Everything put down in an audit, in its order. */
export async function auditEntries(db: Db, org: string, audit: string): Promise<AuditEntry[]> {
  const rows = await db
    .selectFrom('oversight_audit_entries')
    .select(['kind', 'id', 'body', 'by_name as name', 'at'])
    .where('org_id', '=', org)
    .where('audit', '=', audit)
    .orderBy('nth')
    .execute()
  return rows.map((row) => row as AuditEntry)
}

export async function insertProposal(tx: Tx, one: Proposal): Promise<void> {
  const { id, org, decider, proposer, audit, lesson, lessonSays, change, from, made } = one
  await tx
    .insertInto('oversight_proposals')
    .values({
      ...{ org_id: org, id, decider: decider.org, decider_name: decider.name, proposer: proposer.org },
      ...{ proposer_name: proposer.name, audit, lesson, lesson_says: lessonSays, change: JSON.stringify(change) },
      ...{ from_day: from, by_person: made.person, by_name: made.name, at: made.at },
    })
    .execute()
}

export async function setDecided(
  tx: Tx,
  { org, id }: Pick<Proposal, 'org' | 'id'>,
  decided: NonNullable<Proposal['decided']>,
  instruction: string | undefined,
): Promise<void> {
  const { outcome, why, name, at } = decided
  await tx
    .updateTable('oversight_proposals')
    .set({ outcome, why, decided_name: name, decided_at: at, instruction: instruction ?? null })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .execute()
}

/** Throws `missing` / `no_such_proposal`, also for another organisation's. */
export async function findProposal(db: Db, org: string, id: string, lock?: 'lock'): Promise<Proposal> {
  const query = db.selectFrom('oversight_proposals').selectAll().where('org_id', '=', org).where('id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (!row) throw new OversightError('missing', 'no_such_proposal', 'There is no such proposal here')
  return readProposal(row)
}

/** What was proposed by or to an organisation, those that wait first, then the newest. */
export async function listProposals(db: Db, org: string, audit?: string): Promise<Proposal[]> {
  let query = db.selectFrom('oversight_proposals').selectAll().where('org_id', '=', org)
  if (audit !== undefined) query = query.where('audit', '=', audit)
  const rows = await query
    .orderBy('decided_at', (order) => order.desc().nullsFirst())
    .orderBy('at', 'desc')
    .limit(500)
    .execute()
  return rows.map(readProposal)
}

const readProposal = (row: Selectable<Tables['oversight_proposals']>): Proposal => ({
  id: row.id,
  org: row.org_id,
  decider: { org: row.decider, name: row.decider_name },
  proposer: { org: row.proposer, name: row.proposer_name },
  audit: row.audit,
  lesson: row.lesson,
  lessonSays: row.lesson_says,
  // Read by its schema when it was proposed or arrived.
  change: row.change as Change,
  from: row.from_day,
  made: { person: row.by_person, name: row.by_name, at: row.at as InstantText },
  decided: row.outcome
    ? { outcome: row.outcome, why: row.why ?? '', name: row.decided_name ?? '', at: row.decided_at as InstantText }
    : undefined,
  instruction: row.instruction ?? undefined,
})
