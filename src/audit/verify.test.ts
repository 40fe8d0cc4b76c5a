import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { generateSigningKey, leafHash } from '../crypto/index.ts'
import type { Tx } from '../db/index.ts'
import { checkpoint } from './checkpoints.ts'
import { eraseBodies } from './erasure.ts'
import { leafEntry } from './event.ts'
import { record } from './record.ts'
import { findEvent } from './store-rows.ts'
import { verifyLog } from './verify.ts'

const { db } = await testDatabase()
const at = Temporal.Instant.from('2026-11-21T10:00:00Z')
const key = await generateSigningKey()
let org = ''
let count = 0

const append = (body: string, to = org) =>
  db
    .transaction()
    .execute((tx) =>
      record(tx, { org: to, by: 'person_1', kind: 'request.sent', about: 'request_1', body: { body } }, at),
    )

/** Changes rows as somebody would who owns the database: past the triggers. */
const behindItsBack = (change: (tx: Tx) => Promise<unknown>) =>
  db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await change(tx)
  })

const verdict = async () => {
  const verdicts = await verifyLog(db, new Map([[org, key.publicKey]]))
  const own = verdicts.find((one) => one.org === org)
  if (!own) throw new Error('there is no verdict')
  return own
}

beforeEach(async () => {
  org = `org_${++count}`
  for (let i = 0; i < 13; i++) await append(`event ${i}`)
})

describe('a log nobody touched', () => {
  test('verifies, with its size and root', async () => {
    expect(await verdict()).toMatchObject({ ok: true, size: 13, faults: [] })
  })

  test('verifies with checkpoints made on the way, and a body erased', async () => {
    await checkpoint(db, org, key, at)
    await db
      .transaction()
      .execute((tx) => eraseBodies(tx, { org, seqs: [4], by: 'person_1', said: { reason: 'retention' } }, at))
    await append('one more')
    await checkpoint(db, org, key, at)
    expect(await verdict()).toMatchObject({ ok: true, size: 15, erased: 1, faults: [] })
  })

  test('verifies with several erased at once, and says how many', async () => {
    const said = { reason: 'court order' }
    await db.transaction().execute((tx) => eraseBodies(tx, { org, seqs: [2, 3, 9], by: 'person_1', said }, at))
    expect(await verdict()).toMatchObject({ ok: true, size: 14, erased: 3, faults: [] })
  })

  test.each([1, 2, 3, 4, 7, 8])('of %i events verifies', async (size) => {
    const small = `org_small_${size}`
    for (let i = 0; i < size; i++) await append('event', small)
    const all = await verifyLog(db, new Map())
    expect(all.find((one) => one.org === small)).toMatchObject({ ok: true, size })
  })
})

describe('a log that was changed behind its back', () => {
  test.each([
    ['the text of a body', sql`body = '{"body":"another"}'`, 'body was altered'],
    ['a salt', sql`salt = '\\x00'`, 'body was altered'],
    ['a body without its salt', sql`body = null`, 'half erased'],
    ['the time', sql`at = at - interval '1 second'`, 'it was altered'],
    ['who did it', sql`by = 'person_2'`, 'it was altered'],
    ['the kind', sql`kind = 'request.refused'`, 'it was altered'],
    ['what it is about', sql`about = 'request_2'`, 'it was altered'],
  ])('%s: the event is named', async (_, change, what) => {
    await behindItsBack((tx) => sql`update audit_events set ${change} where org_id = ${org} and seq = 5`.execute(tx))
    expect(await verdict()).toMatchObject({ ok: false, faults: [{ seq: 5, what: expect.stringContaining(what) }] })
  })

  test('a body erased though no event says so: the event is named', async () => {
    await behindItsBack((tx) =>
      sql`update audit_events set body = null, salt = null where org_id = ${org} and seq = 5`.execute(tx),
    )
    expect(await verdict()).toMatchObject({
      ok: false,
      erased: 0,
      faults: [{ seq: 5, what: expect.stringContaining('no event says') }],
    })
  })

  test('an event rewritten together with its hash is found by the tree', async () => {
    const event = await findEvent(db, org, 6)
    const leaf = leafHash(leafEntry({ ...event, by: 'person_2' }))
    await behindItsBack((tx) =>
      tx
        .updateTable('audit_events')
        .set({ by: 'person_2', leaf })
        .where('org_id', '=', org)
        .where('seq', '=', 6)
        .execute(),
    )
    expect(await verdict()).toMatchObject({ ok: false, faults: [{ seq: 6, what: expect.stringContaining('6 to 7') }] })
  })

  test.each([
    ['the first event', 0, 1],
    ['one in the middle', 7, 8],
    ['several', 3, 6],
    ['the last', 12, 13],
  ])('%s deleted: the gap is named', async (_, from, to) => {
    await behindItsBack((tx) =>
      tx.deleteFrom('audit_events').where('org_id', '=', org).where('seq', '>=', from).where('seq', '<', to).execute(),
    )
    expect(await verdict()).toMatchObject({
      ok: false,
      faults: [{ seq: from, what: expect.stringContaining('missing') }],
    })
  })

  test('an event inserted at the end is named', async () => {
    await behindItsBack(async (tx) => {
      await sql`insert into audit_events select org_id, 13, at, by, kind, about, body, salt, body_hash, leaf
        from audit_events where org_id = ${org} and seq = 12`.execute(tx)
    })
    const { faults } = await verdict()
    expect(faults[0]).toMatchObject({ seq: 13 })
  })

  test('an event inserted in between is named, though the others were moved up', async () => {
    await behindItsBack(async (tx) => {
      await sql`update audit_events set seq = seq + 1000 where org_id = ${org} and seq >= 9`.execute(tx)
      await sql`update audit_events set seq = seq - 999 where org_id = ${org} and seq >= 1000`.execute(tx)
      await sql`insert into audit_events select org_id, 9, at, by, 'request.refused', about, body, salt, body_hash, leaf
        from audit_events where org_id = ${org} and seq = 3`.execute(tx)
    })
    const { ok, faults } = await verdict()
    expect(ok).toBe(false)
    expect(Math.min(...faults.map(({ seq }) => seq))).toBe(9)
    expect(faults.find(({ seq }) => seq === 10)?.what).toContain('recorded as event 9')
  })

  test('two events put in each other’s place are named', async () => {
    await behindItsBack(async (tx) => {
      await sql`update audit_events set seq = 1002 where org_id = ${org} and seq = 2`.execute(tx)
      await sql`update audit_events set seq = 2 where org_id = ${org} and seq = 11`.execute(tx)
      await sql`update audit_events set seq = 11 where org_id = ${org} and seq = 1002`.execute(tx)
    })
    expect((await verdict()).faults).toEqual([
      { seq: 2, what: expect.stringContaining('recorded as event 11') },
      { seq: 11, what: expect.stringContaining('recorded as event 2') },
    ])
  })

  test.each([
    ['that counts too many', sql`size = 14`],
    ['that counts too few', sql`size = 11`],
    ['of another tree', sql`frontier = set_byte(frontier, 3, 255 - get_byte(frontier, 3))`],
  ])('a head %s is named', async (_, change) => {
    await behindItsBack((tx) => sql`update audit_heads set ${change} where org_id = ${org}`.execute(tx))
    expect(await verdict()).toMatchObject({ ok: false, faults: [{ what: expect.stringContaining('head') }] })
  })

  test('a head deleted is missed', async () => {
    await behindItsBack((tx) => tx.deleteFrom('audit_heads').where('org_id', '=', org).execute())
    expect((await verdict()).faults).toMatchObject([{ what: 'the head of the log is missing' }])
  })

  test('a recorded hash changed, deleted or added is named', async () => {
    await behindItsBack((tx) =>
      sql`update audit_nodes set hash = set_byte(hash, 0, 255 - get_byte(hash, 0)) where org_id = ${org} and level = 2 and position = 1`.execute(
        tx,
      ),
    )
    expect((await verdict()).faults).toMatchObject([{ seq: 4, what: expect.stringContaining('4 to 7') }])
    await behindItsBack((tx) =>
      sql`delete from audit_nodes where org_id = ${org} and level = 2 and position = 1`.execute(tx),
    )
    expect((await verdict()).faults).toMatchObject([
      { seq: 4, what: expect.stringContaining('without the recorded hash') },
    ])
  })

  test('everything recomputed by the forger: the signed checkpoint still tells', async () => {
    await checkpoint(db, org, key, at)
    await behindItsBack(async (tx) => {
      for (const table of ['audit_events', 'audit_nodes', 'audit_heads'] as const) {
        await tx.deleteFrom(table).where('org_id', '=', org).execute()
      }
      for (let i = 0; i < 13; i++) {
        await record(tx, { org, by: 'person_1', kind: 'request.sent', about: 'request_1', body: { forged: i } }, at)
      }
    })
    expect(await verdict()).toMatchObject({
      ok: false,
      faults: [{ seq: 13, what: expect.stringContaining('not those of the checkpoint') }],
    })
  })

  test('a checkpoint altered, or signed by somebody else, is named', async () => {
    await checkpoint(db, org, key, at)
    await behindItsBack((tx) =>
      sql`update audit_checkpoints set note = replace(note, '13', '12') where org_id = ${org}`.execute(tx),
    )
    expect((await verdict()).faults).toMatchObject([{ seq: 13, what: expect.stringContaining('altered') }])
  })

  test('the log of one organisation at fault, the others still verify', async () => {
    await append('event', 'org_other')
    await behindItsBack((tx) => sql`update audit_events set body = '{}' where org_id = ${org} and seq = 0`.execute(tx))
    const other = (await verifyLog(db, new Map())).find((one) => one.org === 'org_other')
    expect(other).toMatchObject({ ok: true })
    expect(await verdict()).toMatchObject({ ok: false })
  })
})

describe('the database itself', () => {
  test.each([
    ['changing an event', sql`update audit_events set by = 'x'`],
    ['erasing a body and changing the rest', sql`update audit_events set body = null, salt = null, by = 'x'`],
    ['giving back a body', sql`update audit_events set body = '{}'`],
    ['deleting events', sql`delete from audit_events`],
    ['emptying the log', sql`truncate audit_events`],
    ['changing the tree', sql`update audit_nodes set hash = ''`],
    ['deleting parts of the tree', sql`delete from audit_nodes`],
  ])('refuses %s', async (_, statement) => {
    await expect(statement.execute(db)).rejects.toThrow('append-only')
    expect(await verdict()).toMatchObject({ ok: true })
  })
})
