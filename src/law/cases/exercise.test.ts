import { expect, test } from 'vitest'
import { compile } from '../compile.ts'
import { asFiles, smallLaw } from '../small-law.fixture.ts'
import { type Exercise, exercises, lacking } from './exercise.ts'

const letter = 'pact/routes/letter'
const produce = 'order/clocks/produce'

const exercised = (...cases: object[]) => {
  const base = compile(asFiles({ ...smallLaw, 'cases/a.yaml': cases }))
  const all = exercises(base, '2026-11-21')
  return (rule: string) => all.find((one) => one.rule === rule) as Exercise
}

test('a route is exercised by the cases that expect it open, or closed, or absent', () => {
  const of = exercised(
    { name: 'A', expect: { routes: { [letter]: 'approval' } } },
    { name: 'B', expect: { routes: { [letter]: [{ to: 'US', status: 'closed' }] } } },
    { name: 'C', expect: { absent: [letter] } },
    { name: 'D', expect: { routes: { [letter]: 'unknown' } } },
  )
  expect(of(letter)).toMatchObject({ holding: ['cases/a#1'], failing: ['cases/a#2', 'cases/a#3'] })
  expect(lacking(of(letter))).toBeUndefined()
})

test('where the expectation does not say how the route stands, it stands as the answer has it', () => {
  const facts = { asking: { state: 'DE' }, holder: { seat: 'IE' }, offence: { political: false } }
  expect(exercised({ name: 'A', facts, expect: { routes: { [letter]: { fails: 'Art 3' } } } })(letter)).toMatchObject({
    holding: [],
    failing: ['cases/a#1'],
  })
})

test('a clock is exercised where it runs or ends, and where it does not run or something is late', () => {
  const from = '2026-11-20T10:00:00Z'
  const of = exercised(
    { name: 'A', expect: { clocks: [{ rule: produce, from, due: '2026-11-30' }] } },
    { name: 'B', expect: { clocks: [{ rule: produce, from, late: '2027-11-30T00:00:00Z' }] } },
    { name: 'C', expect: { routes: { 'order/routes/order': { status: 'open', no_clocks: produce } } } },
  )
  expect(of(produce)).toMatchObject({ holding: ['cases/a#1'], failing: ['cases/a#2', 'cases/a#3'] })
})

test('what no case names is told with what to write', () => {
  const of = exercised({ name: 'A', expect: { gates: { 'bars/gates/storage': 'closed' } } })
  expect(lacking(of('bars/gates/storage'))).toBe(
    'needs a worked case under law/cases/: one that it does not fit; for example expect: {gates: {bars/gates/storage: not-engaged}}',
  )
  expect(lacking(of(letter))).toContain('one that it fits and one that it does not fit')
})
