import type { Organisation } from '../../accounts/index.ts'
import type { Counterpart } from '../../exchange/index.ts'
import type { Analysis, RouteFinding, Seat, StepFinding } from '../../law/index.ts'
import type { Party } from '../../requests/index.ts'
import { isDraftable } from '../analysis/shown.ts'

type Needed = Pick<StepFinding, 'id' | 'title' | 'seat' | 'state' | 'cite'>

/** A part in a request that another organisation is to take: at which seat, where, and for which steps of the law. */
export interface Role {
  readonly seat: Seat
  readonly state: string
  readonly steps: readonly { readonly step: Needed; readonly data: readonly string[] }[]
  readonly candidates: readonly Counterpart[]
}

/** The findings of one route by which a request can be drafted, one for each group of items the law treats alike. */
export const findingsOf = ({ routes }: Analysis, rule: string, to: string): RouteFinding[] =>
  routes.filter((route) => route.rule === rule && (to === '' || route.to === to) && isDraftable(route))

/** The parts that others are to take, in the order of the steps, each with the organisations that could. */
export function rolesIn(
  findings: readonly { readonly steps: readonly Needed[]; readonly data: readonly string[] }[],
  own: Pick<Organisation, 'id' | 'state' | 'seats'>,
  directory: readonly Counterpart[],
): Role[] {
  const roles = new Map<string, { seat: Seat; state: string; steps: { step: Needed; data: string[] }[] }>()
  for (const { steps, data } of findings) {
    for (const step of steps) {
      if (step.state === own.state && (own.seats as readonly string[]).includes(step.seat)) continue
      const key = partyName(step)
      const role = roles.get(key) ?? { seat: step.seat, state: step.state, steps: [] }
      const known = role.steps.find((one) => one.step.id === step.id)
      if (known) known.data.push(...data)
      else role.steps.push({ step, data: [...data] })
      roles.set(key, role)
    }
  }
  return [...roles.values()].map((role) => ({
    ...role,
    candidates: directory.filter((one) => one.org !== own.id && canTake(one, role)),
  }))
}

/** The form's name for a part: `party.court.DE`. */
export const partyName = ({ seat, state }: { seat: string; state: string }): string => `party.${seat}.${state}`

const canTake = ({ seats, state, addressees }: Counterpart, role: { seat: Seat; state: string }) =>
  (seats as readonly string[]).includes(role.seat) &&
  (state === role.state || addressees.some((one) => one.state === role.state))

/** An organisation of the directory in that part. */
export function partyFrom({ org, name, addressees, languages }: Counterpart, { seat, state }: Role): Party {
  const as = addressees.find((one) => one.state === state)?.as
  return {
    seat,
    state,
    org,
    name,
    languages,
    ...((as === 'designated-establishment' || as === 'legal-representative') && { as }),
  }
}
