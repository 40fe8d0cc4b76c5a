import type { Hash } from '../crypto/index.ts'
import type { Db } from '../db/index.ts'
import { AuditError } from './errors.ts'
import type { EventLeaf } from './event.ts'
import { keyOf } from './tree.ts'

/** An event with everything that its leaf is made of. */
export interface StoredEvent extends EventLeaf {
  readonly body: string | null
  readonly salt: Uint8Array | null
  readonly leaf: Uint8Array
}

/** The rows of the log in order, from `from` on. */
export async function scanEvents(db: Db, org: string, from: number, limit: number): Promise<StoredEvent[]> {
  return db
    .selectFrom('audit_events')
    .select(['org_id as org', 'seq', 'at', 'by', 'kind', 'about', 'body', 'salt', 'body_hash as bodyHash', 'leaf'])
    .where('org_id', '=', org)
    .where('seq', '>=', from)
    .orderBy('seq')
    .limit(limit)
    .execute()
}

const BATCH = 5000

/** Every leaf of the log before a place, in order, with what it was made of: whoever hashes them has the log's root. */
export async function* leavesBefore(db: Db, org: string, end: number): AsyncGenerator<EventLeaf> {
  for (let from = 0; from < end; from += BATCH) {
    const rows = await db
      .selectFrom('audit_events')
      .select(['org_id as org', 'seq', 'at', 'by', 'kind', 'about', 'body_hash as bodyHash'])
      .where('org_id', '=', org)
      .where('seq', '>=', from)
      .where('seq', '<', Math.min(end, from + BATCH))
      .orderBy('seq')
      .execute()
    yield* rows
  }
}

/** Throws `missing` / `no_such_event`. */
export async function findEvent(db: Db, org: string, seq: number): Promise<StoredEvent> {
  const [event] = await scanEvents(db, org, seq, 1)
  if (event?.seq === seq) return event
  throw new AuditError('missing', 'no_such_event', `The log has no event ${seq}`)
}

/** A head as it is stored, whatever it says. */
export interface Head {
  readonly size: number
  readonly frontier: Uint8Array
}

export async function readHead(db: Db, org: string): Promise<Head | undefined> {
  return db.selectFrom('audit_heads').select(['size', 'frontier']).where('org_id', '=', org).executeTakeFirst()
}

/** The recorded hashes of the full subtrees whose last leaf is one of `from` up to, not including, `to`. */
export async function nodesCompletedBy(db: Db, org: string, from: number, to: number): Promise<Map<string, Hash>> {
  const levels = Array.from({ length: Math.floor(Math.log2(Math.max(to, 1))) }, (_, i) => i + 1)
  if (levels.length === 0) return new Map()
  const rows = await db
    .selectFrom('audit_nodes')
    .select(['level', 'position', 'hash'])
    .where('org_id', '=', org)
    .where(({ eb, or, and }) =>
      or(
        levels.map((level) =>
          and([
            eb('level', '=', level),
            eb('position', '>=', Math.ceil((from + 1) / 2 ** level) - 1),
            eb('position', '<=', Math.floor(to / 2 ** level) - 1),
          ]),
        ),
      ),
    )
    .execute()
  return new Map(rows.map((row) => [keyOf(row), new Uint8Array(row.hash)]))
}

/** The hashes of so many full subtrees of one level beside each other, from the left. */
export async function nodeHashes(db: Db, org: string, level: number, from: number, count: number): Promise<Hash[]> {
  const rows = await db
    .selectFrom('audit_nodes')
    .select('hash')
    .where('org_id', '=', org)
    .where('level', '=', level)
    .where('position', '>=', from)
    .where('position', '<', from + count)
    .orderBy('position')
    .execute()
  return rows.map(({ hash }) => new Uint8Array(hash))
}

export async function countNodes(db: Db, org: string): Promise<number> {
  const { count } = await db
    .selectFrom('audit_nodes')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('org_id', '=', org)
    .executeTakeFirstOrThrow()
  return count
}

/** Every organisation that has a log, or any part of one left. */
export async function listLogs(db: Db): Promise<string[]> {
  const heads = db.selectFrom('audit_heads').select('org_id')
  const events = db.selectFrom('audit_events').select('org_id')
  const rows = await heads.union(events).orderBy('org_id').execute()
  return rows.map(({ org_id }) => org_id)
}
