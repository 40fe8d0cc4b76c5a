import type { Selectable } from 'kysely'
import type { Db, Tables, Tx } from '../../db/index.ts'
import { mappingSchema } from '../../law/index.ts'
import { OversightError } from '../errors.ts'
import type { PublicTable, TakenFigure } from './public-table.ts'
import type { PublishedFigure } from './reading.ts'
import type { Trap } from './traps.ts'

type Row = Omit<Selectable<Tables['oversight_public_tables']>, 'content'>
const columns = ['id', 'org_id', 'provider', 'url', 'fetched_on', 'name', 'sha256', 'companies', 'layout', 'mapping', 'state', 'read_by', 'read_at', 'traps', 'reason', 'decided_by', 'decided_at'] as const // biome-ignore format: a row

const tableOf = (row: Row): PublicTable => ({
  ...{ id: row.id, org: row.org_id, provider: row.provider, url: row.url, fetchedOn: row.fetched_on, name: row.name, sha256: row.sha256 },
  // Written here alone.
  companies: row.companies as string[],
  layout: row.layout ?? undefined,
  mapping: row.mapping === null ? undefined : mappingSchema.parse(row.mapping),
  state: row.state as PublicTable['state'],
  read: { name: row.read_by, at: row.read_at },
  decided:
    row.decided_at === null
      ? undefined
      : { name: row.decided_by ?? '', at: row.decided_at, reason: row.reason ?? '', traps: (row.traps ?? []) as Trap[] },
}) // biome-ignore format: short

export async function insertTable(tx: Tx, table: PublicTable, content: Uint8Array): Promise<void> {
  const { id, org, provider, url, fetchedOn, name, sha256, companies, mapping, state, read } = table
  const layout = table.layout ?? null
  const row = { id, org_id: org, provider, url, fetched_on: fetchedOn, name, sha256, content, layout, state }
  const said = {
    companies: JSON.stringify(companies),
    ...(mapping && { mapping: JSON.stringify(mapping) }),
    ...{ read_by: read.name, read_at: read.at },
  }
  await tx.insertInto('oversight_public_tables').values({ ...row, ...said }).execute()
} // biome-ignore format: short

/** A person's word in place of a layout. */
export async function updateMapping(
  tx: Tx,
  { org, id, mapping, companies }: Pick<PublicTable, 'org' | 'id' | 'mapping' | 'companies'>,
): Promise<void> {
  await tx
    .updateTable('oversight_public_tables')
    .set({ layout: null, ...(mapping && { mapping: JSON.stringify(mapping) }), companies: JSON.stringify(companies) })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .execute()
}

export async function decideTable(tx: Tx, { org, id, state }: PublicTable, decided: NonNullable<PublicTable['decided']>): Promise<void> {
  const { name, at, reason, traps } = decided
  const set = { state, reason, traps: JSON.stringify(traps), decided_by: name, decided_at: at }
  await tx.updateTable('oversight_public_tables').set(set).where('org_id', '=', org).where('id', '=', id).execute()
} // biome-ignore format: short

const missing = () => new OversightError('missing', 'no_such_table', 'No such table was read in here')

/** One of an organisation's, with its bytes; `locked` until the transaction ends. Throws `no_such_table`. */
export async function findTable(db: Db, org: string, id: string, locked = false): Promise<PublicTable & { readonly content: Uint8Array }> {
  const found = db.selectFrom('oversight_public_tables').selectAll().where('org_id', '=', org).where('id', '=', id)
  const row = await (locked ? found.forUpdate() : found).executeTakeFirst()
  if (!row) throw missing()
  return { ...tableOf(row), content: new Uint8Array(row.content) }
} // biome-ignore format: short

/** All an organisation read in, the newest first. */
export async function listTables(db: Db, org: string): Promise<PublicTable[]> {
  const rows = await db
    .selectFrom('oversight_public_tables')
    .select(columns)
    .where('org_id', '=', org)
    .orderBy('read_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(tableOf)
}

/** So many values one statement may carry. */
const AT_ONCE = 500

export async function insertFigures(tx: Tx, { org, id }: PublicTable, figures: readonly PublishedFigure[]): Promise<void> {
  const rows = figures.map(({ line, column, state, isAll, written, period, lane, process, counts, of, cell, least, most, kind }) => ({
    ...{ org_id: org, table_id: id, line, col: column, state, is_all: isAll, written, period, lane, process, counts },
    ...{ share_of: of, cell, least, most, kind },
  }))
  for (let at = 0; at < rows.length; at += AT_ONCE)
    await tx.insertInto('oversight_public_figures').values(rows.slice(at, at + AT_ONCE)).execute()
} // biome-ignore format: short

/** The figures of tables that were taken, where there are any such; of one state or all. */
export async function figuresOfTables(
  db: Db,
  org: string,
  tables: readonly string[],
  state?: string,
): Promise<TakenFigure[]> {
  if (tables.length === 0) return []
  const rows = await db
    .selectFrom('oversight_public_figures')
    .selectAll()
    .where('org_id', '=', org)
    .where('table_id', 'in', tables)
    .$if(state !== undefined, (query) => query.where('state', '=', state ?? ''))
    .execute()
  return rows.map(({ table_id, line, state, is_all, written, period, lane, process, counts, share_of, cell, least, most, kind }) => ({
    ...{ table: table_id, line, state, isAll: is_all, written, period, process, of: share_of, cell, least, most, kind },
    lane: lane as TakenFigure['lane'],
    counts: counts as TakenFigure['counts'],
  })) // biome-ignore format: short
}
