import { z } from 'zod'

/** What the record says of one thing: true, false, or nothing. */
const said = z.boolean().optional()
const state = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .optional()

/** How a piece of evidence was obtained. `party`: brought by the defence, the victim or another party. */
export const waysObtained = ['seizure', 'provider', 'online', 'party'] as const

/**
 * What a custody record shows of one piece of evidence, before one court: the facts that the checks of evidence are written
 * over. What the record does not say is left out, and is unknown, never false.
 */
export const custodyFactsSchema = z.strictObject({
  court: z.strictObject({ state }).optional(),
  obtained: z.enum(waysObtained).optional(),
  taken: z.strictObject({ in: state }).optional(),
  authority: z.strictObject({ instrument: said, issued: said, basis: said }).optional(),
  chain: z.strictObject({ request: said, sent: said, received: said, basis: said }).optional(),
  source: z.strictObject({ holder: said, extractor: said, time: said, place: said }).optional(),
  persons: z.strictObject({ count: z.number().int().optional(), qualified: said, signed: said }).optional(),
  time: z.strictObject({ taken: said, source: said, offset: said }).optional(),
  method: z.strictObject({ place: said, named: said, tool: said, steps: said }).optional(),
  medium: z.strictObject({ taken: said, identified: said, reason: said, location: said }).optional(),
  /** `intact`: at every check since it was put on, or whoever broke it said why and sealed it anew. */
  seal: z.strictObject({ numbered: said, photographed: said, intact: said }).optional(),
  integrity: z.strictObject({ value: said, computed: said, rechecked: said, matches: said }).optional(),
  list: z.strictObject({ named: said, format: said, size: said }).optional(),
  witness: z.strictObject({ present: said, eligible: said, reason: said, video: said }).optional(),
  holder: z.strictObject({ signed: said, refused: said }).optional(),
  certificate: z.strictObject({ given: said, process: said, number: said, sealed: said }).optional(),
  handovers: z
    .strictObject({ incomplete: z.number().int().optional(), unchecked: z.number().int().optional() })
    .optional(),
  /** From first control to the first seal or integrity value, whichever came first. */
  gap: z.strictObject({ hours: z.number().optional() }).optional(),
  freezing: z.strictObject({ done: said, notice: said, method: said, period: said, access: said }).optional(),
  online: z.strictObject({ stated: said, right: said, recorded: said }).optional(),
  changes: z.strictObject({ made: said, explained: said, truth: said }).optional(),
  examination: z.strictObject({ done: said, blocked: said, matches: said, examiner: said }).optional(),
  report: z.strictObject({ baseline: said, method: said }).optional(),
  account: z.strictObject({ linked: said }).optional(),
  limits: z.strictObject({ stated: said, kept: said }).optional(),
  formality: z.strictObject({ done: said }).optional(),
  language: z.strictObject({ foreign: said, translated: said, translator: said }).optional(),
  secrecy: z.strictObject({ handled: said }).optional(),
  notice: z.strictObject({ served: said }).optional(),
})

export type CustodyFacts = z.infer<typeof custodyFactsSchema>
