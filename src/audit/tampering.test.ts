import { fc, test } from '@fast-check/vitest'
import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { leafHash } from '../crypto/index.ts'
import { leafEntry } from './event.ts'
import { record } from './record.ts'
import { type StoredEvent, scanEvents } from './store-rows.ts'
import { verifyLog } from './verify.ts'

const { db } = await testDatabase()
const org = 'org_tampered'
await db.transaction().execute(async (tx) => {
  const at = Temporal.Instant.from('2026-11-21T10:00:00Z')
  for (let i = 0; i < 13; i++)
    await record(tx, { org, by: 'person_1', kind: 'request.sent', about: 'request_1', body: { i } }, at)
})

/** What somebody who owns the database may do with the rows of a log. */
const tampering = fc.record({
  how: fc.constantFrom('reordered', 'dropped', 'inserted', 'changed'),
  at: fc.nat(12),
  other: fc.nat(12),
  /** Whoever moves events may give each the hash of its new place too. */
  hashedAnew: fc.boolean(),
})

function tampered(rows: readonly StoredEvent[], { how, at: i, other, hashedAnew }: Tampering): StoredEvent[] {
  const [one, two] = [rows[i], rows[other]] as [StoredEvent, StoredEvent]
  const changed = {
    reordered: () => rows.with(i, two).with(other, one),
    dropped: () => rows.toSpliced(i, 1),
    inserted: () => rows.toSpliced(i, 0, { ...two, kind: 'request.refused' }),
    changed: () => rows.with(i, { ...one, by: 'person_2' }),
  }[how]()
  return changed.map((row, seq) => ({
    ...row,
    seq,
    leaf: hashedAnew ? leafHash(leafEntry({ ...row, seq })) : row.leaf,
  }))
}

type Tampering =
  typeof tampering extends fc.Arbitrary<infer T> ? T & { how: 'reordered' | 'dropped' | 'inserted' | 'changed' } : never

describe('whatever is done to the rows of a log', () => {
  test.prop([tampering], { numRuns: 25 })('is found, and located', async (done) => {
    fc.pre(done.how !== 'reordered' || done.at !== done.other)
    const rows = await scanEvents(db, org, 0, 100)
    const now = tampered(rows, done as Tampering)
    await put(now)
    const { ok, faults } = await verdict()
    await put(rows)
    expect(ok).toBe(false)
    const first = now.findIndex((row, i) => JSON.stringify(row) !== JSON.stringify(rows[i]))
    const differs = first === -1 ? now.length : first
    // With its hash made anew an event is told by the tree: by the two that stand under one hash.
    const near = done.hashedAnew ? [differs - 1, differs, differs + 1] : [differs]
    expect(near).toContain(faults[0]?.seq)
  })

  const verdict = async () => {
    const [found] = await verifyLog(db, new Map(), org)
    if (!found) throw new Error('there is no verdict')
    return found
  }

  const put = (rows: readonly StoredEvent[]) =>
    db.transaction().execute(async (tx) => {
      // Past the triggers, as the owner of the database can.
      await sql`set local session_replication_role = replica`.execute(tx)
      await tx.deleteFrom('audit_events').where('org_id', '=', org).execute()
      const values = rows.map(({ org: org_id, bodyHash: body_hash, ...row }) => ({ org_id, body_hash, ...row }))
      await tx.insertInto('audit_events').values(values).execute()
    })
})
