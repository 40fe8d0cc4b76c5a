import { expect, test } from 'vitest'
import { compile } from '../compile.ts'
import { asFiles, smallLaw } from '../small-law.fixture.ts'
import { casesOf } from './cases-of-rule.ts'

const letter = 'pact/routes/letter'
const law = compile(
  asFiles({
    ...smallLaw,
    'cases/a.yaml': [
      { name: 'Open', expect: { routes: { [letter]: 'open' } } },
      { name: 'Closed', expect: { routes: { [letter]: 'closed' } } },
      { name: 'Unknown', expect: { routes: { [letter]: 'unknown' } } },
      { name: 'Fined', expect: { conflicts: [{ forbids: 'bars/gates/storage', exposure: ['order/penalties/fine'] }] } },
    ],
  }),
)
const names = (rule: string) => {
  const { holding, failing, naming } = casesOf(law, rule, '2026-11-21')
  return [holding, failing, naming].map((cases) => cases.map(({ name }) => name))
}

test('a rule has the cases it fits, those it does not, and those that only name it', () => {
  expect(names(letter)).toEqual([['Open'], ['Closed'], ['Unknown']])
})

test('a penalty has the cases whose answer names it', () => {
  expect(names('order/penalties/fine')).toEqual([[], [], ['Fined']])
})

test('a rule nobody names has none', () => {
  expect(names('order/terms/sensitive')).toEqual([[], [], []])
})
