import type { Circumstances } from '../conditions/circumstances.ts'
import type { Rule } from '../data/rule.ts'
import { type CompiledGate, type Edition, inForce } from '../edition.ts'
import type { Resolution, RouteFinding } from './analysis.ts'
import { clocksAre, runningClocks } from './clocks-of-route.ts'
import type { Tried } from './routes.ts'

/** Every way out where what this route demands meets that bar: other routes, pleas, and what opens the bar itself. */
export function resolutionsOf(
  edition: Edition,
  one: Tried,
  gate: CompiledGate,
  data: readonly string[],
  all: readonly Tried[],
): Resolution[] {
  const ways = new Map<string, Tried>()
  for (const other of all) {
    const concerns = data.length === 0 || other.finding.data.some((id) => data.includes(id))
    if (concerns && leadsOut(other, gate) && !ways.has(other.finding.rule)) ways.set(other.finding.rule, other)
  }
  return [
    ...[...ways.values()].map((way) => asWay(edition, way, gate)),
    ...one.finding.grounds.flatMap(({ rule }) => plea(edition, rule, one.circumstances)),
    ...opening(edition, gate, one.circumstances),
  ]
}

/** A route that goes through the authority the gate asks for, or that the gate does not concern. */
function leadsOut({ finding: { status, channel }, route }: Tried, { rule }: CompiledGate): boolean {
  if (status !== 'open' && status !== 'approval' && status !== 'unknown') return false
  return route.rule.opens.includes(rule.rule) || (channel === 'cooperative' && !rule.bars.includes(channel))
}

function asWay(edition: Edition, { finding, route: { rule }, circumstances }: Tried, gate: CompiledGate): Resolution {
  const clocks = finding.clocks.map((clock) => clock.rule)
  const opens = rule.opens.includes(gate.rule.rule)
  const before = (opens && approver(gate.rule)) || executing(finding)
  return {
    route: rule.rule,
    what: finding.title,
    cite: edition.cite(rule, ''),
    ...(before ? { before } : {}),
    ...running(clocksAre(edition, clocks, '', circumstances)),
  }
}

const approver = ({ approval, state }: Rule<'gate'>): Resolution['before'] =>
  approval && { seat: approval.seat, state, authority: approval.authority }

/** The first authority on the other side through whose hands the request goes. */
function executing({ steps, to }: RouteFinding): Resolution['before'] {
  const step = steps.find(({ seat, state }) => state === to && (seat === 'central' || seat === 'court'))
  return step && { seat: step.seat, state: step.state, ...(step.authority ? { authority: step.authority } : {}) }
}

const running = (clocks: Resolution['clocks'] = []) => (clocks.length > 0 ? { clocks } : {})

/** What the holder may plead against the demand because of the law that forbids: comity, a motion, a reasoned objection. */
function plea(edition: Edition, id: string, c: Circumstances): Resolution[] {
  const ground = edition.find('ground', id)
  if (!ground?.foreign_law) return []
  const { title, decides, weighs, clocks } = ground
  const state = decides?.state === 'from' ? c.facts.asking?.state : decides?.state === 'to' ? c.to : decides?.state
  const ids = runningClocks(edition, clocks, c, new Set())
  return [
    {
      ground: id,
      what: title,
      cite: edition.cite(ground, ''),
      ...(decides && state
        ? { before: { seat: decides.seat, state, ...(decides.authority ? { authority: decides.authority } : {}) } }
        : {}),
      ...running(clocksAre(edition, ids, '', c)),
      ...(weighs.length > 0 ? { weighs } : {}),
    },
  ]
}

/** What the state that forbids offers itself: its approval, less data, consent. */
function opening(edition: Edition, { rule, resolutions, force }: CompiledGate, c: Circumstances): Resolution[] {
  if (!inForce(force, c.on)) return []
  const ids = runningClocks(edition, rule.approval?.clocks ?? [], c, new Set())
  return resolutions.flatMap(({ what, cite, approval, when }) => {
    if (when?.holds(c) === false) return []
    const before = approval && approver(rule)
    return [
      {
        what,
        cite: edition.cite(rule, '', cite),
        ...(before ? { before } : {}),
        ...(approval ? running(clocksAre(edition, ids, '', c)) : {}),
      },
    ]
  })
}
