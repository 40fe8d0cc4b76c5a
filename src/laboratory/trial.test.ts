import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Facts, type LawBase, parseFacts } from '../law/index.ts'
import { readLaw } from '../read-law.ts'
import { readProposal } from './proposal.ts'
import { tryProposal } from './trial.ts'

let law: LawBase
let order: Facts
const today = '2026-11-21'

beforeAll(async () => {
  law = await readLaw()
  order = parseFacts({
    asking: { state: 'DE', authority: 'judge' },
    proceeding: 'criminal',
    offence: { maxPenaltyMonths: 24, byInformationSystem: false, listed: [] },
    holder: {
      kind: 'provider',
      seat: 'IE',
      establishments: ['IE'],
      addressees: [{ state: 'IE', as: 'designated-establishment' }],
      offersServicesIn: ['DE'],
      service: 'electronic-communications',
      role: 'controller',
    },
    data: [{ id: 'd1', category: 'content', stored: true, storedIn: ['IE'] }],
    measure: 'produce',
    urgency: 'ordinary',
  })
})

const proposal = (rules: unknown) => JSON.stringify({ title: 'A proposal', law: rules })

describe('a proposal', () => {
  test('that takes the production order away closes it in every case, and the base stays as it was', () => {
    const without = readProposal(proposal({ 'eu/2023-1543/routes/production-order': null }), law)
    expect(without.rules).toEqual([{ rule: 'eu/2023-1543/routes/production-order', does: 'removes' }])
    expect(without.law.rules.has('eu/2023-1543/routes/production-order')).toBe(false)
    expect(law.rules.has('eu/2023-1543/routes/production-order')).toBe(true)
  })

  test('that restates an instrument changes it, however it is named, and a new one is added', () => {
    const body = { ...parse(law.files.get('coe/224/instrument.yaml') ?? ''), short: 'Second Protocol' }
    for (const name of ['coe/224', 'coe/224/instrument']) {
      const bill = readProposal(proposal({ [name]: body }), law)
      expect(bill.rules).toEqual([{ rule: 'coe/224', does: 'changes' }])
      expect(bill.law.rule('instrument', 'coe/224').short).toBe('Second Protocol')
    }
    const added = readProposal(proposal({ 'coe/999': body, 'coe/999/instrument': body }), law)
    expect(added.rules).toEqual([{ rule: 'coe/999', does: 'adds' }])
  })

  test('that only ratifies a treaty brings it into force by the rule of the treaty', () => {
    const text = (instrument: string) =>
      JSON.stringify({ title: 'Germany ratifies', ratifications: [{ instrument, ratified: '2026-05-20', by: ['DE'] }] })
    const ratified = readProposal(text('coe/224'), law)
    expect(ratified.rules).toEqual([{ rule: 'coe/224', does: 'changes' }])
    expect(ratified.law.rule('instrument', 'coe/224').in_force).toEqual({ from: '2026-09-01' })
    expect(law.rule('instrument', 'coe/224').in_force).toEqual({ pending: true })
    expect(() => readProposal(text('us/sca'), law)).toThrow(expect.objectContaining({ code: 'unlawful_proposal' }))
  })

  test('is tried on each case under both laws, and says which digests it was tried with', () => {
    const without = readProposal(proposal({ 'coe/30/routes/request': null, 'eu/mla-2000/routes/request': null }), law)
    const report = tryProposal(law, without, [order], today)
    expect(report).toMatchObject({ cases: 1, law: { before: law.digest, after: without.law.digest } })
    const [trial] = report.trials
    expect(trial?.items[0]?.before.route).toMatch(/^(coe\/30|eu\/mla-2000)\/routes\/request$/)
    expect(trial?.items[0]?.change).not.toBe('same')
    expect(trial?.items[0]?.after.route).not.toBe(trial?.items[0]?.before.route)
  })

  test('that changes nothing changes nothing', () => {
    const report = tryProposal(law, readProposal(proposal({}), law), [order], today)
    expect(report.changes).toEqual({ better: 0, worse: 0, 'other-route': 0, same: 1 })
  })

  test.each([
    ['no title', '{"law":{}}', 'malformed_proposal'],
    ['not YAML', '{', 'malformed_proposal'],
    ['a path out of the law', '{"title":"x","law":{"../etc/passwd":null}}', 'malformed_proposal'],
    [
      'a rule without a citation',
      '{"title":"x","law":{"eu/2023-1543/reach/more":{"title":"More"}}}',
      'unlawful_proposal',
    ],
  ])('with %s is refused', (_, text, code) => {
    expect(() => readProposal(text, law)).toThrow(expect.objectContaining({ code }))
  })
})
