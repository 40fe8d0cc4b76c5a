import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { approve } from '../approvals.ts'
import { abroadOn } from '../examination/abroad.fixture.ts'
import { answerConditions, setConditions } from '../examination/acting.ts'
import { allOf } from '../examination/dealing.ts'
import { findDealings } from '../store/dealings.ts'
import { law, stageOn } from '../story.fixture.ts'
import { today } from '../today.ts'
import { answerUse, askUse, recordUse } from './acting.ts'
import { judge, limitsOf, type Purpose } from './judging.ts'

const stage = stageOn((await testDatabase()).db)
const { db, transact, carry, handOver } = stage
const { order } = abroadOn(stage)

const refusal = (code: string, path?: string) => expect.objectContaining({ code, ...(path && { path }) })

/** What France gave on an order of Munich, which lies at Munich now. */
async function answered({ promise = false } = {}) {
  const story = await order()
  const { people, setting, now, copy, request } = story
  if (promise) {
    const conditions = [{ promises: 'speciality', says: 'It is used in this case alone' }]
    await transact((tx) => setConditions(tx, people.executing, copy.id, { conditions }, setting))
    await carry(now)
    const [set] = allOf(await findDealings(db, request.id), 'conditions')
    const input = { dealing: set?.dealing ?? '', answers: { 1: { accepted: true } } }
    await transact((tx) => answerConditions(tx, people.munich, request.id, input, setting))
    await carry(now)
  }
  for (const step of ['recognise', 'execute']) {
    await transact((tx) => approve(tx, people.executing, copy.id, { step }, setting))
    await carry(now)
  }
  await handOver(people.executing, copy, setting)
  await carry(now)
  const rows = await db.selectFrom('vault_items').select(['id']).where('org_id', '=', request.org).execute()
  const items = rows.map(({ id }) => id)
  await db.updateTable('vault_items').set({ state: 'verified' }).where('org_id', '=', request.org).execute()
  const wanted = {
    stage: 'evidence',
    purpose: 'request',
    proceeding: 'LG München I, 4 KLs 12/26',
    items,
    reason: 'It shows who paid',
  }
  const use = (more: object = {}, who = people.munich) =>
    transact((tx) => recordUse(tx, who, request.id, { ...wanted, ...more }, setting))
  const ask = (more: object = {}) =>
    transact((tx) => askUse(tx, people.munich, request.id, { ...wanted, purpose: 'other-criminal', ...more }, setting))
  const said = (id = request.id) => findDealings(db, id)
  return { ...story, items, use, ask, said, wanted }
}

describe('what came for an investigation', () => {
  test('becomes evidence in its own step, with the proceeding and the reason', async () => {
    const { use, said, people, items } = await answered()
    await expect(use({ items: [] })).rejects.toThrow(refusal('nothing_produced', 'items'))
    await expect(use({ items: ['item_other'] })).rejects.toThrow(refusal('nothing_produced', 'items'))
    await expect(use({ reason: '' })).rejects.toThrow(refusal('reason_missing'))
    await expect(use({ proceeding: ' ' })).rejects.toThrow(refusal('bad_text', 'proceeding'))
    await expect(use({ purpose: 'gossip' })).rejects.toThrow(refusal('bad_text', 'purpose'))
    await expect(use({}, people.executing)).rejects.toThrow(refusal('not_permitted'))
    await use()
    const [used] = allOf(await said(), 'used')
    expect(used?.body).toMatchObject({ items, stage: 'evidence', basis: { by: 'silent', rules: [] } })
  })

  test('that was promised for one case needs the consent of who gave it for another, and gets it by message', async () => {
    const { use, ask, said, people, copy, setting, now, request, made } = await answered({ promise: true })
    await use()
    expect(allOf(await said(), 'used')[0]?.body.basis).toMatchObject({
      by: 'allowed',
      cites: ['It is used in this case alone'],
    })
    const other = { stage: 'purpose', purpose: 'other-criminal', proceeding: '12 Js 99/26' }
    await expect(use(other)).rejects.toThrow(refusal('consent_needed', 'purpose'))
    await expect(ask({ purpose: 'request' })).rejects.toThrow(refusal('not_current'))
    await ask(other)
    await expect(ask(other)).rejects.toThrow(refusal('already_decided'))
    expect((await carry(now)).map(({ to }) => to)).toEqual([made.executing.id])
    expect((await today(db, people.executing, now())).tasks).toMatchObject([{ kind: 'answer' }])
    const [asked] = allOf(await said(copy.id), 'use-asked')
    expect(asked?.body).toMatchObject({ ...other, reason: 'It shows who paid' })
    const dealing = asked?.dealing ?? ''
    const answer = (id: string, who: typeof people.munich, allowed: boolean, text = '') =>
      transact((tx) => answerUse(tx, who, id, { dealing, allowed, text }, setting))
    await expect(answer(request.id, people.munich, true)).rejects.toThrow(refusal('wrong_organisation'))
    await expect(answer(copy.id, people.executing, false)).rejects.toThrow(refusal('reason_missing', 'text'))
    await answer(copy.id, people.executing, true, 'Not the names of third persons')
    await expect(answer(copy.id, people.executing, true)).rejects.toThrow(refusal('already_decided'))
    await carry(now)
    await use(other)
    expect(allOf(await said(), 'used').at(-1)?.body.basis).toMatchObject({ by: 'consent', consent: dealing })
    await expect(use({ ...other, proceeding: '13 Js 1/27' })).rejects.toThrow(refusal('consent_needed'))
  })

  test('is not used where the consent was denied', async () => {
    const { use, ask, said, people, copy, setting, now } = await answered({ promise: true })
    const other = { stage: 'purpose', purpose: 'other', proceeding: 'Tax proceeding' }
    await ask(other)
    await carry(now)
    const [asked] = allOf(await said(copy.id), 'use-asked')
    const input = { dealing: asked?.dealing ?? '', allowed: false, text: 'Tax matters are excluded' }
    await transact((tx) => answerUse(tx, people.executing, copy.id, input, setting))
    await carry(now)
    await expect(use(other)).rejects.toThrow('denied')
    await ask(other)
  })
})

describe('the limits of the law on the use of what came', async () => {
  const { request } = await order()
  const limits = (more: object) => {
    return limitsOf(law, { ...request, ...more } as typeof request, [])
  }
  const asks = async (more: object, purpose: Purpose, stage: 'evidence' | 'purpose' = 'purpose') => {
    const { answer, cites } = judge(limits(more), { stage, purpose })
    return [answer, ...cites]
  }
  const from = (asking: string, to: string, rule: string, facts: object = {}) => ({
    rule,
    to,
    facts: { asking: { state: asking, authority: 'prosecutor' }, ...facts },
  })
  const treaty = 'treaties/general/routes/mla-bilateral'

  test('China gives its result for the case in the request alone', async () => {
    const china = from('FR', 'CN', treaty)
    expect(await asks(china, 'request')).toEqual(['allowed', 'Art 18'])
    expect(await asks(china, 'onward')).toEqual(['consent', 'Art 18'])
    expect(await asks(from('CN', 'FR', treaty), 'onward')).toEqual(['silent'])
  })

  test('the agreement of the Union and the United States knows five uses', async () => {
    const agreement = from('US', 'FR', treaty)
    expect(await asks(agreement, 'other-criminal')).toEqual(['allowed', 'Art 9(1)(a)'])
    expect(await asks(agreement, 'threat')).toEqual(['allowed', 'Art 9(1)(b)'])
    expect(await asks(agreement, 'related')).toEqual(['allowed', 'Art 9(1)(c)'])
    expect(await asks(agreement, 'published')).toEqual(['allowed', 'Art 9(1)(d)'])
    expect(await asks(agreement, 'other')).toEqual(['consent', 'Art 9(1)(e)'])
    expect(await asks(from('DE', 'FR', treaty), 'other')).toEqual(['silent'])
  })

  test('information between the police is no evidence without consent', async () => {
    const police = from('DE', 'FR', 'eu/2023-977/routes/information-request')
    expect(await asks(police, 'request', 'evidence')).toEqual(['consent', 'Art 1'])
    expect(await asks(police, 'request', 'purpose')).toEqual(['silent'])
  })

  test('between the mainland and Taiwan nobody can allow another purpose', async () => {
    const strait = from('CN', 'TW', 'tw/cross-strait/routes/assistance')
    expect((await asks(strait, 'other'))[0]).toBe('refused')
    expect((await asks(strait, 'request'))[0]).toBe('allowed')
  })

  test('evidence in a case that may end in the death penalty needs the consent of the United Kingdom', async () => {
    const route = 'treaties/us-gb-data-access/routes/us-order'
    const fatal = from('US', 'GB', route, { offence: { deathPenaltyPossible: true } })
    expect((await asks(fatal, 'request', 'evidence'))[0]).toBe('consent')
    const safe = from('US', 'GB', route, { offence: { deathPenaltyPossible: false } })
    expect((await asks(safe, 'request', 'evidence'))[0]).toBe('silent')
  })
})
