import { beforeAll, describe, expect, test } from 'vitest'
import { readLaw } from '../../read-law.ts'
import type { LawBase } from '../compile.ts'
import { type Facts, parseFacts } from '../data/facts.ts'
import { analyse } from './analyse.ts'
import type { RouteFinding } from './analysis.ts'
import { liveAnswers } from './live.ts'

const today = '2026-11-21'
let law: LawBase

beforeAll(async () => {
  law = await readLaw()
})

/** What both must say alike of the best route. */
const told = (route: RouteFinding | undefined) =>
  route && {
    rule: route.rule,
    instrument: route.instrument,
    to: route.to,
    steps: route.steps,
    grounds: route.grounds,
    needs: route.needs,
    clocks: route.clocks,
    days: route.typicalDays,
  }

const text = (value: unknown) => JSON.stringify(value)

describe('where a case stands, without the reasons', () => {
  test('is what the whole analysis says, in every worked case', () => {
    let compared = 0
    const answer = liveAnswers(law, { today, tell: (_, best) => best })
    for (const one of law.cases) {
      const facts = readable({ ...(one.on ? { on: one.on } : {}), ...one.facts })
      if (!facts) continue
      compared++
      const whole = analyse(law, facts, { today })
      const live = answer(facts)
      const expected = whole.items.map(({ data, status }) => {
        const best = whole.routes.find((route) => route.data.includes(data))
        const usable = whole.routes.filter(
          (route) => route.data.includes(data) && (route.status === 'open' || route.status === 'approval'),
        )
        const ways = [...new Set(usable.map(({ rule }) => rule))].sort()
        return { status, ways, best: status === 'closed' ? undefined : told(best) }
      })
      const found = live.map(({ status, ways, best }) => ({ status, ways, best: told(best) }))
      // Items alike are told once.
      if (facts.data?.length) expect(new Set(found.map(text))).toEqual(new Set(expected.map(text)))
      const pairs = (conflicts: readonly { demands: string; forbids: string }[]) =>
        new Set(conflicts.map(({ demands, forbids }) => `${demands}|${forbids}`))
      if (facts.data?.length) expect(pairs(live.flatMap(({ conflicts }) => conflicts))).toEqual(pairs(whole.conflicts))
    }
    expect(compared).toBeGreaterThan(300)
  })
})

function readable(input: unknown): Facts | undefined {
  try {
    return parseFacts(input)
  } catch {
    // Some worked cases are facts to be refused.
    return undefined
  }
}
