import { type RawBuilder, sql } from 'kysely'
import { perfectSpans } from '../crypto/index.ts'
import type { Tx } from '../db/index.ts'
import { findHead, findNodes } from './store.ts'
import { frontierBytes, keyOf } from './tree.ts'

/**
 * Appends what a query answers to one organisation's log in one go, as recording one event after the other would have left
 * it: rows of `at`, `kind`, `about` and `body` (canonical JSON), in their order. Each salt follows from `seed`, so what is
 * recorded thus could be guessed once erased: for records that were invented, never for a real one.
 */
export async function recordSeries(tx: Tx, org: string, rows: RawBuilder<unknown>, seed: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${org}, 0))`.execute(tx)
  const before = await findHead(tx, org)
  // The leaf as `leafEntry` has it: RFC 8785 puts the names in this order, and nothing in it needs escaping.
  await sql`insert into audit_events (org_id, seq, at, by, kind, about, body, salt, body_hash, leaf)
    select ${org}, seq, at, 'system', kind, about, body, salt, body_hash, sha256('\\x00'::bytea || convert_to(
      '{"about":"' || about || '","at":"' || to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '","body":"' || encode(body_hash, 'hex')
      || '","by":"system","kind":"' || kind || '","org":"' || ${org}::text || '","seq":' || seq || '}', 'UTF8'))
    from (select *, sha256(salt || convert_to(body, 'UTF8')) as body_hash from (
      select *, sha256(convert_to(${`${seed} ${org} `} || seq, 'UTF8')) as salt from (
        select *, ${before.size}::bigint + row_number() over () - 1 as seq from (${rows}) as series) as placed) as salted) as sealed`.execute(
    tx,
  )
  const { rows: counted } = await sql<{
    size: number
  }>`select coalesce(max(seq) + 1, 0) as size from audit_events where org_id = ${org}`.execute(tx)
  const size = counted[0]?.size ?? 0
  for (let level = 1; 2 ** level <= size; level++) {
    const from = Math.floor(before.size / 2 ** level)
    const below =
      level === 1
        ? sql`select seq as position, leaf as hash from audit_events where org_id = ${org} and seq >= ${from * 2}::bigint`
        : sql`select position, hash from audit_nodes where org_id = ${org} and level = ${level - 1} and position >= ${from * 2}::bigint`
    await sql`insert into audit_nodes (org_id, level, position, hash)
      select ${org}, ${level}, position / 2, sha256('\\x01'::bytea || first || hash)
      from (select position, hash, lag(hash) over (order by position) as first from (${below}) as below) as pairs
      where position % 2 = 1 and first is not null
      on conflict do nothing`.execute(tx)
  }
  const places = perfectSpans({ from: 0, to: size }).map(({ from, to }) => ({
    level: Math.round(Math.log2(to - from)),
    position: from / (to - from),
  }))
  const found = await findNodes(tx, org, places)
  const roots = places.map((place) => {
    const root = found.get(keyOf(place))
    if (!root) throw new RangeError(`The log of ${org} lacks the hash of a full subtree`)
    return root
  })
  await sql`insert into audit_heads (org_id, size, frontier) values (${org}, ${size}, ${Buffer.from(frontierBytes({ size, roots }))})
    on conflict (org_id) do update set size = excluded.size, frontier = excluded.frontier`.execute(tx)
}
