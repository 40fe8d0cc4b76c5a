import type { Selectable } from 'kysely'
import type { InstantText } from '../../base/time.ts'
import type { Db, Tables, Tx } from '../../db/index.ts'
import type { Target } from '../dialogues/target.ts'
import { OversightError } from '../errors.ts'
import type { Adherence, CodeClause, IndustryCode, IndustryCodeId } from './code.ts'

type Row = Selectable<Tables['oversight_industry_codes']>

async function read(db: Db, row: Row): Promise<IndustryCode> {
  const clauses = await db
    .selectFrom('oversight_code_clauses')
    .selectAll()
    .where('code', '=', row.id)
    .orderBy('seq')
    .execute()
  const adherences = await db
    .selectFrom('oversight_code_adherences')
    .selectAll()
    .where('code', '=', row.id)
    .orderBy('since_day')
    .orderBy('seq')
    .execute()
  const written = (one: { by_name: string; at: string }) => ({ name: one.by_name, at: one.at as InstantText })
  return {
    id: row.id as IndustryCodeId,
    org: row.org_id,
    name: row.name,
    publisher: row.publisher,
    version: row.version,
    source: row.source,
    recorded: written(row),
    clauses: clauses.map((one) => ({
      cite: one.cite,
      says: one.says,
      // What stands there was checked when it was written.
      target: (one.target as Target | null) ?? undefined,
      recorded: written(one),
    })),
    adherences: adherences.map((one) => ({
      provider: one.provider,
      since: one.since_day,
      source: one.source,
      recorded: written(one),
    })),
  }
}

/** One of an organisation's. Throws `no_such_code`. */
export async function findCode(db: Db, org: string, id: string, lock?: 'lock'): Promise<IndustryCode> {
  const query = db.selectFrom('oversight_industry_codes').selectAll().where('org_id', '=', org).where('id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (!row) throw new OversightError('missing', 'no_such_code', 'There is no such code here')
  return read(db, row)
}

/** Those an organisation keeps, by name. */
export async function listCodes(db: Db, org: string, limit = 200): Promise<IndustryCode[]> {
  const rows = await db
    .selectFrom('oversight_industry_codes')
    .selectAll()
    .where('org_id', '=', org)
    .orderBy('name')
    .orderBy('version')
    .limit(limit)
    .execute()
  return Promise.all(rows.map((row) => read(db, row)))
}

export async function insertCode(tx: Tx, { id, org, name, publisher, version, source, recorded }: IndustryCode): Promise<void> {
  const row = { id, org_id: org, name, publisher, version, source, by_name: recorded.name, at: recorded.at }
  await tx.insertInto('oversight_industry_codes').values(row).execute()
} // biome-ignore format: short

export async function insertClause(tx: Tx, { org, id: code }: IndustryCode, { cite, says, target, recorded }: CodeClause): Promise<void> {
  const row = { org_id: org, code, cite, says, target: target ? JSON.stringify(target) : null }
  await tx.insertInto('oversight_code_clauses').values({ ...row, by_name: recorded.name, at: recorded.at }).execute()
} // biome-ignore format: short

export async function insertAdherence(tx: Tx, { org, id: code }: IndustryCode, { provider, since, source, recorded }: Adherence): Promise<void> {
  const row = { org_id: org, code, provider, since_day: since, source }
  await tx.insertInto('oversight_code_adherences').values({ ...row, by_name: recorded.name, at: recorded.at }).execute()
} // biome-ignore format: short
