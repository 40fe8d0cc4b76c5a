import { z } from 'zod'
import { OversightError } from '../errors.ts'

/** What every figure counts, in words, beside the figure: a number without its definition says nothing. */
export const editionDefinitions = {
  made: 'Requests that left the organisation within the half-year (outgoing), or arrived at it (incoming), each once',
  'made.byRoute': 'The same requests by the rule of law they took; the figures add up to `made.number`',
  'made.byState': 'The same requests by the state they went to, or for incoming ones the state of the asking authority; the figures add up to `made.number`',
  'made.byUrgency': 'The same requests by how urgent they were; the figures add up to `made.number`',
  'made.byCategory': 'Data items asked for in the same requests, by category; one request may ask for several',
  ended: 'Requests of the organisation that ended within the half-year, whenever they were made',
  'ended.byOutcome': 'The same requests by how they ended; the figures add up to `ended.number`',
  'ended.byGround': 'Of the same requests those that were refused or objected to, by each ground of law that was named; one may name several',
  'ended.days': 'Days from when they were made to their end: the nearest-rank median and 90th percentile, in tenths',
  'ended.daysByRoute': 'The same for each route of which at least five requests ended',
  complaints: 'Complaints and requests for access the organisation decided within the half-year, each once',
  'complaints.byOutcome': 'The same by what came of them; the figures add up to `complaints.number`',
  'complaints.days': 'Days from filing to decision of the same: the nearest-rank median, in tenths; where at least five were decided',
  digest: 'SHA-256 over the SHA-256 of each request or complaint counted, in the order in which they were made, ended or decided: what an organisation proves by that its request was counted',
} as const // biome-ignore format: a table

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.number().int().nonnegative()
const told = z.record(z.string(), count.nullable())
const days = z.strictObject({ median: z.number().nonnegative(), percentile90: z.number().nonnegative() })

const figures = z.strictObject({
  org: z.string(),
  direction: z.enum(['outgoing', 'incoming']),
  period: z.string().regex(/^\d{4}-H[12]$/),
  made: z.strictObject({
    digest: hash,
    number: count.nullable(),
    byRoute: told.optional(),
    byState: told.optional(),
    byUrgency: told.optional(),
    byCategory: told.optional(),
  }),
  ended: z.strictObject({
    digest: hash,
    number: count.nullable(),
    byOutcome: told.optional(),
    byGround: told.optional(),
    days: days.optional(),
    daysByRoute: z.record(z.string(), days).optional(),
  }),
})

const complaints = z.strictObject({
  /** Whoever decided on them. */
  org: z.string(),
  period: z.string().regex(/^\d{4}-H[12]$/),
  digest: hash,
  number: count.nullable(),
  byOutcome: told.optional(),
  days: z.number().nonnegative().optional(),
})

/** An edition of the statistics, as it is signed; of the first format it tells nothing of complaints. */
const editionSchema = z
  .strictObject({
    format: z.enum(['comity-statistics/1', 'comity-statistics/2']),
    number: z.number().int().positive(),
    asOf: z.iso.datetime(),
    publisher: z.strictObject({ id: z.string(), name: z.string() }),
    reason: z.string(),
    law: z.string(),
    notToldBelow: z.number().int().positive(),
    definitions: z.record(z.string(), z.string()),
    periods: z.array(z.string()),
    /** The state of each organisation's log when it was counted, signed by it. */
    organisations: z.array(
      z.strictObject({ id: z.string(), name: z.string(), state: z.string(), checkpoint: z.string() }),
    ),
    figures: z.array(figures),
    /** Figures that are told as in the edition before, because fewer than `notToldBelow` requests have changed them since. */
    kept: z.array(z.string()),
    complaints: z.array(complaints).optional(),
  })
  .refine(({ format, complaints }) => (format === 'comity-statistics/2') === (complaints !== undefined), {
    message: 'Figures on complaints belong to the second format, and to it alone',
    path: ['complaints'],
  })
export type Edition = z.infer<typeof editionSchema>

/** What such a file may weigh: that of some ten thousand organisations' half-years is a few MB. */
export const EDITION_BYTES = 16 * 1024 * 1024

/** The file that is handed out: the edition, the signature over its SHA-256, and the key (base64) to check it with. */
export const editionFileSchema = z.strictObject({
  edition: editionSchema,
  note: z.string().max(10_000),
  key: z.base64().max(100),
})
export type EditionFile = z.infer<typeof editionFileSchema>

/** Throws `invalid` / `malformed_edition`, saying where. */
export function parseEditionFile(input: unknown): EditionFile {
  const parsed = editionFileSchema.safeParse(input)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new OversightError('invalid', 'malformed_edition', `This is not an edition of statistics: ${issue?.message}`, {
    path: issue?.path.join('.'),
  })
}

/** The name under which an edition is signed. */
export const editionOrigin = (org: string): string => `comity/${org}/statistics`

/** What is signed: the origin, the number, and the SHA-256 of the canonical JSON, a line each. */
export const editionText = (org: string, number: number, digest: string): string =>
  `${editionOrigin(org)}\n${number}\n${digest}\n`
