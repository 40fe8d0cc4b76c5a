import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../db/index.ts'
import type { Facts } from '../../law/index.ts'
import { RequestError } from '../errors.ts'
import { type Count, keysOf, type Page, type Place, pageOf } from '../line.ts'
import type { Matter, MatterId } from '../request.ts'
import { searchFor, wordsOf } from '../words.ts'
import { bound, met } from './lines.ts'
import type { Row } from './row.ts'
import { vector } from './standing.ts'

const columns = ['id', 'org_id', 'title', 'file_number', 'facts', 'opened_by', 'opened_at', 'changed_at'] as const

export async function insertMatter(tx: Tx, matter: Matter): Promise<void> {
  await tx
    .insertInto('request_matters')
    .values({
      id: matter.id,
      org_id: matter.org,
      title: matter.title,
      file_number: matter.fileNumber,
      facts: JSON.stringify(matter.facts),
      opened_by: matter.openedBy,
      opened_at: matter.openedAt,
      changed_at: matter.changedAt,
      words: vector(wordsOf([matter.title], [matter.fileNumber])),
    })
    .execute()
}

export async function updateFacts(tx: Tx, id: string, facts: Facts, at: string): Promise<void> {
  await tx
    .updateTable('request_matters')
    .set({ facts: JSON.stringify(facts), changed_at: at })
    .where('id', '=', id)
    .execute()
}

/** An organisation's matter; throws `missing` / `not_found` also for another organisation's. */
export async function findMatter(db: Db, org: string, id: string, lock?: 'lock'): Promise<Matter> {
  const query = db.selectFrom('request_matters').select(columns).where('org_id', '=', org).where('id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (!row) throw new RequestError('missing', 'not_found', 'There is no such matter here')
  return readMatter(row)
}

/** Those changed last first; only those behind one of them, where it is named. */
export async function listMatters(
  db: Db,
  org: string,
  { limit = 100, behind }: { limit?: number; behind?: string | undefined } = {},
): Promise<Matter[]> {
  let query = db.selectFrom('request_matters').select(columns).where('org_id', '=', org)
  if (behind)
    query = query.where(
      sql<boolean>`(changed_at, id) < (select changed_at, id from request_matters where org_id = ${org} and id = ${behind})`,
    )
  return (await query.orderBy('changed_at', 'desc').orderBy('id', 'desc').limit(limit).execute()).map(readMatter)
}

/** Whoever looks back at what lies further behind comes by the matter itself. */
const LAST_CHANGED = 1_000

/** Of the matters changed last: those in which something was asked and nothing runs any more, or of them the one named. */
export async function mattersOver(db: Db, org: string, only?: string): Promise<Matter[]> {
  const requests = sql`from request_requests where matter_id = request_matters.id`
  const isAmong = only
    ? sql<boolean>`id = ${only}`
    : sql<boolean>`id in (select id from request_matters where org_id = ${org} order by changed_at desc, id desc limit ${sql.lit(LAST_CHANGED)})`
  const over = db
    .selectFrom('request_matters')
    .select(columns)
    .where('org_id', '=', org)
    .where(isAmong)
    .where(sql<boolean>`exists (select ${requests}) and not exists (select ${requests} and ended_at is null)`)
  return (await over.orderBy('changed_at', 'desc').orderBy('id', 'desc').execute()).map(readMatter)
}

/** A matter as lists show it. */
export interface MatterLine extends Pick<Matter, 'id' | 'title' | 'fileNumber' | 'changedAt'> {
  readonly requests: Count
}

/** Nobody counts the requests of one case further. */
const COUNTED = 99

/** Matters whose title and file number hold these words, the one changed last first. */
export async function findMatters(
  db: Db,
  org: string,
  words: string | undefined,
  { limit, ...place }: Place & { limit: number },
): Promise<Page<MatterLine>> {
  const keys = keysOf(place.before ?? place.after, 1, 1)
  const search = searchFor(words ?? '')
  if (words && search === '') return { entries: [], next: undefined, previous: undefined }
  const [way, beyond] = keys && place.before !== undefined ? ['asc', '>'] : ['desc', '<']
  const behind = keys ? sql`(changed_at, id) ${sql.raw(beyond)} (${keys[0]}::timestamptz, ${keys[1]})` : sql`true`
  const inOrder = sql`order by changed_at ${sql.raw(way)}, id ${sql.raw(way)} limit ${sql.lit(limit + 1)}`
  const inAll = (fits: RawBuilder<unknown>) =>
    sql`select id, changed_at from request_matters where org_id = ${org} and ${fits} and ${behind} ${inOrder}`
  const found = sql`words @@ ${search}::tsquery`
  const page =
    search === ''
      ? sql`(${inAll(sql`true`)})`
      : sql`(
          with ${bound('request_matters')},
            few as materialized (select id, changed_at from request_matters where ${found} and ${met(sql`org_id = ${org}`)} limit (select many + 1 from bound)),
            among as materialized (select count(*) <= (select many from bound) as few from few)
          (select id, changed_at from few where (select few from among) and ${behind} ${inOrder})
          union all
          (${inAll(sql`not (select few from among) and ${met(found)}`)})
        )`
  const { rows } = await sql<
    Pick<Row<'request_matters'>, 'id' | 'title' | 'file_number' | 'changed_at'> & { requests: number }
  >`
    select matter.id, matter.title, matter.file_number, matter.changed_at,
      (select count(*) from (select from request_requests where matter_id = matter.id limit ${sql.lit(COUNTED + 1)}) as counted) as requests
    from (select id from ${page} as found ${inOrder}) as page join request_matters as matter on matter.id = page.id ${inOrder}`.execute(
    db,
  )
  return pageOf(
    rows,
    limit,
    keys ? place : {},
    ({ changed_at, id }) => [changed_at, id],
    ({ id, title, file_number, changed_at, requests }) => ({
      id: id as MatterId,
      title,
      fileNumber: file_number,
      changedAt: changed_at,
      requests: { atLeast: Math.min(requests, COUNTED), exact: requests <= COUNTED },
    }),
  )
}

const readMatter = (row: Pick<Row<'request_matters'>, (typeof columns)[number]>): Matter => ({
  id: row.id as MatterId,
  org: row.org_id,
  title: row.title,
  fileNumber: row.file_number,
  facts: row.facts as Facts,
  openedBy: row.opened_by,
  openedAt: row.opened_at,
  changedAt: row.changed_at,
})
