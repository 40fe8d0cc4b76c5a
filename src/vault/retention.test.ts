import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { type Actor, createOrganisation, publicKeys, readSecret, sealingIdentities, signer } from '../accounts/index.ts'
import { eventsAbout, findEvent, proveInclusion, verifyLog } from '../audit/index.ts'
import { base64, utf8 } from '../base/bytes.ts'
import { verifyInclusion } from '../crypto/index.ts'
import type { Tx } from '../db/index.ts'
import { readLaw } from '../read-law.ts'
import { openBlobs } from './blobs.ts'
import { custodyOf } from './custody.ts'
import { type ChosenFate, derivedFrom } from './derived.ts'
import { staysWith } from './destination.ts'
import { eraseReceived, removeErased } from './erasing.ts'
import { openEvidence, sealEvidence } from './evidence.ts'
import { exportPackage } from './export.ts'
import { liftHold, placeHold } from './holding.ts'
import type { Item } from './item.ts'
import { minimise } from './minimising/minimise.ts'
import type { Selection } from './minimising/selection.ts'
import { written } from './package.fixture.ts'
import { decideProposal, proposeDestruction, proposeErasure, proposeExtension } from './proposing.ts'
import { findItem } from './store.ts'
import { openProposals } from './store-proposals.ts'
import { keepingOf } from './store-retention.ts'
import { takeBack } from './taking-back.ts'
import { verifyPackage } from './verify.ts'

const { db } = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'comity-retention-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const secret = readSecret({ secret: 'a secret for tests, of more than 32 characters', folder: '' })
const at = Temporal.Instant.from('2026-11-22T09:00:00Z')
const now = () => at
const blobs = await openBlobs(folder)
const vault = { db, blobs, law: await readLaw(), now }
const transact = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(work)
const code = (code: string, path?: string) => expect.objectContaining({ code, ...(path && { path }) })

let anna: Actor
let markus: Actor
let other: Actor
beforeAll(async () => {
  const seat = { seat: 'authority', role: 'author', isDemo: true } as const
  const made = async (name: string) => {
    const input = { name, state: 'DE', kind: 'prosecutor', seats: ['authority'], languages: ['de'] } as const
    return (await transact((tx) => createOrganisation(tx, secret, input, 'system', at))).id
  }
  const org = await made('Staatsanwaltschaft')
  anna = { person: 'person_anna', name: 'Anna', org, orgName: 'Staatsanwaltschaft', ...seat }
  markus = { ...anna, person: 'person_markus', name: 'Markus', role: 'head' }
  other = { ...anna, person: 'person_other', name: 'Other', org: await made('Elsewhere') }
})

// What one test gave up is no business of the next.
beforeEach(() => removeErased(vault))

let count = 0
/** A piece that came from somebody else, and was found whole. */
async function came(origin = `request_${++count}`, name = 'mailbox.mbox', says?: string): Promise<Item> {
  const { sealing } = await publicKeys(db, anna.org)
  const bytes = (async function* () {
    yield utf8(says ?? `From suspect@alpenpost.example ${name} ${++count}`)
  })()
  const item = await sealEvidence(vault, anna, {
    origin,
    name,
    mediaType: 'application/mbox',
    bytes,
    sealedTo: [sealing],
  })
  const verified = { producer: other.org, state: 'verified' } as const
  await db.updateTable('vault_items').set(verified).where('id', '=', item.id).where('org_id', '=', anna.org).execute()
  return findItem(db, anna.org, item.id)
}
const court = { reason: 'Appeal is pending', authority: 'OLG München, 2 Ws 12/26' }
const over = { reason: 'The case is closed', cite: 'LED Art 16(2)' }
const hold = (id: string, on = court, actor = anna) => transact((tx) => placeHold(tx, actor, id, on, at))
const lift = (id: string, which: string, on = court, actor = anna) =>
  transact((tx) => liftHold(tx, actor, id, which, on, at))
const wantGone = (id: string, actor = anna) => transact((tx) => proposeDestruction(tx, actor, id, over, at))
const decide = (id: string, actor = markus, agree = true, reason?: string) =>
  transact((tx) => decideProposal(tx, actor, id, { agree, reason }, at))
const kinds = async (id: string) => (await eventsAbout(db, anna.org, id)).map(({ kind }) => kind.slice(9))

const exported = async (origin: string) => {
  const { signing } = await publicKeys(db, anna.org)
  const identity = await sealingIdentities(db, secret, anna.org)
  const organisations = [{ org: anna.org, name: 'Staatsanwaltschaft', signing: base64(signing) }]
  const report = async () => ({ name: 'custody.pdf', bytes: utf8('a report') })
  const wanted = {
    request: origin,
    origin,
    title: 'A case',
    purpose: 'file for the court',
    bound: staysWith(anna),
    organisations,
    record: {},
    report,
  }
  const key = await signer(db, secret, anna.org)
  return written(await exportPackage(vault, anna, { ...wanted, signing: key, sealing: { identity } }), folder)
}

describe('destruction', () => {
  test('takes two persons; then the key and the bytes are gone, and the record tells it all', async () => {
    const item = await came()
    const { id } = await wantGone(item.id)
    expect(await blobs.size(item.sealedSha256)).toBeGreaterThan(0)
    expect((await decide(id)).destroyed.map((one) => one.id)).toEqual([item.id])
    expect(await findItem(db, anna.org, item.id)).toMatchObject({ state: 'erased', problem: over.reason })
    expect(await removeErased(vault)).toBe(1)
    expect(await blobs.size(item.sealedSha256)).toBeUndefined()
    expect(await kinds(item.id)).toEqual(['sealed', 'destruction-proposed', 'destroyed', 'bytes-erased'])
    const { lines } = await custodyOf(db, await findItem(db, anna.org, item.id), () => 'Staatsanwaltschaft')
    expect(lines.map(({ what, says }) => [what, says]).slice(1)).toEqual([
      ['erased', over.reason],
      ['bytes-erased', undefined],
    ])
    const identities = await sealingIdentities(db, secret, anna.org)
    await expect(
      openEvidence(vault, anna, identities, item.id, { purpose: 'look', bound: staysWith(anna), saved: true }),
    ).rejects.toEqual(code('not_verified'))
    expect(await removeErased(vault)).toBe(0)
  })

  test('takes every copy of the same file, also one sealed for somebody else', async () => {
    const item = await came()
    const copy = { ...item, id: `${item.id.slice(0, -1)}${item.id.endsWith('0') ? 1 : 0}` }
    await db
      .insertInto('vault_items')
      .columns(['id', 'org_id', 'origin', 'name', 'media_type', 'size', 'sha256', 'sealed_size', 'sealed_sha256', 'sealed_to', 'producer', 'acts', 'state', 'at', 'next_at', 'problem'])
      .expression((eb) =>
        eb
          .selectFrom('vault_items')
          .select(({ val }) => [
            val(copy.id).as('id'), 'org_id', 'origin', 'name', 'media_type', 'size', 'sha256', 'sealed_size', 'sealed_sha256', 'sealed_to', 'producer', 'acts', 'state', 'at', 'next_at', 'problem',
          ])
          .where('id', '=', item.id),
      )
      .execute() // biome-ignore format: a copy of a row
    const held = await hold(copy.id)
    await expect(wantGone(item.id)).rejects.toEqual(code('on_hold'))
    await lift(copy.id, held)
    const { destroyed } = await decide((await wantGone(item.id)).id)
    expect(destroyed.map(({ id }) => id).sort()).toEqual([copy.id, item.id].sort())
    expect(await removeErased(vault)).toBe(1)
  })

  test('is refused to whoever proposed it, to others, twice, and of what is gone', async () => {
    const item = await came()
    const { id } = await wantGone(item.id)
    await expect(wantGone(item.id, markus)).rejects.toEqual(code('already_proposed'))
    await expect(decide(id, anna)).rejects.toEqual(code('second_person'))
    await expect(decide(id, other)).rejects.toEqual(code('no_such_proposal'))
    await expect(decide(id, { ...markus, role: 'member' })).rejects.toEqual(code('not_permitted'))
    await expect(decide(id, markus, false, ' ')).rejects.toEqual(code('reason_missing', 'reason'))
    expect((await findItem(db, anna.org, item.id)).state).toBe('verified')
    await decide(id, markus, false, 'The appeal is not over')
    await expect(decide(id)).rejects.toEqual(code('already_decided'))
    expect(await openProposals(db, anna.org)).toEqual([])
    // Declined is not for ever; whoever proposed it may take it back.
    const again = await wantGone(item.id)
    await decide(again.id, anna, false, 'A mistake')
    await decide((await wantGone(item.id)).id)
    await expect(wantGone(item.id)).rejects.toEqual(code('already_gone'))
    await expect(hold(item.id)).rejects.toEqual(code('already_gone'))
    await expect(transact((tx) => proposeDestruction(tx, anna, item.id, { ...over, reason: '' }, at))).rejects.toEqual(
      code('already_gone'),
    )
    await expect(wantGone(item.id, { ...anna, role: 'member' })).rejects.toEqual(code('not_permitted'))
    await expect(wantGone(item.id, other)).rejects.toEqual(code('no_such_item'))
  })

  test('cut off between the erasing of the key and its record is done again, and recorded once', async () => {
    const item = await came()
    await decide((await wantGone(item.id)).id)
    const cut = {
      ...blobs,
      destroy: (sum: string) => blobs.destroy(sum).then(() => Promise.reject(new Error('cut off'))),
    }
    await expect(removeErased({ ...vault, blobs: cut })).rejects.toThrow('cut off')
    expect(await blobs.size(item.sealedSha256)).toBeUndefined()
    expect(await kinds(item.id)).not.toContain('bytes-erased')
    await removeErased(vault)
    await removeErased(vault)
    expect((await kinds(item.id)).filter((kind) => kind === 'bytes-erased')).toHaveLength(1)
  })
})

describe('destroying an original', () => {
  const letter = (n: number, from: string) =>
    `From - Sat Nov 21 10:00:00 2026\nFrom: ${from}\nTo: echo@mail.example\nMessage-ID: <${n}@x>\n\n${n} ${count}\n\n`
  const selection: Selection = { of: 'letters', parties: ['@shop.example'], privileged: ['@kanzlei.example'] }

  /** A mailbox that went out in a package, and then was minimised: what the order covers, the rest, a lawyer's letters. */
  async function minimised() {
    const origin = `request_${++count}`
    const says = ['buyer@shop.example', 'sister@home.example', 'recht@kanzlei.example'].map((from, i) =>
      letter(i, from),
    )
    const item = await came(origin, 'mailbox.mbox', says.join(''))
    await exported(origin)
    const identities = await sealingIdentities(db, secret, anna.org)
    const { sealing } = await publicKeys(db, anna.org)
    const on = { ...vault, identities, sealedTo: [sealing] }
    const parts = await minimise(on, anna, item.id, { selection, reason: 'what the order covers' }, (org) => org)
    const [kept, rest, privileged] = parts.map((part) => part.item)
    const of = (await derivedFrom(db, item)).find(({ is }) => is === 'package')?.id
    if (!kept || !rest || !privileged || !of) throw new Error('not all of it was made')
    return { origin, item, identities, kept, rest, privileged, package: of }
  }
  const want = (id: string, chosen?: readonly ChosenFate[]) =>
    transact((tx) => proposeDestruction(tx, anna, id, { ...over, chosen }, at))
  const gone = (id: string) => ({ id, fate: 'destroyed' }) as const
  const stays = (id: string, reason = 'the court has it in its file') => ({ id, fate: 'kept', reason }) as const

  test('names what becomes of every part and package made from it', async () => {
    const { item, kept, rest, privileged, package: packed } = await minimised()
    const all = [stays(kept), gone(rest), gone(privileged), gone(packed)]
    expect((await derivedFrom(db, item)).map(({ is, part }) => part ?? is).sort()).toEqual([
      'kept',
      'left-out',
      'package',
      'privileged',
    ])
    await expect(want(item.id)).rejects.toEqual(code('derived_missing', 'derived'))
    for (const one of all)
      await expect(
        want(
          item.id,
          all.filter((other) => other !== one),
        ),
      ).rejects.toThrow(one.id)
    await expect(want(item.id, [...all, gone('item_other')])).rejects.toEqual(code('not_derived', 'derived'))
    await expect(want(item.id, [stays(kept, ' '), ...all.slice(1)])).rejects.toEqual(
      code('reason_missing', `derived.${kept}`),
    )
    // A hold on a part that would go with it; one that is kept may be held.
    const held = await hold(rest)
    await expect(want(item.id, all)).rejects.toEqual(code('on_hold'))
    await hold(kept)
    await lift(rest, held)
    const { id, derived } = await want(item.id, all)
    expect(derived?.map((one) => [one.id, one.fate]).sort()).toEqual(all.map((one) => [one.id, one.fate]).sort())
    const later = await hold(privileged)
    await expect(decide(id)).rejects.toEqual(code('on_hold'))
    expect((await findItem(db, anna.org, item.id)).state).toBe('verified')
    await lift(privileged, later)
    await decide(id)
  })

  test('carries that out; each record says it, and what is kept is opened and packed as before', async () => {
    const { origin, item, identities, kept, rest, privileged, package: packed } = await minimised()
    const { id } = await want(item.id, [stays(kept), gone(rest), gone(privileged), gone(packed)])
    expect((await decide(id)).destroyed.map((one) => one.id).sort()).toEqual([item.id, rest, privileged].sort())
    expect(await removeErased(vault)).toBe(3)
    for (const one of [rest, privileged]) {
      expect((await findItem(db, anna.org, one)).state).toBe('erased')
      expect(
        (await eventsAbout(db, anna.org, one)).find(({ kind }) => kind === 'evidence.destroyed')?.body,
      ).toMatchObject({
        of: item.id,
        proposal: id,
      })
    }
    const record = await custodyOf(db, await findItem(db, anna.org, item.id), (org) => org)
    expect(record.lines.find(({ what }) => what === 'erased')?.derived).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: kept, part: 'kept', fate: 'kept', reason: 'the court has it in its file' }),
        expect.objectContaining({ id: rest, part: 'left-out', fate: 'destroyed', reason: null }),
        expect.objectContaining({ id: packed, is: 'package', byName: 'Anna', fate: 'destroyed' }),
      ]),
    )
    const piece = await findItem(db, anna.org, kept)
    expect(piece.state).toBe('verified')
    const { lines } = await custodyOf(db, piece, (org) => org)
    expect(lines.at(-1)).toMatchObject({ what: 'original-destroyed', says: 'the court has it in its file' })
    await openEvidence(vault, anna, identities, kept, { purpose: 'the trial', bound: staysWith(anna), saved: true })
    expect((await verifyPackage(await exported(origin))).ok).toBe(true)
  })

  test('waits where something was made of it since it was proposed', async () => {
    const { origin, item, kept, rest, privileged, package: packed } = await minimised()
    const all = [stays(kept), stays(rest), stays(privileged), stays(packed)]
    const { id } = await want(item.id, all)
    await exported(origin)
    await expect(decide(id)).rejects.toEqual(code('derived_missing'))
    await decide(id, markus, false, 'A package was made since')
    const newer = (await derivedFrom(db, item)).find((one) => one.is === 'package' && one.id !== packed)?.id ?? ''
    await decide((await want(item.id, [...all, gone(newer)])).id)
    expect((await findItem(db, anna.org, rest)).state).toBe('verified')
    // What is left of it has parts and packages of its own.
    expect((await derivedFrom(db, await findItem(db, anna.org, kept))).map((one) => one.id)).toEqual([newer])
  })
})

describe('a legal hold', () => {
  test('keeps a piece from being destroyed in any way, until every one is lifted', async () => {
    const item = await came()
    const { id } = await wantGone(item.id)
    const [first, second] = [
      await hold(item.id),
      await hold(item.id, { ...court, authority: 'BGH 3 StR 1/27' }, markus),
    ]
    await expect(decide(id)).rejects.toEqual(code('on_hold'))
    await lift(item.id, first)
    await expect(decide(id)).rejects.toEqual(code('on_hold'))
    await lift(item.id, second)
    await decide(id)
    expect(await kinds(item.id)).toEqual([
      'sealed',
      'destruction-proposed',
      'held',
      'held',
      'released',
      'released',
      'destroyed',
    ])
  })

  test('wins over erasing what was not validated, as Art 4(5) allows: it is kept, used by nobody, and goes when it is lifted', async () => {
    const item = await came()
    const which = await hold(item.id)
    await transact((tx) => eraseReceived(tx, anna.org, item.origin, 'Not validated', at))
    expect(await findItem(db, anna.org, item.id)).toMatchObject({ state: 'verified', restricted: 'Not validated' })
    expect(await removeErased(vault)).toBe(0)
    const identities = await sealingIdentities(db, secret, anna.org)
    await expect(
      openEvidence(vault, anna, identities, item.id, { purpose: 'look', bound: staysWith(anna), saved: true }),
    ).rejects.toEqual(code('restricted'))
    await lift(item.id, which)
    expect(await findItem(db, anna.org, item.id)).toMatchObject({ state: 'erased' })
    expect(await removeErased(vault)).toBe(1)
    expect(await kinds(item.id)).toEqual(['sealed', 'held', 'restricted', 'released', 'erased', 'bytes-erased'])
  })

  test('keeps a file from being taken back', async () => {
    const item = await came()
    const mine = { producer: anna.org, state: 'sealed' } as const
    await db.updateTable('vault_items').set(mine).where('id', '=', item.id).execute()
    await hold(item.id)
    const provider = { ...anna, seat: 'provider' } as const
    await expect(transact((tx) => takeBack(tx, provider, item.id, 'a mistake', at))).rejects.toEqual(code('on_hold'))
  })

  test('names why and on whose authority, and is one’s own to lift', async () => {
    const item = await came()
    await expect(hold(item.id, { ...court, reason: ' ' })).rejects.toEqual(code('reason_missing', 'reason'))
    await expect(hold(item.id, { ...court, authority: '' })).rejects.toEqual(code('authority_missing', 'authority'))
    await expect(hold(item.id, court, other)).rejects.toEqual(code('no_such_item'))
    await expect(hold(item.id, court, { ...anna, role: 'member' })).rejects.toEqual(code('not_permitted'))
    const which = await hold(item.id)
    await expect(lift(item.id, 'hold_other')).rejects.toEqual(code('no_such_hold'))
    await expect(lift(item.id, which, { ...court, authority: ' ' })).rejects.toEqual(code('authority_missing'))
    await lift(item.id, which)
    await expect(lift(item.id, which)).rejects.toEqual(code('already_decided'))
  })
})

describe('keeping longer', () => {
  const longer = (id: string, until: string, latest = '2027-11-22', reason = 'The trial goes on') =>
    transact((tx) => proposeExtension(tx, anna, id, { until, latest, reason, cite: 'the rule' }, at))

  test('takes a reason and a second person, and ends on a day', async () => {
    const item = await came()
    const { id } = await longer(item.id, '2027-05-31')
    expect((await keepingOf(db, item)).keptUntil).toBeNull()
    await expect(decide(id, anna)).rejects.toEqual(code('second_person'))
    await decide(id)
    expect((await keepingOf(db, item)).keptUntil).toBe('2027-05-31')
    expect(await kinds(item.id)).toEqual(['sealed', 'extension-proposed', 'kept-longer'])
  })

  test.each([
    ['2026-11-22', 'bad_day'],
    ['2020-01-01', 'bad_day'],
    ['tomorrow', 'bad_day'],
    ['2027-02-30', 'bad_day'],
    ['2028-01-01', 'too_long'],
  ])('to %s is refused: %s', async (until, why) => {
    await expect(longer((await came()).id, until)).rejects.toEqual(code(why, 'until'))
  })
})

describe('what events said of a person', () => {
  const order = { authority: 'AG München, 851 Gs 7/27', reason: 'The person was not involved' }
  const erase = (seqs: number[], on = order, actor = anna) =>
    transact((tx) => proposeErasure(tx, actor, { seqs, ...on }, at))
  test('is erased by two persons; old proofs hold, packages from before and after verify, and the log counts it', async () => {
    const item = await came(undefined, 'Erika Mustermann.mbox')
    const before = await exported(item.origin)
    const [sealed] = await eventsAbout(db, anna.org, item.id)
    if (!sealed) throw new Error('nothing was recorded')
    const { seq } = sealed
    const { leaf, root, proof, size } = await proveInclusion(db, anna.org, seq, seq + 2)
    const { id } = await erase([seq])
    await expect(decide(id, anna)).rejects.toEqual(code('second_person'))
    await decide(id)
    const after = await findEvent(db, anna.org, seq)
    expect(after).toMatchObject({ body: null, salt: null, kind: 'evidence.sealed' })
    expect(verifyInclusion({ leaf: new Uint8Array(after.leaf), index: seq, size, root, proof })).toBe(true)
    expect(new Uint8Array(after.leaf)).toEqual(leaf)
    const { signing } = await publicKeys(db, anna.org)
    const [verdict] = await verifyLog(db, new Map([[anna.org, signing]]), anna.org)
    expect(verdict).toMatchObject({ ok: true, erased: 1, faults: [] })
    expect((await verifyPackage(before)).ok).toBe(true)
    expect((await verifyPackage(await exported(item.origin))).ok).toBe(true)
    const told = (await eventsAbout(db, anna.org, anna.org)).at(-1)
    expect(told).toMatchObject({
      kind: 'log.erased',
      by: 'person_markus',
      body: { seqs: [seq], cite: order.authority, proposedBy: 'person_anna' },
    })
    // What is erased is erased, and the record of it stays.
    await expect(erase([seq])).rejects.toEqual(code('not_erasable'))
    await expect(erase([told?.seq ?? 0])).rejects.toEqual(code('not_erasable'))
  })

  test('is refused without events, order or reason, of what is not there, and while a hold stands', async () => {
    const item = await came()
    const [sealed] = await eventsAbout(db, anna.org, item.id)
    const seq = sealed?.seq ?? 0
    await expect(erase([])).rejects.toEqual(code('no_events', 'seqs'))
    await expect(erase([seq], { ...order, authority: '' })).rejects.toEqual(code('authority_missing', 'authority'))
    await expect(erase([seq], { ...order, reason: '' })).rejects.toEqual(code('reason_missing', 'reason'))
    await expect(erase([1_000_000])).rejects.toEqual(code('no_such_event'))
    await expect(erase([seq], order, { ...anna, role: 'member' })).rejects.toEqual(code('not_permitted'))
    const which = await hold(item.id)
    await expect(erase([seq])).rejects.toEqual(code('on_hold', 'seqs'))
    await lift(item.id, which)
    const { id } = await erase([seq])
    // Whatever comes in between is looked at again.
    const later = await hold(item.id)
    await expect(decide(id)).rejects.toEqual(code('on_hold'))
    expect((await findEvent(db, anna.org, seq)).body).not.toBeNull()
    await lift(item.id, later)
    await decide(id, markus, false, 'It is needed')
  })
})
