import { parseInstant } from '../../base/time.ts'
import { analyse } from '../analysis/analyse.ts'
import { due } from '../clocks/clocks.ts'
import type { LawBase } from '../compile.ts'
import { parseFacts } from '../data/facts.ts'
import { LawError } from '../errors.ts'
import type { Case } from './case.ts'
import { lawOf } from './run-case.ts'

/**
 * What the law says of a worked case on a day, point by point, each in a few words: two answers can be laid side by side.
 * Routes are told apart by the state they go to and the item; a refusal is an answer too.
 */
export function outcomesOf(base: LawBase, one: Case, on: string): ReadonlyMap<string, string> {
  const { facts: given, expect } = one
  const law = lawOf(base, one)
  const found = new Map<string, string>()
  const add = (what: string, outcome: string) => {
    if (outcome !== '') found.set(what, outcome)
  }
  try {
    const answer = analyse(law, parseFacts({ ...given, on }), { today: on })
    for (const { data, status, best } of answer.items) add(`item ${data}`, best ? `${status} by ${best}` : status)
    for (const { rule, to, data, status, needs, steps, clocks } of answer.routes) {
      for (const item of data.length > 0 ? data : ['']) {
        const route = `route ${rule}${to ? ` to ${to}` : ''}${item ? ` for ${item}` : ''}`
        add(route, status)
        add(`${route}: needs`, needs.flatMap(({ met, what }) => (met ? [] : [what])).join('; '))
        add(`${route}: steps`, steps.map(({ id }) => id).join(', '))
        add(`${route}: clocks`, clocks.map((clock) => `${clock.rule} ${clock.length}`).join(', '))
      }
    }
    for (const { rule, data, status } of answer.gates)
      for (const item of data.length > 0 ? data : ['']) add(`gate ${rule}${item ? ` for ${item}` : ''}`, status)
    for (const { rule, status } of answer.reach) add(`reach ${rule}`, status)
    for (const { demands, forbids } of answer.conflicts) add(`conflict of ${demands} with ${forbids}`, 'stands')
  } catch (error) {
    if (!(error instanceof LawError)) throw error
    add('the facts', `refused: ${error.code}`)
  }
  for (const { rule, from, state } of expect.clocks ?? [])
    if (from !== undefined) add(`clock ${rule} from ${from}`, endOf(law, rule, from, state))
  return found
}

function endOf(law: LawBase, rule: string, from: string, state: string | undefined): string {
  try {
    const { local, length } = due(law, rule, parseInstant(from), { state })
    return local ? `ends ${local}` : length
  } catch (error) {
    if (error instanceof LawError) return 'there is no such clock'
    throw error
  }
}
