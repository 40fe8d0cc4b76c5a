import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import {
  analyse,
  categories,
  checkLaw,
  type Facts,
  type LawBase,
  overlay,
  parseFacts,
  runCase,
} from '../src/law/index.ts'
import { readLaw, readLawFiles } from '../src/read-law.ts'

const files = await readLawFiles()
const reduced = new Map<string, LawBase>()
const law = await readLaw()
const today = '2026-11-21'

describe('the law', () => {
  test('is sound', { timeout: 60_000 }, () => {
    expect(checkLaw(files, today).complaints).toEqual([])
  })

  test('has at least thirty worked cases, refusals and unknowns among them', () => {
    expect(law.cases.length).toBeGreaterThanOrEqual(30)
    const expected = JSON.stringify(law.cases.map(({ expect: wanted }) => wanted))
    for (const status of ['open', 'approval', 'conflict', 'closed', 'unknown'])
      expect(expected).toContain(`"${status}"`)
  })
})

describe('worked cases', () => {
  test.each(law.cases.map((one) => [one.id, one.name, one] as const))('%s: %s', (_, __, one) => {
    expect(runCase(law, one, today)).toEqual([])
  })
})

test('a prosecutor who has said little is asked for what is missing, and never told a false no', () => {
  const facts = parseFacts({
    asking: { state: 'DE', authority: 'prosecutor' },
    holder: { kind: 'provider', addressees: [{ state: 'IE', as: 'designated-establishment' }] },
    data: [{ id: 'd1', category: 'subscriber', stored: true }],
    measure: 'produce',
    proceeding: 'criminal',
  })
  const { routes, questions, items, law: version } = analyse(law, facts, { today })
  expect(version.digest).toMatch(/^sha256:[0-9a-f]{64}$/)
  expect(items).toMatchObject([{ data: 'd1' }])
  const order = routes.find(({ rule }) => rule === 'eu/2023-1543/routes/production-order')
  expect(order).toMatchObject({
    status: 'unknown',
    to: 'IE',
    data: ['d1'],
    asks: expect.arrayContaining(['holder.offersServicesIn', 'holder.service']),
  })
  expect(questions.map(({ fact }) => fact)).toEqual(
    expect.arrayContaining(['holder.service', 'holder.offersServicesIn', 'holder.seat', 'data.storedIn']),
  )
  // Whatever is closed is closed by a fact that was given.
  for (const { status, because } of routes) {
    if (status === 'closed') expect(because.some(({ holds }) => holds === false)).toBe(true)
  }
})

const state = fc.constantFrom('DE', 'FR', 'IE', 'DK', 'US', 'GB', 'CN', 'BR', 'JP', 'BT')
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const anyFacts = fc
  .record({
    on: fc.constantFrom('2020-01-01', '2026-08-17', '2026-11-21', '2030-01-01'),
    asking: fc.record({
      state: optional(state),
      authority: optional(fc.constantFrom('judge', 'prosecutor', 'police')),
    }),
    proceeding: optional(fc.constantFrom('criminal', 'sentence-execution', 'administrative')),
    offence: fc.record({
      maxPenaltyMonths: optional(fc.constantFrom(6, 60)),
      political: optional(fc.boolean()),
      dualCriminality: optional(fc.boolean()),
    }),
    holder: fc.record({
      kind: optional(fc.constantFrom('provider', 'bank')),
      seat: optional(state),
      establishments: optional(fc.uniqueArray(state, { maxLength: 2 })),
      addressees: optional(
        fc.array(fc.record({ state, as: fc.constant('designated-establishment') }), { maxLength: 1 }),
      ),
      offersServicesIn: optional(fc.constant(['DE', 'FR'])),
      service: optional(fc.constantFrom('electronic-communications', 'financial')),
    }),
    data: fc.record({
      category: optional(fc.constantFrom(...categories)),
      storedIn: optional(fc.uniqueArray(state, { maxLength: 2 })),
      stored: optional(fc.boolean()),
      personal: optional(fc.boolean()),
    }),
    measure: optional(fc.constantFrom('produce', 'preserve')),
    urgency: optional(fc.constantFrom('ordinary', 'emergency')),
  })
  .map(({ data, ...rest }) => parseFacts({ ...rest, data: [{ id: 'd1', ...data }] }))

/** The status of each route with each state; what is left out is closed. */
const statuses = (facts: Facts) =>
  new Map(analyse(law, facts, { today, all: true }).routes.map(({ rule, to, status }) => [`${rule} ${to}`, status]))

/** The facts without one of them, and its path. */
function* lessKnown(facts: Facts): Generator<[string, Facts]> {
  for (const group of ['asking', 'offence'] as const) {
    for (const key of Object.keys(facts[group] ?? {}))
      yield [`${group}.${key}`, { ...facts, [group]: { ...facts[group], [key]: undefined } }]
  }
  for (const key of ['kind', 'service', 'offersServicesIn'] as const)
    yield [`holder.${key}`, { ...facts, holder: { ...facts.holder, [key]: undefined } }]
  for (const key of ['category', 'stored', 'personal'] as const)
    yield [`data.${key}`, { ...facts, data: facts.data?.map((item) => ({ ...item, [key]: undefined })) }]
  for (const key of ['proceeding', 'urgency'] as const) yield [key, { ...facts, [key]: undefined }]
}

describe('whatever the facts', () => {
  property.prop([anyFacts], { numRuns: 60 })(
    'a fact less never closes a route, and opens none that was closed',
    (facts) => {
      const full = statuses(facts)
      for (const [path, less] of lessKnown(facts)) {
        for (const [route, status] of statuses(less)) {
          const known = full.get(route)
          if (known === undefined) continue
          if (status === 'closed') expect([path, route, known]).toEqual([path, route, 'closed'])
          if (known === 'closed') expect([path, route, status]).not.toEqual([path, route, 'open'])
        }
      }
    },
  )

  property.prop([anyFacts], { numRuns: 200 })(
    'a route that is not open says why, with a citation, and asks for nothing if nothing can open it',
    (facts) => {
      const { routes } = analyse(law, facts, { today })
      for (const { rule, status, because, asks, needs } of routes) {
        expect(because.every(({ cite, says }) => cite !== '' && says !== '')).toBe(true)
        if (status === 'closed' || status === 'conflict')
          expect([rule, because.some(({ holds }) => holds === false)]).toEqual([rule, true])
        if (status === 'closed') expect(asks).toEqual([])
        if (status === 'unknown') expect([rule, asks.length > 0]).toEqual([rule, true])
        if (status === 'approval') expect(needs.some(({ met }) => !met)).toBe(true)
      }
    },
  )

  property.prop([anyFacts], { numRuns: 30 })('a rule that has nothing to do with it changes nothing', (facts) => {
    const more = overlay(
      law,
      new Map([
        [
          'treaties/us-gb-data-access/terms/unused.yaml',
          'title: Unused\ncites: [{cite: none}]\nchecked: {on: 2026-11-21, by: A}\nwhen: {fact: measure, is: produce}\n',
        ],
      ]),
    )
    const { law: _, ...before } = analyse(law, facts, { today })
    const { law: __, ...after } = analyse(more, facts, { today })
    expect(after).toEqual(before)
  })

  property.prop([anyFacts], { numRuns: 12 })(
    'the answer on a date is the answer with only the rules in force that day',
    (facts) => {
      const on = facts.on ?? today
      const { law: _, ...answer } = analyse(law, facts, { today })
      const { law: __, ...ofThatDay } = analyse(onlyInForce(on), facts, { today })
      // What is not in force is told as closed; a law without it cannot tell so, and says nothing.
      const alive = (rule: string) => isInForce(rule, on)
      expect(ofThatDay.routes).toEqual(answer.routes.filter(({ rule }) => alive(rule)))
      expect(ofThatDay.gates).toEqual(answer.gates.filter(({ rule }) => alive(rule)))
      expect(ofThatDay.reach).toEqual(answer.reach.filter(({ rule }) => alive(rule)))
      expect(ofThatDay.items).toEqual(answer.items)
      expect(ofThatDay.conflicts).toEqual(answer.conflicts)
      for (const { rule, status } of [...answer.routes, ...answer.gates, ...answer.reach])
        if (!alive(rule))
          expect([rule, status]).toEqual([rule, expect.stringMatching(/^(closed|not-engaged|does-not)$/)])
    },
  )
})

function isInForce(id: string, on: string): boolean {
  const edition = law.at(on)
  const rule = edition.rules.get(id)
  if (!rule) return false
  const { from, to } = edition.forceOf(rule)
  return (from === undefined || from <= on) && (to === undefined || on <= to)
}

/** Instruments stay, since it is they that say who is bound; so does what has no days of its own: terms, states, questions. */
function onlyInForce(on: string): LawBase {
  const known = reduced.get(on)
  if (known) return known
  const dated = new Set(['route', 'gate', 'reach', 'chain', 'clock', 'ground', 'penalty'])
  const gone = [...law.rules.values()].filter(({ rule, kind }) => dated.has(kind) && !isInForce(rule, on))
  const that = overlay(law, new Map(gone.map(({ rule }) => [`${rule}.yaml`, null])))
  reduced.set(on, that)
  return that
}
