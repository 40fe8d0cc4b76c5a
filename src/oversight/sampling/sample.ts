import { z } from 'zod'
import { type EventLeaf, hashEvent, originOf } from '../../audit/index.ts'
import { hex, parseBase64 } from '../../base/bytes.ts'
import { noteVerifier, openNote, parseCheckpoint, rootOf, sameBytes, sha256 } from '../../crypto/index.ts'
import { OversightError } from '../errors.ts'
import { draw, type Entry, entrySchema, type Mark, planSchema, seedOf } from './draw.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** A sample as it is handed out: with all that is needed to draw it again. */
const sampleSchema = z.strictObject({
  plan: planSchema,
  nonce: z.string().regex(/^[0-9a-f]{64}$/),
  /** The overseen’s signed checkpoint that decided, and the key (base64) to check it with. */
  checkpoint: z.string().max(10_000),
  key: z.base64().max(100),
  /** Every leaf of the overseen’s log up to there: when, by whom, of what kind, about what, the hash of what it says. */
  leaves: z.array(z.tuple([z.iso.datetime(), z.string(), z.string(), z.string(), hash])),
  population: z.array(entrySchema),
  drawn: z.array(z.strictObject({ id: z.string(), part: z.number().int().nonnegative() })),
})
export type Sample = z.infer<typeof sampleSchema>

/** Throws `invalid` / `malformed_sample`, saying where. */
export function parseSample(input: unknown): Sample {
  const parsed = sampleSchema.safeParse(input)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new OversightError('invalid', 'malformed_sample', `This is not a sample: ${issue?.message}`, {
    path: (issue?.path ?? []).map(String).join('.'),
  })
}

export interface SampleCheck {
  readonly ok: boolean
  readonly says: string
}

/**
 * Draws a sample once more, from the file alone. What was added to the population, taken out of it or altered, is found by the
 * overseen’s own log, whose root its key has signed; a draw that was steered, by drawing again. `key` is the overseen’s key as it is
 * known from elsewhere.
 */
export async function verifySample(sample: Sample, key?: string): Promise<SampleCheck[]> {
  const { plan, nonce, checkpoint, leaves, population, drawn } = sample
  const origin = originOf(plan.overseen)
  const bytes = Uint8Array.fromHex(nonce)
  const signed = await openNote(checkpoint, [noteVerifier(origin, parseBase64(sample.key))])
    .then(({ text }) => parseCheckpoint(text))
    .catch(() => undefined)
  const events = leaves.map(([at, by, kind, about, body], seq) => ({ org: plan.overseen, seq, at, by, kind, about, bodyHash: Uint8Array.fromHex(body) })) // biome-ignore format: a row
  const whole =
    signed !== undefined && signed.size === events.length && sameBytes(rootOf(events.map(hashEvent)), signed.root)
  const expected = populationIn(events, plan)
  const again = signed ? draw(plan, seedOf(plan, bytes, signed), population) : []
  return [
    { ok: hex(sha256(bytes)) === plan.commitment, says: 'The nonce is the one that was committed to' },
    {
      ok: signed?.origin === origin && (key === undefined || key === sample.key),
      says: key === undefined ? 'The checkpoint is signed with the key of the file' : 'The checkpoint is signed by the overseen',
    },
    { ok: signed !== undefined && signed.size > plan.after, says: 'The checkpoint was signed after the plan was fixed' },
    { ok: whole, says: 'The leaves are the whole log that the checkpoint signs' },
    { ok: isPopulation(population, expected), says: 'The population is every request the log tells of, and no other' },
    { ok: JSON.stringify(again) === JSON.stringify(drawn), says: 'Drawing again draws the same' },
  ] // biome-ignore format: a table
}

/** What the log says by itself of a request: when it begins, and whether it is an emergency. */
export interface Told {
  readonly at: string
  readonly emergency: boolean
}

/** The requests a log first tells of within the days of a plan, in the order in which it does. */
export function populationIn(
  leaves: Iterable<Pick<EventLeaf, 'at' | 'kind' | 'about'>>,
  { from, until }: { readonly from: string; readonly until: string },
): Map<string, Told> {
  const found = new Map<string, Told>()
  for (const { at, kind, about } of leaves) {
    if (!about.startsWith('request_')) continue
    const before = found.get(about)
    const emergency = kind.startsWith('request.emergency-') || before?.emergency === true
    found.set(about, { at: before?.at ?? at, emergency })
  }
  return new Map([...found].filter(([, { at }]) => at.slice(0, 10) >= from && at.slice(0, 10) <= until))
}

/** The same requests in the same order; and what the log itself says of them is not left out. */
function isPopulation(population: readonly Entry[], expected: ReadonlyMap<string, Told>): boolean {
  const ids = [...expected.keys()]
  return (
    population.length === ids.length &&
    population.every(({ id, at, marks }, i) => {
      const told = expected.get(id)
      return id === ids[i] && told?.at === at && (!told.emergency || marks.includes('emergency' satisfies Mark))
    })
  )
}

export const commitmentTo = (nonce: Uint8Array): string => hex(sha256(nonce))
