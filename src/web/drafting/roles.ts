import type { Organisation } from '../../accounts/index.ts'
import type { Counterpart } from '../../exchange/index.ts'
import type { Analysis, Facts, RouteFinding, Seat, StepFinding } from '../../law/index.ts'
import type { NamedParty, Party } from '../../requests/index.ts'
import { isDraftable } from '../analysis/shown.ts'

type Needed = Pick<StepFinding, 'id' | 'title' | 'seat' | 'state' | 'does' | 'after' | 'cite'> & {
  readonly authority?: string | undefined
}

/** A part in a request that another organisation is to take: at which seat, where, and for which steps of the law. */
export interface Role {
  /** The form's name for it: `party.court.DE`, and its first step where several organs sit at that seat in that state. */
  readonly name: string
  readonly seat: Seat
  readonly state: string
  /** The organ as the law names it, where it does. */
  readonly authority: string | undefined
  /** Several organs sit at that seat in that state, each for its own steps. */
  readonly isOneOfSeveral: boolean
  /** Our own office can take it too: another of its people approves. */
  readonly isOursToo: boolean
  /** An organ of the other side puts it before whoever takes it: it knows whom. */
  readonly isFurtherOn: boolean
  readonly steps: readonly { readonly step: Needed; readonly data: readonly string[] }[]
  readonly candidates: readonly Counterpart[]
}

/** The findings of one route by which a request can be drafted, one for each group of items the law treats alike. */
export const findingsOf = ({ routes }: Analysis, rule: string, to: string): RouteFinding[] =>
  routes.filter((route) => route.rule === rule && (to === '' || route.to === to) && isDraftable(route))

type Own = Pick<Organisation, 'id' | 'state' | 'seats'>

/** The parts that others are to take, in the order of the steps, each with the organisations that could. */
export function rolesIn(
  findings: readonly { readonly steps: readonly Needed[]; readonly data: readonly string[] }[],
  own: Own,
  directory: readonly Counterpart[],
): Role[] {
  const every = findings.flatMap(({ steps }) => steps)
  const organ = organsIn(every)
  const roles = new Map<string, { first: Needed; steps: { step: Needed; data: string[] }[] }>()
  for (const { steps, data } of findings) {
    for (const step of steps) {
      if (isOurs(step, own) && !isApproval(step)) continue
      const key = `${step.seat} ${step.state} ${organ(step)}`
      const role = roles.get(key) ?? { first: step, steps: [] }
      const known = role.steps.find((one) => one.step.id === step.id)
      if (known) known.data.push(...data)
      else role.steps.push({ step, data: [...data] })
      roles.set(key, role)
    }
  }
  return [...roles.values()].flatMap(({ first, steps }) => {
    const { seat, state } = first
    const isOneOfSeveral = every.some(
      (one) => one.seat === seat && one.state === state && organ(one) !== organ(first) && one.does !== 'draft',
    )
    const role = {
      name: `${partyName(first)}${isOneOfSeveral ? `.${first.id}` : ''}`,
      seat,
      state,
      authority: steps.find(({ step }) => step.authority)?.step.authority,
      isOneOfSeveral,
      isOursToo: isOurs(first, own),
      isFurtherOn: steps.every(({ step }) => isPassedOn(step, every, own, organ)),
      steps,
      candidates: directory.filter((one) => one.org !== own.id && canTake(one, first)),
    }
    return role.isOursToo && role.candidates.length === 0 ? [] : [role]
  })
}

/** The form's name for whoever takes every step at a seat in a state. */
export const partyName = ({ seat, state }: { seat: string; state: string }): string => `party.${seat}.${state}`

const isOurs = ({ seat, state }: Needed, own: Own) =>
  state === own.state && (own.seats as readonly string[]).includes(seat)

/** What the law gives to an organ it names is not simply another deed of the office that asks. */
const isApproval = ({ does, authority }: Needed) => does === 'approve' && authority !== undefined

/** "Foreign-contact organ: Ministry of Justice" and "Foreign-contact organ" are one organ; so are a named one and nobody else. */
export function organsIn(steps: readonly Pick<Needed, 'seat' | 'state' | 'authority'>[]) {
  const named = ({ authority }: Pick<Needed, 'authority'>) => authority?.split(':')[0] ?? ''
  return (step: Pick<Needed, 'seat' | 'state' | 'authority'>): string => {
    if (step.authority) return named(step)
    const there = steps.filter((one) => one.seat === step.seat && one.state === step.state && one.authority)
    const organs = new Set(there.map(named))
    return organs.size === 1 ? ([...organs][0] ?? '') : ''
  }
}

const handsOn: readonly string[] = ['assess', 'examine', 'execute', 'decide']

/** Whether another organ abroad stands between us and a step. */
function isPassedOn(step: Needed, every: readonly Needed[], own: Own, organ: (step: Needed) => string): boolean {
  const isAnother = (one: Needed) => one.seat !== step.seat || one.state !== step.state || organ(one) !== organ(step)
  const before = every.filter(({ id }) => step.after.includes(id))
  return before.some(
    (one) =>
      one.id !== step.id &&
      ((one.state !== own.state && handsOn.includes(one.does) && isAnother(one)) || isPassedOn(one, every, own, organ)),
  )
}

const canTake = ({ seats, state, addressees }: Counterpart, role: { seat: Seat; state: string }) =>
  (seats as readonly string[]).includes(role.seat) &&
  (state === role.state || addressees.some((one) => one.state === role.state))

/**
 * Who most likely takes a part: the organ that the law names, the provider that the facts name, else the only one there
 * is. Whom an organ of the other side puts it before is that organ's choice, unless the facts name it.
 */
export function likeliest(
  { candidates, authority, isFurtherOn }: Role,
  { holder }: Pick<Facts, 'holder'>,
): string | undefined {
  const holderName = holder?.name?.toLowerCase()
  const ofHolder = holderName && candidates.find(({ name }) => name.toLowerCase().includes(holderName))
  if (ofHolder) return ofHolder.org
  if (isFurtherOn) return undefined
  return namedBy(authority, candidates)?.org ?? (candidates.length === 1 ? candidates[0]?.org : undefined)
}

/** The candidate that the law names first: its name stands in the words for the organ, or they stand in its name. */
function namedBy(authority: string | undefined, candidates: readonly Counterpart[]): Counterpart | undefined {
  if (!authority) return undefined
  const words = authority.toLowerCase()
  const place = ({ name }: Counterpart) => {
    const plain = name.toLowerCase().replace(/ \(demonstration\)$/, '')
    return plain.includes(words) ? 0 : words.indexOf(plain)
  }
  return candidates.filter((one) => place(one) >= 0).toSorted((a, b) => place(a) - place(b))[0]
}

/** An organisation of the directory in that part. */
export function partyFrom({ org, name, addressees, languages }: Counterpart, role: Role): Party {
  const { seat, state } = role
  const as = addressees.find((one) => one.state === state)?.as
  return {
    seat,
    state,
    org,
    name,
    languages,
    ...(role.isOneOfSeveral && { steps: role.steps.map(({ step }) => step.id) }),
    ...((as === 'designated-establishment' || as === 'legal-representative') && { as }),
  }
}

/** The form's name for whoever takes a part and is in no directory. */
export const byNameField = ({ name }: Pick<Role, 'name'>): string => `${name}.name`

/** Somebody on no system, known by name alone: the request is carried to them otherwise. */
export const partyByName = (name: string, role: Role): NamedParty => ({
  seat: role.seat,
  state: role.state,
  name,
  ...(role.isOneOfSeveral && { steps: role.steps.map(({ step }) => step.id) }),
})
