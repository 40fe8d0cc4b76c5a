import { allOf, type Dealing, type DealingId, type DealingOf, lastIn } from '../examination/dealing.ts'

/** How far the enforcement of an order has come. */
const enforcementStages = [
  'asked',
  'required',
  'pleaded',
  'confirmed',
  'proposed',
  'penalised',
  'spared',
  'lifted',
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
  /** The penalty that is proposed, and what the addressee said to it. */
  readonly proposal: DealingOf<'proposed'> | undefined
  readonly heard: DealingOf<'heard'> | undefined
  readonly penalty: Penalty | undefined
  readonly said: readonly Dealing[]
}

/** A penalty that was imposed, with what became of it. */
export interface Penalty {
  readonly imposed: DealingOf<'penalised'>
  readonly appealed: DealingOf<'appealed'> | undefined
  readonly appealDecided: DealingOf<'appeal-decided'> | undefined
  readonly lifted: DealingOf<'lifted'> | undefined
  /** The last time it was sent to another state, and what that state said. */
  readonly sentAbroad: DealingOf<'sent-abroad'> | undefined
  readonly answeredAbroad: DealingOf<'answered-abroad'> | undefined
  /** That the addressee will be named, what it replied, and whether it is named. */
  readonly announced: DealingOf<'announced'> | undefined
  readonly reply: DealingOf<'replied'> | undefined
  readonly published: DealingOf<'published'> | undefined
  /** What is owed now: what a court left of it. Undefined for a measure that is no fine. */
  readonly amount: number | undefined
}

const comesTo = {
  asked: 'asked', recognised: 'required', 'not-recognised': 'refused', pleaded: 'pleaded', confirmed: 'confirmed',
  'not-enforced': 'refused', proposed: 'proposed', penalised: 'penalised', spared: 'spared', lifted: 'lifted', complied: 'complied', 'given-up': 'given-up',
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
  proposed: ['required', 'confirmed', 'proposed'],
  heard: ['proposed'],
  penalised: ['proposed'],
  spared: ['proposed'],
  complied: ['asked', 'required', 'pleaded', 'confirmed', 'proposed', 'penalised'],
  'given-up': ['asked', 'required', 'pleaded', 'confirmed', 'proposed', 'penalised'],
}

/** What can be said of a penalty once it is imposed, also after the order was obeyed. */
const ofPenalty: Partial<Record<Dealing['kind'], (penalty: Penalty) => boolean>> = {
  appealed: ({ appealed, lifted }) => !appealed && !lifted,
  'appeal-decided': ({ appealed, appealDecided }) => appealed !== undefined && !appealDecided,
  lifted: isOwed,
  'sent-abroad': (penalty) =>
    penalty.amount !== undefined && isFinal(penalty) && isOwed(penalty) && !isAwaitedAbroad(penalty),
  'answered-abroad': isAwaitedAbroad,
  announced: (penalty) => isOwed(penalty) && !penalty.announced,
  replied: ({ announced, reply }) => announced !== undefined && !reply,
  published: ({ announced, published }) => announced !== undefined && !published,
  'taken-down': ({ published }) => published !== undefined,
}

function isOwed({ lifted, appealDecided }: Penalty): boolean {
  return !lifted && appealDecided?.body.outcome !== 'annulled'
}

const isFinal = ({ appealed, appealDecided }: Penalty) => !appealed || appealDecided !== undefined

function isAwaitedAbroad({ sentAbroad, answeredAbroad }: Penalty): boolean {
  return sentAbroad !== undefined && !answeredAbroad
}

/** The enforcements of a request, oldest first. */
export const enforcementsOf = (dealings: readonly Dealing[]): Enforcement[] =>
  allOf(dealings, 'asked').map((asked) => enforcementFrom(dealings, asked))

function enforcementFrom(dealings: readonly Dealing[], asked: DealingOf<'asked'>): Enforcement {
  const of = dealings.filter(({ dealing }) => dealing === asked.dealing)
  const last = of.findLast(({ kind }) => kind in comesTo)
  const consulted = allOf(of, 'consulted').at(-1)
  const answer = allOf(of, 'explained').at(-1)
  const proposal = allOf(of, 'proposed').at(-1)
  return {
    id: asked.dealing,
    asked,
    stage: comesTo[last?.kind as keyof typeof comesTo] ?? 'asked',
    consulted,
    // An answer to what was asked before the last question is none to it.
    explained: consulted && answer && of.indexOf(answer) > of.indexOf(consulted) ? answer : undefined,
    pleaded: lastIn(of, asked.dealing, 'pleaded'),
    until: allOf(of, 'recognised', 'confirmed').at(-1)?.body.until,
    proposal,
    heard: proposal && after(of, proposal, 'heard'),
    penalty: penaltyFrom(of),
    said: of,
  }
}

function penaltyFrom(of: readonly Dealing[]): Penalty | undefined {
  const imposed = allOf(of, 'penalised').at(-1)
  if (!imposed) return undefined
  const last = <K extends Dealing['kind']>(kind: K) => after(of, imposed, kind)
  const sentAbroad = last('sent-abroad')
  const takenDown = last('taken-down')
  const named = last('announced')
  const announced = named && takenDown && of.indexOf(takenDown) > of.indexOf(named) ? undefined : named
  const appealDecided = last('appeal-decided')
  return {
    imposed,
    appealed: last('appealed'),
    appealDecided,
    lifted: last('lifted'),
    sentAbroad,
    answeredAbroad: sentAbroad && after(of, sentAbroad, 'answered-abroad'),
    announced,
    reply: announced && after(of, announced, 'replied'),
    published: announced && after(of, announced, 'published'),
    amount: appealDecided?.body.outcome === 'reduced' ? appealDecided.body.amount : imposed.body.amount,
  }
}

/** The last of a kind that was said after this one. */
function after<K extends Dealing['kind']>(of: readonly Dealing[], one: Dealing, kind: K): DealingOf<K> | undefined {
  const found = allOf(of, kind).at(-1)
  return found && of.indexOf(found) > of.indexOf(one) ? found : undefined
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
  if (kind === 'heard' && enforcement.heard) return false
  const isLeft = ofPenalty[kind]
  if (isLeft) return enforcement.penalty !== undefined && isLeft(enforcement.penalty)
  return said[kind]?.includes(enforcement.stage) === true
}

const over: readonly EnforcementStage[] = ['refused', 'spared', 'lifted', 'complied', 'given-up']
export const isEnforced = ({ stage }: Enforcement): boolean => !over.includes(stage)
