import { Hono } from 'hono'
import { z } from 'zod'
import { parseBase64 } from '../base/bytes.ts'
import { parseId } from '../base/ids.ts'
import type { Db } from '../db/index.ts'
import { counted, lanes, mappingSchema, publishedPeriod } from '../law/index.ts'
import {
  comparison, type ExaminedTable, editionFile, editionTable, editionTableDefinitions, examineTable, halfYearDefinitions, halfYearTable, lastHalfYear,
  mapTable, newestEdition, type PublicTable, publicTablesOf, readIn, reasons, setAside, TABLE_BYTES, takeTable, traps,
} from '../oversight/index.ts' // biome-ignore format: words
import { once, type Setting } from '../requests/index.ts'
import { operation } from './operation.ts'
import { next, pageOfAll, paging } from './paging.ts'
import { readBody, readQuery } from './read.ts'
import type { WhoAsks } from './sign-in.ts'

const halfYear = z.string().regex(/^[12]\d{3}-H[12]$/)
const ofPeriod = z.object({
  period: halfYear.optional().meta({ description: 'The half-year; left out, the last that is over' }),
})
const wanted = z.object({
  period: publishedPeriod
    .optional()
    .meta({ description: 'A half-year or a year; left out, the newest that was taken' }),
  provider: z.string().max(200).optional(),
})
const companies = z.array(z.string().max(500)).max(50)
const newTable = z.strictObject({
  provider: z.string().max(200),
  url: z.string().max(2000),
  fetchedOn: z.iso.date(),
  name: z.string().max(200),
  content: z.base64().meta({ description: 'The file as it was published: CSV in UTF-8, 4 MB at most' }),
  period: publishedPeriod.optional(),
  companies: companies.optional(),
})
const newMapping = z.strictObject({ mapping: mappingSchema, companies: companies.optional() })
const trapKind = z.enum(traps)
const taking = z.strictObject({ reason: z.string().max(5000), traps: z.array(trapKind).max(100) })
const leaving = z.strictObject({ reason: z.string().max(5000) })
/** Base64 takes a third more than the bytes, and a form around them. */
const BODY_BYTES = Math.ceil((TABLE_BYTES * 4) / 3) + 65_536

/** Half-year tables as companies publish them, and those that others publish beside one's own record. */
export function publicTables({ db, setting, whoAsks }: { db: Db; setting: Setting; whoAsks: WhoAsks }) {
  const { law, now } = setting
  return new Hono()
    .get('/api/half-year', async (c) => {
      const actor = await whoAsks(c)
      const { period = lastHalfYear(now()) } = readQuery(c, ofPeriod)
      return c.json({ definitions: halfYearDefinitions, ...(await halfYearTable(db, law, actor, period, now())) })
    })
    .get('/api/half-year/published', async (c) => {
      const newest = await newestEdition(db)
      const rows = newest === undefined ? [] : editionTable((await editionFile(db, newest)).edition)
      return c.json({ edition: newest ?? null, definitions: editionTableDefinitions, rows })
    })
    .get('/api/public-tables', async (c) => {
      const actor = await whoAsks(c)
      const { page, next } = pageOfAll(c, await publicTablesOf(db, actor), ({ id }) => id)
      return c.json({ tables: page.map(tableView), next })
    })
    .post('/api/public-tables', async (c) => {
      const actor = await whoAsks(c)
      const { content, ...input } = await readBody(c, newTable, BODY_BYTES)
      const bytes = parseBase64(content)
      const doing = { about: actor.org, act: 'public-tables.read-in', input: { ...input, content } }
      const { id } = await db
        .transaction()
        .execute((tx) => once(tx, actor, doing, now, () => readIn(tx, law, actor, { ...input, content: bytes }, now())))
      return c.json(examinedView(await examineTable(db, law, actor, id)), 201)
    })
    .get('/api/public-tables/comparison', async (c) => {
      const actor = await whoAsks(c)
      return c.json(await comparison(db, law, actor, readQuery(c, wanted), now()))
    })
    .get('/api/public-tables/:id', async (c) => {
      const actor = await whoAsks(c)
      return c.json(examinedView(await examineTable(db, law, actor, parseId('table', c.req.param('id')))))
    })
    .post('/api/public-tables/:id/mapping', async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('table', c.req.param('id'))
      const input = await readBody(c, newMapping)
      const doing = { about: id, act: 'public-tables.map', input }
      await db.transaction().execute((tx) => once(tx, actor, doing, now, () => mapTable(tx, law, actor, id, input, now()))) // biome-ignore format: one line
      return c.json(examinedView(await examineTable(db, law, actor, id)))
    })
    .post('/api/public-tables/:id/take', async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('table', c.req.param('id'))
      const input = await readBody(c, taking)
      await db.transaction().execute((tx) => takeTable(tx, law, actor, id, input, now()))
      return c.json(examinedView(await examineTable(db, law, actor, id)))
    })
    .post('/api/public-tables/:id/set-aside', async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('table', c.req.param('id'))
      const input = await readBody(c, leaving)
      await db.transaction().execute((tx) => setAside(tx, law, actor, id, input, now()))
      return c.json(examinedView(await examineTable(db, law, actor, id)))
    })
}

const tableView = ({ org: _, read, decided, layout, mapping, ...table }: PublicTable) => ({
  ...table,
  layout: layout ?? null,
  mapping: mapping ?? null,
  readBy: read.name,
  readAt: read.at,
  decided: decided ? { byName: decided.name, at: decided.at, reason: decided.reason } : null,
})

const examinedView = ({ table, reading, traps: met }: ExaminedTable) => ({
  ...tableView(table),
  headings: reading?.headings ?? [],
  traps: met,
  figures: (reading?.figures ?? []).map(({ line, state, isAll, written, period, lane, process, counts, of, cell, least, most, kind }) => ({
    ...{ line, state, isAll, written, period, lane, process, counts, of, cell, least, most, kind },
  })),
}) // biome-ignore format: short

const count = z.number().int()
const number = z.number().nullable()
const words = z.record(z.string(), z.string())
const direction = z.enum(['outgoing', 'incoming'])
const row = z.strictObject({
  ...{ direction, state: z.string(), route: z.string(), lane: z.enum(lanes).exclude(['all']) },
  ...{ requests: count, persons: count.nullable(), answered: count, share: z.number(), refused: count, open: count },
  ...{ days: number, grounds: z.record(z.string(), count) },
})
const editionRow = z.strictObject({
  ...{ organisation: z.string(), state: z.string(), direction, period: z.string() },
  ...{ by: z.enum(['all', 'state', 'route', 'urgency']), value: z.string() },
  ...{ requests: count.nullable(), share: number, days: number, refused: z.record(z.string(), count.nullable()) },
})
const table = z.strictObject({
  ...{ id: z.string(), provider: z.string(), url: z.string(), fetchedOn: z.string(), name: z.string(), sha256: z.string() },
  ...{ companies: z.array(z.string()), layout: z.string().nullable(), mapping: mappingSchema.nullable() },
  ...{ state: z.enum(['read', 'taken', 'set-aside']), readBy: z.string(), readAt: z.string() },
  decided: z.strictObject({ byName: z.string(), at: z.string(), reason: z.string() }).nullable(),
}) // biome-ignore format: a table
const examined = table.extend({
  headings: z.array(z.string()),
  traps: z.array(z.strictObject({ trap: trapKind, times: count, lines: z.array(count), saw: z.array(z.string()) })),
  figures: z.array(
    z.strictObject({
      ...{ line: count, state: z.string().nullable(), isAll: z.boolean(), written: z.string(), period: z.string().nullable() },
      ...{ lane: z.enum(lanes).nullable(), process: z.string(), counts: z.enum(counted), of: z.string(), cell: z.string() },
      ...{ least: number, most: number, kind: z.string() },
    }), // biome-ignore format: a table
  ),
})
const compared = z.strictObject({
  side: z.enum(['asks', 'holds']),
  ...{ providers: z.array(z.string()), periods: z.array(z.string()) },
  shown: z.strictObject({ provider: z.string().optional(), period: z.string().optional() }),
  figures: z.array(
    z.strictObject({
      ...{ provider: z.string(), table: z.string(), state: z.string(), period: z.string(), lane: z.enum(lanes) },
      ...{ ours: count.nullable(), oursShare: number, least: number, most: number, theirsShare: number, difference: number },
      standing: z.enum(['same', 'within', 'more-there', 'fewer-there', 'unknown']),
      because: z.array(z.enum(reasons)),
    }), // biome-ignore format: a table
  ),
})

export const publicTablePaths = {
  '/api/half-year': {
    get: operation('The requests of a half-year of one’s own record, as companies publish theirs, and what each column counts', {
      query: ofPeriod,
      gives: z.strictObject({
        ...{ definitions: words, org: z.string(), period: z.string(), asOf: z.string(), isOver: z.boolean() },
        rows: z.array(row),
      }),
    }), // biome-ignore format: short
  },
  '/api/half-year/published': {
    get: operation('What the newest edition tells, as companies publish their half-year tables', {
      open: true,
      gives: z.strictObject({ edition: count.nullable(), definitions: words, rows: z.array(editionRow) }),
    }),
  },
  '/api/public-tables': {
    get: operation('The tables of others that were read in, the newest first', {
      query: paging,
      gives: z.strictObject({ tables: z.array(table), next }),
    }),
    post: operation('Reads a table in that somebody publishes; its traps are told, and a person decides', {
      takes: newTable,
      gives: examined,
      status: 201,
    }),
  },
  '/api/public-tables/comparison': {
    get: operation('One’s own figures beside those of the tables that were taken, with the difference and why they may differ', {
      query: wanted,
      gives: compared,
    }), // biome-ignore format: short
  },
  '/api/public-tables/{id}': {
    get: operation('A table as it is read, with its traps and its figures', { names: true, gives: examined }),
  },
  '/api/public-tables/{id}/mapping': {
    post: operation('Says what the columns of a table count, in place of the layout it was read by', {
      names: true,
      takes: newMapping,
      gives: examined,
    }),
  },
  '/api/public-tables/{id}/take': {
    post: operation('Takes a table with the traps that were told: its figures stand beside one’s own', {
      names: true,
      takes: taking,
      gives: examined,
    }),
  },
  '/api/public-tables/{id}/set-aside': {
    post: operation('Sets a table aside: its figures stand beside nothing', {
      names: true,
      takes: leaving,
      gives: examined,
    }),
  },
}
