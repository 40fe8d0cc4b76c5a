import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import {
  type Actor,
  addRecovery,
  createOrganisation,
  publicKeys,
  readSecret,
  recoveryOf,
  removeRecovery,
  rotateSealingKey,
  sealingIdentities,
  sealingIdentity,
} from '../accounts/index.ts'
import { eventsAbout } from '../audit/index.ts'
import { generateSealingKey, type SealingKey } from '../crypto/index.ts'
import { readLaw } from '../read-law.ts'
import { openBlobs } from './blobs.ts'
import { staysWith } from './destination.ts'
import { evidenceArrived, expectEvidence, handOver, openEvidence, sealEvidence, verifyEvidence } from './evidence.ts'
import type { Item } from './item.ts'
import { letThrough } from './passage.fixture.ts'
import { itemsToRewrap, removeDropped, rewrapItems } from './rewrapping.ts'
import { open } from './seal.ts'
import { findItem } from './store.ts'
import type { UploadVault } from './uploads.ts'

const { db } = await testDatabase()
const secret = readSecret({ secret: 'a secret for tests, of more than 32 characters', folder: '' })
let time = Temporal.Instant.from('2026-11-22T09:00:00Z')
const now = () => {
  time = time.add({ seconds: 1 })
  return time
}
const content = Buffer.from('From suspect@alpenpost.example\n'.repeat(9_000))
let folder: string
const law = await readLaw()
let vault: UploadVault
let provider: Actor
let prosecutor: Actor
let item: Item
let kept: SealingKey

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comity-rewrap-'))
  vault = { db, blobs: await openBlobs(folder), secret, now }
  kept = await generateSealingKey()
  const made = async (name: string, seat: 'provider' | 'authority'): Promise<Actor> => {
    const kind = seat === 'provider' ? 'provider' : 'prosecutor'
    const input = { name, state: 'DE', kind, seats: [seat], languages: ['de'] } as const
    const { id } = await db.transaction().execute((tx) => createOrganisation(tx, secret, input, 'system', now()))
    return { person: `person_${name}`, name, org: id, orgName: name, seat, role: 'head', isDemo: true }
  }
  provider = await made('Niamh', 'provider')
  prosecutor = await made('Anna', 'authority')
  item = await produced()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A piece that came from the provider and was verified. */
async function produced(): Promise<Item> {
  const { sealing } = await publicKeys(db, prosecutor.org)
  const given = { origin: 'request_1', name: 'mailbox.mbox', mediaType: 'application/mbox', sealedTo: [sealing] }
  const bytes = (async function* () {
    yield content
  })()
  const made = await sealEvidence(vault, provider, { ...given, bytes })
  await db.transaction().execute(async (tx) => {
    const [handed] = await handOver(tx, provider, await letThrough(tx, [made], prosecutor.org, now()), now())
    if (!handed) throw new Error('one')
    await expectEvidence(tx, law, { org: prosecutor.org, from: provider.org, origin: 'request_1' }, [handed], now())
    await evidenceArrived(tx, { ...handed, org: prosecutor.org, producer: provider.org }, now())
  })
  await verifyEvidence(vault, prosecutor, (await sealingIdentity(db, secret, prosecutor.org)).identity, made.id)
  return findItem(db, prosecutor.org, made.id)
}

const code = (code: string) => expect.objectContaining({ code })
const there = () => findItem(db, prosecutor.org, item.id)
const openedWith = async (sealed: string, identity: string) =>
  Buffer.concat(await Array.fromAsync(open(vault.blobs.read(sealed), { identities: [identity] })))
const payloadOf = async (sealed: string) => {
  const bytes = Buffer.concat(await Array.fromAsync(vault.blobs.read(sealed)))
  return bytes.subarray(bytes.indexOf('\n', bytes.indexOf('\n---') + 1))
}
const rotate = (actor: Actor, reason = 'once a year') =>
  db.transaction().execute((tx) => rotateSealingKey(tx, secret, actor, reason, now()))

describe('a changed sealing key', () => {
  test('is changed by the head, who says why; the log keeps both public parts and no secret', async () => {
    await expect(rotate({ ...prosecutor, role: 'author' })).rejects.toEqual(code('not_permitted'))
    await expect(rotate(prosecutor, ' ')).rejects.toEqual(code('reason_missing'))
    const before = await publicKeys(db, prosecutor.org)
    expect(await itemsToRewrap(vault, prosecutor.org)).toBe(0)
    const { from, to } = await rotate(prosecutor)
    expect([from, to]).toEqual([before.sealing, (await publicKeys(db, prosecutor.org)).sealing])
    const event = (await eventsAbout(db, prosecutor.org, prosecutor.org)).at(-1)
    expect(event).toMatchObject({ kind: 'key.rotated', body: { from, to, reason: 'once a year', byName: 'Anna' } })
    expect(JSON.stringify(event)).not.toContain('AGE-SECRET-KEY')
  })

  test('leaves what came before to be opened, and then seals it anew without touching the payload', async () => {
    const identities = await sealingIdentities(db, secret, prosecutor.org)
    expect(identities).toHaveLength(2)
    const { bytes } = await openEvidence({ ...vault, law }, prosecutor, identities, item.id, {
      purpose: 'to read it',
      bound: staysWith(prosecutor),
      saved: true,
    })
    expect(Buffer.concat(await Array.fromAsync(bytes))).toEqual(content)

    expect(await itemsToRewrap(vault, prosecutor.org)).toBe(1)
    expect(await rewrapItems(vault)).toBe(1)
    expect([await itemsToRewrap(vault, prosecutor.org), await rewrapItems(vault)]).toEqual([0, 0])
    const after = await there()
    expect(after.sealedSha256).not.toBe(item.sealedSha256)
    expect(await payloadOf(after.sealedSha256)).toEqual(await payloadOf(item.sealedSha256))
    const [current = '', former = ''] = identities
    expect(await openedWith(after.sealedSha256, current)).toEqual(content)
    await expect(openedWith(after.sealedSha256, former)).rejects.toEqual(code('not_sealed_for_us'))
    const event = (await eventsAbout(db, prosecutor.org, item.id)).at(-1)
    expect(event).toMatchObject({
      kind: 'evidence.rewrapped',
      body: { before: item.sealedSha256, sealedSha256: after.sealedSha256 },
    })
  })

  test('leaves the bytes that another organisation here still keeps, and removes those nobody does', async () => {
    const first = await there()
    expect(await removeDropped(vault)).toBe(0)
    expect(await vault.blobs.size(item.sealedSha256)).toBeGreaterThan(0)
    await rotate(prosecutor)
    await rewrapItems(vault)
    expect(await removeDropped(vault)).toBe(1)
    expect(await vault.blobs.size(first.sealedSha256)).toBeUndefined()
    const { ok } = await verifyEvidence(vault, prosecutor, await sealingIdentities(db, secret, prosecutor.org), item.id)
    expect(ok).toBe(true)
  })

  test('is none of another organisation’s concern', async () => {
    const sent = await findItem(db, provider.org, item.id)
    expect(sent.sealedSha256).toBe(item.sealedSha256)
    expect(await itemsToRewrap(vault, provider.org)).toBe(0)
  })
})

describe('a key kept elsewhere', () => {
  const change = (work: (tx: Parameters<typeof addRecovery>[0]) => Promise<void>) => db.transaction().execute(work)

  test('opens what was there before it, and no more once it is removed', async () => {
    const added = { recipient: kept.recipient, label: 'Ministry, safe 4' }
    await change((tx) => addRecovery(tx, prosecutor, added, now()))
    expect(await recoveryOf(db, prosecutor.org)).toMatchObject([{ ...added, addedBy: 'Anna' }])
    await rewrapItems(vault)
    expect(await openedWith((await there()).sealedSha256, kept.identity)).toEqual(content)

    await change((tx) => removeRecovery(tx, prosecutor, kept.recipient, now()))
    await rewrapItems(vault)
    await expect(openedWith((await there()).sealedSha256, kept.identity)).rejects.toEqual(code('not_sealed_for_us'))
  })

  test('is an age recipient, with the name of who keeps it, added once and by the head', async () => {
    const add = (recipient: string, label = 'Ministry', actor = prosecutor) =>
      change((tx) => addRecovery(tx, actor, { recipient, label }, now()))
    await expect(add('age1nonsense')).rejects.toEqual(code('bad_recipient'))
    await expect(add(kept.recipient, ' ')).rejects.toEqual(code('label_missing'))
    await expect(add(kept.recipient, 'Ministry', { ...prosecutor, role: 'member' })).rejects.toEqual(
      code('not_permitted'),
    )
    await add(kept.recipient)
    await expect(add(kept.recipient)).rejects.toEqual(code('recipient_there'))
    await expect(change((tx) => removeRecovery(tx, provider, kept.recipient, now()))).rejects.toEqual(
      code('no_such_recipient'),
    )
  })
})
