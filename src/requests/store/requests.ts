import { sql } from 'kysely'
import type { Db, Tx } from '../../db/index.ts'
import type { DataItem, Facts } from '../../law/index.ts'
import type { Statement } from '../checks/statement.ts'
import { RequestError } from '../errors.ts'
import type { FormCopy } from '../forms/form.ts'
import type { MatterId, Party, Request, RequestId, Status } from '../request.ts'
import { orNone, type Row } from './row.ts'

export async function insertRequest(tx: Tx, request: Request): Promise<void> {
  await tx
    .insertInto('request_requests')
    .values({
      id: request.id,
      org_id: request.org,
      origin: request.origin,
      direction: request.direction,
      matter_id: request.matter ?? null,
      title: request.title,
      file_number: request.fileNumber,
      counterpart: request.counterpart,
      counterpart_name: request.counterpartName,
      counterpart_number: request.counterpartNumber ?? null,
      rule: request.rule,
      route_title: request.routeTitle,
      to_state: request.to ?? null,
      law_digest: request.law.digest,
      law_on: request.law.on,
      facts: JSON.stringify(request.facts),
      items: JSON.stringify(request.items),
      parties: JSON.stringify(request.parties),
      answers: JSON.stringify(request.answers),
      statement: request.statement ? JSON.stringify(request.statement) : null,
      copy: request.copy ? JSON.stringify(request.copy) : null,
      digest: request.digest ?? null,
      status: request.status,
      author: request.author?.person ?? null,
      author_name: request.author?.name ?? null,
      created_at: request.createdAt,
      left_at: request.leftAt ?? null,
      ended_at: request.endedAt ?? null,
    })
    .execute()
}

/** Every column that a request is read from; what lists are made from is not among them. */
const columns = [
  'id', 'org_id', 'origin', 'direction', 'matter_id', 'title', 'file_number', 'counterpart', 'counterpart_name', 'counterpart_number',
  'rule', 'route_title', 'to_state', 'law_digest', 'law_on', 'facts', 'items', 'parties', 'answers', 'statement', 'copy', 'digest', 'status',
  'author', 'author_name', 'created_at', 'left_at', 'ended_at', 'stopped',
] as const // biome-ignore format: one line of words

type Change = Partial<
  Pick<
    Request,
    | 'fileNumber'
    | 'counterpartNumber'
    | 'answers'
    | 'statement'
    | 'items'
    | 'parties'
    | 'copy'
    | 'digest'
    | 'status'
    | 'leftAt'
    | 'endedAt'
    | 'stopped'
  >
>

/** Writes the named fields; a `digest`, `copy`, `leftAt` or `stopped` of undefined that is named is cleared. */
export async function updateRequest(tx: Tx, id: string, change: Change): Promise<void> {
  const set = {
    ...(change.answers && { answers: JSON.stringify(change.answers) }),
    ...(change.statement && { statement: JSON.stringify(change.statement) }),
    ...(change.items && { items: JSON.stringify(change.items) }),
    ...(change.parties && { parties: JSON.stringify(change.parties) }),
    ...('copy' in change && { copy: change.copy ? JSON.stringify(change.copy) : null }),
    ...('digest' in change && { digest: change.digest ?? null }),
    ...(change.status && { status: change.status }),
    ...(change.fileNumber && { file_number: change.fileNumber }),
    ...(change.counterpartNumber && { counterpart_number: change.counterpartNumber }),
    ...('leftAt' in change && { left_at: change.leftAt ?? null }),
    ...(change.endedAt && { ended_at: change.endedAt }),
    ...('stopped' in change && { stopped: change.stopped ?? null }),
  }
  if (Object.keys(set).length > 0) await tx.updateTable('request_requests').set(set).where('id', '=', id).execute()
}

/** An organisation's request; throws `missing` / `not_found` also for another organisation's. */
export async function findRequest(db: Db, org: string, id: string, lock?: 'lock'): Promise<Request> {
  const query = db.selectFrom('request_requests').select(columns).where('org_id', '=', org).where('id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (!row) throw new RequestError('missing', 'not_found', 'There is no such request here')
  return readRequest(row)
}

/** The organisation's copy of a request by the id it was born with, held for this transaction. */
export async function findByOrigin(tx: Tx, org: string, origin: string): Promise<Request | undefined> {
  const row = await tx
    .selectFrom('request_requests')
    .select(columns)
    .where('org_id', '=', org)
    .where('origin', '=', origin)
    .forUpdate()
    .executeTakeFirst()
  return row && readRequest(row)
}

export interface RequestFilter {
  /** The id it was born with. */
  readonly origin?: string
  readonly matter?: string
  readonly direction?: Request['direction']
  readonly status?: Status
  /** The company whose data are asked for. */
  readonly company?: string
  /** Newest first unless told; or what is expected first, what nobody can expect last. */
  readonly order?: 'newest' | 'expected'
  readonly limit?: number
  /** Only what stands behind this request in that order. */
  readonly behind?: string | undefined
}

/** In the order asked for. */
export async function listRequests(db: Db, org: string, filter: RequestFilter = {}): Promise<Request[]> {
  let query = db.selectFrom('request_requests').select(columns).where('org_id', '=', org)
  if (filter.origin) query = query.where('origin', '=', filter.origin)
  if (filter.matter) query = query.where('matter_id', '=', filter.matter)
  if (filter.direction) query = query.where('direction', '=', filter.direction)
  if (filter.status) query = query.where('status', '=', filter.status)
  if (filter.company) query = query.where('company', '=', filter.company)
  const by = filter.order === 'expected' ? 'expected_to' : 'created_at'
  if (filter.behind) {
    const way = sql.raw(by === 'created_at' ? '<' : '>')
    query = query.where(
      sql<boolean>`(${sql.ref(by)}, id) ${way} (select ${sql.ref(by)}, id from request_requests where org_id = ${org} and id = ${filter.behind})`,
    )
  }
  query =
    filter.order === 'expected'
      ? query.orderBy('expected_to').orderBy('id')
      : query.orderBy('created_at', 'desc').orderBy('id', 'desc')
  return (await query.limit(filter.limit ?? 100).execute()).map(readRequest)
}

const readRequest = (row: Pick<Row<'request_requests'>, (typeof columns)[number]>): Request => ({
  id: row.id as RequestId,
  org: row.org_id,
  origin: row.origin,
  direction: row.direction,
  matter: orNone(row.matter_id) as MatterId | undefined,
  title: row.title,
  fileNumber: row.file_number,
  counterpart: row.counterpart,
  counterpartName: row.counterpart_name,
  counterpartNumber: orNone(row.counterpart_number),
  rule: row.rule,
  routeTitle: row.route_title,
  to: orNone(row.to_state),
  law: { digest: row.law_digest, on: row.law_on },
  facts: (row.facts ?? {}) as Facts,
  items: row.items as DataItem[],
  parties: row.parties as Party[],
  answers: row.answers as Record<string, unknown>,
  statement: orNone(row.statement) as Statement | undefined,
  copy: orNone(row.copy) as FormCopy | undefined,
  digest: orNone(row.digest),
  status: row.status as Status,
  author: row.author ? { person: row.author, name: row.author_name ?? '' } : undefined,
  createdAt: row.created_at,
  leftAt: orNone(row.left_at),
  endedAt: orNone(row.ended_at),
  stopped: orNone(row.stopped),
})
