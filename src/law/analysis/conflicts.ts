import type { LawBase } from '../compile.ts'
import type { Edition } from '../edition.ts'
import type { Conflict, Threat } from './analysis.ts'
import { penaltiesThatApply } from './gates.ts'
import { resolutionsOf } from './resolutions.ts'
import type { Tried } from './routes.ts'

/** Where one state's law compels what another's forbids: what either threatens, and every way out. */
export function conflictsOf(edition: Edition, tried: readonly Tried[]): Conflict[] {
  const merged = new Map<string, { tried: Tried; gate: string; data: Set<string> }>()
  for (const one of tried) {
    for (const gate of one.finding.conflicts) {
      const key = `${one.finding.rule}|${gate}`
      const same = merged.get(key)
      if (same) for (const data of one.finding.data) same.data.add(data)
      else merged.set(key, { tried: one, gate, data: new Set(one.finding.data) })
    }
  }
  return [...merged.values()].map(({ tried: one, gate, data }) => conflictOf(edition, one, gate, [...data], tried))
}

function conflictOf(
  edition: Edition,
  one: Tried,
  gateId: string,
  data: readonly string[],
  all: readonly Tried[],
): Conflict {
  const { finding, route, circumstances } = one
  const gate = edition.gates.get(gateId)
  if (!gate) throw new RangeError(`no gate ${gateId}`)
  const reach = route.rule.reach ? edition.find('reach', route.rule.reach) : undefined
  const by = circumstances.facts.asking?.state ?? reach?.state ?? ''
  const threatened = penaltiesThatApply(
    edition,
    [...route.rule.penalties, ...(reach?.penalties ?? []), ...gate.rule.exposure],
    circumstances,
  )
  const threats = threatsOf(edition, threatened, [by, gate.rule.state])
  const ids = Object.entries(threats).map(([state, list]) => [state, list.map(({ rule }) => rule)] as const)
  return {
    demands: finding.rule,
    by,
    forbids: gateId,
    of: gate.rule.state,
    data,
    exposure: Object.fromEntries(ids),
    threats,
    resolutions: resolutionsOf(edition, one, gate, data, all),
  }
}

/** What these penalties threaten, by the state whose law it is. */
function threatsOf(
  edition: Edition,
  penalties: readonly string[],
  states: readonly string[],
): Record<string, Threat[]> {
  const threats: Record<string, Threat[]> = Object.fromEntries(states.map((state) => [state, []]))
  for (const id of new Set(penalties)) {
    const penalty = edition.find('penalty', id)
    if (!penalty) continue
    const { rule, title, on, fine, other, state } = penalty
    const cite = edition.cite(penalty, '')
    const threat = { rule, title, on, ...(fine ? { fine } : {}), ...(other ? { other } : {}), cite }
    threats[state] = [...(threats[state] ?? []), threat]
  }
  return threats
}

/**
 * A demand that was made, against a bar that stands: what either law threatens, and what the state that forbids offers. Of
 * penalties that rest on facts nobody gave, all are named. Undefined where the law has no such route or bar on that day.
 */
export function conflictBetween(
  law: LawBase,
  on: string,
  { demands, by, forbids, data }: Pick<Conflict, 'demands' | 'by' | 'forbids' | 'data'>,
): Conflict | undefined {
  const edition = law.at(on)
  const route = edition.find('route', demands)
  const gate = edition.gates.get(forbids)?.rule
  if (!route || !gate) return undefined
  const reach = route.reach ? edition.find('reach', route.reach) : undefined
  const penalties = [...route.penalties, ...(reach?.penalties ?? []), ...gate.exposure]
  const threats = threatsOf(edition, penalties, [by, gate.state])
  const ids = Object.entries(threats).map(([state, list]) => [state, list.map(({ rule }) => rule)] as const)
  const { approval } = gate
  const before = approval && { seat: approval.seat, state: gate.state, authority: approval.authority }
  const resolutions = gate.resolutions.map(({ what, cite, approval: asks }) => ({
    what,
    cite: edition.cite(gate, '', cite),
    ...(asks && before ? { before } : {}),
  }))
  return { demands, by, forbids, of: gate.state, data, exposure: Object.fromEntries(ids), threats, resolutions }
}
