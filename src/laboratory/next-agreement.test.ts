import { beforeAll, expect, test } from 'vitest'
import type { LawBase } from '../law/index.ts'
import { readLaw } from '../read-law.ts'
import { nextAgreements } from './next-agreement.ts'
import { readProposal } from './proposal.ts'
import { pairsOfStates } from './records/lines.ts'

let law: LawBase
let lines: string[]
beforeAll(async () => {
  law = await readLaw()
  const wanted = /"id":"(IE-(US|AD|CN)|(US|AD|CN|KZ)-IE)-/
  lines = [...pairsOfStates(law, ['IE'])].filter((line) => wanted.test(line))
})

test('the next agreement of a state is searched among treaties it has not joined and partners, with the requests behind it', () => {
  const { candidates, requests, untried } = nextAgreements(law, {
    state: 'IE',
    lines,
    partners: ['KZ'],
    today: '2026-11-21',
  })
  expect([requests, untried]).toEqual([lines.length, []])
  const budapest = candidates.find(({ title }) => title === 'IE joins Budapest Convention')
  expect(budapest).toMatchObject({ does: 'joins', closed: 0 })
  expect(budapest?.eased).toBeGreaterThan(0)
  expect(budapest?.behind.flatMap(({ first }) => first)).toContain('AD-IE-subscriber')
  expect(candidates.some(({ title }) => title === 'IE joins European MLA Convention 1959')).toBe(false)
  const orders = candidates.map(({ opened }) => opened)
  expect(orders).toEqual(orders.toSorted((a, b) => b - a))
  const own = candidates.filter(({ does }) => does === 'concludes')
  expect(own.map(({ title }) => title).sort()).toEqual([
    'Agreement of IE and KZ from one central authority to the other',
    'Agreement of IE and KZ with orders to the provider',
  ])
  // Each can be kept, changed and tried as any other proposal.
  for (const { text, title } of candidates) expect(readProposal(text, law).title).toBe(title)
})

test('a state there is not is refused', () => {
  expect(() => nextAgreements(law, { state: 'XX', lines, today: '2026-11-21' })).toThrow(
    expect.objectContaining({ code: 'bad_model', path: 'state' }),
  )
})
