import { expect, test } from 'vitest'
import { readLaw } from '../read-law.ts'
import { examplesOf } from './every-route.fixture.ts'
import { eventsToNote, happensByItself } from './happening.ts'
import { chooseRoute, stepsFrom } from './route.ts'

const law = await readLaw()

/** What only somebody's word tells: a court ordered it, a period was prolonged, something came to its end elsewhere. */
const noted = [
  'delay.extended',
  'delay.granted',
  'freeze.renewed',
  'interception.notified',
  'interception.objected',
  'order.applied',
  'order.extended',
  'preservation.ended',
  'silence.ordered',
]

test('every event that a period of a route runs from or to is a step, an arrival, or noted by somebody', () => {
  const routes = [...examplesOf(law)].flatMap(([rule, example]) => (example ? [{ ...example, rule }] : []))
  const own = { id: 'org_a', state: 'DE', seats: ['authority'] } as never
  const left = routes.flatMap(({ rule, law: base, facts, finding, now }) => {
    const choice = { rule, to: finding.to, data: finding.data, despite: 'The case demands it' }
    const chosen = chooseRoute(facts, choice, { law: base, now: () => now })
    const steps = stepsFrom(chosen.finding.steps, own, [])
    const carried = new Set(steps.flatMap(({ clocks }) => clocks))
    expect(
      chosen.finding.clocks
        .filter((clock) => !carried.has(clock.rule) && clock.certain !== false)
        .map((clock) => clock.rule),
      rule,
    ).toEqual([])
    return eventsToNote({ steps }, base)
  })
  // The data that were kept are produced under another request; a holder bound to silence tells its user when it ends.
  const elsewhere = ['data.transmitted', 'person.informed']
  expect([...new Set(left)].filter((event) => ![...noted, ...elsewhere].includes(event))).toEqual([])
  expect(left.filter((event) => happensByItself(event))).toEqual([])
})

test('every such event of the whole base is one of these, whatever the facts', () => {
  const rules = [...law.rules.values()]
  const routes = rules.filter((rule) => rule.kind === 'route')
  const steps = [...routes, ...rules.filter((rule) => rule.kind === 'chain')].flatMap((rule) =>
    rule.steps.flatMap((step) => ('chain' in step ? [] : [step])),
  )
  const clocks = [
    ...routes.flatMap((route) => route.clocks),
    ...routes.flatMap((route) => route.steps).flatMap((step) => ('clocks' in step ? step.clocks : [])),
  ]
  const all = steps.map((step) => ({ ...step, moments: step.moments ?? [], clocks: [] }))
  const named = [...new Set(clocks)].map((rule) => ({ ...all[0], clocks: [rule], moments: [] }))
  expect(eventsToNote({ steps: [...all, ...named] as never }, law).sort()).toEqual(noted)
})
