import { sql } from 'kysely'
import type { Json } from '../base/canonical-json.ts'
import { emptyFrontier, type Frontier, type Hash } from '../crypto/index.ts'
import type { Db, Tx } from '../db/index.ts'
import type { Event, EventLeaf, SealedBody } from './event.ts'
import { frontierBytes, keyOf, type Node, type Place, readFrontier } from './tree.ts'

/** The head of an organisation's log, held for this transaction alone; an empty one if it has no event yet. */
export async function lockHead(tx: Tx, org: string): Promise<Frontier> {
  const find = () =>
    tx.selectFrom('audit_heads').select(['size', 'frontier']).where('org_id', '=', org).forUpdate().executeTakeFirst()
  const first = await find()
  if (first) return readFrontier(first.size, first.frontier)
  await tx
    .insertInto('audit_heads')
    .values({ org_id: org, size: 0, frontier: new Uint8Array() })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const head = await find()
  return head ? readFrontier(head.size, head.frontier) : emptyFrontier
}

export async function appendEvent(
  tx: Tx,
  event: EventLeaf & SealedBody,
  leaf: Hash,
  { frontier, nodes }: { frontier: Frontier; nodes: Node[] },
): Promise<void> {
  const { org: org_id, seq, at, by, kind, about, body, salt, bodyHash: body_hash } = event
  const row = { org_id, seq, at, by, kind, about, body, salt, body_hash, leaf }
  const head = { size: frontier.size, frontier: frontierBytes(frontier) }
  // One statement: every further one is a way to the server and back.
  const leafFirst = tx.with('event', (query) => query.insertInto('audit_events').values(row))
  const rows = nodes.map((node) => ({ org_id, ...node }))
  const tree =
    rows.length === 0 ? leafFirst : leafFirst.with('tree', (query) => query.insertInto('audit_nodes').values(rows))
  await tree.updateTable('audit_heads').set(head).where('org_id', '=', org_id).execute()
}

/** The head without holding it. */
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

/** What happened to one thing, oldest first. */
export async function eventsAbout(db: Db, org: string, about: string): Promise<Event[]> {
  const rows = await db
    .selectFrom('audit_events')
    .select(columns)
    .where('org_id', '=', org)
    .where('about', '=', about)
    .orderBy('seq')
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
