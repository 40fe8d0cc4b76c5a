import { expect, test } from 'vitest'
import { readLaw } from '../read-law.ts'
import { registerOf } from './register.ts'

const law = await readLaw()

test('the register of a state has what binds it, what it only signed, and how many treaties it shares with each other state', () => {
  const { agreements, coverage } = registerOf(law, 'IE', '2026-11-21')
  const partOf = (id: string) => agreements.find(({ instrument }) => instrument.rule === id)?.part
  expect(partOf('coe/30')).toBe('in-force')
  expect(partOf('coe/185')).toBe('signed')
  expect(partOf('ie/practice')).toBe('practice')
  expect(coverage.get('FR')).toBeGreaterThan(1)
  expect(coverage.get('IE')).toBeUndefined()
  const before = registerOf(law, 'DE', '1950-01-01')
  expect(before.agreements.filter(({ part }) => part === 'in-force')).toEqual([])
})
