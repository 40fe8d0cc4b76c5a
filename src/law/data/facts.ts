import { z } from 'zod'
import { LawError } from '../errors.ts'
import { readAs, state } from './reading.ts'

const states = z.array(state).max(300)
const words = z.string().max(10_000)

/** What an asking authority can be. */
export const authorities = [
  'judge',
  'court',
  'investigating-judge',
  'prosecutor',
  'police',
  'central-authority',
  'regulator',
  'other',
] as const
export const categories = [
  'subscriber',
  'identification',
  'traffic',
  'content',
  'location',
  'device-log',
  'transaction-record',
] as const
const offences = [
  'attack-on-information-systems',
  'terrorism',
  'child-sexual-abuse',
  'non-cash-payment-fraud',
  ...Array.from({ length: 32 }, (_, n) => `annex-iv-${n + 1}`),
]
/** Chinese measures against a foreign demand or its author: orders and lists that name them. */
export const countermeasures = [
  'prohibition-order',
  'malicious-entity-list',
  'countermeasure-list',
  'restricted-recipient-list',
] as const
export const services = [
  'electronic-communications',
  'domain-names',
  'communication-platform',
  'storage-platform',
  'financial',
  'other',
] as const
export const sectors = ['securities', 'audit-papers', 'export-controlled', 'genetic-resources'] as const

const item = z.strictObject({
  id: z.string().min(1).max(200),
  category: z.enum(categories).optional(),
  /** Where the data lies; `[]` is known to be nowhere fixed, left out is unknown. */
  storedIn: states.optional(),
  stored: z.boolean().optional(),
  class: z.string().max(100).optional(),
  scheme: z.string().max(100).optional(),
  personal: z.boolean().optional(),
  persons: z.number().int().nonnegative().optional(),
  encrypted: z.boolean().optional(),
  /** What special rules the data falls under; `[]` is known to be none. */
  sector: z.array(z.enum(sectors)).max(sectors.length).optional(),
  /** Gathered abroad and only processed in the country, nothing domestic added. */
  foreignOrigin: z.boolean().optional(),
  /** Held by a handler in a free-trade zone whose negative list is in force, and not on that list. */
  outsideNegativeList: z.boolean().optional(),
})

/** The facts of a case. Every field may be left out; what is left out is unknown, never false. */
export const factsSchema = z.strictObject({
  on: z.iso.date().optional(),
  asking: z
    .strictObject({
      state: state.optional(),
      authority: z.enum(authorities).optional(),
      validatedBy: z.enum(authorities).optional(),
      /** Chinese countermeasures that name the authority or its demand; `[]` is known to be none. */
      namedIn: z.array(z.enum(countermeasures)).max(countermeasures.length).optional(),
    })
    .optional(),
  proceeding: z.enum(['criminal', 'sentence-execution', 'administrative', 'civil', 'mla-relay']).optional(),
  offence: z
    .strictObject({
      description: words.optional(),
      maxPenaltyMonths: z.number().int().nonnegative().optional(),
      byInformationSystem: z.boolean().optional(),
      committedIn: states.optional(),
      listed: z.array(z.enum(offences)).optional(),
      dualCriminality: z.boolean().optional(),
      deathPenaltyPossible: z.boolean().optional(),
      political: z.boolean().optional(),
      sentenceMonths: z.number().int().nonnegative().optional(),
    })
    .optional(),
  person: z
    .strictObject({
      nationality: states.optional(),
      residence: state.optional(),
      location: state.optional(),
      privileged: z.enum(['none', 'lawyer', 'journalist', 'medical', 'other']).optional(),
    })
    .optional(),
  holder: z
    .strictObject({
      name: words.optional(),
      kind: z.enum(['provider', 'bank', 'public-authority', 'person', 'other']).optional(),
      seat: state.optional(),
      establishments: states.optional(),
      addressees: z
        .array(z.strictObject({ state, as: z.enum(['designated-establishment', 'legal-representative']).optional() }))
        .optional(),
      offersServicesIn: states.optional(),
      service: z.enum(services).optional(),
      role: z.enum(['controller', 'processor']).optional(),
      ciio: z.boolean().optional(),
      correspondentAccountIn: states.optional(),
      /** States whose courts counsel, or a court, holds to have jurisdiction over the holder though it has no seat there. */
      jurisdictionOf: states.optional(),
    })
    .optional(),
  data: z.array(item).max(10_000).optional(),
  measure: z.enum(['produce', 'preserve']).optional(),
  urgency: z.enum(['ordinary', 'urgent', 'emergency']).optional(),
  emergency: z
    .strictObject({ threat: z.enum(['life', 'physical-integrity', 'critical-infrastructure']).optional() })
    .optional(),
  /** What the holder sends out of the country as a business: why it must, and to how many people it relates so far. */
  outbound: z
    .strictObject({
      need: z.enum(['none', 'contract', 'employment', 'emergency']).optional(),
      /** Distinct people since 1 January, those of this case included, sensitive information left out. */
      persons: z.number().int().nonnegative().optional(),
      /** The same for people with sensitive information. */
      sensitivePersons: z.number().int().nonnegative().optional(),
    })
    .optional(),
  history: z
    .strictObject({
      mlaTried: z.boolean().optional(),
      /** States with which the asking state has reciprocity, as a person found who answers for it; `[]` is known to be none. */
      reciprocityWith: states.optional(),
    })
    .optional(),
})

export type Facts = z.infer<typeof factsSchema>
export type DataItem = z.infer<typeof item>
export type DataCategory = (typeof categories)[number]

/**
 * Reads facts from outside. Throws `LawError` `bad_facts` with the path of the first field at fault, and
 * `contradictory_facts` where two fields cannot both be true.
 */
export function parseFacts(input: unknown): Facts {
  const facts = readAs(factsSchema, input, { code: 'bad_facts', field: 'fact' })
  refuseContradictions(facts)
  return facts
}

function refuseContradictions({ urgency, emergency, proceeding, offence, data = [] }: Facts): void {
  const contradict = (path: string, message: string) => {
    throw new LawError('invalid', 'contradictory_facts', message, { path })
  }
  if (emergency?.threat && urgency !== undefined && urgency !== 'emergency') {
    contradict('urgency', `An emergency threat is given, but the urgency is '${urgency}'`)
  }
  if (proceeding === 'sentence-execution' && offence?.sentenceMonths === 0) {
    contradict('offence.sentenceMonths', 'A sentence is being executed, but its length is 0 months')
  }
  const seen = new Set<string>()
  for (const [i, { id, personal, persons }] of data.entries()) {
    if (seen.has(id)) contradict(`data[${i}].id`, `Two items are called '${id}'`)
    seen.add(id)
    if (personal === false && persons !== undefined && persons > 0) {
      contradict(`data[${i}].persons`, 'The item is not personal data, but it concerns persons')
    }
  }
}
