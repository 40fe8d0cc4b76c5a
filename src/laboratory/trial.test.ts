import { beforeAll, describe, expect, test } from 'vitest'
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
