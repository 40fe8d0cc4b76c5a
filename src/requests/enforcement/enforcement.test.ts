import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { sampleAnswers } from '../../../test/filled.ts'
import type { Actor } from '../../accounts/index.ts'
import { newId } from '../../base/ids.ts'
import { overlay } from '../../law/index.ts'
import { clear, raiseGround } from '../assessment.ts'
import { submitRequest } from '../drafting.ts'
import { answerObjection, objectionForm, objectTo } from '../objecting.ts'
import { receive } from '../receive.ts'
import type { Request, Setting } from '../request.ts'
import { sendRequest } from '../sending.ts'
import { findClocks } from '../store/clocks.ts'
import { findDealings } from '../store/dealings.ts'
import { findRequest } from '../store/requests.ts'
import { law, stageOn } from '../story.fixture.ts'
import { today } from '../today.ts'
import {
  consultAsker, decideOnPlea, endEnforcement, explainToAuthority, plead, recognise, refuseRecognition,
} from './acting.ts' // biome-ignore format: one line of words
import { askEnforcement } from './asking.ts'
import { boundsOf } from './calibration.ts'
import {
  answerPenaltyAbroad, appealPenalty, decideAppeal, hearOnPenalty, lift, penalise, propose, sendPenaltyAbroad, spare,
} from './penalising.ts' // biome-ignore format: one line of words
import { announcePublication, listPublished, publishPenalty, replyToPublication, takeDown } from './publishing.ts'
import { enforcementsOf } from './standing.ts'

const { db, transact, carry, copyAt, drafted, validated, handOver } = stageOn((await testDatabase()).db)

const refusal = (code: string, path?: string) => expect.objectContaining({ code, ...(path && { path }) })

/** An order that nobody obeyed for eleven days; of subscriber data alone, no authority was notified of it. */
async function sent({ hours = 11 * 24, notified = true } = {}) {
  const story = notified ? await validated() : await drafted({ data: ['d1'] })
  const { people, setting, now, request, made, pass } = story
  if (!notified) await transact((tx) => submitRequest(tx, people.author, request.id, setting))
  await transact((tx) => sendRequest(tx, people.author, request.id, setting))
  await carry(now)
  pass({ hours })
  const order = await copyAt(made.provider.id)
  const authority = { org: made.central.id, name: made.central.name, state: 'IE' }
  const deciding: Actor = {
    ...people.central,
    person: `${people.central.person}2`,
    name: 'Aoife Brennan',
    role: 'head',
  }
  return { ...story, people: { ...people, deciding }, order, authority }
}

/** … and that is handed to the enforcing authority. */
async function handed(hours?: number) {
  const story = await sent(hours === undefined ? {} : { hours })
  const { people, setting, now, request, authority, made } = story
  const reason = 'Nothing came, and no reason'
  await transact((tx) => askEnforcement(tx, people.author, request.id, { authority, reason }, setting))
  await carry(now)
  const copy = await copyAt(made.central.id)
  const enforcementAt = async (id: string) => enforcementsOf(await findDealings(db, id)).at(-1)
  const dealing = (await enforcementAt(copy.id))?.id ?? ''
  const running = async (id: string, rule: string) =>
    (await findClocks(db, id)).find((clock) => clock.rule === rule && clock.stoppedAt === undefined)
  return { ...story, copy, dealing, enforcementAt, running }
}

const compliance = 'eu/2023-1543/clocks/compliance'

/** The boxes of Annex III that somebody must fill, filled. */
async function annexThree(order: Request, setting: Setting): Promise<Record<string, unknown>> {
  const form = 'eu/2023-1543/forms/annex-iii'
  const samples = sampleAnswers(law.rule('form', form))
  let boxes: Record<string, unknown> = {}
  for (let round = 0; round < 5; round++) {
    const { missing } = await objectionForm(db, order, form, boxes, setting)
    boxes = { ...boxes, ...Object.fromEntries(missing.map(({ path }) => [path, samples[path]])) }
  }
  return boxes
}

const recognition = { until: '2026-12-15', threat: 'A pecuniary penalty of up to two per cent of the turnover' }
const competence = 'eu/2023-1543/grounds/article-16-competence'
const rights = 'eu/2023-1543/grounds/article-16-fundamental-rights'
const immunity = 'eu/2023-1543/grounds/article-16-immunity'
const turnover = 'eu/2023-1543/penalties/turnover'

describe('the enforcement of an order that is not obeyed', () => {
  test('is asked for once the time is over, and not before', async () => {
    const { people, setting, request, authority, now } = await sent({ hours: 24 })
    const ask = (more = {}) =>
      transact((tx) => askEnforcement(tx, people.author, request.id, { authority, reason: 'x', ...more }, setting))
    await expect(ask()).rejects.toThrow(refusal('too_early'))
    expect(now().toString()).toContain('2026-11-21')
  })

  test('is for an authority of the other state, and for a reason', async () => {
    const { people, setting, request, authority, order } = await sent()
    const ask = (id: string, more = {}, who = people.author) =>
      transact((tx) => askEnforcement(tx, who, id, { authority, reason: 'x', ...more }, setting))
    await expect(ask(request.id, { authority: { ...authority, state: 'FR' } })).rejects.toThrow(
      refusal('wrong_state', 'authority'),
    )
    await expect(ask(request.id, { reason: ' ' })).rejects.toThrow(refusal('reason_missing'))
    await expect(ask(order.id, {}, people.provider)).rejects.toThrow(refusal('not_permitted'))
  })

  test('is closed while reasons of the addressee are not answered, and where a ground stands against it', async () => {
    const { people, setting, now, request, authority, order, made } = await sent({ hours: 24 })
    const ask = () =>
      transact((tx) => askEnforcement(tx, people.author, request.id, { authority, reason: 'x' }, setting))
    const ground = 'eu/2023-1543/grounds/article-10-other-reasons'
    const objection = { ground, reason: 'Not our customer', preserved: true, boxes: await annexThree(order, setting) }
    await transact((tx) => objectTo(tx, people.provider, order.id, objection, setting))
    await carry(now)
    await expect(ask()).rejects.toThrow(refusal('not_enforceable'))
    const reply = { outcome: 'upheld' as const, text: 'It is your customer' }
    await transact((tx) => answerObjection(tx, people.author, request.id, reply, setting))
    await ask()
    await carry(now)
    const [enforcement] = enforcementsOf(await findDealings(db, request.id))
    expect(enforcement?.asked.body.because).toBe('not-accepted')
    await expect(ask()).rejects.toThrow(refusal('already_decided'))
    expect(made.central.id).toBe(enforcement?.asked.body.authority.org)

    const other = await sent({ hours: 24 })
    const notified = await copyAt(other.made.central.id)
    const raised = { ground: 'eu/2023-1543/grounds/article-12-immunity', reason: 'A journalist' }
    await transact((tx) => raiseGround(tx, other.people.central, notified.id, raised, other.setting))
    await carry(other.now)
    const late = { authority: other.authority, reason: 'x' }
    await expect(
      transact((tx) => askEnforcement(tx, other.people.author, other.request.id, late, other.setting)),
    ).rejects.toThrow(refusal('not_enforceable'))
  })

  test('reaches the authority with the order and its clock, and the addressee is told', async () => {
    const { people, now, copy, enforcementAt, running, order, made, request } = await handed()
    expect((await today(db, people.central, now())).tasks).toContainEqual(
      expect.objectContaining({ step: expect.objectContaining({ title: 'Decide on recognition' }) }),
    )
    // Five working days from Tuesday.
    expect((await running(copy.id, 'eu/2023-1543/clocks/recognition'))?.due).toMatch(/^2026-12-08/)
    expect(await enforcementAt(order.id)).toMatchObject({ stage: 'asked' })
    expect((await findRequest(db, made.authority.id, request.id)).status).toBe('sent')
  })

  test('reaches an authority that had never heard of the order, too', async () => {
    const { people, setting, now, request, authority, made, order } = await sent({ notified: false })
    await transact((tx) => askEnforcement(tx, people.author, request.id, { authority, reason: 'Silence' }, setting))
    await carry(now)
    const copy = await copyAt(made.central.id)
    expect(copy).toMatchObject({ counterpart: made.authority.id, direction: 'incoming', origin: request.origin })
    expect(copy.copy?.form).toBe('eu/2023-1543/forms/annex-i')
    const { id: dealing = '' } = enforcementsOf(await findDealings(db, copy.id))[0] ?? {}
    await transact((tx) => recognise(tx, people.central, copy.id, { dealing, ...recognition }, setting))
    await carry(now)
    expect(enforcementsOf(await findDealings(db, order.id))[0]).toMatchObject({
      stage: 'required',
      until: '2026-12-15',
    })
  })

  test('is not refused before whoever asked was consulted and had its time', async () => {
    const { people, setting, now, copy, dealing, enforcementAt, running, request, pass } = await handed()
    const refuse = (ground = competence) =>
      transact((tx) => refuseRecognition(tx, people.central, copy.id, { dealing, ground, reason: 'No judge' }, setting))
    await expect(refuse()).rejects.toThrow(refusal('consultation_needed'))
    await expect(refuse('eu/2023-1543/grounds/article-12-dual-criminality')).rejects.toThrow(
      refusal('no_such_ground', 'ground'),
    )
    const consult = { dealing, ground: competence, text: 'Who validated it?' }
    await transact((tx) => consultAsker(tx, people.central, copy.id, consult, setting))
    await carry(now)
    await expect(refuse()).rejects.toThrow(refusal('consultation_needed'))
    expect((await running(request.id, 'eu/2023-1543/clocks/reply-to-enforcing-authority'))?.due).toMatch(/^2026-12-08/)
    expect((await today(db, people.author, now())).tasks).toContainEqual(expect.objectContaining({ kind: 'answer' }))
    await transact((tx) => explainToAuthority(tx, people.author, request.id, { dealing, text: 'The judge' }, setting))
    await carry(now)
    await expect(refuse(immunity)).rejects.toThrow(refusal('consultation_needed'))
    await refuse()
    await carry(now)
    expect(await enforcementAt(request.id)).toMatchObject({ stage: 'refused' })
    pass({ hours: 1 })
    await expect(
      transact((tx) => recognise(tx, people.central, copy.id, { dealing, ...recognition }, setting)),
    ).rejects.toThrow(refusal('already_decided'))
  })

  test('may be refused without an answer when five working days have passed', async () => {
    const { people, setting, now, copy, dealing, pass } = await handed()
    const consult = { dealing, ground: competence, text: 'Who validated it?' }
    await transact((tx) => consultAsker(tx, people.central, copy.id, consult, setting))
    await carry(now)
    pass({ hours: 9 * 24 })
    const input = { dealing, ground: competence, reason: 'No judge' }
    await transact((tx) => refuseRecognition(tx, people.central, copy.id, input, setting))
  })

  test('hears the addressee on every ground but the one that is for the authority alone, and decides', async () => {
    const { people, setting, now, copy, dealing, enforcementAt, order, request, running } = await handed()
    await expect(
      transact((tx) => recognise(tx, people.central, copy.id, { dealing, ...recognition, until: '' }, setting)),
    ).rejects.toThrow(refusal('bad_text', 'until'))
    await transact((tx) => recognise(tx, people.central, copy.id, { dealing, ...recognition }, setting))
    await carry(now)
    expect((await enforcementAt(order.id))?.said.at(-1)?.body).toMatchObject({
      until: '2026-12-15',
      threat: recognition.threat,
    })
    expect((await running(order.id, compliance))?.due).toBe('2026-12-15T23:59:59.000Z')
    const pleadOn = (ground: string) =>
      transact((tx) => plead(tx, people.provider, order.id, { dealing, ground, reason: 'A lawyer' }, setting))
    await expect(pleadOn(rights)).rejects.toThrow(refusal('no_such_ground', 'ground'))
    await expect(pleadOn('eu/2023-1543/grounds/article-17-third-state')).rejects.toThrow(refusal('no_such_ground'))
    await pleadOn(immunity)
    await carry(now)
    expect((await today(db, people.central, now())).tasks).toContainEqual(expect.objectContaining({ kind: 'answer' }))
    const decide = (more: object) =>
      transact((tx) =>
        decideOnPlea(tx, people.central, copy.id, { dealing, enforce: true, reason: 'None', ...more }, setting),
      )
    await expect(decide({ enforce: false, ground: immunity })).rejects.toThrow(refusal('consultation_needed'))
    await expect(decide({})).rejects.toThrow(refusal('bad_text', 'until'))
    await decide({ until: '2026-12-20' })
    await carry(now)
    expect(await enforcementAt(request.id)).toMatchObject({ stage: 'confirmed', until: '2026-12-20' })
    await expect(pleadOn(immunity)).rejects.toThrow(refusal('not_current'))
  })

  test('ends when the addressee has complied, or when it is no longer wanted', async () => {
    const { people, setting, now, copy, dealing, enforcementAt, order, request } = await handed()
    await transact((tx) => recognise(tx, people.central, copy.id, { dealing, ...recognition }, setting))
    await carry(now)
    const end = (complied: boolean, reason = '') =>
      transact((tx) => endEnforcement(tx, people.author, request.id, { dealing, complied, reason }, setting))
    await expect(end(true)).rejects.toThrow(refusal('not_current'))
    await expect(end(false)).rejects.toThrow(refusal('reason_missing'))
    await transact((tx) => clear(tx, people.central, copy.id, {}, setting)).catch(() => undefined)
    await carry(now)
    await handOver(people.provider, order, setting)
    await carry(now)
    await end(true)
    await carry(now)
    expect(await enforcementAt(copy.id)).toMatchObject({ stage: 'complied' })
  })

  test('hears nobody else', async () => {
    const { made, request, dealing, copy, people, setting } = await handed()
    const told = {
      kind: 'recognised',
      name: 'X',
      at: '2026-12-01T09:00:00.000Z',
      body: { ...recognition, grounds: [] },
    }
    const from = (org: string, to: string, body: object = told) =>
      transact((tx) =>
        receive(tx, law, {
          org: to,
          from: org,
          type: 'dealing',
          body: { request: request.origin, dealing, step: 'produce', by: { org, name: 'X' }, said: body },
          messageId: newId('message', 1),
          at: '2026-12-01T09:00:00.000Z',
        }),
      )
    await expect(from(made.stranger.id, made.provider.id)).rejects.toThrow(refusal('wrong_organisation'))
    await expect(from(made.provider.id, made.authority.id)).rejects.toThrow(refusal('wrong_organisation'))
    const used = { ...told, kind: 'used', body: {} }
    await expect(from(made.central.id, made.authority.id, used)).rejects.toThrow(refusal('bad_message'))
    await expect(
      transact((tx) => recognise(tx, people.author, copy.id, { dealing, ...recognition }, setting)),
    ).rejects.toThrow(refusal('not_permitted'))
  })
})

const factors = ['gravity', 'duration', 'fault', 'earlier-conduct', 'turnover', 'comity', 'lawful-innovation']
const sheet = (more: Record<string, { pulls: string; reason: string }> = {}) => ({
  ...Object.fromEntries(factors.map((id) => [id, { pulls: 'neither', reason: `Of ${id} nothing is known` }])),
  ...more,
})

/** … recognised, and not obeyed by the day that was set. */
async function unmoved() {
  const story = await handed()
  const { people, setting, now, copy, dealing, pass } = story
  await transact((tx) => recognise(tx, people.central, copy.id, { dealing, ...recognition }, setting))
  await carry(now)
  pass({ hours: 20 * 24 })
  const proposing = (more = {}) => {
    const input = {
      dealing,
      rule: turnover,
      amount: 20_000,
      turnover: 1_000_000,
      weighed: sheet(),
      ties: { establishment: 'A company in Dublin' },
      until: '2026-12-31',
      ...more,
    }
    return transact((tx) => propose(tx, people.central, copy.id, input, setting))
  }
  const deciding = (more = {}, who = people.deciding) => {
    const input = { dealing, amount: 5_000, weighed: sheet(), reason: 'Silence', remedy: 'High Court', ...more }
    return transact((tx) => penalise(tx, who, copy.id, input, setting))
  }
  return { ...story, proposing, deciding }
}

/** … and penalised, less than was proposed. */
async function penalised() {
  const story = await unmoved()
  const { people, setting, now, order, dealing, proposing, deciding } = story
  await proposing()
  await carry(now)
  const plea = { dealing, text: 'We may not', foreign: { state: 'CN', text: 'Data Security Law Art 36' } }
  await transact((tx) => hearOnPenalty(tx, people.provider, order.id, plea, setting))
  await carry(now)
  await deciding({
    weighed: sheet({ comity: { pulls: 'lowers', reason: 'A fine of up to CNY 5 million threatens there' } }),
  })
  await carry(now)
  return story
}

describe('the penalty for an order that is not obeyed', () => {
  test('lies between what the law names: fixed sums, by the day, shares of the turnover, the higher of both', () => {
    const of = (fine: object) => ({ ...law.rule('penalty', turnover), fine: { currency: 'EUR', ...fine } })
    expect(boundsOf(law.rule('penalty', turnover), { turnover: 1_000_000 })).toEqual({ least: undefined, most: 20_000 })
    const both = of({ from: 100, to: 50_000, turnover_percent: 5 })
    expect(boundsOf(both, { turnover: 10_000 })).toEqual({ least: 100, most: 50_000 })
    expect(boundsOf(both, { turnover: 2_000_000 })).toEqual({ least: 100, most: 100_000 })
    expect(boundsOf(of({ to: 50_000, per_day: true }), { days: 3 })).toEqual({ least: undefined, most: 150_000 })
    expect(boundsOf(of({ to: 50_000, per_day: true }), {})).toEqual({ least: undefined, most: undefined })
    expect(boundsOf({ ...both, fine: undefined }, {})).toEqual({ least: undefined, most: undefined })
  })

  test('is proposed once the day has passed, within the share the law names, with a tie and a reason for every factor', async () => {
    const early = await handed()
    const { people, setting, copy } = early
    await transact((tx) => recognise(tx, people.central, copy.id, { dealing: early.dealing, ...recognition }, setting))
    const input = { dealing: early.dealing, rule: turnover, amount: 1, weighed: sheet(), ties: {}, until: '2026-12-31' }
    await expect(transact((tx) => propose(tx, people.central, copy.id, input, setting))).rejects.toThrow(
      refusal('too_early'),
    )
    const { proposing, deciding, enforcementAt, now, order, request } = await unmoved()
    await expect(deciding()).rejects.toThrow(refusal('not_heard'))
    await expect(proposing({ amount: 20_001 })).rejects.toThrow(refusal('penalty_too_high', 'amount'))
    await expect(proposing({ amount: 0 })).rejects.toThrow(refusal('bad_text', 'amount'))
    await expect(proposing({ amount: undefined })).rejects.toThrow(refusal('bad_text', 'amount'))
    await expect(proposing({ turnover: undefined })).rejects.toThrow(refusal('bad_text', 'turnover'))
    await expect(proposing({ rule: 'cn/dsl/penalties/article-48-2' })).rejects.toThrow(refusal('unknown_rule', 'rule'))
    await expect(proposing({ measure: 'licence' })).rejects.toThrow(refusal('unknown_rule', 'measure'))
    await expect(proposing({ ties: { users: ' ' } })).rejects.toThrow(refusal('bad_text', 'ties.establishment'))
    await expect(proposing({ until: '' })).rejects.toThrow(refusal('bad_text', 'until'))
    const unsaid = sheet({ duration: { pulls: 'raises', reason: ' ' } })
    await expect(proposing({ weighed: unsaid })).rejects.toThrow(refusal('reason_missing', 'reasons.duration'))
    await expect(proposing({ weighed: sheet({ fault: { pulls: 'up', reason: 'x' } }) })).rejects.toThrow(
      refusal('bad_text', 'pulls.fault'),
    )
    await expect(proposing({ weighed: sheet({ mood: { pulls: 'raises', reason: 'x' } }) })).rejects.toThrow(
      refusal('unknown_rule', 'weighed'),
    )
    await proposing()
    await carry(now)
    for (const id of [order.id, request.id])
      expect(await enforcementAt(id)).toMatchObject({ stage: 'proposed', proposal: { body: { amount: 20_000 } } })
  })

  test('waits for the addressee, weighs the foreign law it pleads anew, and is at most what it was heard on', async () => {
    const { people, setting, now, copy, order, dealing, proposing, deciding, enforcementAt, request } = await unmoved()
    await proposing()
    await carry(now)
    await expect(deciding()).rejects.toThrow(refusal('too_early'))
    expect((await today(db, people.provider, now())).tasks).toContainEqual(expect.objectContaining({ kind: 'answer' }))
    const hear = (foreign?: { state: string; text: string }) =>
      transact((tx) => hearOnPenalty(tx, people.provider, order.id, { dealing, text: 'We may not', foreign }, setting))
    await expect(hear({ state: 'China', text: 'x' })).rejects.toThrow(refusal('bad_text', 'state'))
    await expect(hear({ state: 'CN', text: ' ' })).rejects.toThrow(refusal('reason_missing', 'foreign'))
    await hear({ state: 'CN', text: 'Data Security Law Art 36' })
    await carry(now)
    await expect(hear()).rejects.toThrow(refusal('already_decided'))
    const waits = async (who: Actor) => {
      const { tasks, waiting } = await today(db, who, now())
      const answers = (all: readonly { readonly request: { readonly id: string } }[]) =>
        all.filter(({ request: { id } }) => id === copy.id).length
      return { tasks: answers(tasks.filter(({ kind }) => kind === 'answer')), waiting: answers(waiting) }
    }
    expect((await waits(people.deciding)).tasks).toBe(1)
    // Who proposed it sees that it waits for somebody else.
    expect(await waits(people.central)).toMatchObject({ tasks: 0, waiting: 1 })
    await expect(deciding({}, people.central)).rejects.toThrow(refusal('second_person'))
    await expect(deciding({ amount: 20_001 })).rejects.toThrow(refusal('not_heard', 'amount'))
    await expect(deciding()).rejects.toThrow(refusal('plea_not_weighed', 'reasons.comity'))
    const weighed = sheet({ comity: { pulls: 'lowers', reason: 'Art 48 threatens CNY 5 million' } })
    await deciding({ weighed })
    await carry(now)
    for (const id of [order.id, request.id])
      expect(await enforcementAt(id)).toMatchObject({ stage: 'penalised', penalty: { amount: 5_000 } })
  })

  test('may be a measure on licence or market access where the law gives one, beside a fine or instead of it', async () => {
    const path = 'eu/2023-1543/penalties/turnover.yaml'
    const measures = 'measures: [{id: suspension, says: The service is suspended for a time, cite: Art 15}]\n'
    const stricter = overlay(law, new Map([[path, `${law.files.get(path) ?? ''}\n${measures}`]]))
    const { people, setting, now, copy, order, dealing, proposing, deciding, enforcementAt, pass } = await unmoved()
    const there = { ...setting, law: stricter }
    const propose_ = (input: object) => {
      const all = {
        dealing,
        rule: turnover,
        weighed: sheet(),
        ties: { users: 'A million of them' },
        until: '2026-12-31',
        ...input,
      }
      return transact((tx) => propose(tx, people.central, copy.id, all, there))
    }
    await expect(proposing({ measure: 'suspension' })).rejects.toThrow(refusal('unknown_rule', 'measure'))
    await propose_({ measure: 'suspension' })
    await carry(now)
    pass({ hours: 20 * 24 })
    await expect(deciding()).rejects.toThrow(refusal('not_heard', 'amount'))
    const imposed = { dealing, measure: 'suspension', weighed: sheet(), reason: 'Silence', remedy: 'High Court' }
    await transact((tx) => penalise(tx, people.deciding, copy.id, imposed, there))
    await carry(now)
    const { penalty } = (await enforcementAt(order.id)) ?? {}
    expect(penalty).toMatchObject({ amount: undefined, imposed: { body: { measure: 'suspension' } } })
    // There is nothing to collect abroad.
    const abroad = { dealing, state: 'DE', authority: 'Bundesamt für Justiz' }
    await expect(transact((tx) => sendPenaltyAbroad(tx, people.central, copy.id, abroad, there))).rejects.toThrow(
      refusal('not_current'),
    )
  })

  test('may be imposed unheard when the time to be heard is over; and may be left', async () => {
    const late = await unmoved()
    await late.proposing()
    await carry(late.now)
    late.pass({ hours: 20 * 24 })
    const plea = { dealing: late.dealing, text: 'x' }
    await expect(
      transact((tx) => hearOnPenalty(tx, late.people.provider, late.order.id, plea, late.setting)),
    ).rejects.toThrow(refusal('too_late'))
    await late.deciding()
    await carry(late.now)
    expect(await late.enforcementAt(late.order.id)).toMatchObject({ stage: 'penalised' })

    const { people, setting, copy, dealing, proposing, enforcementAt, running } = await unmoved()
    await proposing()
    expect(await running(copy.id, compliance)).toBeDefined()
    const sparing = (who: Actor) =>
      transact((tx) => spare(tx, who, copy.id, { dealing, reason: 'It was an oversight' }, setting))
    await expect(sparing(people.central)).rejects.toThrow(refusal('second_person'))
    await sparing(people.deciding)
    expect(await enforcementAt(copy.id)).toMatchObject({ stage: 'spared', penalty: undefined })
    expect(await running(copy.id, compliance)).toBeUndefined()
  })

  test('leaves the time to comply running until it is lifted, on every side', async () => {
    const { people, setting, now, copy, order, dealing, running } = await penalised()
    for (const { id } of [copy, order]) expect(await running(id, compliance)).toBeDefined()
    const why = { dealing, because: 'served', reason: 'Never served' }
    await transact((tx) => lift(tx, people.deciding, copy.id, why, setting))
    await carry(now)
    for (const { id } of [copy, order]) expect(await running(id, compliance)).toBeUndefined()
  })

  test('is contested, reduced by the court, and lifted, also after the request has ended', async () => {
    const { people, setting, now, copy, order, request, dealing, enforcementAt } = await penalised()
    const appeal = { dealing, court: 'High Court', text: 'Too much' }
    const decide = (outcome: string, amount?: number) =>
      transact((tx) =>
        decideAppeal(tx, people.central, copy.id, { dealing, outcome, amount, text: 'As asked' }, setting),
      )
    await expect(decide('upheld')).rejects.toThrow(refusal('not_current'))
    await transact((tx) => appealPenalty(tx, people.provider, order.id, appeal, setting))
    await carry(now)
    await expect(transact((tx) => appealPenalty(tx, people.provider, order.id, appeal, setting))).rejects.toThrow(
      refusal('already_decided'),
    )
    await transact((tx) =>
      endEnforcement(tx, people.author, request.id, { dealing, complied: false, reason: 'Not needed' }, setting),
    )
    await carry(now)
    await expect(decide('won')).rejects.toThrow(refusal('bad_text', 'outcome'))
    await expect(decide('reduced', 5_000)).rejects.toThrow(refusal('bad_amount', 'amount'))
    await decide('reduced', 1_000)
    await carry(now)
    expect((await enforcementAt(order.id))?.penalty?.amount).toBe(1_000)
    const lifting = (because: string, who = people.deciding) =>
      transact((tx) => lift(tx, who, copy.id, { dealing, because, reason: 'It came' }, setting))
    await expect(lifting('complied', people.central)).rejects.toThrow(refusal('second_person'))
    await expect(lifting('mercy')).rejects.toThrow(refusal('bad_text', 'because'))
    await lifting('complied')
    await carry(now)
    expect(await enforcementAt(order.id)).toMatchObject({ stage: 'lifted' })
    await expect(lifting('complied')).rejects.toThrow(refusal('already_decided'))
  })

  test('is recognised in another Member State and nowhere else, once it is final', async () => {
    const { people, setting, now, copy, order, dealing, enforcementAt } = await penalised()
    const send = (state: string) =>
      transact((tx) =>
        sendPenaltyAbroad(tx, people.central, copy.id, { dealing, state, authority: 'Bundesamt für Justiz' }, setting),
      )
    await expect(send('US')).rejects.toThrow(refusal('not_recognised_abroad', 'state'))
    await expect(send('IE')).rejects.toThrow(refusal('not_recognised_abroad', 'state'))
    await expect(send('Germany')).rejects.toThrow(refusal('bad_text', 'state'))
    await transact((tx) =>
      appealPenalty(tx, people.provider, order.id, { dealing, court: 'High Court', text: 'x' }, setting),
    )
    await carry(now)
    await expect(send('DE')).rejects.toThrow(refusal('not_current'))
    await transact((tx) =>
      decideAppeal(tx, people.central, copy.id, { dealing, outcome: 'upheld', text: 'x' }, setting),
    )
    await send('DE')
    await expect(send('FR')).rejects.toThrow(refusal('already_decided'))
    const answer = { dealing, recognised: false, text: 'No sanction of this kind here' }
    await transact((tx) => answerPenaltyAbroad(tx, people.central, copy.id, answer, setting))
    await send('FR')
    await carry(now)
    expect((await enforcementAt(order.id))?.penalty).toMatchObject({
      sentAbroad: { body: { state: 'FR' } },
      answeredAbroad: undefined,
    })
  })

  test('is public in facts alone, after the addressee could reply, with its reply, until it is taken down', async () => {
    const { people, setting, now, copy, order, dealing, pass } = await penalised()
    const named = () =>
      listPublished(db, { limit: 50 }).then(({ penalties }) => penalties.find(({ id }) => id === dealing))
    const announce = (basis: string) =>
      transact((tx) =>
        announcePublication(tx, people.central, copy.id, { dealing, basis, until: '2027-01-10' }, setting),
      )
    const publish = () => transact((tx) => publishPenalty(tx, people.central, copy.id, { dealing }, setting))
    await expect(publish()).rejects.toThrow(refusal('not_current'))
    await expect(announce(' ')).rejects.toThrow(refusal('reason_missing', 'basis'))
    await announce('An Act of Ireland, s 1')
    await carry(now)
    await expect(publish()).rejects.toThrow(refusal('too_early'))
    const reply = () =>
      transact((tx) =>
        replyToPublication(tx, people.provider, order.id, { dealing, text: 'Our law forbids it' }, setting),
      )
    await reply()
    await carry(now)
    await expect(reply()).rejects.toThrow(refusal('already_decided'))
    expect(await named()).toBeUndefined()
    await publish()
    await carry(now)
    const shown = await named()
    expect(shown).toMatchObject({
      state: 'IE',
      penalty: { amount: 5_000, reply: { body: { text: 'Our law forbids it' } } },
    })
    expect(JSON.stringify(await listPublished(db, { limit: 50 }))).not.toContain(copy.title)
    await transact((tx) => takeDown(tx, people.central, copy.id, { dealing, reason: 'Annulled' }, setting))
    expect(await named()).toBeUndefined()
    await announce('An Act of Ireland, s 1')
    pass({ hours: 60 * 24 })
    await publish()
    expect(await named()).toMatchObject({ penalty: { reply: undefined } })
  })

  test('is for the enforcing authority alone, and for the addressee what is the addressee’s', async () => {
    const { people, setting, copy, order, request, dealing } = await penalised()
    const lifting = { dealing, because: 'other', reason: 'x' }
    await expect(transact((tx) => lift(tx, people.author, request.id, lifting, setting))).rejects.toThrow(
      refusal('not_permitted'),
    )
    await expect(transact((tx) => lift(tx, people.provider, order.id, lifting, setting))).rejects.toThrow(
      refusal('not_permitted'),
    )
    const appeal = { dealing, court: 'High Court', text: 'x' }
    await expect(transact((tx) => appealPenalty(tx, people.central, copy.id, appeal, setting))).rejects.toThrow(
      refusal('not_permitted'),
    )
  })
})
