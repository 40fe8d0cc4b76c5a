import { describe, expect, test } from 'vitest'
import { readLaw } from '../../read-law.ts'
import { decideRelease } from './decide.ts'
import { accessTo, handlingOf, whyNotKept, whyNotSent } from './handling.ts'
import { approved } from './release.fixture.ts'
import { parseRelease } from './release.ts'

const law = await readLaw()
const on = '2026-11-21'
const edition = law.at(on)
const levels = [...edition.rules.values()].flatMap((rule) => (rule.kind === 'class' ? [rule] : []))
const level = (scheme: string, id: string) => ({ scheme, class: id })
const kept = (scheme: string, id: string, states: (string | undefined)[], holder = 'CN', rated: string[] = []) =>
  whyNotKept(edition, level(scheme, id), { on, holder, places: { states, rated } })

describe('every level', () => {
  test.each(levels)('$rule says how it is kept, sent, seen and given abroad, each with where it is written', ({ scheme, id }) => {
    const handling = handlingOf(edition, level(scheme, id))
    for (const part of ['storage', 'transmission', 'access', 'release'] as const) {
      expect(handling?.[part]?.said.says).toBeTruthy()
      expect(handling?.[part]?.said.cite ?? handling?.[part]?.rule.cites.length).toBeTruthy()
    }
  }) // biome-ignore format: one line

  test('that the law does not have is kept nowhere, sent nowhere and opened by nobody alone', () => {
    const nowhere = { rule: 'practice/release/checks/class', holds: null }
    expect(kept('CN', 'CN-L9', ['CN'])).toMatchObject(nowhere)
    expect(whyNotSent(edition, level('CN', 'CN-L9'), { way: 'sealed', from: 'CN', to: 'CN' })).toMatchObject(nowhere)
    expect(accessTo(edition, level('CN', 'CN-L9'))).toMatchObject({ leave: true, inside: true, line: nowhere })
  })
})

describe('where it is kept', () => {
  const core = 'cn/classification/classes/cn-l6-core'
  const secret = 'cn/classification/classes/cn-l7-state-secret'
  test.each<[string, string, (string | undefined)[], string, string[], object | undefined]>([
    ['core data in China', 'CN-L6-CORE', ['CN'], 'CN', [], undefined],
    ['core data in a bucket abroad', 'CN-L6-CORE', ['CN', 'SG'], 'CN', [], { rule: core, holds: false }],
    ['core data where nobody says', 'CN-L6-CORE', ['CN', undefined], 'CN', [], { rule: core, holds: null }],
    ['core data nowhere at all', 'CN-L6-CORE', [], 'CN', [], { rule: core, holds: null }],
    ['a state secret in China, in a place of no rating', 'CN-L7-STATE-SECRET', ['CN'], 'CN', [], { rule: secret, holds: false }],
    ['a state secret in a place rated for it', 'CN-L7-STATE-SECRET', ['CN'], 'CN', ['CN-L7-STATE-SECRET'], undefined],
    ['personal information in China', 'CN-L2-PI', ['CN'], 'CN', [], undefined],
    ['personal information abroad, of a holder of which nobody says that it is no critical one', 'CN-L2-PI', ['SG'], 'CN', [], { rule: 'cn/classification/classes/cn-l2-pi', holds: false, cite: 'Personal Information Protection Law Art 40' }],
    ['personal information from China, lawfully given, abroad', 'CN-L2-PI', ['US'], 'US', [], undefined],
    ['general data anywhere', 'CN-L1-GENERAL', [undefined], 'CN', [], undefined],
  ])('%s', (_, id, states, holder, rated, expected) => {
    const found = kept('CN', id, states, holder, rated)
    if (expected === undefined) expect(found).toBeUndefined()
    else expect(found).toMatchObject(expected)
  }) // biome-ignore format: a table

  test('rests on the text, or says that it does not', () => {
    expect(kept('CN', 'CN-L6-CORE', ['SG'])?.confidence).toBe('unconfirmed')
    expect(kept('CN', 'CN-L2-PI', ['SG'])?.confidence).toBeUndefined()
  })

  test('of the three levels: the highest at home, the middle where somebody said it is', () => {
    expect(kept('general', 'highly-sensitive', ['DE'], 'DE')).toBeUndefined()
    expect(kept('general', 'highly-sensitive', ['IE'], 'DE')).toMatchObject({ holds: false })
    expect(kept('general', 'sensitive', ['IE'], 'DE')).toBeUndefined()
    expect(kept('general', 'sensitive', [undefined], 'DE')).toMatchObject({ holds: null })
  })
})

test.each<[string, string, 'sealed' | 'opened' | 'packed', string, boolean]>([
  ['CN', 'CN-L7-STATE-SECRET', 'sealed', 'CN', false],
  ['CN', 'CN-L6-CORE', 'sealed', 'CN', true],
  ['CN', 'CN-L6-CORE', 'opened', 'CN', false],
  ['CN', 'CN-L6-CORE', 'packed', 'CN', false],
  ['CN', 'CN-L6-CORE', 'sealed', 'RU', false],
  ['CN', 'CN-L3-SENSITIVE-PI', 'sealed', 'US', true],
  ['CN', 'CN-L3-SENSITIVE-PI', 'packed', 'US', false],
  ['CN', 'CN-L3-SENSITIVE-PI', 'packed', 'CN', true],
  ['CN', 'CN-L2-PI', 'packed', 'US', true],
])('of scheme %s what is %s leaves %s for somebody in %s: %s', (scheme, id, way, to, goes) => {
  const line = whyNotSent(edition, level(scheme, id), { way, from: 'CN', to })
  if (goes) expect(line).toBeUndefined()
  else expect(line).toMatchObject({ holds: false, rule: expect.stringMatching(/classes\//), cite: expect.stringMatching(/./) }) // biome-ignore format: one line
})

test.each<[string, boolean, boolean]>([
  ['CN-L7-STATE-SECRET', true, false],
  ['CN-L6-CORE', true, false],
  ['CN-L5-WORK-SECRET', false, true],
  ['CN-L2-PI', false, false],
])('what is %s: another names who opens it: %s; for nobody outside: %s', (id, leave, inside) => {
  expect(accessTo(edition, level('CN', id))).toMatchObject({ leave, inside })
})

const asked = levels.filter(({ scheme, release }) => scheme === 'CN' && (release?.rules.length ?? 0) > 0)
test.each(asked)('$id: a rule that its release names stops what nobody allowed', ({ scheme, id, release }) => {
  const given = approved((made, item) => {
    made.approvals = []
    made.releasedThisYear = { persons: 5_000_000, sensitivePersons: 5_000_000 }
    Object.assign(item, { scheme, class: id, classHistory: undefined })
  })
  const stops = decideRelease(law, parseRelease(JSON.parse(JSON.stringify(given)))).items.flatMap(({ because }) =>
    because.flatMap(({ rule, holds }) => (holds === true ? [] : [rule])),
  )
  expect(stops.filter((rule) => release?.rules.includes(rule))).not.toEqual([])
})
