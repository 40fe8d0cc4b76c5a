import { sql } from 'kysely'
import { hex } from '../base/bytes.ts'
import type { Json } from '../base/canonical-json.ts'
import type { InstantText } from '../base/time.ts'
import { emptyFrontier, type Frontier, type Hash } from '../crypto/index.ts'
import type { Db, Tx } from '../db/index.ts'
import { type Event, type EventLeaf, entryBefore, type SealedBody } from './event.ts'
import { keyOf, type Node, type Place, readFrontier } from './tree.ts'

/**
 * Takes the place in the line of those who append to a log before anything else, and keeps it until the transaction ends: for
 * what appends for one thing and then holds another, which others hold when they come to append.
 */
export async function holdLog(tx: Tx, org: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${org}, 0))`.execute(tx)
}

/** Appends an event behind the last one, and answers with its place; the log is held until the transaction ends. */
export async function appendEvent(tx: Tx, event: Omit<EventLeaf, 'seq'> & SealedBody): Promise<number> {
  const { org, at, by, kind, about, body, salt, bodyHash } = event
  const { rows } = await sql<{ seq: number }>`select audit_append(${org}, ${at}, ${by}, ${kind}, ${about},
    ${body}, ${salt}, ${bodyHash}, ${entryBefore(event)}) as seq`.execute(tx)
  return (rows[0] as { seq: number }).seq
}

/** The same for several of one organisation at once, in their order. */
export async function appendEvents(
  tx: Tx,
  org: string,
  events: readonly (Omit<EventLeaf, 'seq'> & SealedBody)[],
): Promise<void> {
  if (events.length === 0) return
  const each = <T>(of: (event: Omit<EventLeaf, 'seq'> & SealedBody) => T): T[] => events.map(of)
  // Called for each row in the order of the lists.
  await sql`select audit_append(${org}, e.at, e.by, e.kind, e.about, e.body, decode(e.salt, 'hex'), decode(e.hash, 'hex'), e.entry)
    from (select at, by, kind, about, body, salt, hash, entry
      from unnest(${each(({ at }) => at)}::timestamptz[], ${each(({ by }) => by)}::text[], ${each(({ kind }) => kind)}::text[],
        ${each(({ about }) => about)}::text[], ${each(({ body }) => body)}::text[], ${each(({ salt }) => hex(salt))}::text[],
        ${each(({ bodyHash }) => hex(bodyHash))}::text[], ${each(entryBefore)}::text[])
      with ordinality as given (at, by, kind, about, body, salt, hash, entry, place) order by place) as e`.execute(tx)
}

/** The head, without holding it; an empty one if there is no event yet. */
export async function findHead(db: Db, org: string): Promise<Frontier> {
  const head = await db
    .selectFrom('audit_heads')
    .select(['size', 'frontier'])
    .where('org_id', '=', org)
    .executeTakeFirst()
  return head ? readFrontier(head.size, head.frontier) : emptyFrontier
}

/** The hashes of these subtrees, by `keyOf`; what is not there is left out. Level 0 are the leaves themselves. */
export async function findNodes(db: Db, org: string, places: readonly Place[]): Promise<Map<string, Hash>> {
  const found = new Map<string, Hash>()
  const leaves = places.filter(({ level }) => level === 0).map(({ position }) => position)
  const inner = places.filter(({ level }) => level > 0)
  if (leaves.length > 0) {
    const rows = await db
      .selectFrom('audit_events')
      .select(['seq', 'leaf'])
      .where('org_id', '=', org)
      .where('seq', 'in', leaves)
      .execute()
    for (const { seq, leaf } of rows) found.set(keyOf({ level: 0, position: seq }), new Uint8Array(leaf))
  }
  if (inner.length > 0) {
    const levels = inner.map(({ level }) => level)
    const positions = inner.map(({ position }) => position)
    // Joined to a list the rows are looked up one by one; a long `or` reads the whole table.
    const { rows } = await sql<Node>`select node.level, node.position, node.hash
      from unnest(${levels}::smallint[], ${positions}::bigint[]) as place (level, position)
      join audit_nodes as node on node.org_id = ${org} and node.level = place.level and node.position = place.position`.execute(
      db,
    )
    for (const row of rows) found.set(keyOf(row), new Uint8Array(row.hash))
  }
  return found
}

const columns = ['org_id as org', 'seq', 'at', 'by', 'kind', 'about', 'body'] as const

/** What happened to one thing, oldest first; that somebody looked at it did not happen to it. */
export async function eventsAbout(db: Db, org: string, about: string): Promise<Event[]> {
  const rows = await db
    .selectFrom('audit_events')
    .select(columns)
    .where('org_id', '=', org)
    .where('about', '=', about)
    .where('kind', 'not like', '%.read')
    .orderBy('seq')
    .execute()
  return rows.map(readEvent)
}

/** The events that say these words anywhere, oldest first, `limit` at most; capitals make no difference. Reads the whole log. */
export async function eventsSaying(db: Db, org: string, words: string, limit: number): Promise<Event[]> {
  // As they stand in JSON; what is a wildcard to the database is a letter here.
  const pattern = `%${JSON.stringify(words)
    .slice(1, -1)
    .replace(/[\\%_]/g, '\\$&')}%`
  const rows = await db
    .selectFrom('audit_events')
    .select(columns)
    .where('org_id', '=', org)
    .where('body', 'ilike', pattern)
    .orderBy('seq')
    .limit(limit)
    .execute()
  return rows.map(readEvent)
}

/** The organisation's log newest first, from before `before` if given. */
export async function latestEvents(db: Db, org: string, limit: number, before?: number): Promise<Event[]> {
  let query = db.selectFrom('audit_events').select(columns).where('org_id', '=', org)
  if (before !== undefined) query = query.where('seq', '<', before)
  const rows = await query.orderBy('seq', 'desc').limit(limit).execute()
  return rows.map(readEvent)
}

/** Which events: all that is given must be so. */
export interface EventFilter {
  readonly kind?: string
  readonly by?: string
  /** One of these ids. */
  readonly about?: readonly string[]
  /** Instants: from this one on, and before that one. */
  readonly from?: InstantText | undefined
  readonly before?: InstantText | undefined
}

/** The events of which that is so, newest first, from before place `behind` if given. */
export async function searchEvents(
  db: Db,
  org: string,
  { kind, by, about, from, before }: EventFilter,
  limit: number,
  behind?: number,
): Promise<Event[]> {
  let query = db.selectFrom('audit_events').select(columns).where('org_id', '=', org)
  if (kind !== undefined) query = query.where('kind', '=', kind)
  if (by !== undefined) query = query.where('by', '=', by)
  if (about !== undefined) query = query.where('about', 'in', about)
  if (from !== undefined) query = query.where('at', '>=', from)
  if (before !== undefined) query = query.where('at', '<', before)
  if (behind !== undefined) query = query.where('seq', '<', behind)
  const rows = await query.orderBy('seq', 'desc').limit(limit).execute()
  return rows.map(readEvent)
}

/** The kinds of events a log holds, each read off the index once, however many there are of it. */
export async function kindsIn(db: Db, org: string): Promise<string[]> {
  const { rows } = await sql<{ kind: string }>`with recursive kinds as (
      (select kind from audit_events where org_id = ${org} order by kind limit 1)
      union all
      select (select kind from audit_events where org_id = ${org} and kind > kinds.kind order by kind limit 1)
      from kinds where kinds.kind is not null)
    select kind from kinds where kind is not null`.execute(db)
  return rows.map(({ kind }) => kind)
}

/** What the events whose kind begins with this word are about, of those before a place; each once. */
export async function subjectsOf(db: Db, org: string, word: string, before: number): Promise<Set<string>> {
  const rows = await db
    .selectFrom('audit_events')
    .select('about')
    .distinct()
    .where('org_id', '=', org)
    .where('kind', 'like', `${word}.%`)
    .where('seq', '<', before)
    .execute()
  return new Set(rows.map(({ about }) => about))
}

/** Erases a body and its salt; the commitment to them stays. False if there is no such event, or it was erased before. */
export async function eraseEventBody(tx: Tx, org: string, seq: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('audit_events')
    .set({ body: null, salt: null })
    .where('org_id', '=', org)
    .where('seq', '=', seq)
    .where('body', 'is not', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

function readEvent({ body, ...rest }: Omit<Event, 'body'> & { body: string | null }): Event {
  return { ...rest, body: body === null ? null : (JSON.parse(body) as Json) }
}
