import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { type Actor, createOrganisation, readSecret } from '../accounts/index.ts'
import { eventsAbout } from '../audit/index.ts'
import { generateSealingKey } from '../crypto/index.ts'
import { openBlobs } from './blobs.ts'
import { custodyOf } from './custody.ts'
import { removeErased } from './erasing.ts'
import { handOver, sealEvidence, type Vault } from './evidence.ts'
import { letThrough } from './passage.fixture.ts'
import { findItem } from './store.ts'
import { takeBack } from './taking-back.ts'

const { db } = await testDatabase()
const secret = readSecret({ secret: 'a secret for tests, of more than 32 characters', folder: '' })
const now = () => Temporal.Instant.from('2026-11-22T09:00:00Z')
let folder: string
let vault: Vault
let provider: Actor

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comity-taking-back-'))
  vault = { db, blobs: await openBlobs(folder), now }
  const input = { name: 'Provider', state: 'IE', kind: 'provider', seats: ['provider'], languages: ['en'] } as const
  const { id } = await db.transaction().execute((tx) => createOrganisation(tx, secret, input, 'system', now()))
  const seat = { seat: 'provider', role: 'author', isDemo: true } as const
  provider = { person: 'person_niamh', name: 'Niamh', org: id, orgName: 'Provider', ...seat }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const code = (code: string) => expect.objectContaining({ code })
async function sealed(name = 'wrong.mbox') {
  const { recipient } = await generateSealingKey()
  const bytes = (async function* () {
    yield Buffer.from('the mailbox of somebody else')
  })()
  return sealEvidence(vault, provider, {
    origin: 'request_1',
    name,
    mediaType: 'application/mbox',
    bytes,
    sealedTo: [recipient],
  })
}
const back = (id: string, reason = 'the mailbox of another customer', actor = provider) =>
  db.transaction().execute((tx) => takeBack(tx, actor, id, reason, now()))

describe('a file sealed by mistake', () => {
  test('is taken back before it is handed over: its bytes go, and who did it and why stays', async () => {
    const item = await sealed()
    expect(await back(item.id)).toMatchObject({ state: 'erased', problem: 'the mailbox of another customer' })
    expect(await removeErased(vault)).toBe(1)
    expect(await vault.blobs.size(item.sealedSha256)).toBeUndefined()
    const [, event] = await eventsAbout(db, provider.org, item.id)
    expect(event).toMatchObject({
      kind: 'evidence.taken-back',
      by: 'person_niamh',
      body: { sha256: item.sha256, byName: 'Niamh' },
    })
    const { lines } = await custodyOf(db, await findItem(db, provider.org, item.id), () => 'Provider')
    expect(lines.map(({ what, says }) => [what, says])).toEqual([
      ['sealed', undefined],
      ['erased', 'the mailbox of another customer'],
      ['bytes-erased', undefined],
    ])
    await expect(back(item.id)).rejects.toEqual(code('not_in_hand'))
    await expect(
      db
        .transaction()
        .execute(async (tx) => handOver(tx, provider, await letThrough(tx, [item], 'org_x', now()), now())),
    ).rejects.toEqual(code('not_in_hand'))
  })

  test('is no longer taken back once it was handed over', async () => {
    const item = await sealed()
    await db
      .transaction()
      .execute(async (tx) => handOver(tx, provider, await letThrough(tx, [item], 'org_x', now()), now()))
    await expect(back(item.id)).rejects.toEqual(code('not_in_hand'))
  })

  test('is taken back with a reason, by who may produce, and only one’s own', async () => {
    const item = await sealed()
    await expect(back(item.id, ' ')).rejects.toEqual(code('reason_missing'))
    await expect(back(item.id, 'x', { ...provider, role: 'member' })).rejects.toEqual(code('not_permitted'))
    await expect(back(item.id, 'x', { ...provider, org: 'org_other' })).rejects.toEqual(code('no_such_item'))
  })
})
