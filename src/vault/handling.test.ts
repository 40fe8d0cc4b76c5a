import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import {
  type Actor,
  createOrganisation,
  readSecret,
  recipientsOf,
  sealingIdentities,
  signer,
} from '../accounts/index.ts'
import { eventsAbout } from '../audit/index.ts'
import { utf8 } from '../base/bytes.ts'
import type { Tx } from '../db/index.ts'
import { readLaw } from '../read-law.ts'
import { openBlobs } from './blobs.ts'
import { staysWith } from './destination.ts'
import { expectEvidence, type LawfulVault, openEvidence, sealEvidence } from './evidence.ts'
import { exportPackage } from './export.ts'
import { takeLevel } from './handling.ts'
import { askLeave, decideLeave } from './minimising/apart.ts'
import { minimise } from './minimising/minimise.ts'
import { findItem, setState } from './store.ts'
import { declarePlaces, levelOf, type Place } from './store-levels.ts'

/** A court in Shanghai holds pieces of every level: where they may lie, who opens them, and how they leave. */
const { db } = await testDatabase()
const law = await readLaw()
const secret = readSecret({ secret: 'a secret for tests, of more than 32 characters', folder: '' })
const now = () => Temporal.Instant.from('2026-11-22T09:00:00Z')
const transact = <T>(work: (tx: Tx) => Promise<T>) => db.transaction().execute(work)
let folder: string
let vault: LawfulVault
let wei: Actor
let head: Actor
let identities: readonly string[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comity-handling-'))
  const input = { name: 'Court', state: 'CN', kind: 'court', seats: ['authority'], languages: ['zh'] } as const
  const { id } = await transact((tx) => createOrganisation(tx, secret, input, 'system', now()))
  const at = (name: string, role: Actor['role']): Actor => ({
    ...{ person: `person_${name}`, name, org: id, orgName: 'Court', seat: 'authority', role, isDemo: true },
  })
  wei = at('Wei', 'author')
  head = at('Li', 'head')
  identities = await sealingIdentities(db, secret, id)
  vault = { db, law, now, blobs: await openBlobs(folder) }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const declare = (...places: [Place['shelf'], string | undefined, ...string[]][]) =>
  transact((tx) => declarePlaces(tx, places.map(([shelf, state, ...rated]) => ({ shelf, state, rated })))) // biome-ignore format: one line
beforeEach(() => declare(['folder', 'CN']))

let count = 0
async function piece(graded?: string): Promise<string> {
  const bytes = (async function* () {
    yield utf8(`name,account\nWang,${++count}\nLi,${count}\n`)
  })()
  const given = { origin: `request_${count}`, name: 'accounts.csv', mediaType: 'text/csv', bytes, sealedTo: await recipientsOf(db, wei.org) } // biome-ignore format: one line
  const item = await sealEvidence(vault, wei, given)
  await transact((tx) => setState(tx, wei.org, item.id, 'verified'))
  if (graded) await transact((tx) => takeLevel(tx, law, item, { scheme: 'CN', class: graded }, { by: wei, at: now() }))
  return item.id
}
const open = (id: string, saved = false, by = wei) =>
  openEvidence(vault, by, identities, id, { purpose: 'the trial', bound: staysWith(by), saved })
const packed = async (id: string) => {
  const { origin } = await findItem(db, wei.org, id)
  return exportPackage(vault, wei, {
    ...{ request: origin, origin, title: 'A case', purpose: 'the file', bound: staysWith(wei), organisations: [], record: {} },
    report: async () => ({ name: 'custody.pdf', bytes: utf8('a report') }),
    signing: await signer(db, secret, wei.org),
    sealing: { identity: identities },
  }) // biome-ignore format: one line
}
const kinds = async (id: string) => (await eventsAbout(db, wei.org, id)).map(({ kind }) => kind)
const last = async (id: string) => (await eventsAbout(db, wei.org, id)).at(-1)
const closed = (rule: string) =>
  expect.objectContaining({ code: 'handling_closed', closed: [expect.objectContaining({ rule, cite: expect.stringMatching(/./) })] }) // biome-ignore format: one line
const classes = 'cn/classification/classes'
const leave = async (id: string, by = wei) => {
  const { id: asked } = await transact((tx) => askLeave(tx, by, id, 'the trial', now()))
  const answer = { isGiven: true, reason: 'Named for this trial', hours: 2 }
  await transact((tx) => decideLeave(tx, head, { item: id, leave: asked }, answer, now()))
}

describe('where it lies', () => {
  test('personal information of China is opened where the instance stands in China', async () => {
    const id = await piece('CN-L2-PI')
    expect((await open(id)).item.id).toBe(id)
  })

  test.each<[string, [Place['shelf'], string | undefined][]]>([
    ['abroad', [['folder', 'SG']]],
    ['in a bucket abroad', [['folder', 'CN'], ['bucket', 'SG']]],
    ['in a bucket of which nobody says where it is', [['folder', 'CN'], ['bucket', undefined]]],
    ['where nobody has said it', []],
  ])('and stays closed %s: the log says so when it is graded, and each time it is refused', async (_, places) => {
    await declare(...places)
    const id = await piece('CN-L2-PI')
    expect(await last(id)).toMatchObject({ kind: 'evidence.misplaced', body: { rule: `${classes}/cn-l2-pi` } })
    await expect(open(id)).rejects.toEqual(closed(`${classes}/cn-l2-pi`))
    expect(await last(id)).toMatchObject({
      kind: 'evidence.storage-refused',
      by: wei.person,
      body: { rule: `${classes}/cn-l2-pi`, cite: 'Personal Information Protection Law Art 40' },
    })
    await expect(packed(id)).rejects.toEqual(closed(`${classes}/cn-l2-pi`))
    // It is the place that closes it: said to be in China, it opens again.
    await declare(['folder', 'CN'])
    expect((await open(id)).item.id).toBe(id)
  }) // biome-ignore format: a table

  test('what nobody graded lies anywhere, and what the law does not have lies nowhere', async () => {
    await declare()
    const id = await piece()
    expect((await open(id, true)).item.id).toBe(id)
    await declare(['folder', 'CN'])
    await expect(open(await piece('CN-L9'))).rejects.toEqual(closed('practice/release/checks/class'))
  })

  test('what is announced is fetched or refused by the level its sender gave it', async () => {
    const announce = async (id: string, graded: string) => {
      const sums = { size: 1, sha256: `${graded}`.padEnd(64, '0'), sealedSize: 2, sealedSha256: 'b'.repeat(64) }
      const one = { id, name: 'a.csv', mediaType: 'text/csv', ...sums, acts: [], level: { scheme: 'CN', class: graded } }
      await transact((tx) => expectEvidence(tx, law, { org: wei.org, from: 'org_other', origin: 'request_a' }, [one], now()))
      return findItem(db, wei.org, id)
    } // biome-ignore format: one line each
    expect(await announce('item_core', 'CN-L6-CORE')).toMatchObject({ state: 'expected', problem: null })
    const refused = await announce('item_secret', 'CN-L7-STATE-SECRET')
    expect(refused).toMatchObject({ state: 'refused', problem: expect.stringContaining('not rated') })
    expect(await kinds('item_secret')).toEqual(['evidence.announced', 'evidence.storage-refused'])
    expect(await levelOf(db, wei.org, 'CN-L6-CORE'.padEnd(64, '0'))).toEqual({ scheme: 'CN', class: 'CN-L6-CORE' })
    expect(await kinds('item_core')).toEqual(['evidence.announced', 'evidence.set-apart'])
  })
})

describe('who opens it', () => {
  test('of core data only whom another has named, for a purpose; without that the rule is named and the log says so', async () => {
    const id = await piece('CN-L6-CORE')
    await expect(open(id)).rejects.toEqual(closed(`${classes}/cn-l6-core`))
    expect(await last(id)).toMatchObject({ kind: 'evidence.access-refused', body: { rule: `${classes}/cn-l6-core` } })
    await leave(id)
    expect((await open(id)).item.id).toBe(id)
    await expect(open(id, false, head)).rejects.toEqual(closed(`${classes}/cn-l6-core`))
    // The same bytes taken in once more are of the same level, though nobody has set them apart.
    const { sha256 } = await findItem(db, wei.org, id)
    const twin = await piece()
    await db.updateTable('vault_items').set({ sha256 }).where('id', '=', twin).execute()
    await expect(open(twin)).rejects.toEqual(closed(`${classes}/cn-l6-core`))
    await leave(twin)
    expect((await open(twin)).item.id).toBe(twin)
  })

  test('of personal information one person alone', async () => {
    expect((await open(await piece('CN-L2-PI'), true)).item.state).toBe('verified')
  })
})

describe('how it leaves', () => {
  test('core data is looked at, and neither saved nor packed', async () => {
    const id = await piece('CN-L6-CORE')
    await leave(id)
    await open(id)
    await expect(open(id, true)).rejects.toEqual(closed('schemes/general/classes/highly-sensitive'))
    expect(await last(id)).toMatchObject({ kind: 'evidence.transmission-refused', by: wei.person })
    await expect(packed(id)).rejects.toEqual(expect.objectContaining({ code: 'nothing_verified' }))
  })

  test('sensitive personal information is packed for the court that holds it', async () => {
    const id = await piece('CN-L3-SENSITIVE-PI')
    await packed(id)
    expect(await kinds(id)).toContain('evidence.exported')
  })

  test('what is made of a piece is of its level', async () => {
    const id = await piece('CN-L6-CORE')
    await leave(id)
    const selection = { of: 'records' as const, rows: { column: 'name', among: ['Wang'] } }
    const parts = await minimise({ ...vault, identities, sealedTo: await recipientsOf(db, wei.org) }, wei, id, { selection, reason: 'the order covers one' }, () => 'Court') // biome-ignore format: one line
    for (const { item } of parts) await expect(open(item)).rejects.toEqual(closed(`${classes}/cn-l6-core`))
    expect(parts.length).toBeGreaterThan(0)
  })
})
