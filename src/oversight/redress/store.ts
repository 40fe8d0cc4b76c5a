import type { Selectable } from 'kysely'
import { type InstantText, instantText } from '../../base/time.ts'
import type { Db, Tables, Tx } from '../../db/index.ts'
import { OversightError } from '../errors.ts'
import type { Complaint, ComplaintId, Entry, EntryBody, EntryKind, Outcome, Proof, Said } from './complaint.ts'

type Row = Selectable<Tables['oversight_complaints']>

export interface NewRow extends Omit<Complaint, 'document' | 'codeMade' | 'provedAt' | 'request' | 'decidedAt' | 'outcome' | 'paused' | 'entries'> {
  readonly sealed?: { readonly bytes: Uint8Array; readonly name: string } | undefined
  readonly secretHash?: Uint8Array | undefined
} // biome-ignore format: one line of words

export async function insertComplaint(tx: Tx, one: NewRow): Promise<void> {
  await tx
    .insertInto('oversight_complaints')
    .values({
      org_id: one.org,
      id: one.id,
      decider: one.decider.org,
      decider_name: one.decider.name,
      about_org: one.about.org,
      about_name: one.about.name,
      rule: one.rule,
      against: one.against,
      said: JSON.stringify(one.said),
      proof: one.proof,
      proof_sealed: one.sealed?.bytes ?? null,
      proof_name: one.sealed?.name ?? null,
      secret_hash: one.secretHash ?? null,
      filed_at: one.filedAt,
    })
    .execute()
}

const columns = [
  'org_id', 'id', 'decider', 'decider_name', 'about_org', 'about_name', 'rule', 'against', 'said', 'proof', 'proof_name', 'code_hash',
  'proved_at', 'request_id', 'filed_at', 'decided_at', 'outcome', 'paused',
] as const // biome-ignore format: one line of words

const read = (row: Pick<Row, (typeof columns)[number]>, entries: readonly Entry[] = []): Complaint => ({
  id: row.id as ComplaintId,
  org: row.org_id,
  decider: { org: row.decider, name: row.decider_name },
  about: { org: row.about_org, name: row.about_name },
  rule: row.rule,
  against: row.against,
  said: row.said as Said,
  proof: row.proof,
  document: row.proof_name ?? undefined,
  codeMade: row.code_hash !== null,
  provedAt: (row.proved_at as InstantText | null) ?? undefined,
  request: row.request_id ?? undefined,
  filedAt: row.filed_at as InstantText,
  decidedAt: (row.decided_at as InstantText | null) ?? undefined,
  outcome: (row.outcome as Outcome | null) ?? undefined,
  paused: row.paused,
  entries,
})

/** One of an organisation's, with all that was done. Throws `no_such_complaint`. */
export async function findComplaint(db: Db, org: string, id: string, lock?: 'lock'): Promise<Complaint> {
  const query = db.selectFrom('oversight_complaints').select(columns).where('org_id', '=', org).where('id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (!row) throw new OversightError('missing', 'no_such_complaint', 'There is no such complaint here')
  return read(row, await entriesOf(db, org, id))
}

/** The row of whoever decides, by what the person's link hashes to; undefined where no link does. */
export async function findBySecret(db: Db, hash: Uint8Array): Promise<Pick<Complaint, 'org' | 'id'> | undefined> {
  const row = await db
    .selectFrom('oversight_complaints')
    .select(['org_id as org', 'id'])
    .where('secret_hash', '=', hash)
    .executeTakeFirst()
  return row && { org: row.org, id: row.id as ComplaintId }
}

async function entriesOf(db: Db, org: string, id: string): Promise<Entry[]> {
  const rows = await db
    .selectFrom('oversight_complaint_entries')
    .select(['kind', 'body', 'by_name as name', 'at'])
    .where('org_id', '=', org)
    .where('complaint', '=', id)
    .orderBy('seq')
    .execute()
  return rows.map((row) => row as Entry)
}

export async function enter<K extends EntryKind>(
  tx: Tx,
  { org, id }: Pick<Complaint, 'org' | 'id'>,
  kind: K,
  body: EntryBody<K>,
  by: { readonly name: string; readonly at: Temporal.Instant },
): Promise<void> {
  const row = { org_id: org, complaint: id, kind, body: JSON.stringify(body), by_name: by.name, at: instantText(by.at) }
  await tx.insertInto('oversight_complaint_entries').values(row).execute()
}

/** The newest of an organisation's, those that wait first. */
export async function listComplaints(db: Db, org: string, limit = 200): Promise<Complaint[]> {
  const rows = await db
    .selectFrom('oversight_complaints')
    .select(columns)
    .where('org_id', '=', org)
    .orderBy('decided_at', (order) => order.desc().nullsFirst())
    .orderBy('filed_at')
    .limit(limit)
    .execute()
  return Promise.all(rows.map(async (row) => read(row, await entriesOf(db, org, row.id))))
}

/** How many wait for a decision or a statement here. */
export async function countOpen(db: Db, org: string): Promise<number> {
  const { number } = await db
    .selectFrom('oversight_complaints')
    .select((e) => e.fn.countAll<string>().as('number'))
    .where('org_id', '=', org)
    .where('decided_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(number)
}

export interface Change {
  readonly provedAt?: InstantText
  readonly codeHash?: Uint8Array
  readonly codeTries?: number
  readonly request?: string
  readonly decidedAt?: InstantText
  readonly outcome?: Outcome
  readonly paused?: boolean
}

export async function updateComplaint(
  tx: Tx,
  { org, id }: Pick<Complaint, 'org' | 'id'>,
  change: Change,
): Promise<void> {
  const set = {
    ...(change.provedAt && { proved_at: change.provedAt }),
    ...(change.codeHash && { code_hash: change.codeHash }),
    ...(change.codeTries !== undefined && { code_tries: change.codeTries }),
    ...(change.request && { request_id: change.request }),
    ...(change.decidedAt && { decided_at: change.decidedAt }),
    ...(change.outcome && { outcome: change.outcome }),
    ...(change.paused !== undefined && { paused: change.paused }),
  }
  await tx.updateTable('oversight_complaints').set(set).where('org_id', '=', org).where('id', '=', id).execute()
}

/** The document that came with it, still sealed; undefined where none did. */
export async function findProof(db: Db, org: string, id: string): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom('oversight_complaints')
    .select('proof_sealed')
    .where('org_id', '=', org)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.proof_sealed ?? undefined
}

/** What the code of a letter hashes to, and how often another was tried. Held for this transaction. */
export async function lockCode(tx: Tx, org: string, id: string): Promise<{ hash: Uint8Array | null; tries: number }> {
  return tx
    .selectFrom('oversight_complaints')
    .select(['code_hash as hash', 'code_tries as tries'])
    .where('org_id', '=', org)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

/** How whoever complains here proves who they are, as the operator decided last. */
export async function proofAskedFor(db: Db): Promise<Proof> {
  const row = await db.selectFrom('oversight_proofs').select('proof').orderBy('seq', 'desc').limit(1).executeTakeFirst()
  return row?.proof ?? 'none'
}

export async function insertProof(tx: Tx, org: string, proof: Proof, byName: string, at: string): Promise<void> {
  await tx.insertInto('oversight_proofs').values({ proof, org_id: org, by_name: byName, at }).execute()
}

/** A complaint as whoever decided on it has it. */
export interface DecidedComplaint {
  readonly org: string
  readonly id: string
  readonly outcome: Outcome
  readonly filedAt: InstantText
  readonly decidedAt: InstantText
}

/** What was decided from one instant until another, by one organisation or by all. */
export async function decidedWithin(db: Db, from: string, until: string, org?: string): Promise<DecidedComplaint[]> {
  const rows = await db
    .selectFrom('oversight_complaints')
    .select(['org_id', 'id', 'outcome', 'filed_at', 'decided_at'])
    .whereRef('org_id', '=', 'decider')
    .where('decided_at', '>=', from)
    .where('decided_at', '<', until)
    .$if(org !== undefined, (query) => query.where('org_id', '=', org ?? ''))
    .execute()
  return rows.map((row) => ({
    org: row.org_id,
    id: row.id,
    outcome: row.outcome as Outcome,
    filedAt: row.filed_at as InstantText,
    decidedAt: row.decided_at as InstantText,
  }))
}

/** When the first complaint was decided here; undefined where none was. */
export async function firstDecided(db: Db): Promise<InstantText | undefined> {
  const row = await db
    .selectFrom('oversight_complaints')
    .select('decided_at')
    .whereRef('org_id', '=', 'decider')
    .where('decided_at', 'is not', null)
    .orderBy('decided_at')
    .limit(1)
    .executeTakeFirst()
  return (row?.decided_at as InstantText | undefined) ?? undefined
}

/** The complaints an organisation has, and whether each was filed there, before an instant. */
export async function complaintsOnRecord(db: Db, org: string, before: string): Promise<Map<string, boolean>> {
  const rows = await db
    .selectFrom('oversight_complaints')
    .select(['id', 'decider', 'filed_at'])
    .where('org_id', '=', org)
    .execute()
  return new Map(rows.map(({ id, decider, filed_at: at }) => [id, decider === org && at < before]))
}

/** How many complaints against conduct each of these requests has met with an organisation; those with none are left out. */
export async function conductComplaints(
  db: Db,
  org: string,
  requests: readonly string[],
): Promise<Map<string, number>> {
  if (requests.length === 0) return new Map()
  const rows = await db
    .selectFrom('oversight_complaints')
    .select(['request_id as request', ({ fn }) => fn.countAll<number>().as('number')])
    .where('org_id', '=', org)
    .where('against', '=', 'conduct')
    .where('request_id', 'in', requests)
    .groupBy('request_id')
    .execute()
  return new Map(rows.flatMap(({ request, number }) => (request === null ? [] : [[request, Number(number)]])))
}
