import type { LawBase } from '../compile.ts'
import type { Capacity, Seat } from '../data/rule.ts'

/** Whose approval opens a bar: of which state, given at which of these seats, in which capacity, on which form. */
export interface GateOpening {
  /** Undefined where the rule is no state's own. */
  readonly state: string | undefined
  /** Undefined where an approval opens it, and none of these seats gives it. */
  readonly seat: Seat | undefined
  readonly as: Capacity
  readonly form: string | undefined
  /** The periods the law sets the authority; none where it sets none. */
  readonly clocks: readonly string[]
}

/** How an organ with these seats can open a bar by its approval; undefined where no approval opens it, or there is no such bar. */
export function opensGate(law: LawBase, rule: string, on: string, seats: readonly string[]): GateOpening | undefined {
  const edition = law.at(on)
  const gate = edition.gates.get(rule)
  const check = edition.find('check', rule)
  const approvals = gate
    ? gate.openers.flatMap(({ approval }) => approval ?? [])
    : check?.of === 'release' && check.approval
      ? [check.approval]
      : []
  const [first] = approvals
  if (!first) return undefined
  const fitting = approvals.find(({ seat }) => seats.includes(seat))
  return {
    state: gate?.rule.state,
    seat: fitting?.seat,
    as: (fitting ?? first).as,
    form: gate?.rule.approval?.form,
    clocks: gate?.rule.approval?.clocks ?? [],
  }
}
