import type { Db, Tx } from '../../db/index.ts'
import type { Dealing } from '../examination/dealing.ts'
import type { Request } from '../request.ts'
import { orNone, type Row } from './row.ts'

export async function insertDealing(tx: Tx, request: Pick<Request, 'id' | 'org'>, said: Dealing): Promise<void> {
  await tx
    .insertInto('request_dealings')
    .values({
      org_id: request.org,
      request_id: request.id,
      dealing: said.dealing,
      step: said.step,
      kind: said.kind,
      by_org: said.org,
      by_org_name: said.orgName,
      by_person: said.person ?? null,
      by_name: said.name,
      at: said.at,
      body: JSON.stringify(said.body),
    })
    .execute()
}

/** All that was said about a request, oldest first. */
export async function findDealings(db: Db, request: string): Promise<Dealing[]> {
  const rows = await db
    .selectFrom('request_dealings')
    .selectAll()
    .where('request_id', '=', request)
    .orderBy('seq')
    .execute()
  return rows.map(readDealing)
}

const readDealing = (row: Row<'request_dealings'>) =>
  ({
    dealing: row.dealing,
    step: row.step,
    kind: row.kind,
    org: row.by_org,
    orgName: row.by_org_name,
    person: orNone(row.by_person),
    name: row.by_name,
    at: row.at,
    body: row.body,
  }) as Dealing

/** What an authority has made public of an enforcement of its own: where it stands in the list, and all that was said in it. */
export interface PublishedDealings {
  readonly seq: number
  readonly request: {
    readonly rule: string
    readonly routeTitle: string
    readonly to: string | undefined
    readonly on: string
  }
  readonly dealings: readonly Dealing[]
}

/** Those that are public now, newest first, from behind `before`. */
export async function findPublishedDealings(
  db: Db,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<PublishedDealings[]> {
  const rows = await db
    .selectFrom('request_dealings as public')
    .innerJoin('request_requests as request', 'request.id', 'public.request_id')
    .select([
      'public.seq',
      'public.request_id',
      'public.dealing',
      'request.rule',
      'request.route_title',
      'request.to_state',
      'request.law_on',
    ])
    .where('public.kind', '=', 'published')
    .whereRef('public.by_org', '=', 'public.org_id')
    .$if(before !== undefined, (query) => query.where('public.seq', '<', before ?? 0))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('request_dealings as after')
            .select('after.seq')
            .whereRef('after.request_id', '=', 'public.request_id')
            .whereRef('after.dealing', '=', 'public.dealing')
            .whereRef('after.seq', '>', 'public.seq')
            .where('after.kind', 'in', ['taken-down', 'published']),
        ),
      ),
    )
    .orderBy('public.seq', 'desc')
    .limit(limit)
    .execute()
  if (rows.length === 0) return []
  const said = await db
    .selectFrom('request_dealings')
    .selectAll()
    .where(
      'request_id',
      'in',
      rows.map((row) => row.request_id),
    )
    .orderBy('seq')
    .execute()
  return rows.map(({ seq, request_id: id, dealing: of, ...row }) => ({
    seq,
    request: { rule: row.rule, routeTitle: row.route_title, to: orNone(row.to_state), on: row.law_on },
    dealings: said.filter((one) => one.request_id === id && one.dealing === of).map(readDealing),
  }))
}
