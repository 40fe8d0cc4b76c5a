import type { Facts, LawBase } from '../../law/index.ts'
import type { Course } from '../lifecycle.ts'

/**
 * Whether a request that came here is one of an emergency: its sender says so, or the law it names is open in an emergency
 * alone, or gives its step the periods of one. Who leaves the word out gains nothing by it.
 */
export function cameInEmergency({ request, steps }: Pick<Course, 'request' | 'steps'>, law: LawBase): boolean {
  if (request.direction !== 'incoming') return false
  if (request.facts.urgency === 'emergency') return true
  const edition = law.at(request.law.on)
  const facts = { ...request.facts, urgency: 'ordinary', emergency: undefined } as Facts
  const circumstances = { facts, on: request.law.on, ...(request.to && { to: request.to }) }
  const rules = [
    edition.find('route', request.rule),
    ...steps
      .filter(({ doer }) => doer === request.org)
      .flatMap(({ clocks }) => clocks.map((clock) => edition.find('clock', clock))),
  ]
  return rules.some((rule) => {
    if (!rule?.when) return false
    const test = edition.compile(rule.when, rule)
    if (test.holds(circumstances) !== false) return false
    // What other facts close says nothing of urgency.
    return test.holds({ ...circumstances, facts: { ...facts, urgency: 'emergency' } as Facts }) !== false
  })
}
