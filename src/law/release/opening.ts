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

/** Whether what is in one state is in another's hands: that state itself, or of the Union one of its members. */
export const isOfState = (law: LawBase, state: string, of: string, on: string): boolean =>
  state === of || (of === 'EU' && law.at(on).isMember(state, on))

/**
 * Of these organs, those that can open a bar before data given from `own`. A rule that is no state's own asks for an authority of
 * that state; of a bar of the Union the authorities of that state decide, where any is among them.
 */
export function organsThatOpen<Organ extends { readonly state: string; readonly seats: readonly string[] }>(
  law: LawBase,
  rule: string,
  { on, own }: { readonly on: string; readonly own: string | undefined },
  organs: readonly Organ[],
): readonly Organ[] {
  const possible = organs.filter(({ state, seats }) => {
    const opening = opensGate(law, rule, on, seats)
    const of = opening?.state ?? own
    return opening?.seat !== undefined && of !== undefined && isOfState(law, state, of, on)
  })
  const atHome = possible.filter(({ state }) => state === own)
  return atHome.length > 0 ? atHome : possible
}
