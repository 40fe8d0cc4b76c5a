import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { type Analysis, analyse, type Facts, type LawBase, overlay } from '../src/law/index.ts'
import { readLaw } from '../src/read-law.ts'
import { anyFacts, factsOfCases, without, withoutEach } from './facts.ts'

const law = await readLaw()
const today = '2026-11-21'
const worked = factsOfCases(law)
/** Facts as they fall, and those of worked cases on some day with a few of them missing. */
const facts = fc.oneof(
  { weight: 1, arbitrary: anyFacts },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...worked), fc.array(fc.nat(200), { maxLength: 3 }), fc.constantFrom(...days()))
      .map(([one, gone, on]) => gone.reduce(without, { ...one, on: on ?? one.on })),
  },
)

function days() {
  return [undefined, '2020-01-01', '2025-12-31', '2026-01-01', '2026-08-17', '2026-11-21', '2030-01-01']
}

const full = (given: Facts, base = law) => analyse(base, given, { today, all: true })

/**
 * Facts that are named only where they are so: that an authority is on a list, that data fall under special rules. Rules
 * may take it that they are not so while nobody says it (`known`). One more is a decision, and not an accident.
 */
const presumed = [
  'asking.namedIn', 'asking.validatedBy', 'data.class', 'data.foreignOrigin', 'data.outsideNegativeList', 'data.personal',
  'data.sector', 'emergency.threat', 'outbound.need', 'outbound.persons', 'outbound.sensitivePersons',
] // biome-ignore format: a list of words

/** What the answer says of each route, gate and reach rule, for each state and item; what it leaves out is not among them. */
function said({ routes, gates, reach }: Analysis): Map<string, string> {
  return new Map([
    ...routes.flatMap(({ rule, to, data, status }) => data.map((id) => [`${rule} ${to} ${id}`, status] as const)),
    // Whether a bar stands and is open, or does not stand, comes to the same.
    ...gates.flatMap(({ rule, data, status }) => {
      const bars = status === 'open' || status === 'not-engaged' ? 'no bar' : status
      return data.map((id) => [`${rule} ${id}`, bars] as const)
    }),
    ...reach.map(({ rule, status }) => [rule, status] as const),
  ])
}

/** With more known an answer that was certain stays; only an approval may turn out to have been given already. */
const canBecome = (less: string, more: string) =>
  less === 'unknown' || less === more || (less === 'approval' && more === 'open')

describe('whatever the facts', () => {
  property.prop([facts], { numRuns: 120 })('what is certain without a fact is so with it', (given) => {
    const known = said(full(given))
    for (const [path, less] of withoutEach(given)) {
      // Where holder and data are decides which routes and bars there are at all: see below.
      if (/^(on|holder\.(seat|establishments|addressees)|data\.storedIn)/.test(path) || presumed.includes(path))
        continue
      for (const [rule, status] of said(full(less))) {
        const now = known.get(rule)
        if (now !== undefined && !canBecome(status, now))
          expect(`without ${path} ${rule} is ${status}, with it ${now}`).toBe('never')
      }
    }
  })

  property.prop([facts], { numRuns: 120 })(
    'who does not say where holder and data are is told what was not tried',
    (given) => {
      const answer = full(given)
      for (const less of [
        { ...given, holder: { ...given.holder, seat: undefined } },
        { ...given, data: given.data?.map((item) => ({ ...item, storedIn: undefined })) },
      ]) {
        const { routes, warnings } = full(less)
        const opened = routes.filter(({ rule, to, status }) => {
          const before = answer.routes.find((one) => one.rule === rule && one.to === to)
          return status === 'open' && before !== undefined && before.status !== 'open'
        })
        if (opened.length > 0) expect(warnings.map(({ says }) => says).join()).toContain('Not given:')
      }
    },
  )

  property.prop([facts], { numRuns: 300 })(
    'a route that is not open says why, with a citation, and asks for nothing if nothing can open it',
    (given) => {
      for (const { rule, status, because, asks, needs, conflicts } of full(given).routes) {
        for (const { says, cite } of because) expect([rule, says !== '', cite !== '']).toEqual([rule, true, true])
        const lines = (holds: boolean | null) => because.some((line) => line.holds === holds)
        if (status === 'closed') expect([rule, lines(false), asks.length]).toEqual([rule, true, 0])
        if (status === 'conflict') expect([rule, lines(false), conflicts.length > 0]).toEqual([rule, true, true])
        if (status === 'unknown')
          expect([rule, asks.length > 0, lines(null) || needs.length > 0]).toEqual([rule, true, true])
        if (status === 'approval') expect([rule, needs.some(({ met }) => !met)]).toEqual([rule, true])
        if (status === 'open') expect([rule, lines(false), lines(null)]).toEqual([rule, false, false])
      }
    },
  )

  const more = overlay(law, new Map(Object.entries(ofStrangers).map(([path, text]) => [path, JSON.stringify(text)])))
  property.prop([facts], { numRuns: 150 })('rules that have nothing to do with it change nothing', (given) => {
    // Who might ask from New Zealand, or ask there, is no stranger to it.
    fc.pre(given.asking?.state !== undefined && !/"(NZ|FJ)"/.test(JSON.stringify(given)))
    const { law: _, ...before } = analyse(law, given, { today })
    const { law: __, ...after } = analyse(more, given, { today })
    expect(after).toEqual(before)
  })

  property.prop([facts], { numRuns: 60 })(
    'the answer on a date is the answer with only the rules in force that day',
    (given) => {
      const on = given.on ?? today
      const { law: _, ...answer } = analyse(law, given, { today })
      const { law: __, ...ofThatDay } = analyse(onlyInForce(on), given, { today })
      // What is not in force is told as closed; a law without it cannot tell so, and says nothing.
      const alive = ({ rule }: { rule: string }) => isInForce(rule, on)
      for (const part of ['routes', 'gates', 'reach'] as const) {
        expect(ofThatDay[part]).toEqual(answer[part].filter(alive))
        for (const { rule, status } of answer[part].filter((one) => !alive(one)))
          expect([rule, status]).toEqual([rule, expect.stringMatching(/^(closed|not-engaged|does-not)$/)])
      }
      expect(ofThatDay.items).toEqual(answer.items)
      expect(ofThatDay.conflicts).toEqual(answer.conflicts)
    },
  )
})

test('no rule takes for granted what it may not', () => {
  const taken = [...law.rules.values()].flatMap((rule) =>
    'when' in rule ? factsTaken([rule.when, 'unless' in rule && rule.unless]) : [],
  )
  expect([...new Set(taken)].filter((fact) => !presumed.includes(fact))).toEqual([])
})

function factsTaken(condition: unknown): string[] {
  if (typeof condition !== 'object' || condition === null) return []
  const { fact, known } = condition as { fact?: string; known?: boolean }
  return known === undefined ? Object.values(condition).flatMap(factsTaken) : [fact ?? '']
}

test('the facts these are tried with lead to every kind of answer', () => {
  const found = new Set<string>()
  for (const given of fc.sample(facts, { numRuns: 1_500, seed: 3 })) {
    const { routes, gates, reach } = full(given)
    for (const what of [
      ...routes.map(({ status }) => `route ${status}`),
      ...gates.map(({ status }) => `gate ${status}`),
      ...reach.map(({ status }) => `reach ${status}`),
    ])
      found.add(what)
  }
  for (const what of [
    'route open',
    'route approval',
    'route conflict',
    'route unknown',
    'gate closed',
    'gate approval',
    'gate open',
    'gate unknown',
    'gate not-engaged',
    'reach reaches',
    'reach does-not',
    'reach unknown',
  ])
    expect([what, found.has(what)]).toEqual([what, true])
})

/** Rules of New Zealand and Fiji, which no facts here name: a route, a bar, a claim, a treaty, a chain, a clock, a term. */
const head = { title: 'A rule of strangers', cites: [{ cite: 's 1' }], checked: { on: '2026-11-21', by: 'A' } }
const line = { says: 'The asking state is New Zealand', cite: 's 2', fact: 'asking.state', is: 'NZ' }
const step = { id: 'send', title: 'Send', seat: 'authority', state: 'from', does: 'send', cite: 's 3' }
const ofStrangers = {
  'nz/act/instrument.yaml': { ...head, short: 'the Act', citation: 'Act of New Zealand', level: 'statute', in_force: {} },
  'nz/act/routes/order.yaml': { ...head, channel: 'direct', to: 'holder', compels: true, measure: ['produce', 'preserve'], when: line, steps: [step] },
  'nz/act/gates/bar.yaml': { ...head, state: 'NZ', effect: 'closed', when: { ...line, fact: 'measure', is: 'produce' } },
  'nz/act/reach/claim.yaml': { ...head, state: 'NZ', when: { ...line, fact: 'measure', is: 'produce' } },
  'nz/act/chains/outgoing.yaml': { ...head, state: 'NZ', direction: 'outgoing', steps: [step] },
  'nz/act/clocks/answer.yaml': { ...head, starts: 'order.received', stops: 'data.transmitted', limit: { hours: 1 } },
  'nz/act/terms/unused.yaml': { ...head, when: line },
  'treaties/fj-nz/instrument.yaml': {
    ...head,
    short: 'Treaty of Fiji and New Zealand',
    citation: 'Treaty',
    level: 'treaty',
    in_force: { from: '2000-01-01' },
    network: 'treaties/networks/mla',
    parties: [{ state: 'FJ' }, { state: 'NZ' }],
  },
} // biome-ignore format: a table

function isInForce(id: string, on: string): boolean {
  const edition = law.at(on)
  const rule = edition.rules.get(id)
  if (!rule) return false
  const { from, to, pending } = edition.forceOf(rule)
  return !pending && (from === undefined || from <= on) && (to === undefined || on <= to)
}

const reduced = new Map<string, LawBase>()

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
