import type { InstantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import type { DerivedFate } from './derived.ts'

export const proposalKinds = ['extension', 'destruction', 'bodies'] as const
export type ProposalKind = (typeof proposalKinds)[number]

/** What one person proposes and another decides. */
export interface Proposal {
  readonly id: string
  readonly org: string
  readonly kind: ProposalKind
  /** The piece; where it is about what events said, the organisation. */
  readonly about: string
  readonly reason: string
  /** The rule of the law base it rests on, if it is one. */
  readonly rule: string | null
  /** That rule as it is cited, or the order: court and number. */
  readonly cite: string
  /** Of an extension: kept until this day. */
  readonly until: string | null
  /** The events whose bodies are to be erased. */
  readonly seqs: readonly number[] | null
  /** Of a destruction: what was made of the piece, and what becomes of each. */
  readonly derived: readonly DerivedFate[] | null
  readonly by: string
  readonly byName: string
  readonly at: InstantText
  readonly decided:
    | {
        readonly outcome: 'agreed' | 'declined'
        readonly byName: string
        readonly at: InstantText
        readonly reason: string | null
      }
    | undefined
}

export async function insertProposal(tx: Tx, { seqs, derived, ...proposal }: Omit<Proposal, 'decided'>): Promise<void> {
  const { org: org_id, by: by_person, byName: by_name, ...rest } = proposal
  await tx
    .insertInto('vault_proposals')
    .values({
      ...rest,
      org_id,
      by_person,
      by_name,
      seqs: seqs && JSON.stringify(seqs),
      derived: derived && JSON.stringify(derived),
    })
    .execute()
}

const base = (db: Db) => db.selectFrom('vault_proposals').selectAll().orderBy('at').orderBy('id')
type Row = Awaited<ReturnType<ReturnType<typeof base>['execute']>>[number]

const readProposal = (row: Row): Proposal => ({
  id: row.id,
  org: row.org_id,
  kind: row.kind,
  about: row.about,
  reason: row.reason,
  rule: row.rule,
  cite: row.cite,
  until: row.until,
  seqs: row.seqs,
  // What stands there was checked when it was written.
  derived: row.derived as DerivedFate[] | null,
  by: row.by_person,
  byName: row.by_name,
  at: row.at,
  decided:
    row.outcome === null || row.decided_at === null
      ? undefined
      : { outcome: row.outcome, byName: row.decided_name ?? '', at: row.decided_at, reason: row.decided_reason },
})

/** What was proposed about one thing, oldest first. */
export async function proposalsAbout(db: Db, org: string, about: string): Promise<Proposal[]> {
  return (await base(db).where('org_id', '=', org).where('about', '=', about).execute()).map(readProposal)
}

/** What waits for a second person, oldest first. */
export async function openProposals(db: Db, org: string, limit = 100): Promise<Proposal[]> {
  const rows = await base(db).where('org_id', '=', org).where('outcome', 'is', null).limit(limit).execute()
  return rows.map(readProposal)
}

/** Held for this transaction; undefined for another organisation's. */
export async function lockProposal(tx: Tx, org: string, id: string): Promise<Proposal | undefined> {
  const row = await tx
    .selectFrom('vault_proposals')
    .selectAll()
    .where('org_id', '=', org)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && readProposal(row)
}

export async function setDecided(
  tx: Tx,
  id: string,
  { outcome, byName, at, reason }: NonNullable<Proposal['decided']>,
  person: string,
): Promise<void> {
  const row = { outcome, decided_by: person, decided_name: byName, decided_at: at, decided_reason: reason }
  await tx.updateTable('vault_proposals').set(row).where('id', '=', id).execute()
}
