import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { eventsAbout } from '../../audit/index.ts'
import { parseBase64, utf8 } from '../../base/bytes.ts'
import { generateSigningKey, leafHash, verifyInclusion } from '../../crypto/index.ts'
import {
  evidenceArrived, findItem, keepingOf, listItems, openBlobs, placeHold, removeErased,
} from '../../vault/index.ts' // biome-ignore format: one line of words
import { submitRequest } from '../drafting.ts'
import { RequestError } from '../errors.ts'
import { receive } from '../receive.ts'
import { sendRequest, withdraw } from '../sending.ts'
import { law, stageOn } from '../story.fixture.ts'
import { sweep } from '../sweep.ts'
import { decideRetention, extendKeeping, wantDestroyed } from './acting.ts'
import { certificateOf, printCertificate } from './certificate.ts'
import { keptHere, retentionDay } from './day.ts'
import { scheduleOf } from './schedule.ts'

const { db } = await testDatabase()
const stage = stageOn(db)
const { transact, carry, copyAt, handOver } = stage
const folder = mkdtempSync(join(tmpdir(), 'comity-keeping-'))
afterAll(() => rmSync(folder, { recursive: true }))
const blobs = await openBlobs(folder)
const key = await generateSigningKey()
const refusal = (code: string, path?: string) => expect.objectContaining({ code, ...(path && { path }) })
const yearly = 'practice/retention/retention/yearly'
const led = 'eu/led/retention/article-5'

/** A mailbox has come to Munich from the provider in Ireland. */
async function kept() {
  const story = await stage.drafted({ data: ['d1'] })
  const { setting, now, request, made } = story
  const people = { ...story.people, head: { ...story.people.head, person: 'person_markus' } }
  await transact((tx) => submitRequest(tx, people.author, request.id, setting))
  await transact((tx) => sendRequest(tx, people.author, request.id, setting))
  await carry(now)
  const order = await copyAt(made.provider.id)
  await handOver(people.provider, order, setting)
  await carry(now)
  const [expected] = await listItems(db, made.authority.id, request.origin)
  if (!expected) throw new Error('nothing came')
  await transact((tx) => evidenceArrived(tx, expected, now()))
  const item = await findItem(db, made.authority.id, expected.id)
  const schedule = () => scheduleOf(db, law, item, now())
  const destroyed = async () => {
    const want = { reason: 'The case is closed', rule: yearly }
    const { id } = await transact((tx) => wantDestroyed(tx, people.author, item.id, want, setting))
    await transact((tx) => decideRetention(tx, people.head, id, { agree: true }, setting))
  }
  return { ...story, people, order, item, schedule, destroyed }
}
const reminded = async (org: string, id: string) =>
  (await eventsAbout(db, org, id)).filter(({ kind }) => kind === 'evidence.review-reminded').length

describe('how long a piece is kept', () => {
  test('is worked out from the law and the case, each rule cited, the one of the house marked as its own', async () => {
    const { schedule, item } = await kept()
    const { lines, reviewOn, decidedBy, owed } = await schedule()
    expect(lines.find(({ rule }) => rule === led)).toMatchObject({
      duty: 'review', own: false, from: item.at, due: undefined, confidence: 'secondary', cite: expect.stringContaining('Art 5'),
      restrict: { cite: expect.stringContaining('Art 16(3)(b)') },
    }) // biome-ignore format: one line of facts
    expect(lines.find(({ rule }) => rule === yearly)).toMatchObject({ own: true, certain: true, due: '2027-11-20' })
    // Of the holder alone.
    expect(lines.map(({ rule }) => rule)).not.toContain('eu/gdpr/retention/article-5')
    expect(lines.map(({ rule }) => rule)).not.toContain('eu/2023-1543/retention/ground-raised')
    expect({ reviewOn, rule: decidedBy?.rule, owed }).toEqual({ reviewOn: '2027-11-20', rule: yearly, owed: undefined })
  })

  test('is looked at sooner once the request is over; the holder has a duty of its own', async () => {
    const { schedule, people, request, setting, now, pass, order, made } = await kept()
    await sweep(db, { law, now })
    pass({ hours: 24 * 10 })
    await transact((tx) => withdraw(tx, people.author, request.id, { reason: 'Closed' }, setting))
    await carry(now)
    expect(await schedule()).toMatchObject({ reviewOn: '2027-05-30', decidedBy: { starts: 'request.ended' } })
    await sweep(db, { law, now })
    expect(await keptHere(db, made.authority.id, now())).toMatchObject([{ reviewOn: '2027-05-30', late: false }])
    const [theirs] = await listItems(db, made.provider.id, order.origin)
    if (!theirs) throw new Error('nothing is there')
    const { lines } = await scheduleOf(db, law, theirs, now())
    expect(lines.map(({ rule }) => rule)).toContain('eu/gdpr/retention/article-5')
    expect(lines.map(({ rule }) => rule)).not.toContain(led)
  })

  test('is brought to mind before, once; it stands on the day of whoever may decide, and then is late', async () => {
    const { made, item, now, pass, people } = await kept()
    await sweep(db, { law, now })
    expect(await reminded(made.authority.id, item.id)).toBe(0)
    expect(await retentionDay(db, people.author, now())).toMatchObject({ due: 0, late: 0 })
    pass({ hours: 24 * 340 })
    await sweep(db, { law, now })
    await sweep(db, { law, now })
    expect(await reminded(made.authority.id, item.id)).toBe(1)
    expect(await retentionDay(db, people.author, now())).toMatchObject({ due: 1, late: 0 })
    expect(await retentionDay(db, { ...people.author, role: 'member' }, now())).toMatchObject({ due: 0 })
    expect(await retentionDay(db, people.provider, now())).toMatchObject({ due: 1 })
    pass({ hours: 24 * 40 })
    expect(await retentionDay(db, people.author, now())).toMatchObject({ due: 1, late: 1 })
  })

  test('is put off with a reason by two persons, never beyond the year of the house, and brought to mind anew', async () => {
    const { item, people, setting, schedule, now, pass, made } = await kept()
    const longer = (until: string, reason = 'The trial goes on') =>
      transact((tx) => extendKeeping(tx, people.author, item.id, { until, reason }, setting))
    await sweep(db, { law, now })
    await expect(longer('2028-11-21')).rejects.toThrow(refusal('too_long', 'until'))
    await expect(longer('2027-01-01', '')).rejects.toThrow(refusal('reason_missing'))
    const { id } = await longer('2027-01-31')
    expect((await retentionDay(db, people.head, now())).proposals.map((one) => one.id)).toEqual([id])
    expect((await retentionDay(db, people.author, now())).proposals).toEqual([])
    await transact((tx) => decideRetention(tx, people.head, id, { agree: true }, setting))
    expect(await schedule()).toMatchObject({ reviewOn: '2027-01-31', decidedBy: undefined })
    pass({ hours: 24 * 80 })
    await sweep(db, { law, now })
    expect(await reminded(made.authority.id, item.id)).toBe(1)
  })

  test('has an end where the sender has erased it: that is owed, and cannot be put off', async () => {
    const { item, people, setting, schedule, now, made, order, request } = await kept()
    const told = {
      request: request.origin,
      items: [{ id: item.id, sha256: item.sha256 }],
      cite: 'GDPR Art 17',
      name: 'Niamh',
      at: now().toString({ smallestUnit: 'millisecond' }),
    }
    const hear = (from: string) =>
      transact((tx) =>
        receive(tx, law, {
          org: made.authority.id,
          from,
          type: 'destruction',
          body: told,
          messageId: 'message_1',
          at: now().toString({ smallestUnit: 'millisecond' }) as never,
        }),
      )
    await expect(hear(made.stranger.id)).rejects.toThrow(refusal('wrong_organisation'))
    await hear(made.provider.id)
    expect((await keepingOf(db, item)).senderErasedAt).not.toBeNull()
    expect(await schedule()).toMatchObject({ owed: { rule: 'eu/led/retention/article-16' }, reviewOn: '2026-11-20' })
    const longer = () =>
      transact((tx) => extendKeeping(tx, people.author, item.id, { until: '2027-01-31', reason: 'x' }, setting))
    await expect(longer()).rejects.toThrow(refusal('erasure_owed'))
    expect(order.counterpart).toBe(made.authority.id)
  })
})

describe('a piece destroyed under a rule', () => {
  test('gives a certificate that proves itself, and whoever sealed it is told and gives up its copy', async () => {
    const { item, people, setting, now, made, order, destroyed } = await kept()
    const certificate = () => certificateOf(db, people.author, item.id, key, now())
    await expect(certificate()).rejects.toThrow(refusal('no_certificate'))
    await destroyed()
    // Two organisations of one instance keep the same bytes: they go with the second.
    await removeErased({ db, blobs, now })
    expect((await certificate()).bytesErasedAt).toBeUndefined()
    await carry(now)
    expect(await listItems(db, made.provider.id, order.origin)).toMatchObject([{ state: 'erased' }])
    expect((await eventsAbout(db, made.provider.id, order.id)).map(({ kind }) => kind)).toContain(
      'request.destruction-heard',
    )
    await removeErased({ db, blobs, now: () => now().add({ hours: 1 }) })
    const paper = await certificate()
    expect(paper).toMatchObject({
      item: { id: item.id, sha256: item.sha256 }, reason: 'The case is closed', rule: yearly, proposedBy: 'Dr. Anna Huber', agreedBy: 'Markus Vogt',
      request: { fileNumber: '112 Js 4711/26' },
    }) // biome-ignore format: one line of facts
    expect(paper.bytesErasedAt).toBeDefined()
    expect(paper.log.events.map(({ kind }) => kind)).toEqual(['evidence.destroyed', 'evidence.bytes-erased'])
    for (const { seq, entry, proof } of paper.log.events) {
      const path = proof.map((hash) => parseBase64(hash))
      const { size, root } = paper.log
      expect(
        verifyInclusion({ leaf: leafHash(utf8(entry)), index: seq, size, root: parseBase64(root), proof: path }),
      ).toBe(true)
    }
    const pdf = await printCertificate(paper, 'de', now())
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-')
    await expect(certificateOf(db, people.stranger, item.id, key, now())).rejects.toThrow(refusal('no_such_item'))
    expect(setting.law).toBe(law)
  })

  test('leaves the copy of whoever is under a hold itself', async () => {
    const { item, people, now, made, order, destroyed } = await kept()
    const on = { reason: 'A claim is pending', authority: 'High Court, 2026/44' }
    await transact((tx) => placeHold(tx, people.provider, item.id, on, now()))
    await destroyed()
    await carry(now)
    expect(await listItems(db, made.provider.id, order.origin)).toMatchObject([{ state: 'handed-over' }])
  })

  test('names a rule that runs for it, or an authority', async () => {
    const { item, people, setting } = await kept()
    const want = (more: object, actor = people.author) =>
      transact((tx) => wantDestroyed(tx, actor, item.id, { reason: 'Closed', ...more }, setting))
    await expect(want({})).rejects.toThrow(refusal('authority_missing', 'authority'))
    await expect(want({ rule: 'eu/2023-1543/retention/validation-refused' })).rejects.toThrow(RequestError)
    await expect(want({ rule: 'no/such/rule' })).rejects.toThrow(refusal('unknown_rule', 'rule'))
    await expect(want({ authority: 'AG München' }, { ...people.author, role: 'member' })).rejects.toThrow(
      refusal('not_permitted'),
    )
    expect(await want({ authority: 'AG München, 851 Gs 7/27' })).toMatchObject({
      cite: 'AG München, 851 Gs 7/27',
      rule: null,
    })
  })
})
