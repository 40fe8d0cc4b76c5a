import { type Actor, permit } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import { hex } from '../../base/bytes.ts'
import type { Json } from '../../base/canonical-json.ts'
import { newId } from '../../base/ids.ts'
import { instantText, isDay } from '../../base/time.ts'
import { sha256 } from '../../crypto/index.ts'
import type { Db, Tx } from '../../db/index.ts'
import { type LawBase, type Mapping, mappingSchema, type Rule } from '../../law/index.ts'
import { companiesAsked } from '../../requests/index.ts'
import { OversightError } from '../errors.ts'
import { bad } from '../mandates/giving.ts'
import type { PublicTable } from './public-table.ts'
import { layoutsFor, type RawTable, type Reading, readBy, readTable } from './reading.ts'
import {
  decideTable,
  figuresOfTables,
  findTable,
  insertFigures,
  insertTable,
  listTables,
  updateMapping,
} from './store.ts'
import { type Before, type Trap, trapsIn } from './traps.ts'

/** A file that somebody publishes, and where it comes from. */
export interface NewPublicTable {
  readonly provider: string
  readonly url: string
  readonly fetchedOn: string
  readonly name: string
  readonly content: Uint8Array
  /** Of which time it is, where no column says so. */
  readonly period?: string | undefined
  readonly companies?: readonly string[] | undefined
}

/**
 * Reads a table in, by the layout whose headings it has where one is known. It stands beside nothing yet: its traps are told, and a person
 * decides. Throws `bad_text` without publisher, source or day, or for a company that is not in the record; `not_a_table`.
 */
export async function readIn(tx: Tx, law: LawBase, actor: Actor, input: NewPublicTable, at: Temporal.Instant): Promise<PublicTable> {
  permit(actor, 'public-tables.take')
  const provider = input.provider.trim().slice(0, 200)
  if (provider === '') throw bad('Say who publishes it', 'provider')
  const today = at.toString().slice(0, 10)
  if (!isDay(input.fetchedOn) || input.fetchedOn > today) throw bad('Say on which day it was fetched', 'fetchedOn')
  const raw = await readTable(input.content)
  const [layout] = layoutsFor(raw, law, today)
  const mapping = layout && asMapping({ ...layout, ...(input.period && { period: input.period }) })
  const table: PublicTable = {
    id: newId('table', at.epochMilliseconds),
    org: actor.org,
    ...{ provider, url: sourceFrom(input.url), fetchedOn: input.fetchedOn, name: input.name.trim().slice(0, 200) || 'table.csv' },
    sha256: hex(sha256(input.content)),
    companies: await knownCompanies(tx, actor.org, input.companies ?? []),
    layout: layout?.rule,
    mapping,
    state: 'read',
    read: { name: actor.name, at: instantText(at) },
    decided: undefined,
  }
  await insertTable(tx, table, input.content)
  const body = { provider, url: table.url, fetchedOn: table.fetchedOn, sha256: table.sha256, layout: layout?.rule ?? null, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'public-table.read-in', about: table.id, body }, at)
  return table
} // biome-ignore format: short

function sourceFrom(url: string): string {
  const text = url.trim()
  const parsed = URL.canParse(text) ? new URL(text) : undefined
  if (!parsed || !['https:', 'http:'].includes(parsed.protocol) || text.length > 2000)
    throw bad('Say at which address of the web it was found', 'url')
  return text
}

async function knownCompanies(db: Db, org: string, names: readonly string[]): Promise<string[]> {
  const given = [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))]
  if (given.length === 0) return []
  const known = new Set(await companiesAsked(db, org))
  const stranger = given.find((name) => !known.has(name))
  if (stranger !== undefined) throw bad('No request of this organisation names that company', 'companies')
  return given
}

/** The mapping in a layout, without what else the law says of it. */
const asMapping = ({ columns, processes, measures, emergency, preservation, decimal, shares, period }: Rule<'layout'>): Mapping =>
  mappingFrom({ columns, processes, measures, emergency, preservation, shares, ...(decimal && { decimal }), ...(period && { period }) }) // biome-ignore format: short

function mappingFrom(input: unknown): Mapping {
  const found = mappingSchema.safeParse(input)
  if (found.success) return found.data
  const [issue] = found.error.issues
  throw bad(issue?.message ?? 'This is no mapping', ['mapping', ...(issue?.path ?? []).map(String)].join('.'))
}

/**
 * Says what the columns of a table count: a person's word, in place of the layout it was read by. Throws `bad_text` for what is no mapping
 * or maps nothing to a state or a number, `headings_missing`, `table_settled`.
 */
export async function mapTable(
  tx: Tx,
  law: LawBase,
  actor: Actor,
  id: string,
  input: { readonly mapping: unknown; readonly companies?: readonly string[] | undefined },
  at: Temporal.Instant,
): Promise<void> {
  permit(actor, 'public-tables.take')
  const table = await findTable(tx, actor.org, id, true)
  mustBeOpen(table)
  const mapping = mappingFrom(input.mapping)
  const says = (...means: string[]) => mapping.columns.some((column) => means.includes(column.means))
  if (!says('state', 'state-code')) throw bad('Say which column names the state', 'mapping.columns')
  if (!says('requests', 'accounts', 'share', 'with-data') && !(says('measure') && says('value')))
    throw bad('Say which column has a number, and what it counts', 'mapping.columns')
  readBy(await readTable(table.content), mapping, law)
  const companies = input.companies ? await knownCompanies(tx, actor.org, input.companies) : table.companies
  await updateMapping(tx, { org: actor.org, id, mapping, companies })
  const body = { mapping: mapping as unknown as Json, companies: [...companies], byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'public-table.mapped', about: id, body }, at)
}

function mustBeOpen({ state, decided }: PublicTable): void {
  if (state === 'read') return
  const message = `This was decided already, by ${decided?.name} on ${decided?.at}`
  throw new OversightError('conflict', 'table_settled', message)
}

/** Every table an organisation read in, the newest first. */
export async function publicTablesOf(db: Db, actor: Actor): Promise<PublicTable[]> {
  permit(actor, 'public-tables.read')
  return listTables(db, actor.org)
}

/** A table with its traps as they stand now; without a mapping there is nothing read, and nothing to fall into. */
export interface ExaminedTable {
  readonly table: PublicTable
  readonly raw: RawTable
  readonly reading: Reading | undefined
  readonly traps: readonly Trap[]
}

/** A table as it is read, and every trap in it. Throws `no_such_table`. */
export async function examineTable(db: Db, law: LawBase, actor: Actor, id: string): Promise<ExaminedTable> {
  permit(actor, 'public-tables.read')
  return examined(db, law, await findTable(db, actor.org, id))
}

async function examined(db: Db, law: LawBase, found: PublicTable & { content: Uint8Array }): Promise<ExaminedTable> {
  const { content, ...table } = found
  const raw = await readTable(content)
  const reading = table.mapping && readBy(raw, table.mapping, law)
  const traps = table.decided?.traps ?? (reading ? trapsIn(reading, table.sha256, await takenBefore(db, table)) : [])
  return { table, raw, reading, traps }
}

/** What was read in of the same file, and taken of the same publisher, before. */
async function takenBefore(db: Db, { org, id, provider, sha256: own }: PublicTable): Promise<Before[]> {
  const same = (name: string) => name.trim().toLowerCase() === provider.trim().toLowerCase()
  const others = (await listTables(db, org)).filter((one) => one.id !== id && one.state !== 'set-aside' && (one.sha256 === own || same(one.provider))) // biome-ignore format: short
  const taken = others.filter(({ state }) => state === 'taken').map((one) => one.id)
  const figures = Map.groupBy(await figuresOfTables(db, org, taken), ({ table }) => table)
  return others.map((one) => ({ sha256: one.sha256, figures: figures.get(one.id) ?? [] }))
}

/**
 * Takes a table: from now on its figures stand beside one's own. Whoever takes it names the traps that were told; where others are met
 * meanwhile, they are told first. Throws `bad_text` without a reason, `nothing_mapped`, `traps_changed`, `table_taken` for the same file again, `table_settled`.
 */
export async function takeTable(
  tx: Tx,
  law: LawBase,
  actor: Actor,
  id: string,
  { reason, traps: seen }: { readonly reason: string; readonly traps: readonly string[] },
  at: Temporal.Instant,
): Promise<void> {
  permit(actor, 'public-tables.take')
  const found = await findTable(tx, actor.org, id, true)
  mustBeOpen(found)
  const why = reason.trim().slice(0, 5000)
  if (why === '') throw bad('Say why', 'reason')
  const { table, reading, traps } = await examined(tx, law, found)
  if (!reading || reading.figures.length === 0) {
    const message = 'Nobody has said yet what its columns count'
    throw new OversightError('conflict', 'nothing_mapped', message, { path: 'mapping' })
  }
  const told = new Set<string>(traps.map(({ trap }) => trap))
  if (told.size !== new Set(seen).size || seen.some((one) => !told.has(one))) {
    const message = 'These are not the traps that are met in it now: look at them first'
    throw new OversightError('conflict', 'traps_changed', message, { path: 'traps' })
  }
  const again = (await listTables(tx, actor.org)).find((one) => one.sha256 === table.sha256 && one.state === 'taken')
  if (again) {
    const message = `The same file was taken already, by ${again.decided?.name} on ${again.decided?.at}`
    throw new OversightError('conflict', 'table_taken', message)
  }
  await insertFigures(tx, table, reading.figures)
  await decide(tx, actor, { ...table, state: 'taken' }, { reason: why, traps }, at)
}

/** Sets a table aside: its figures, were they taken, stand beside nothing any more. Throws `bad_text` without a reason, `table_settled`. */
export async function setAside(
  tx: Tx,
  law: LawBase,
  actor: Actor,
  id: string,
  { reason }: { readonly reason: string },
  at: Temporal.Instant,
): Promise<void> {
  permit(actor, 'public-tables.take')
  const found = await findTable(tx, actor.org, id, true)
  if (found.state === 'set-aside') mustBeOpen(found)
  const why = reason.trim().slice(0, 5000)
  if (why === '') throw bad('Say why', 'reason')
  const { table, traps } = await examined(tx, law, found)
  await decide(tx, actor, { ...table, state: 'set-aside' }, { reason: why, traps }, at)
}

async function decide(
  tx: Tx,
  actor: Actor,
  table: PublicTable,
  { reason, traps }: { readonly reason: string; readonly traps: readonly Trap[] },
  at: Temporal.Instant,
): Promise<void> {
  await decideTable(tx, table, { name: actor.name, at: instantText(at), reason, traps })
  const { id, provider, sha256: digest, state } = table
  const kinds = traps.map(({ trap, times }) => ({ trap, times }))
  const body = { provider, sha256: digest, reason, traps: kinds, byName: actor.name }
  const kind = state === 'taken' ? 'public-table.taken' : 'public-table.set-aside'
  await record(tx, { org: actor.org, by: actor.person, kind, about: id, body }, at)
}
