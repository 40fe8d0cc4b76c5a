import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { hex, utf8 } from '../base/bytes.ts'
import { canonicalJson } from '../base/canonical-json.ts'
import { generateSigningKey, leafHash, rootOf, sha256, verifyConsistency, verifyInclusion } from '../crypto/index.ts'
import { checkpoint } from './checkpoints.ts'
import { eraseBodies } from './erasure.ts'
import { proveConsistency, proveInclusion, rootAt } from './proofs.ts'
import { record } from './record.ts'
import { eventsAbout, latestEvents } from './store.ts'
import { cosignatures } from './store-checkpoints.ts'
import { findEvent, scanEvents } from './store-rows.ts'
import { cosignedNote, keepCosignature, witness } from './witness.ts'

const { db } = await testDatabase()
const at = Temporal.Instant.from('2026-11-21T10:00:00.123456Z')

const append = (org: string, body = {}, about = 'request_1') =>
  db.transaction().execute((tx) => record(tx, { org, by: 'person_1', kind: 'request.sent', about, body }, at))

async function logOf(org: string, size: number): Promise<string> {
  for (let i = 0; i < size; i++) await append(org, { i }, `request_${i % 3}`)
  return org
}

describe('recording', () => {
  test('counts from nought, each organisation for itself', async () => {
    expect(await append('org_a')).toEqual({ seq: 0 })
    expect(await append('org_a')).toEqual({ seq: 1 })
    expect(await append('org_b')).toEqual({ seq: 0 })
  })

  test('the leaf commits to everything, and to the body by its salted hash', async () => {
    await append('org_leaf', { ü: 'text', n: 1.5 })
    const { salt, leaf } = await findEvent(db, 'org_leaf', 0)
    const body = hex(sha256(salt ?? new Uint8Array(), utf8(canonicalJson({ ü: 'text', n: 1.5 }))))
    const entry = {
      org: 'org_leaf',
      seq: 0,
      at: '2026-11-21T10:00:00.123Z',
      by: 'person_1',
      kind: 'request.sent',
      about: 'request_1',
      body,
    }
    expect(new Uint8Array(leaf)).toEqual(leafHash(utf8(canonicalJson(entry))))
  })

  test('a body comes back as it was given, whatever characters it holds', async () => {
    const body = { nul: '\u0000', emoji: '👩‍⚖️', nested: [null, { a: [] }], big: 1e21 }
    await append('org_body', body)
    expect((await eventsAbout(db, 'org_body', 'request_1'))[0]?.body).toEqual(body)
  })

  test('in a transaction that fails, nothing is recorded', async () => {
    const failing = db.transaction().execute(async (tx) => {
      await record(tx, { org: 'org_fail', by: 'system', kind: 'request.sent', about: 'x', body: {} }, at)
      throw new Error('and then it failed')
    })
    await expect(failing).rejects.toThrow('and then it failed')
    expect(await append('org_fail')).toEqual({ seq: 0 })
  })

  test('fifty at once, none is lost and none counted twice', async () => {
    const all = await Promise.all(Array.from({ length: 50 }, () => append('org_race')))
    expect(all.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i))
  })

  test('the newest are read first, page by page', async () => {
    await logOf('org_pages', 5)
    expect((await latestEvents(db, 'org_pages', 2)).map(({ seq }) => seq)).toEqual([4, 3])
    expect((await latestEvents(db, 'org_pages', 9, 2)).map(({ seq }) => seq)).toEqual([1, 0])
  })
})

describe('proofs', () => {
  test('of every event in every size of the log, and of every size to every other', async () => {
    const org = await logOf('org_proofs', 20)
    const leaves = (await scanEvents(db, org, 0, 100)).map(({ leaf }) => new Uint8Array(leaf))
    for (let size = 1; size <= 20; size++) {
      const root = await rootAt(db, org, size)
      expect(root).toEqual(rootOf(leaves.slice(0, size)))
      for (let seq = 0; seq < size; seq++) {
        const { leaf, proof } = await proveInclusion(db, org, seq, size)
        expect(verifyInclusion({ leaf, index: seq, size, root, proof })).toBe(true)
      }
      const secondRoot = await rootAt(db, org, 20)
      const { proof } = await proveConsistency(db, org, size, 20)
      expect(verifyConsistency({ first: size, firstRoot: root, second: 20, secondRoot, proof })).toBe(true)
    }
  })

  test('beyond the log there is none', async () => {
    const org = await logOf('org_short', 3)
    for (const [seq, size] of [
      [3, 3],
      [0, 4],
      [-1, 3],
      [0.5, 3],
    ] as const) {
      await expect(proveInclusion(db, org, seq, size)).rejects.toMatchObject({ kind: 'invalid', code: 'bad_range' })
    }
  })

  test('still hold after a body was erased', async () => {
    const org = await logOf('org_erased', 7)
    const before = await proveInclusion(db, org, 2, 7)
    await db
      .transaction()
      .execute((tx) => eraseBodies(tx, { org, seqs: [2], by: 'person_1', said: { reason: 'court order' } }, at))
    expect((await findEvent(db, org, 2)).body).toBeNull()
    expect(await proveInclusion(db, org, 2, 7)).toEqual(before)
    expect(await eventsAbout(db, org, org)).toMatchObject([
      { kind: 'log.erased', body: { seqs: [2], reason: 'court order' } },
    ])
  })

  test('what was erased, or never was, cannot be erased', async () => {
    const org = await logOf('org_twice', 1)
    const erase = (seq: number) =>
      db
        .transaction()
        .execute((tx) => eraseBodies(tx, { org, seqs: [seq], by: 'person_1', said: { reason: 'again' } }, at))
    await erase(0)
    await expect(erase(0)).rejects.toMatchObject({ kind: 'missing', code: 'no_such_event' })
    await expect(erase(99)).rejects.toMatchObject({ code: 'no_such_event' })
  })
})

describe('counterparties', async () => {
  const ours = await generateSigningKey()
  const theirs = await generateSigningKey()
  const cosign = (org: string, note: string, proof?: readonly Uint8Array[]) =>
    db.transaction().execute((tx) => witness(tx, 'org_w', { org, note, publicKey: ours.publicKey, proof }, theirs, at))
  const keep = (org: string, size: number, line: string, publicKey = theirs.publicKey) =>
    db.transaction().execute((tx) => keepCosignature(tx, org, { size, line, witness: 'org_w', publicKey }))

  test('cosign a checkpoint, which then carries both signatures', async () => {
    const org = await logOf('org_c1', 3)
    const { note, size } = await checkpoint(db, org, ours, at)
    const line = await cosign(org, note)
    await keep(org, size, line)
    expect(await cosignedNote(db, org, size)).toBe(note + line)
    expect(await cosignatures(db, org)).toMatchObject([{ witness: 'org_w', size: 3, at: '2026-11-21T10:00:00.000Z' }])
  })

  test('cosign what continues the log they saw, shown by a proof', async () => {
    const org = await logOf('org_c2', 3)
    const first = await checkpoint(db, org, ours, at)
    await keep(org, 3, await cosign(org, first.note))
    await logOf(org, 4)
    const second = await checkpoint(db, org, ours, at)
    await expect(cosign(org, second.note)).rejects.toMatchObject({ code: 'forked' })
    const { proof } = await proveConsistency(db, org, (await cosignatures(db, org))[0]?.size ?? 0, second.size)
    await expect(cosign(org, second.note, proof)).resolves.toContain('comity/org_w')
    await expect(cosign(org, first.note)).rejects.toMatchObject({ kind: 'conflict', code: 'forked' }) // no way back
  })

  test('refuse another history of the same length', async () => {
    const { note } = await checkpoint(db, await logOf('org_c3', 2), ours, at)
    await cosign('org_c3', note)
    const other = await checkpoint(db, await logOf('org_c4', 2), ours, at)
    await expect(cosign('org_c3', other.note)).rejects.toMatchObject({ code: 'no_known_signer' })
  })

  test('whose line does not hold are not kept', async () => {
    const org = await logOf('org_c5', 2)
    const { note } = await checkpoint(db, org, ours, at)
    const line = await cosign(org, note)
    await expect(keep(org, 2, line, ours.publicKey)).rejects.toThrow()
    await expect(keep(org, 1, line)).rejects.toMatchObject({ code: 'no_such_checkpoint' })
    await expect(keep(org, 2, 'nonsense')).rejects.toMatchObject({ code: 'malformed_note' })
    expect(await cosignatures(db, org)).toEqual([])
  })

  test('get one checkpoint a size, however often it is asked for', async () => {
    const org = await logOf('org_c6', 2)
    const first = await checkpoint(db, org, ours, at)
    expect(await checkpoint(db, org, ours, at.add({ hours: 1 }))).toEqual(first)
  })
})
