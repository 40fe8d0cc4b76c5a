import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { type Actor, createOrganisation, readSecret, unlock } from '../accounts/index.ts'
import { eventsAbout } from '../audit/index.ts'
import { generateSealingKey, type SealingKey } from '../crypto/index.ts'
import { openBlobs } from './blobs.ts'
import { custodyOf } from './custody.ts'
import { open, type Sum, seal } from './seal.ts'
import { findItem, listItems } from './store.ts'
import { noteWhole } from './store-uploads.ts'
import {
  type Announced,
  beginUpload,
  continueUpload,
  giveUpUpload,
  listUploads,
  sweepUploads,
  type UploadVault,
  uploadAt,
} from './uploads.ts'

const { db } = await testDatabase()
const secret = readSecret({ secret: 'a secret for tests, of more than 32 characters', folder: '' })
let time = Temporal.Instant.from('2026-11-22T09:00:00Z')
const now = () => time
let folder: string
let vault: UploadVault
let actor: Actor
let stranger: Actor
let court: SealingKey

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comity-uploads-'))
  vault = { db, blobs: await openBlobs(folder), secret, now }
  court = await generateSealingKey()
  const made = async (name: string): Promise<Actor> => {
    const input = { name, state: 'IE', kind: 'provider', seats: ['provider'], languages: ['en'] } as const
    const { id } = await db.transaction().execute((tx) => createOrganisation(tx, secret, input, 'system', now()))
    const seat = { seat: 'provider', role: 'author' } as const
    return { person: `person_${name}`, name, org: id, orgName: name, ...seat, isDemo: true }
  }
  actor = await made('Niamh')
  stranger = await made('Somebody')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const code = (code: string) => expect.objectContaining({ code })
async function* pieces(...all: Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* all
}
const bytes = randomBytes(200_000)
const sha256 = createHash('sha256').update(bytes).digest('hex')
let count = 0
const announced = (more: Partial<Announced> = {}): Announced => ({
  origin: `request_${++count}`,
  name: '邮箱.mbox',
  mediaType: 'application/mbox',
  size: bytes.length,
  sealedTo: [court.recipient],
  ...more,
})
const kindsAbout = async (id: string) => (await eventsAbout(db, actor.org, id)).map(({ kind }) => kind)
const restarted = async (): Promise<UploadVault> => ({ ...vault, blobs: await openBlobs(folder) })
const kept = () => readdir(join(folder, 'arriving'))

describe('a file that arrives in parts', () => {
  test('becomes a piece of evidence of the same id, sealed to its reader, with both events', async () => {
    const wanted = announced({ sha256 })
    const { id } = await beginUpload(vault, actor, wanted)
    await continueUpload(vault, actor, id, 0, pieces(bytes.subarray(0, 99_999)))
    const after = await restarted()
    expect(await uploadAt(after, actor, id)).toMatchObject({ id, offset: 99_999, size: 200_000 })
    expect(await listUploads(after, actor, wanted.origin)).toMatchObject([{ id, offset: 99_999 }])
    expect(await continueUpload(after, actor, id, 99_999, pieces(bytes.subarray(99_999)))).toBe(200_000)
    const item = await findItem(db, actor.org, id)
    expect(item).toMatchObject({ sha256, size: 200_000, state: 'sealed', name: '邮箱.mbox', producer: actor.org })
    const sealed = vault.blobs.read(item.sealedSha256)
    expect(Buffer.concat(await Array.fromAsync(open(sealed, { identities: [court.identity] })))).toEqual(bytes)
    expect(await kindsAbout(id)).toEqual(['evidence.upload-begun', 'evidence.sealed'])
    expect(await listUploads(after, actor, wanted.origin)).toEqual([])
    expect(await uploadAt(after, actor, id)).toMatchObject({ offset: 200_000, announced: sha256 })
  })

  test('without a byte is whole at once', async () => {
    const { id } = await beginUpload(vault, actor, announced({ size: 0 }))
    expect(await findItem(db, actor.org, id)).toMatchObject({ size: 0, state: 'sealed' })
  })

  test('that is not what was announced is refused, and nothing of it kept', async () => {
    const { id } = await beginUpload(vault, actor, announced({ sha256: '0'.repeat(64) }))
    const sending = continueUpload(vault, actor, id, 0, pieces(bytes))
    await expect(sending).rejects.toEqual(code('upload_differs'))
    expect(await kindsAbout(id)).toEqual(['evidence.upload-begun', 'evidence.upload-given-up'])
    await expect(uploadAt(vault, actor, id)).rejects.toEqual(code('no_such_upload'))
    expect((await kept()).filter((name) => name.startsWith(id))).toEqual([])
  })

  test('is given up by whoever sends it, and by nobody else', async () => {
    const { id } = await beginUpload(vault, actor, announced())
    await continueUpload(vault, actor, id, 0, pieces(bytes.subarray(0, 10)))
    const rest = () => continueUpload(vault, stranger, id, 10, pieces(bytes.subarray(10)))
    await expect(uploadAt(vault, stranger, id)).rejects.toEqual(code('no_such_upload'))
    await expect(giveUpUpload(vault, stranger, id)).rejects.toEqual(code('no_such_upload'))
    await expect(rest()).rejects.toEqual(code('no_such_upload'))
    await giveUpUpload(vault, actor, id)
    expect((await kept()).filter((name) => name.startsWith(id))).toEqual([])
    await expect(giveUpUpload(vault, actor, id)).rejects.toEqual(code('no_such_upload'))
  })

  test('is for who may produce', async () => {
    const overseer: Actor = { ...actor, seat: 'overseer' }
    await expect(beginUpload(vault, overseer, announced())).rejects.toEqual(code('not_permitted'))
  })

  test('is refused before the first byte where there is no room, no name or no reader', async () => {
    const begin = (more: Partial<Announced>) => beginUpload(vault, actor, announced(more))
    await expect(begin({ size: 2 ** 52 })).rejects.toEqual(code('disk_full'))
    await expect(begin({ name: '..' })).rejects.toEqual(code('bad_name'))
    await expect(begin({ sealedTo: ['nobody'] })).rejects.toEqual(code('bad_recipient'))
  })

  test('whose server died between its last byte and its entry is made a piece when it is next looked at', async () => {
    const wanted = announced()
    const { id } = await beginUpload(vault, actor, wanted)
    const other = announced({ origin: wanted.origin })
    const second = await beginUpload(vault, actor, other)
    // As it stands where the process died before anything was noted, and where it died after the file was moved.
    const row = async (upload: string) => {
      const kept = await db.selectFrom('vault_uploads').selectAll().where('id', '=', upload).executeTakeFirstOrThrow()
      const { header, nonce, file_key } = kept
      if (!header || !nonce || !file_key) throw new Error('It is sealed here')
      const fileKey = unlock(secret, `${actor.org}/upload/${upload}`, file_key)
      return vault.blobs.sealing(upload, { header, nonce, fileKey }, kept.size)
    }
    await (await row(id)).append(0, pieces(bytes))
    const moved = await row(second.id)
    await moved.append(0, pieces(bytes))
    const sums = (await moved.sums()) ?? expect.fail('it is whole')
    await noteWhole(db, second.id, sums)
    await moved.keep(sums.sealed)
    expect(await listUploads(await restarted(), actor, wanted.origin)).toEqual([])
    expect(await listItems(db, actor.org, wanted.origin)).toMatchObject([{ sha256 }, { sha256 }])
  })

  test('is given up by itself after a week in which nothing came, and not before', async () => {
    const { id } = await beginUpload(vault, actor, announced())
    await continueUpload(vault, actor, id, 0, pieces(bytes.subarray(0, 10)))
    time = time.add({ hours: 7 * 24 - 1 })
    expect(await sweepUploads(vault)).toBe(0)
    time = time.add({ hours: 2 })
    expect(await sweepUploads(vault)).toBe(1)
    expect((await eventsAbout(db, actor.org, id)).at(-1)).toMatchObject({
      kind: 'evidence.upload-given-up',
      by: 'system',
    })
  })
})

describe('a file that was sealed before it was sent', () => {
  const sealedTo = async (...recipients: string[]): Promise<{ sealed: Buffer; sealedAs: Sum }> => {
    const sealing = seal(pieces(bytes), recipients)
    const sealed = Buffer.concat(await Array.fromAsync(sealing))
    return { sealed, sealedAs: sealing.sums().sealed }
  }
  const sumOf = (given: Buffer): Sum => ({
    sha256: createHash('sha256').update(given).digest('hex'),
    size: given.length,
  })
  const sent = async (sealed: Buffer, more: Partial<Announced> = {}) => {
    const { id } = await beginUpload(vault, actor, announced({ sha256, sealedAs: sumOf(sealed), ...more }))
    return { id, done: continueUpload(vault, actor, id, 0, pieces(sealed)) }
  }

  test('is kept as it came, across a restart, and its record says that nobody here has seen what it is', async () => {
    const { sealed, sealedAs } = await sealedTo(court.recipient)
    const wanted = announced({ sha256, sealedAs })
    const { id } = await beginUpload(vault, actor, wanted)
    await continueUpload(vault, actor, id, 0, pieces(sealed.subarray(0, 70_000)))
    const after = await restarted()
    expect(await listUploads(after, actor, wanted.origin)).toMatchObject([
      { id, offset: 70_000, size: sealed.length, sealedBefore: true, sealedAs },
    ])
    expect(await continueUpload(after, actor, id, 70_000, pieces(sealed.subarray(70_000)))).toBe(sealed.length)
    const item = await findItem(db, actor.org, id)
    expect(item).toMatchObject({ sha256, size: bytes.length, sealedSha256: sealedAs.sha256, state: 'sealed' })
    expect(Buffer.concat(await Array.fromAsync(after.blobs.read(item.sealedSha256)))).toEqual(sealed)
    const opened = open(after.blobs.read(item.sealedSha256), { identities: [court.identity] })
    expect(Buffer.concat(await Array.fromAsync(opened))).toEqual(bytes)
    const { lines } = await custodyOf(db, item, (org) => org)
    expect(lines).toMatchObject([{ what: 'sealed', says: expect.stringContaining('not here') }])
  })

  test('without a byte is a sealed file all the same', async () => {
    const none = seal(pieces(), [court.recipient])
    const sealed = Buffer.concat(await Array.fromAsync(none))
    const { id, done } = await sent(sealed, { size: 0, sha256: none.sums().plain.sha256 })
    await done
    expect(await findItem(db, actor.org, id)).toMatchObject({ size: 0, state: 'sealed' })
  })

  test('whose server died between its last byte and its entry is made a piece when it is next looked at', async () => {
    const { sealed, sealedAs } = await sealedTo(court.recipient)
    const wanted = announced({ sha256, sealedAs })
    const { id } = await beginUpload(vault, actor, wanted)
    await vault.blobs.arriving(id).append(0, pieces(sealed))
    const { id: second } = await beginUpload(vault, actor, { ...wanted, name: 'moved.mbox' })
    const moved = vault.blobs.arriving(second)
    await moved.append(0, pieces(sealed))
    await noteWhole(db, second, { plain: { sha256, size: bytes.length }, sealed: sealedAs })
    await moved.keep(sealedAs)
    expect(await listUploads(await restarted(), actor, wanted.origin)).toEqual([])
    expect(await listItems(db, actor.org, wanted.origin)).toMatchObject([{ sha256 }, { sha256 }])
  })

  test('is refused, and nothing of it kept, where it is not sealed, sealed to others, or of another length', async () => {
    const [other, ours] = [(await generateSealingKey()).recipient, (await sealedTo(court.recipient)).sealed]
    const armored = Buffer.from(`-----BEGIN AGE ENCRYPTED FILE-----\n${ours.toString('base64')}\n`)
    const passphrase = Buffer.from(ours.toString('latin1').replace('-> X25519', '-> scrypt'), 'latin1')
    const wrong: [Buffer, Partial<Announced>][] = [
      [bytes, {}],
      [Buffer.from('short'), {}],
      [(await sealedTo(court.recipient, other)).sealed, {}],
      [armored, {}],
      [passphrase, {}],
      [ours, { size: bytes.length - 1 }],
      [ours.subarray(0, ours.length - 1), {}],
    ]
    for (const [sealed, more] of wrong) {
      const { id, done } = await sent(sealed, more)
      await expect(done).rejects.toEqual(code('sealed_otherwise'))
      expect(await kindsAbout(id)).toEqual(['evidence.upload-begun', 'evidence.upload-given-up'])
      expect((await kept()).filter((name) => name.startsWith(id))).toEqual([])
    }
  })

  test('is refused where other bytes arrive than were announced, and where more do', async () => {
    const { sealed, sealedAs } = await sealedTo(court.recipient)
    const changed = Buffer.from(sealed)
    changed[sealed.length - 1] = (changed[sealed.length - 1] ?? 0) ^ 1
    const { done } = await sent(changed, { sealedAs })
    await expect(done).rejects.toEqual(code('upload_differs'))
    const { id } = await beginUpload(vault, actor, announced({ sha256, sealedAs }))
    const more = continueUpload(vault, actor, id, 0, pieces(sealed, Buffer.from('more')))
    await expect(more).rejects.toEqual(code('too_much'))
  })

  test('is not begun without its sender saying what it is unsealed', async () => {
    const { sealedAs } = await sealedTo(court.recipient)
    await expect(beginUpload(vault, actor, announced({ sealedAs }))).rejects.toEqual(code('sum_missing'))
  })
})
