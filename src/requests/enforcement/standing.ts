import { allOf, type Dealing, type DealingId, type DealingOf, lastIn } from '../examination/dealing.ts'

/** How far the enforcement of an order has come. */
const enforcementStages = [
  'asked',
  'required',
  'pleaded',
  'confirmed',
  'penalised',
  'refused',
  'complied',
  'given-up',
] as const
export type EnforcementStage = (typeof enforcementStages)[number]

export interface Enforcement {
  readonly id: DealingId
  readonly asked: DealingOf<'asked'>
  readonly stage: EnforcementStage
  /** What the enforcing authority asked before a no, and whether it was answered. */
  readonly consulted: DealingOf<'consulted'> | undefined
  readonly explained: DealingOf<'explained'> | undefined
  readonly pleaded: DealingOf<'pleaded'> | undefined
  /** By when the addressee is to comply. */
  readonly until: string | undefined
  readonly penalty: DealingOf<'penalised'> | undefined
  readonly said: readonly Dealing[]
}

const comesTo = {
  asked: 'asked', recognised: 'required', 'not-recognised': 'refused', pleaded: 'pleaded', confirmed: 'confirmed',
  'not-enforced': 'refused', penalised: 'penalised', complied: 'complied', 'given-up': 'given-up',
} as const satisfies Partial<Record<Dealing['kind'], EnforcementStage>> // biome-ignore format: a table

/** At which stages each thing can be said. */
const said: Partial<Record<Dealing['kind'], readonly EnforcementStage[]>> = {
  consulted: ['asked', 'pleaded'],
  explained: ['asked', 'pleaded'],
  recognised: ['asked'],
  'not-recognised': ['asked'],
  pleaded: ['required'],
  confirmed: ['pleaded'],
  'not-enforced': ['pleaded'],
  penalised: ['required', 'confirmed'],
  appealed: ['penalised'],
  complied: ['asked', 'required', 'pleaded', 'confirmed', 'penalised'],
  'given-up': ['asked', 'required', 'pleaded', 'confirmed', 'penalised'],
}

/** The enforcements of a request, oldest first. */
export const enforcementsOf = (dealings: readonly Dealing[]): Enforcement[] =>
  allOf(dealings, 'asked').map((asked) => enforcementFrom(dealings, asked))

function enforcementFrom(dealings: readonly Dealing[], asked: DealingOf<'asked'>): Enforcement {
  const of = dealings.filter(({ dealing }) => dealing === asked.dealing)
  const last = of.findLast(({ kind }) => kind in comesTo)
  const consulted = allOf(of, 'consulted').at(-1)
  const answer = allOf(of, 'explained').at(-1)
  return {
    id: asked.dealing,
    asked,
    stage: comesTo[last?.kind as keyof typeof comesTo] ?? 'asked',
    consulted,
    // An answer to what was asked before the last question is none to it.
    explained: consulted && answer && of.indexOf(answer) > of.indexOf(consulted) ? answer : undefined,
    pleaded: lastIn(of, asked.dealing, 'pleaded'),
    until: allOf(of, 'recognised', 'confirmed').at(-1)?.body.until,
    penalty: allOf(of, 'penalised').at(-1),
    said: of,
  }
}

/** The name of the enforcing authority's step, the same wherever it is known. */
export const enforcingStep = (dealing: string): string => `enforce-${dealing.slice(-8)}`

/** Asked and not answered. */
export const isConsulting = ({ consulted, explained }: Enforcement): boolean =>
  consulted !== undefined && explained === undefined

/** Whether this can be said now. */
export function fits(enforcement: Enforcement, kind: Dealing['kind']): boolean {
  if (kind === 'consulted' && isConsulting(enforcement)) return false
  if (kind === 'explained' && !isConsulting(enforcement)) return false
  if (kind === 'appealed' && enforcement.said.some((one) => one.kind === 'appealed')) return false
  return said[kind]?.includes(enforcement.stage) === true
}

const over: readonly EnforcementStage[] = ['refused', 'complied', 'given-up']
export const isEnforced = ({ stage }: Enforcement): boolean => !over.includes(stage)
