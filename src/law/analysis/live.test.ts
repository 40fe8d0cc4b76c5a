import { beforeAll, describe, expect, test } from 'vitest'
import { readLaw } from '../../read-law.ts'
import type { LawBase } from '../compile.ts'
import { type Facts, parseFacts } from '../data/facts.ts'
import { analyse } from './analyse.ts'
import type { RouteFinding } from './analysis.ts'
import { analyseLive } from './live.ts'

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
    status: route.status,
    steps: route.steps,
    grounds: route.grounds,
    needs: route.needs,
    clocks: route.clocks,
    days: route.typicalDays,
  }

describe('where a case stands, without the reasons', () => {
  test('is what the whole analysis says, in every worked case', () => {
    let compared = 0
    for (const one of law.cases) {
      const facts = readable({ ...(one.on ? { on: one.on } : {}), ...one.facts })
      if (!facts) continue
      compared++
      const whole = analyse(law, facts, { today })
      const live = analyseLive(law, facts, { today })
      const expected = whole.items.map(({ data, status }) => {
        const best = whole.routes.find((route) => route.data.includes(data))
        const usable = whole.routes.filter(
          (route) => route.data.includes(data) && (route.status === 'open' || route.status === 'approval'),
        )
        const ways = [...new Set(usable.map(({ rule }) => rule))].sort()
        return { data, status, ways, best: status === 'closed' ? undefined : told(best) }
      })
      const found = live.items.map(({ data, status, ways, best }) => ({ data, status, ways, best: told(best) }))
      expect(found).toEqual(expected)
      const pairs = (conflicts: readonly { demands: string; forbids: string }[]) =>
        new Set(conflicts.map(({ demands, forbids }) => `${demands}|${forbids}`))
      if (facts.data?.length) expect(pairs(live.conflicts)).toEqual(pairs(whole.conflicts))
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
