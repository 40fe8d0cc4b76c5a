import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import type { Facts } from '../../law/index.ts'
import { approve } from '../approvals.ts'
import { clear } from '../assessment.ts'
import { careful } from '../checks/statement.fixture.ts'
import { stateCase } from '../checks/stating.ts'
import { draftRequest, submitRequest } from '../drafting.ts'
import { openMatter } from '../matters.ts'
import { type Objection, objectTo } from '../objecting.ts'
import { complete, sendRequest, withdraw } from '../sending.ts'
import { findClocks } from '../store/clocks.ts'
import { findRequest } from '../store/requests.ts'
import { findReviews } from '../store/reviews.ts'
import { stageOn, storyClock } from '../story.fixture.ts'
import { today } from '../today.ts'
import { askThirdState, giveRuling, orderAtOnce, refer, respond } from './acting.ts'
import { reviewFile } from './reading.ts'
import type { RulingInput } from './ruling.ts'

const { db, transact, carry, copyAt, cast, handOver } = stageOn((await testDatabase()).db)

const refusal = (code: string, path?: string) => expect.objectContaining({ code, ...(path && { path }) })

/** A British customer's mail, kept in Britain by a provider of the United States. */
const british: Facts = {
  on: '2026-11-20',
  asking: { state: 'US' as never, authority: 'prosecutor' },
  proceeding: 'criminal',
  offence: { description: 'Wire fraud', maxPenaltyMonths: 240, committedIn: ['US' as never] },
  person: { nationality: ['GB' as never], residence: 'GB' as never, location: 'GB' as never, privileged: 'none' },
  holder: {
    kind: 'provider',
    seat: 'US' as never,
    establishments: ['GB' as never],
    service: 'electronic-communications',
  },
  data: [
    { id: 'mail', category: 'content', storedIn: ['GB' as never], stored: true, personal: true },
    { id: 'drafts', category: 'content', storedIn: ['GB' as never], stored: true, personal: true },
  ],
  measure: 'produce',
  urgency: 'ordinary',
}
const irish: Facts = {
  ...british,
  person: { nationality: ['IE' as never], residence: 'IE' as never, location: 'IE' as never, privileged: 'none' },
  holder: { ...british.holder, establishments: ['IE' as never] },
  data: (british.data ?? []).map((item) => ({ ...item, storedIn: ['IE' as never] })),
}

/** A warrant issued by the court and served on the provider. */
async function served(facts: Facts = british) {
  const clock = storyClock()
  const { setting, now } = clock
  const { people, party, made } = await cast()
  const matter = await transact((tx) =>
    openMatter(tx, people.attorney, { title: 'Wire fraud', fileNumber: '26-cr-00412', facts }, now),
  )
  const input = {
    rule: 'us/sca/routes/warrant',
    parties: [party('usProvider'), party('districtCourt')],
    despite: 'The data are in the custody of a provider of the United States',
  }
  const request = await transact((tx) => draftRequest(tx, people.attorney, matter.id, input, setting))
  await transact((tx) => stateCase(tx, people.attorney, request.id, careful(request.items), setting))
  await transact((tx) => submitRequest(tx, people.attorney, request.id, setting))
  await carry(now)
  const issued = await copyAt(made.districtCourt.id)
  const signature = { fileNumber: '26-mj-77', post: 'Magistrate Judge' }
  await transact((tx) => approve(tx, people.districtJudge, issued.id, signature, setting))
  await carry(now)
  await transact((tx) => sendRequest(tx, people.attorney, request.id, setting))
  await carry(now)
  const order = await copyAt(made.usProvider.id)
  const court = { org: made.districtCourt.id, name: made.districtCourt.name, state: 'US' }
  return { ...clock, people, made, request, order, task: issued, court }
}

const motion: Objection = {
  ground: 'us/sca/grounds/2703h',
  reason: 'The customer is British and British law forbids the disclosure',
  preserved: true,
  boxes: {
    'process.court': 'United States District Court', 'process.number': '26-mj-77', 'provider.contact': 'Ben Ortiz',
    'belief.person': 'A subject of the King who lives in Leeds', 'belief.government': 'GB', 'belief.agreement': 'Agreement of 3 October 2022',
    'belief.law': 'Investigatory Powers Act 2016, section 3', 'belief.risk': 'Disclosure would be an interception',
    'comity.us': 'A fraud on victims here', 'comity.foreign': 'Protection of its residents', 'comity.penalties': 'Up to two years',
    'comity.customer': 'Leeds, no link here', 'comity.provider': 'Incorporated in Ohio', 'comity.importance': 'Records of bank transfers exist',
    'comity.alternatives': 'A request to the United Kingdom takes weeks', 'relief.sought': 'quash', 'relief.preserved': true,
    'relief.date': '2026-11-20', 'relief.signature': 'Ben Ortiz', 'process.contents': true,
  },
} // biome-ignore format: a table

/** … and the provider moves to quash. */
async function moved(facts?: Facts, input: Partial<Objection> = {}) {
  const story = await served(facts)
  const { people, setting, order, court, now, made, request } = story
  await transact((tx) => objectTo(tx, people.usProvider, order.id, { ...motion, court, ...input }, setting))
  const carried = await carry(now)
  const [review] = await findReviews(db, made.attorney.id, request.id)
  const id = review?.id ?? ''
  const status = async () => [
    (await findRequest(db, made.attorney.id, request.id)).status,
    (await findRequest(db, made.usProvider.id, order.id)).status,
  ]
  return { ...story, carried, id, status }
}

const point = (speaksFor: string, weight = 'some') => ({ facts: 'As shown', weight, speaksFor, reason: 'On the whole' })
const factors = (n: number, all: ReturnType<typeof point>) =>
  Object.fromEntries(Array.from({ length: n }, (_, i) => [i + 1, all]))
const all = ['mail', 'drafts']
const quash: RulingInput = {
  findings: { breach: { items: all, reason: 'Section 3 forbids it' }, foreigner: { items: all, reason: 'British, in Leeds' } },
  weighed: { ...factors(7, point('protection')), 8: point('neither', 'none') },
  items: { mail: { ruling: 'modify', how: 'Only of May 2026', reason: 'x' }, drafts: { ruling: 'lift', reason: 'x' } },
  remedies: 'Appeal within thirty days', post: 'District Judge', fileNumber: '26-mj-77-2',
} // biome-ignore format: a table

describe('the motion of 18 USC 2703(h)', () => {
  test('is brought by the provider before the court, complete, and told to the government', async () => {
    const story = await served()
    const { people, setting, order, court, now, made } = story
    const file = (input: object) =>
      transact((tx) => objectTo(tx, people.usProvider, order.id, { ...motion, court, ...input }, setting))
    await expect(file({ court: undefined })).rejects.toThrow(refusal('review_needed', 'court'))
    await expect(file({ boxes: {} })).rejects.toThrow(refusal('boxes_missing'))
    await expect(file({ court: { org: made.court.id, name: 'München', state: 'DE' } })).rejects.toThrow(
      refusal('wrong_state', 'court'),
    )
    await file({})
    expect((await carry(now)).map(({ type, to }) => [type, to])).toEqual([
      ['objection', made.attorney.id],
      ['review', made.districtCourt.id],
      ['hearing', made.attorney.id],
    ])
    expect((await today(db, people.districtJudge, now())).tasks).toMatchObject([
      { step: { does: 'review', title: 'Decide the motion to modify or quash' } },
    ])
  })

  test('is not for the authority to refer; it answers, and the court reads both sides', async () => {
    const { people, setting, now, request, court, id, made, order, task } = await moved()
    const input = { review: id, court, statement: 'x', items: all }
    await expect(transact((tx) => refer(tx, people.attorney, request.id, input, setting))).rejects.toThrow(
      refusal('already_decided'),
    )
    expect((await today(db, people.attorney, now())).tasks).toMatchObject([{ kind: 'answer-objection' }])
    const answer = {
      review: id,
      text: 'RESPONSE: victims are waiting',
      points: { 6: 'There are no other records' },
      shared: false,
    }
    await transact((tx) => respond(tx, people.attorney, request.id, answer, setting))
    await carry(now)
    expect((await today(db, people.attorney, now())).tasks).toEqual([])
    const kinds = async (org: string, which: string) =>
      (await reviewFile(db, org, which, id)).entries.map(({ kind }) => kind)
    expect(await kinds(made.districtCourt.id, task.id)).toEqual(['objection', 'brought', 'response'])
    expect(await kinds(made.usProvider.id, order.id)).toEqual(['objection', 'brought'])
  })

  test('within fourteen days; after them only where the government agrees or the court gave more time', async () => {
    const { people, setting, order, court, pass, now, made } = await served()
    const clock = (await findClocks(db, order.id)).find(({ rule }) => rule === 'us/sca/clocks/2703h-motion')
    expect(clock?.due?.slice(0, 10)).toBe('2026-12-05') // midnight of 4 December in New York
    pass({ hours: 24 * 16 })
    const file = (late?: string) =>
      transact((tx) => objectTo(tx, people.usProvider, order.id, { ...motion, court, ...(late && { late }) }, setting))
    await expect(file()).rejects.toThrow(refusal('too_late', 'late'))
    await file('The government agrees (letter of 5 December)')
    await carry(now)
    expect(await copyAt(made.districtCourt.id)).toBeDefined()
  })

  test('keeps the data from being produced while it is pending, unless the court orders them at once', async () => {
    const { people, setting, now, order, task, id, status } = await moved()
    expect(await status()).toEqual(['objected', 'objected'])
    await transact((tx) => clear(tx, people.usProvider, order.id, {}, setting))
    await expect(handOver(people.usProvider, order, setting)).rejects.toThrow(refusal('held'))
    await expect(
      transact((tx) =>
        askThirdState(
          tx,
          people.districtJudge,
          task.id,
          { review: id, authority: 'x', state: 'GB', text: 'x' },
          setting,
        ),
      ),
    ).rejects.toThrow(refusal('not_current'))
    await transact((tx) =>
      orderAtOnce(tx, people.districtJudge, task.id, { review: id, reason: 'Evidence is being destroyed' }, setting),
    )
    await carry(now)
    await handOver(people.usProvider, order, setting)
    await carry(now)
    expect((await status())[0]).toBe('objected') // the dispute goes on
  })

  test('is granted item by item, with eight factors weighed and both conditions found', async () => {
    const { people, setting, now, task, id, request, made, order, status } = await moved()
    const rule = (input: Partial<RulingInput>) =>
      transact((tx) => giveRuling(tx, people.districtJudge, task.id, { ...quash, ...input, review: id }, setting))
    const seven = await rule({ weighed: factors(7, point('protection')) }).catch((error) => error.missing)
    expect(seven.map(({ cite }: { cite: string }) => cite)).toEqual(Array(4).fill('18 USC 2703(h)(3)(H)'))
    const resident = { ...quash.findings, foreigner: { items: [], reason: 'She lives in Ohio' } }
    await expect(rule({ findings: resident })).rejects.toThrow(refusal('ruling_unfounded', 'items.mail.ruling'))
    await rule({})
    await carry(now)
    expect(await status()).toEqual(['sent', 'received'])
    for (const [org, which] of [[made.attorney.id, request.id], [made.usProvider.id, order.id]] as const)
      expect((await reviewFile(db, org, which, id)).entries.at(-1)).toMatchObject({
        kind: 'ruling', body: { items: [{ item: 'mail', ruling: 'modify', how: 'Only of May 2026' }, { item: 'drafts', ruling: 'lift' }] },
      }) // biome-ignore format: a table
  })

  test('is moot once the process is withdrawn, which the court learns too', async () => {
    const { people, setting, now, request, task, made, id } = await moved()
    await expect(transact((tx) => complete(tx, people.attorney, request.id, setting))).rejects.toThrow(
      refusal('not_current'),
    )
    await transact((tx) =>
      withdraw(tx, people.attorney, request.id, { reason: 'The agreement is used instead' }, setting),
    )
    await carry(now)
    expect((await findRequest(db, made.districtCourt.id, task.id)).endedAt).toBeDefined()
    await expect(
      transact((tx) => giveRuling(tx, people.districtJudge, task.id, { ...quash, review: id }, setting)),
    ).rejects.toThrow(refusal('ended'))
  })

  test('is for contents alone', async () => {
    const records = (british.data ?? []).map((item) => ({ ...item, category: 'subscriber' as const }))
    const { people, setting, order, court } = await served({ ...british, data: records })
    await expect(
      transact((tx) => objectTo(tx, people.usProvider, order.id, { ...motion, court }, setting)),
    ).rejects.toThrow(refusal('no_such_ground'))
  })
})

describe('common-law comity', () => {
  const comity = { ground: 'us/comity/grounds/comity', reason: 'Article 48 of the GDPR forbids it', boxes: {} }

  test('suspends nothing, is weighed by its own seven points, and can be denied', async () => {
    const { people, setting, now, task, id, status } = await moved(irish, comity)
    expect(await status()).toEqual(['objected', 'objected'])
    expect((await findClocks(db, task.id)).find(({ rule }) => rule === 'us/comity/clocks/review')).toMatchObject({
      holds: false,
    })
    const denied: RulingInput = {
      ...quash,
      findings: { forbids: { items: all, reason: 'Article 48' } },
      weighed: factors(7, point('disclosure', 'strong')),
      items: { mail: { ruling: 'uphold', reason: 'x' }, drafts: { ruling: 'uphold', reason: 'x' } },
    }
    await transact((tx) => giveRuling(tx, people.districtJudge, task.id, { ...denied, review: id }, setting))
    await carry(now)
    expect(await status()).toEqual(['sent', 'received'])
  })
})
