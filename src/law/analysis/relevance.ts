import type { Circumstances } from '../conditions/circumstances.ts'
import type { Facts } from '../data/facts.ts'
import { standing } from '../data/parties.ts'
import type { Rule } from '../data/rule.ts'
import type { CompiledRoute, Edition } from '../edition.ts'

/** The routes that can concern a state: those its own side does not exclude. */
export function routesFor(edition: Edition, facts: Facts, on: string): readonly CompiledRoute[] {
  const state = facts.asking?.state
  if (state === undefined) return edition.routes
  const key = `${state}|${on}`
  let routes = edition.remembered.get(key)
  if (!routes) {
    const c: Circumstances = { facts: { asking: { state } }, on }
    routes = edition.routes.filter((route) => !excludes(edition, route, state, c))
    if (edition.remembered.size >= 2_000) edition.remembered.clear()
    edition.remembered.set(key, routes)
  }
  return routes
}

/**
 * A route made for other states is not worth a line: a warrant of the United States to one who asks from Germany.
 * That a state has not joined a treaty is, unless it has joined none of its network; so is that an act of the Union
 * does not bind one of the states it speaks of.
 */
function excludes(edition: Edition, { asking, rule }: CompiledRoute, state: string, c: Circumstances): boolean {
  const via = rule.via ? edition.find('network', rule.via) : undefined
  if (via && edition.networks.of(via.rule, state).length === 0) return true
  const instrument = edition.find('instrument', rule.instrument)
  const worthALine = instrument !== undefined && (instrument.level === 'treaty' || names(instrument, state))
  return asking.some((test) => test.holds(c) === false && !(test.of === 'party' && worthALine))
}

/** The instrument speaks of the state, be it that it is not yet bound, no longer, or expressly outside. */
function names({ parties = [], not_parties: outside = [] }: Rule<'instrument'>, state: string): boolean {
  return [...parties, ...outside].some((one) => one.state === state)
}

/** Neither state has ever had to do with a treaty of some region: nobody will miss an explanation. */
export function strangersTo(edition: Edition, { rule }: CompiledRoute, to: string, facts: Facts, on: string): boolean {
  const asking = facts.asking?.state
  const treaty = edition.find('instrument', rule.instrument)
  if (asking === undefined || !treaty?.regional) return false
  return [asking, to].every((state) => standing(treaty, state, on).how === 'unlisted')
}
