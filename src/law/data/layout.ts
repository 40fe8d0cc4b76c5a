import { z } from 'zod'

/** Which of the requests a figure is of: of all of them, or of some that are counted by themselves. */
export const lanes = ['all', 'ordinary', 'emergency', 'preservation'] as const
export type Lane = (typeof lanes)[number]

/** What a figure counts: requests, the accounts they name, the share of them that brought some data, or how many did. */
export const counted = ['requests', 'accounts', 'share', 'with-data'] as const
export type Counted = (typeof counted)[number]

/** What a column of a published table says. `measure` and `value`: a table with a line for each figure names it, and its number. */
export const meanings = [
  'period',
  'state',
  'state-code',
  'process',
  'measure',
  'value',
  ...counted,
  'passed-over',
] as const
export type Meaning = (typeof meanings)[number]

const text = z.string().trim().min(1).max(300)
/** Of what a share is: of the requests, of the accounts, or it is not said. */
const of = z.enum(['requests', 'accounts', 'unknown'])
const within = z.enum(['apart', 'included', 'unknown'])

/** A half-year, or a whole year. */
export const publishedPeriod = z.string().regex(/^[12]\d{3}(-H[12])?$/, {
  error: 'is neither a half-year, such as 2025-H1, nor a year, such as 2025',
})

/** How a table is read: what each of its columns says. It is law data for a layout that is known, and what a person says of any other. */
export const mappingShape = {
  columns: z
    .array(
      z.strictObject({
        /** As it stands in the heading; several where it was called otherwise at another time. */
        headings: z.array(text).min(1).max(20),
        means: z.enum(meanings),
        lane: z.enum(lanes).optional(),
        of: of.optional(),
        /** Tables of this layout were published without it too. */
        optional: z.literal(true).optional(),
      }),
    )
    .min(1)
    .max(100),
  /** What the words for a kind of process stand for. */
  processes: z.record(text, z.enum(lanes)).default({}),
  /** What the words that name a figure stand for, in a table with a line for each figure. */
  measures: z
    .record(text, z.strictObject({ means: z.enum(counted), lane: z.enum(lanes), of: of.optional() }))
    .default({}),
  /** Whether what is told of all requests has the emergencies in it, and the requests to preserve. */
  emergency: within.default('unknown'),
  preservation: within.default('unknown'),
  /** What stands before the decimals; left out, it is seen from each number by itself. */
  decimal: z.enum(['.', ',']).optional(),
  /** `fraction`: 0.5 is half of them. */
  shares: z.enum(['percent', 'fraction']).default('percent'),
  /** Of which time the whole table is, where no column says so. */
  period: publishedPeriod.optional(),
}

export const mappingSchema = z.strictObject(mappingShape)
/** How a table is read. */
export type Mapping = z.infer<typeof mappingSchema>
