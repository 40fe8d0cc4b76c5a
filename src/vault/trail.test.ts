import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import type { Actor } from '../accounts/index.ts'
import { checkpoint, eventsAbout, keepCosignature, originOf, record } from '../audit/index.ts'
import { base64 } from '../base/bytes.ts'
import { addSignature, cosigner, generateSigningKey, type SigningKey } from '../crypto/index.ts'
import { openBlobs } from './blobs.ts'
import { written } from './package.fixture.ts'
import { exportTrail } from './trail.ts'
import { verifyPackage } from './verify.ts'

const { db } = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'comity-trail-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const now = () => Temporal.Instant.from('2026-11-21T10:00:00Z')
const vault = { db, blobs: await openBlobs(folder), now }
const actor = { org: 'org_1', person: 'person_1', name: 'Anna Huber', seat: 'authority', role: 'author' } as Actor
const signing = await generateSigningKey()
const organisations = [{ org: 'org_1', name: 'Prosecutor', signing: base64(signing.publicKey) }]

test('the trail of a matter is checked offline, with who looked at it; a word changed in it is found', async () => {
  for (const [kind, about] of [
    ['matter.opened', 'matter_1'],
    ['request.sent', 'request_1'],
    ['request.read', 'request_1'],
    ['request.sent', 'request_of_another_matter'],
  ] as const)
    await db
      .transaction()
      .execute((tx) => record(tx, { org: 'org_1', by: 'person_9', kind, about, body: { byName: 'Zoë' } }, now()))
  const trail = {
    subject: { id: 'matter_1', title: 'A matter' },
    about: ['matter_1', 'request_1'],
    purpose: 'For the court',
  }
  const path = await written(await exportTrail(vault, actor, { ...trail, signing, organisations }), folder)
  const report = await verifyPackage(path)
  expect(report.checks.filter(({ ok }) => !ok)).toEqual([])
  const events = readFileSync(join(path, 'events.jsonl'), 'utf8')
  expect(
    events
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).kind),
  ).toEqual(['matter.opened', 'request.sent', 'request.read', 'trail.exported'])
  expect(readFileSync(join(path, 'data', 'trail.txt'), 'utf8').split('\n')).toHaveLength(5)
  expect(await eventsAbout(db, 'org_1', 'matter_1')).toMatchObject([{}, { kind: 'trail.exported', by: 'person_1' }])
  writeFileSync(join(path, 'events.jsonl'), events.replace('person_9', 'person_8'))
  expect((await verifyPackage(path)).ok).toBe(false)
})

test('names as witnesses only whom the package names, by the keys that stand in it', async () => {
  const [friend, stranger, before] = await Promise.all([
    generateSigningKey(),
    generateSigningKey(),
    generateSigningKey(),
  ])
  const seenBy = async (witness: string, key: SigningKey, ours = signing) => {
    await db.transaction().execute(async (tx) => {
      await record(tx, { org: 'org_1', by: 'person_9', kind: 'request.sent', about: 'request_1', body: {} }, now())
      const { size, note } = await checkpoint(tx, 'org_1', ours, now())
      const cosigned = await addSignature(
        note,
        cosigner(originOf(witness), key, () => 1_800_000_000),
      )
      await keepCosignature(tx, 'org_1', { size, line: cosigned.slice(note.length), witness, publicKey: key.publicKey })
    })
  }
  const named = [...organisations, { org: 'org_2', name: 'Provider', signing: base64(friend.publicKey) }]
  const exported = async () => {
    const trail = { subject: { id: 'matter_1', title: 'A matter' }, about: ['request_1'], purpose: 'For the court' }
    const path = await written(await exportTrail(vault, actor, { ...trail, signing, organisations: named }), folder)
    const { checks } = await verifyPackage(path)
    expect(checks.filter(({ ok }) => !ok)).toEqual([])
    return checks
      .map(({ says }) => says)
      .filter((says) => says.includes('witnessed by'))
      .join('\n')
  }
  await seenBy('org_2', before)
  await seenBy('org_2', friend, before)
  await seenBy('org_stranger', stranger)
  expect(await exported()).not.toContain('org_2')
  await seenBy('org_2', friend)
  await seenBy('org_stranger', stranger)
  expect(await exported()).toContain('witnessed by comity/org_2')
  expect(await exported()).not.toContain('stranger')
})

test('who may not read the log exports nothing of it', async () => {
  const stranger = { ...actor, seat: 'person' } as unknown as Actor
  const trail = { subject: { id: 'matter_1', title: '' }, about: ['matter_1'], purpose: 'x', signing, organisations }
  await expect(exportTrail(vault, stranger, trail)).rejects.toMatchObject({ code: 'not_permitted' })
})
