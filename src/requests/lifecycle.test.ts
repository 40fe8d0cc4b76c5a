import { describe, expect, test } from 'vitest'
import { after, approvalsMissing, reached } from './lifecycle.ts'
import type { Step } from './request.ts'

const step = (id: string, does: Step['does'], waits: string[], more: Partial<Step> = {}): Step => ({
  id, position: 0, title: id, seat: 'authority', state: 'DE', authority: undefined, doer: 'org_a', does, form: undefined,
  clocks: [], moments: [], after: waits, cite: 'Art 1', certain: true, via: undefined, is: 'pending', since: undefined, ...more,
}) // biome-ignore format: a table

describe('a step', () => {
  test.each([
    ['pending', 'reach', 'current'],
    ['current', 'do', 'done'],
    ['current', 'refuse', 'refused'],
    ['done', 'reopen', 'pending'],
    ['pending', 'do', undefined], // nobody acts before the turn has come
    ['done', 'do', undefined], // nor twice
    ['done', 'refuse', undefined],
    ['skipped', 'do', undefined],
  ] as const)('that is %s, on %s, becomes %s', (state, move, next) => {
    expect(after(state, move)).toBe(next)
  })

  test('begins when every step it waits for is over, and not before', () => {
    const [a, b] = [step('a', 'draft', [], { is: 'done' }), step('b', 'validate', ['a'], { is: 'current' })]
    const c = step('c', 'send', ['a', 'b'])
    expect(reached([a, b, c])).toEqual([])
    expect(reached([a, { ...b, is: 'done' }, c])).toEqual([c])
    expect(reached([a, { ...b, is: 'skipped' }, c])).toEqual([c])
  })

  test('waits no longer for steps that are not here', () => {
    const own = step('produce', 'produce', ['send'])
    expect(reached([own])).toEqual([own])
  })
})

describe('approvals before a departure', () => {
  const draft = step('draft', 'draft', [], { is: 'done' })
  const validate = step('validate', 'validate', ['draft'], { is: 'current', doer: 'org_court' })
  const send = step('send', 'send', ['draft', 'validate'])

  test('are missing until given', () => {
    expect(approvalsMissing([draft, validate, send], send)).toEqual([validate])
    expect(approvalsMissing([draft, { ...validate, is: 'done' }, send], send)).toEqual([])
    expect(approvalsMissing([draft, { ...validate, is: 'refused' }, send], send)).toHaveLength(1)
  })

  test('are needed even where the data forgot to make the departure wait', () => {
    const careless = step('send', 'send', ['draft'])
    expect(approvalsMissing([draft, validate, careless], careless)).toEqual([validate])
  })

  test('keep a departure from beginning, though the data let it wait for nothing', () => {
    const careless = step('send', 'send', ['draft'])
    expect(reached([draft, validate, careless])).toEqual([])
    expect(reached([draft, { ...validate, is: 'done' }, careless])).toEqual([careless])
  })

  test('that the law puts after the departure do not stop it', () => {
    const afterwards = step('validate-afterwards', 'validate', ['send'])
    expect(approvalsMissing([draft, send, afterwards], send)).toEqual([])
  })
})
