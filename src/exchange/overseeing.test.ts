import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { type Actor, createOrganisation } from '../accounts/index.ts'
import { eventsAbout, latestEvents, recordRead, verifyLog } from '../audit/index.ts'
import { instantText, parseInstant } from '../base/time.ts'
import {
  alarmsOver, answerLine, carryOutOrder, closeInspection, closeOrder, drawSample, endMandate, findHidden, findOrder, findPlan, fixPlan,
  giveMandate, giveOrder, listDisclosures, listFindings, listOrders, makeFinding, openInspection, parseSample, readInspected,
  reassessmentOver, replyTo, verifySample, withOversight,
} from '../oversight/index.ts' // biome-ignore format: words
import { boundFor, clear, type RequestId, receive, sendRequest } from '../requests/index.ts'
import { stageOn } from '../requests/story.fixture.ts'
import { listItems, openBlobs } from '../vault/index.ts'
import { law, operator, secret, unreachable } from './network.fixture.ts'
import { withNotices } from './notices.ts'
import type { Post } from './post.ts'
import { pump } from './pump.ts'
import { signedFor, thatHold } from './signed-for.ts'

const { db } = await testDatabase()
const stage = stageOn(db)
const { transact } = stage
const refusal = (code: string) => expect.objectContaining({ code })

/** Munich has sent an order to Dublin, Dublin has answered it, and an overseer has a mandate over Munich. */
async function overseen() {
  const story = await stage.validated()
  const { people, setting, now, request, made } = story
  const post: Post = {
    ...{ db, secret, law, now, carry: unreachable, fetchEvidence: unreachable },
    blobs: await openBlobs(`${process.env.TMPDIR ?? '/tmp'}/comity-overseeing-${process.pid}`),
    receive: withNotices(
      withOversight(setting, (tx, { message, at, ...received }) =>
        receive(tx, law, { ...received, messageId: message, at: instantText(at) }),
      ),
    ),
  }
  const office = { name: 'Overseer of Bavaria', state: 'DE', kind: 'overseer', seats: ['overseer'], languages: ['de'] } as const
  const overseer = await transact((tx) => createOrganisation(tx, secret, office, 'system', now()))
  const petra: Actor = { ...people.author, person: 'person_petra', name: 'Petra Lang', org: overseer.id, orgName: overseer.name, seat: 'overseer' } // biome-ignore format: a row
  await transact((tx) => sendRequest(tx, people.author, request.id, setting))
  await pump(post)
  const notified = await stage.copyAt(made.central.id)
  await transact((tx) => clear(tx, people.central, notified.id, {}, setting))
  await pump(post)
  const order = await stage.copyAt(made.provider.id)
  await stage.makeSure(people.provider, order, setting)
  await stage.handOver(people.provider, order, setting)
  await pump(post)
  await db.updateTable('vault_items').set({ state: 'verified' }).where('org_id', '=', made.authority.id).execute()
  const given = { overseer: overseer.id, overseen: made.authority.id, basis: 'Section 58 of an Act', from: '2026-01-01' }
  return { ...story, post, petra, given, carry: () => pump(post), munich: made.authority.id }
} // biome-ignore format: short

let story: Awaited<ReturnType<typeof overseen>>
beforeAll(async () => {
  story = await overseen()
})

const inspect = (title = 'Munich') =>
  transact((tx) =>
    openInspection(
      tx,
      story.petra,
      { overseen: story.munich, title, cause: 'A complaint', requests: [story.request.id] },
      story.now(),
    ),
  )
const look = (id: string, request = story.request.id) =>
  transact((tx) => readInspected(tx, story.petra, id, request, story.setting))

describe('a mandate', () => {
  test('is given by who runs the instance, to an overseer, on a basis; without one nothing is read', async () => {
    const { petra, given, now, people, made } = story
    await expect(inspect()).rejects.toThrow(refusal('no_mandate'))
    const give = (more: object, actor = operator) => transact((tx) => giveMandate(tx, actor, { ...given, ...more }, now()))
    await expect(give({}, people.author)).rejects.toThrow(refusal('not_permitted'))
    await expect(give({ overseer: made.provider.id })).rejects.toThrow(refusal('bad_text'))
    await expect(give({ overseen: petra.org })).rejects.toThrow(refusal('bad_text'))
    await expect(give({ overseen: 'org_x' })).rejects.toThrow(refusal('no_such_organisation'))
    await expect(give({ basis: ' ' })).rejects.toThrow(refusal('bad_text'))
    await expect(give({ until: '2025-01-01' })).rejects.toThrow(refusal('bad_text'))
    await expect(give({ limits: { emergencies: 5 } })).rejects.toThrow(refusal('bad_text'))
    // One that is over, or not begun, opens nothing.
    const over = await give({ until: '2026-02-01' })
    await give({ from: '2027-01-01' })
    await expect(inspect()).rejects.toThrow(refusal('no_mandate'))
    await transact((tx) => endMandate(tx, operator, over.id, { reason: 'It was for a try' }, now()))
    await expect(transact((tx) => endMandate(tx, operator, over.id, { reason: 'x' }, now()))).rejects.toThrow(refusal('already_ended'))
    await expect(transact((tx) => endMandate(tx, operator, 'mandate_x', { reason: 'x' }, now()))).rejects.toThrow(refusal('no_such_mandate'))
    const limits = { emergencies: { share: 10, days: 365, least: 1 }, openedAfterDays: 0 }
    const mandate = await give({ limits })
    expect((await eventsAbout(db, operator.org, mandate.id)).map(({ kind }) => kind)).toEqual(['oversight.mandate-given'])
  }) // biome-ignore format: short
})

describe('a sample', () => {
  test('is decided by what the overseen signs after the plan was fixed, and drawn once', async () => {
    const { petra, munich, now, pass, people, request } = story
    const setting = () => ({ secret, now: now() })
    const plan = { overseen: munich, title: 'All of 2026', parts: [{ by: 'random', number: 5 } as const], from: '2026-01-01', until: '2026-12-31' } // biome-ignore format: a row
    await expect(
      transact((tx) => fixPlan(tx, petra, { ...plan, overseen: people.provider.org }, setting())),
    ).rejects.toThrow(refusal('no_mandate'))
    await expect(transact((tx) => fixPlan(tx, petra, { ...plan, parts: [] }, setting()))).rejects.toThrow(refusal('bad_plan'))
    await expect(transact((tx) => fixPlan(tx, petra, { ...plan, until: '2025-01-01' }, setting()))).rejects.toThrow(refusal('bad_plan'))
    const { id } = await transact((tx) => fixPlan(tx, petra, plan, setting()))
    const sample = () => transact((tx) => drawSample(tx, petra, id, setting()))
    await expect(sample()).rejects.toThrow(refusal('nothing_new_signed'))
    await expect(transact((tx) => openInspection(tx, petra, { plan: id, title: 'Early' }, now()))).rejects.toThrow(refusal('bad_plan'))
    pass({ minutes: 1 })
    const doer = { org: munich, by: people.author.person, byName: people.author.name, seat: 'authority' }
    await recordRead(db, doer, request.id, now())
    const before = await latestEvents(db, munich, 1)
    const drawn = await sample()
    // Nothing is written into the overseen's log, and nothing told.
    expect(await latestEvents(db, munich, 1)).toEqual(before)
    await expect(sample()).rejects.toThrow(refusal('already_drawn'))
    const file = parseSample(JSON.parse(JSON.stringify((await findPlan(db, petra.org, id)).sample)))
    expect((await verifySample(file)).map(({ ok }) => ok)).toEqual(Array(6).fill(true))
    expect(file.drawn).toEqual([{ id: request.id, part: 0 }])
    expect(file.population[0]?.categories).toEqual(['content', 'subscriber'])
    const { requests, cause } = await transact((tx) => openInspection(tx, petra, { plan: id, title: 'The sample' }, now()))
    expect({ requests, cause }).toEqual({ requests: [request.id], cause: 'All of 2026' })
    expect(drawn.sample?.drawn).toEqual(file.drawn)
  }) // biome-ignore format: short
})

describe('an inspection', () => {
  test('is in the overseer’s own log look by look; the overseen learns of it once it is closed', async () => {
    const { petra, munich, now, request, people, carry, pass } = story
    const { id } = await inspect('Complaint of May')
    await expect(transact((tx) => openInspection(tx, petra, { overseen: munich, title: 'x', cause: 'x', requests: ['x'] }, now()))).rejects.toThrow(refusal('bad_text'))
    await expect(look(id, 'request_00000000000000000000000000' as RequestId)).rejects.toThrow(refusal('not_in_inspection'))
    await expect(transact((tx) => readInspected(tx, people.author, id, request.id, story.setting))).rejects.toThrow(refusal('not_permitted'))
    const file = await look(id)
    expect(file.told?.request.title).toBe(request.title)
    expect(file.pieces).toMatchObject([{ name: 'mailbox.mbox', state: 'verified' }])
    expect(new Set(file.checklist.map(({ of }) => of))).toEqual(new Set(['condition', 'approval', 'ground', 'check']))
    expect(file.checklist.every(({ cite }) => cite !== '')).toBe(true)
    expect(file.checklist.find(({ of }) => of === 'approval')).toMatchObject({ holds: true, asks: 'legality' })
    expect(file.checklist.find(({ of }) => of === 'ground')).toMatchObject({ holds: undefined })
    expect(file.checklist.filter(({ of }) => of === 'check').map(({ holds }) => holds)).toContain(true)

    const line = file.checklist[0]?.id ?? ''
    const answer = (holds: string, note: string) => transact((tx) => answerLine(tx, petra, id, request.id, { line, holds, note }, now()))
    await expect(answer('perhaps', '')).rejects.toThrow(refusal('bad_text'))
    await expect(answer('no', ' ')).rejects.toThrow(refusal('bad_text'))
    await answer('no', 'The penalty is lower')
    const find = (severity: string, says = 'It was not necessary') => transact((tx) => makeFinding(tx, petra, id, { request: request.id, severity, says, cites: ['Art 5(2)'] }, now()))
    await expect(find('terrible')).rejects.toThrow(refusal('bad_text'))
    await expect(find('grave', ' ')).rejects.toThrow(refusal('bad_text'))
    const { id: finding } = await find('serious')
    pass({ minutes: 5 })
    expect((await look(id)).answers.get(line)).toMatchObject({ holds: 'no', name: 'Petra Lang' })
    await carry()
    expect([await listDisclosures(db, munich), await listFindings(db, munich)]).toEqual([[], []])
    expect((await latestEvents(db, munich, 500)).filter(({ kind }) => kind.startsWith('oversight.'))).toEqual([])

    await transact((tx) => closeInspection(tx, petra, id, now()))
    await expect(transact((tx) => closeInspection(tx, petra, id, now()))).rejects.toThrow(refusal('inspection_closed'))
    await expect(look(id)).rejects.toThrow(refusal('inspection_closed'))
    await carry()
    const [told] = await listDisclosures(db, munich)
    expect(told).toMatchObject({ id, otherName: 'Overseer of Bavaria', cause: 'A complaint' })
    // Also that the population was looked at, which was part of no inspection.
    expect(told?.looks.map(({ what }) => what)).toEqual(['population', 'file', 'file'])
    for (const { seq, at } of told?.looks ?? []) {
      const event = (await latestEvents(db, petra.org, 500)).find((one) => one.seq === seq)
      expect(event).toMatchObject({ kind: 'oversight.looked', at })
    }
    const reply = (actor: Actor, says = 'We see it otherwise') => transact((tx) => replyTo(tx, actor, finding, { says }, now()))
    expect(await listFindings(db, munich)).toMatchObject([{ id: finding, severity: 'serious', cites: ['Art 5(2)'], reply: undefined }])
    await expect(reply(petra)).rejects.toThrow(refusal('not_permitted'))
    await expect(reply(people.provider)).rejects.toThrow(refusal('no_such_finding'))
    await reply(people.author)
    await expect(reply(people.author)).rejects.toThrow(refusal('already_answered'))
    await carry()
    expect(await listFindings(db, petra.org)).toMatchObject([{ reply: { says: 'We see it otherwise', name: 'Dr. Anna Huber' } }])
  }) // biome-ignore format: short

  test('computes alarms that name their rows and what they go by, and what runs with its next review', async () => {
    const { petra, munich, now } = story
    const alarms = await transact((tx) => alarmsOver(tx, petra, munich, now()))
    expect(alarms).toEqual([])
    // An emergency that was none before, and a piece nobody can say the request of, opened.
    await sql`update request_requests set facts = jsonb_set(facts, '{urgency}', '"emergency"') where org_id = ${munich}`.execute(db)
    await sql`update request_clocks set due_at = started_at - interval '1 hour' where org_id = ${munich} and step in (select step from request_steps where does = 'validate')`.execute(db)
    await sql`update request_requests set matter_id = null where org_id = ${munich}`.execute(db)
    const raised = await transact((tx) => alarmsOver(tx, petra, munich, now()))
    expect(raised.map(({ kind, basis }) => [kind, basis.of])).toEqual(
      expect.arrayContaining([['without-matter', 'record'], ['emergencies', 'limit']]),
    )
    expect(raised.find(({ kind }) => kind === 'emergencies')?.basis).toMatchObject({ set: '10 % / 365 d', found: '1 / 1' })
    for (const { rows } of raised) expect(rows.map(({ request }) => request)).toEqual([story.request.id])
    const lines = await transact((tx) => reassessmentOver(tx, petra, munich, now()))
    expect(lines.filter(({ of }) => of === 'mandate')).toMatchObject([{ since: '2026-01-01', by: { name: operator.name } }])
  }) // biome-ignore format: short
})

describe('an order', () => {
  test('stops a request when it arrives, has what came deleted, and is closed only when that is shown', async () => {
    const { petra, munich, now, request, people, carry, setting, pass } = story
    const { id } = await inspect('Orders')
    const give = (kind: string, more: object = {}) =>
      transact((tx) => giveOrder(tx, petra, id, { request: request.id, kind, reason: 'It was never necessary', basis: 'Section 58(2)', ...more }, now()))
    await expect(give('burn')).rejects.toThrow(refusal('bad_text'))
    await expect(give('stop', { basis: '' })).rejects.toThrow(refusal('bad_text'))
    await expect(give('stop', { due: '2020-01-01' })).rejects.toThrow(refusal('bad_text'))
    const stop = await give('stop')
    const [piece] = await listItems(db, munich, request.origin)
    if (!piece) throw new Error('Nothing came')
    const bound = () => transact((tx) => boundFor(people.author, undefined, setting)(tx, [piece], 'opened'))
    await bound()
    await carry()
    await expect(bound()).rejects.toThrow(refusal('stopped'))
    expect((await eventsAbout(db, munich, request.id)).map(({ kind }) => kind)).toContain('request.stopped')

    pass({ minutes: 1 })
    const order = await give('delete', { due: now().toString().slice(0, 10) })
    const close = (which = order.id) => transact((tx) => closeOrder(tx, petra, which, { reason: 'It is gone' }, setting))
    const carryOut = (actor: Actor, which = order.id) => transact((tx) => carryOutOrder(tx, actor, which, { note: 'Done' }, setting))
    await expect(close()).rejects.toThrow(refusal('not_shown'))
    await carry()
    await expect(carryOut(people.provider)).rejects.toThrow(refusal('no_such_order'))
    await expect(carryOut({ ...people.author, unconfirmed: true })).rejects.toThrow(refusal('confirm_first'))
    pass({ minutes: 1 })
    await carryOut(people.author)
    await expect(carryOut(people.author)).rejects.toThrow(refusal('already_done'))
    expect(await listItems(db, munich, request.origin)).toMatchObject([{ state: 'erased' }])
    await carry()
    expect(await findOrder(db, petra.org, order.id)).toMatchObject({ done: { note: 'Done', shown: { done: true } } })
    await close()
    await expect(close()).rejects.toThrow(refusal('order_closed'))
    await close(stop.id)
    await carry()
    await bound()
    expect((await listOrders(db, munich)).map(({ closed }) => closed?.why)).toEqual(['It is gone', 'It is gone'])

    const notice = await give('notify')
    await carry()
    await expect(carryOut(people.author, notice.id)).rejects.toThrow(refusal('not_shown'))
    await expect(transact((tx) => closeOrder(tx, { ...petra, org: munich }, notice.id, { reason: 'x' }, setting))).rejects.toThrow(refusal('wrong_side'))
  }) // biome-ignore format: short

  test('of somebody without a mandate is not taken in', async () => {
    const { post, munich, made, now, request } = story
    const at = instantText(now())
    const id = 'order_00000000000000000000000000'
    const body = { request: id, order: id, inspection: 'inspection_00000000000000000000000000', file: request.id, kind: 'stop', reason: 'x', basis: 'x', due: null, name: 'x', at }
    const send = (more: object) => transact((tx) => post.receive(tx, { org: munich, from: made.provider.id, fromName: 'P', type: 'oversight-order', body: { ...body, ...more }, message: 'm', at: now() }))
    await expect(send({})).rejects.toThrow(refusal('no_mandate'))
    await expect(send({ kind: 'burn' })).rejects.toThrow(refusal('malformed_notice'))
  }) // biome-ignore format: short
})

describe('a request that is hidden', () => {
  test('is found by what its overseen signed for to the counterparty, removed or never counted', async () => {
    const { petra, munich, made, now, request } = story
    const receipts = await signedFor(db, made.provider.id, munich)
    const compare = async (signed = receipts) => {
      const held = await thatHold(db, signed)
      return transact((tx) => findHidden(tx, petra, munich, held, now()))
    }
    expect(await compare()).toEqual([])
    await sql`delete from request_requests where org_id = ${munich}`.execute(db)
    const [removed, ...more] = await compare()
    expect(more).toEqual([])
    expect(removed).toMatchObject({ origin: request.origin, counterparty: made.provider.id, how: 'removed' })
    expect(removed?.receipts.length).toBeGreaterThan(0)
    // A file whose rows are gone is still opened: the log tells of it.
    expect((await look((await inspect('Gone')).id)).told).toBe(undefined)
    // A receipt that somebody made up proves nothing.
    const forged = receipts.map((one) => ({ ...one, receipt: one.receipt.replace('"at":"2026', '"at":"2025') })) // biome-ignore format: a row
    expect(await compare(forged)).toEqual([])

    await sql`alter table audit_events disable trigger all`.execute(db)
    await sql`delete from audit_events where org_id = ${munich} and (about = ${request.id} or body like ${`%${request.origin}%`})`.execute(db)
    await sql`alter table audit_events enable trigger all`.execute(db)
    expect(await compare()).toMatchObject([{ origin: request.origin, how: 'never-recorded' }])
    // And the log that was cut is no log any more.
    const verdicts = await verifyLog(db, new Map([[munich, []]]))
    expect(verdicts.find(({ org }) => org === munich)?.ok).toBe(false)
    expect(parseInstant(removed?.receipts[0]?.at ?? '').epochMilliseconds).toBeLessThanOrEqual(now().epochMilliseconds)
  }) // biome-ignore format: short
})
