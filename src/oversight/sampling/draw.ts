import { z } from 'zod'
import { hex, utf8 } from '../../base/bytes.ts'
import { canonicalJson, type Json } from '../../base/canonical-json.ts'
import { sha256 } from '../../crypto/index.ts'
import { categories } from '../../law/index.ts'

/** What a request may be drawn for as a risk. Which of them count the plan says. */
export const marks = ['emergency', 'late', 'secrecy', 'privileged', 'sensitive', 'gone'] as const
export type Mark = (typeof marks)[number]

const number = z.number().int().min(1).max(10_000)

/** One part of a sample: so many of all, of those with one of these marks, of emergencies, of those that ask for a category. */
export const partSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('random'), number }),
  z.strictObject({ by: z.literal('risk'), number, marks: z.array(z.enum(marks)).min(1) }),
  z.strictObject({ by: z.literal('emergency'), number }),
  z.strictObject({ by: z.literal('category'), number, category: z.enum(categories) }),
])
export type Part = z.infer<typeof partSchema>

const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** What is fixed before anybody can know what it will hit. `commitment` is the SHA-256 of a nonce the overseer keeps to itself until the draw. */
export const planSchema = z.strictObject({
  format: z.literal('comity-sampling-plan/1'),
  id: z.string(),
  overseer: z.string(),
  overseen: z.string(),
  title: z.string().min(1),
  parts: z.array(partSchema).min(1).max(20),
  /** Requests whose first event lies within these days. */
  from: z.iso.date(),
  until: z.iso.date(),
  commitment: hash,
  /** How long the overseen’s log was: the checkpoint that decides comes after. */
  after: z.number().int().nonnegative(),
  at: z.iso.datetime(),
})
export type Plan = z.infer<typeof planSchema>

/** A request of the population, as it is drawn by. */
export const entrySchema = z.strictObject({
  id: z.string(),
  /** When the overseen’s log first tells of it. */
  at: z.iso.datetime(),
  marks: z.array(z.enum(marks)),
  categories: z.array(z.string()),
})
export type Entry = z.infer<typeof entrySchema>

export const digestOf = (value: unknown): string => hex(sha256(utf8(canonicalJson(value as Json))))

/**
 * What the draw hangs on: the plan, the overseer’s nonce, which nobody else knew, and a checkpoint of the overseen’s log, which
 * did not exist when both were fixed. Neither side could choose it.
 */
export const seedOf = (
  plan: Plan,
  nonce: Uint8Array,
  checkpoint: { readonly size: number; readonly root: Uint8Array },
) => sha256(utf8(`comity-sample/1\n${digestOf(plan)}\n${hex(nonce)}\n${checkpoint.size} ${hex(checkpoint.root)}\n`))

/** A request that was drawn, and by which part of the plan. */
export interface Drawn {
  readonly id: string
  readonly part: number
}

/**
 * Draws, part after part, those with the smallest hash of seed, part and id, none twice: every request of a part is as likely
 * as any other, and whoever has plan, seed and population draws the same.
 */
export function draw({ parts }: Pick<Plan, 'parts'>, seed: Uint8Array, population: readonly Entry[]): Drawn[] {
  const taken = new Set<string>()
  const drawn: Drawn[] = []
  for (const [i, part] of parts.entries()) {
    const ranked = population
      .filter((entry) => !taken.has(entry.id) && belongs(part, entry))
      .map(({ id }) => ({ id, rank: hex(sha256(seed, utf8(`${i} ${id}`))) }))
      .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
    for (const { id } of ranked.slice(0, part.number)) {
      taken.add(id)
      drawn.push({ id, part: i })
    }
  }
  return drawn
}

export function belongs(part: Part, entry: Entry): boolean {
  if (part.by === 'random') return true
  if (part.by === 'emergency') return entry.marks.includes('emergency')
  if (part.by === 'category') return entry.categories.includes(part.category)
  // What is gone from the records is looked at wherever risk is.
  return entry.marks.some((mark) => mark === 'gone' || part.marks.includes(mark))
}
