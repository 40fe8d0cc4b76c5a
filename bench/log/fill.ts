import { sql } from 'kysely'
import { perfectSpans } from '../../src/crypto/index.ts'
import type { Db } from '../../src/db/index.ts'

/**
 * A log of so many leaves at once, as appending them would leave it: each with its hash, every full subtree above with its
 * own, and the head. What it says is nothing; what is proved in it is as long as in any log of that size.
 */
export async function fillTree(db: Db, org: string, size: number): Promise<void> {
  for (const name of ['about', 'kind', 'by', 'at']) await sql.raw(`drop index audit_events_${name}`).execute(db)
  for (const table of ['audit_events', 'audit_nodes']) await sql.raw(`alter table ${table} set unlogged`).execute(db)
  await sql`insert into audit_events (org_id, seq, at, by, kind, about, body, salt, body_hash, leaf)
    select ${org}, n, timestamptz '2026-11-21 10:00Z', 'system', 'request.sent', 'request_1', null, null, '', sha256(n::text::bytea)
    from generate_series(0, ${size - 1}::bigint) as n`.execute(db)
  await sql`analyze audit_events`.execute(db)
  const below = sql`select seq as position, leaf as hash from audit_events where org_id = ${org}`
  await join(db, org, 1, below)
  for (let level = 2; 2 ** level <= size; level++)
    await join(
      db,
      org,
      level,
      sql`select position, hash from audit_nodes where org_id = ${org} and level = ${level - 1}`,
    )
  await sql`analyze audit_nodes`.execute(db)
  const roots = perfectSpans({ from: 0, to: size }).map(({ from, to }) => ({
    level: Math.log2(to - from),
    position: from / (to - from),
  }))
  const hashes: Buffer[] = []
  for (const { level, position } of roots) {
    const { rows } = await sql<{
      hash: Uint8Array
    }>`select hash from audit_nodes where org_id = ${org} and level = ${level} and position = ${position}
      union all select leaf from audit_events where ${level} = 0 and org_id = ${org} and seq = ${position}`.execute(db)
    hashes.push(Buffer.from(rows[0]?.hash ?? []))
  }
  await sql`insert into audit_heads (org_id, size, frontier) values (${org}, ${size}, ${Buffer.concat(hashes)})`.execute(
    db,
  )
}

async function join(db: Db, org: string, level: number, below: ReturnType<typeof sql>): Promise<void> {
  await sql`insert into audit_nodes (org_id, level, position, hash)
    select ${org}, ${level}, (position - 1) / 2, sha256('\\x01'::bytea || before || hash)
    from (select position, hash, lag(hash) over (order by position) as before from (${below}) as below) as pairs
    where position % 2 = 1`.execute(db)
}
