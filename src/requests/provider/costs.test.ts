import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { complete, withdraw } from '../sending.ts'
import { today } from '../today.ts'
import type { NewClaim } from './costs.ts'
import { answerClaim, claimCosts, recordPayment } from './costs.ts'
import { openDesk, refusal } from './desk.fixture.ts'
import { ledgerCsv, ledgerOf } from './ledger.ts'
import { digitsOf, majorOf, minorFrom } from './money.ts'

const { db, transact, carry, ordered } = await openDesk()

describe('an amount', () => {
  test('is a whole number of the smallest unit of its currency', () => {
    expect(['EUR', 'JPY', 'KWD'].map(digitsOf)).toEqual([2, 0, 3])
    expect(minorFrom('12.5', 2, 'each')).toBe(1250)
    expect(minorFrom('0.07', 2, 'each')).toBe(7)
    expect(majorOf(7, 2)).toBe('0.07')
    expect(majorOf(1250, 0)).toBe('1250')
    for (const wrong of ['12.505', '-1', '1e3', '1,000', '', 'ten', '.5', '99999999999999999999'])
      expect(() => minorFrom(wrong, 2, 'each')).toThrow(refusal('bad_amount', 'each'))
    expect(() => digitsOf('EURO')).toThrow(refusal('bad_amount', 'currency'))
    expect(() => digitsOf('QQQ')).toThrow(refusal('bad_amount', 'currency'))
  })

  test('comes back as it was written, whatever it is', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 50 }), fc.constantFrom(0, 2, 3), (minor, digits) => {
        expect(minorFrom(majorOf(minor, digits), digits, 'each')).toBe(minor)
      }),
    )
  })
})

const costs: NewClaim = {
  provision: 'JVEG § 23, Anlage 3',
  currency: 'EUR',
  lines: [
    { what: 'Subscriber data, one account', quantity: 3, each: '18.00' },
    { what: '=HYPERLINK("x"), hours', quantity: 2, each: '21.10' },
  ],
}

async function claimed(input: Partial<NewClaim> = {}) {
  const story = await ordered({ data: ['d1'] })
  const { people, order, setting, now, request } = story
  const claim = await transact((tx) => claimCosts(tx, people.provider, order.id, { ...costs, ...input }, setting))
  await carry(now)
  const answer = (accepted: string[], reason?: string) =>
    transact((tx) =>
      answerClaim(tx, people.author, request.id, { claim: claim.id, accepted, ...(reason && { reason }) }, setting),
    )
  const pay = (amount: string, on = '2026-11-20') =>
    transact((tx) =>
      recordPayment(tx, people.author, request.id, { claim: claim.id, amount, on, reference: 'Transfer 7' }, setting),
    )
  const totals = async () =>
    Promise.all([people.provider, people.author].map(async (actor) => (await ledgerOf(db, actor)).totals[0]))
  return { ...story, claim, answer, pay, totals }
}

describe('costs', () => {
  test('are claimed under a rule of the law, by lines that add up, and put before whoever asked', async () => {
    const { claim, here, people, now, totals } = await claimed()
    expect(claim).toMatchObject({ claimed: 9620, rule: { cite: 'Art 14(1)', provision: 'JVEG § 23, Anlage 3' } })
    expect((await here()).costs.claims).toMatchObject([{ id: claim.id, side: 'pays', claimed: 9620 }])
    expect((await today(db, people.author, now())).tasks.map(({ kind }) => kind)).toContain('answer-claim')
    expect(await totals()).toMatchObject([
      { side: 'claims', claimed: 9620, open: 9620, accepted: 0 },
      { side: 'pays', claimed: 9620, open: 9620, accepted: 0 },
    ])
  })

  test('are not claimed without the provision the rule asks for, without lines, or for nothing', async () => {
    const { people, order, setting, request } = await ordered({ data: ['d1'] })
    const claim = (input: Partial<NewClaim>, actor = people.provider, id: string = order.id) =>
      transact((tx) => claimCosts(tx, actor, id, { ...costs, ...input }, setting))
    await expect(claim({ provision: '' })).rejects.toThrow(refusal('bad_text', 'provision'))
    await expect(claim({ lines: [] })).rejects.toThrow(refusal('bad_amount', 'lines'))
    const free = [{ what: 'Nothing', quantity: 1, each: '0' }]
    await expect(claim({ lines: free })).rejects.toThrow(refusal('bad_amount', 'lines'))
    const half = [{ what: 'Half an hour', quantity: 0.5, each: '10' }]
    await expect(claim({ lines: half })).rejects.toThrow(refusal('bad_amount', 'lines.0.quantity'))
    await expect(claim({ currency: 'XYZ' })).rejects.toThrow(refusal('bad_amount', 'currency'))
    await expect(claim({}, people.author, request.id)).rejects.toThrow(refusal('not_permitted'))
    await transact((tx) => withdraw(tx, people.author, request.id, { reason: 'Not needed' }, setting))
    await carry(setting.now)
    await claim({}) // what was done until then has cost something all the same
  })

  test('are accepted in part with a reason, never beyond what is claimed, never less than before', async () => {
    const { answer, totals, now, people, there } = await claimed()
    await expect(answer(['54.00'])).rejects.toThrow(refusal('bad_amount', 'accepted.1'))
    await expect(answer(['54.01', '0'], 'x')).rejects.toThrow(refusal('bad_amount', 'accepted.0'))
    await expect(answer(['54.00', '21.10'])).rejects.toThrow(refusal('reason_missing'))
    await answer(['54.00', '21.10'], 'One hour is enough')
    await carry(now)
    expect((await there()).costs.claims).toMatchObject([
      { accepted: 7510, disputed: 2110, reason: 'One hour is enough' },
    ])
    expect((await today(db, people.author, now())).tasks.map(({ kind }) => kind)).not.toContain('answer-claim')
    await expect(answer(['54.00', '0'], 'No')).rejects.toThrow(refusal('bad_amount', 'accepted.1'))
    await answer(['54.00', '42.20'])
    await carry(now)
    expect(await totals()).toMatchObject([
      { open: 0, accepted: 9620, disputed: 0, due: 9620 },
      { open: 0, accepted: 9620, disputed: 0, due: 9620 },
    ])
  })

  test('are paid by whoever asked, no more than was accepted; the ledger of both sides says the same', async () => {
    const { answer, pay, totals, now, people, order, setting, claim } = await claimed()
    await expect(pay('1.00')).rejects.toThrow(refusal('bad_amount', 'amount'))
    await answer(['54.00', '0'], 'No hours')
    await pay('50.00')
    await expect(pay('4.01')).rejects.toThrow(refusal('bad_amount', 'amount'))
    await expect(pay('4.00', '2026-12-24')).rejects.toThrow(refusal('bad_text', 'on'))
    await pay('4.00')
    await carry(now)
    const sums = { claimed: 9620, open: 0, accepted: 5400, disputed: 4220, paid: 5400, due: 0 }
    expect(await totals()).toMatchObject([sums, sums])
    await expect(
      transact((tx) => answerClaim(tx, people.provider, order.id, { claim: claim.id, accepted: [] }, setting)),
    ).rejects.toThrow(refusal('not_permitted'))
    await expect(transact((tx) => complete(tx, people.provider, order.id, setting))).rejects.toThrow()
  })

  test('are handed to a spreadsheet exactly, and no text of theirs becomes a formula', async () => {
    const { answer, people } = await claimed()
    await answer(['54.00', '21.10'], 'One hour')
    const csv = ledgerCsv(await ledgerOf(db, people.author))
    const [head, first, second] = csv.split('\r\n')
    expect(head?.split(',')).toContain('accepted')
    expect(first).toContain('"Subscriber data, one account",3,18.00,54.00,54.00,0.00,disputed,96.20,0.00')
    expect(second).toContain(`"'=HYPERLINK(""x""), hours",2,21.10,42.20,21.10,21.10`)
  })
})
