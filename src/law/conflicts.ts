import type { Conflict, RouteFinding } from './analysis.ts'
import { type Edition, inForce } from './edition.ts'
import { penaltiesThatApply } from './gates.ts'
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
  { finding, route, circumstances }: Tried,
  gateId: string,
  data: readonly string[],
  all: readonly Tried[],
): Conflict {
  const gate = edition.gates.get(gateId)
  if (!gate) throw new RangeError(`no gate ${gateId}`)
  const reach = route.rule.reach ? edition.find('reach', route.rule.reach) : undefined
  const by = circumstances.facts.asking?.state ?? reach?.state ?? ''
  const threatened = penaltiesThatApply(
    edition,
    [...route.rule.penalties, ...(reach?.penalties ?? []), ...gate.rule.exposure],
    circumstances,
  )
  const exposure: Record<string, string[]> = { [by]: [], [gate.rule.state]: [] }
  for (const id of new Set(threatened)) {
    const state = edition.find('penalty', id)?.state ?? by
    exposure[state] = [...(exposure[state] ?? []), id]
  }
  const ways = all.filter(
    ({ finding: other, route: way }) =>
      waysOut(other, way.rule.opens, gateId, gate.rule.bars) &&
      (data.length === 0 || other.data.some((id) => data.includes(id))),
  )
  const offered = new Set<string>()
  const resolutions: { route?: string; what: string; cite: string }[] = []
  for (const {
    finding: way,
    route: { rule },
  } of ways) {
    if (offered.has(way.rule)) continue
    offered.add(way.rule)
    resolutions.push({ route: way.rule, what: way.title, cite: edition.cite(rule, '') })
  }
  // What the holder may plead before the authority that demands: comity, a motion, a reasoned objection.
  for (const { rule, title, cite } of finding.grounds) {
    if (edition.find('ground', rule)?.effect === 'objection') resolutions.push({ what: title, cite })
  }
  for (const { what, cite, when } of gate.resolutions) {
    if (inForce(gate.force, circumstances.on) && when?.holds(circumstances) !== false)
      resolutions.push({ what, cite: edition.cite(gate.rule, '', cite) })
  }
  return { demands: finding.rule, by, forbids: gateId, of: gate.rule.state, data, exposure, resolutions }
}

/** A route that goes through the authority the gate asks for, or that the gate does not concern. */
function waysOut(
  { status, channel }: RouteFinding,
  opens: readonly string[],
  gate: string,
  barred: readonly string[],
): boolean {
  if (status !== 'open' && status !== 'approval' && status !== 'unknown') return false
  return opens.includes(gate) || (channel === 'cooperative' && !barred.includes(channel))
}
