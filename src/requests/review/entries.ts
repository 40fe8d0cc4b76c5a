import { z } from 'zod'
import type { InstantText } from '../../base/time.ts'
import { rulings } from '../../law/index.ts'
import type { FormCopy } from '../forms/form.ts'

/** What can be put to the file of a review, and cross from one organisation to another. */

const line = z.string().min(1).max(2_000)
const prose = z.string().max(100_000)
const said = z.string().trim().min(1).max(100_000)
const items = z.array(line).max(10_000)

/** What a side says of one of the points the law weighs, by its number in the law. */
const point = z.strictObject({ factor: z.number().int().positive(), text: said })
const points = z.array(point).max(50)

export const weights = ['decisive', 'strong', 'some', 'none'] as const
export const directions = ['disclosure', 'protection', 'neither'] as const

/** One point of the law as the court weighed it: on which facts, how heavily, for which side, and why. */
const weighed = z.strictObject({
  factor: z.number().int().positive(),
  what: line,
  cite: line,
  facts: said,
  weight: z.enum(weights),
  speaks_for: z.enum(directions),
  reason: said,
})

const ruling = z.strictObject({
  by: z.strictObject({ name: line, authority: line, post: line, fileNumber: line }),
  /** What was found before anything is weighed: of which items it holds, and why. */
  findings: z.array(z.strictObject({ finding: line, asks: line, cite: line, items, reason: said })).max(50),
  weighed: z.array(weighed).max(50),
  items: z
    .array(z.strictObject({ item: line, ruling: z.enum(rulings), how: prose.optional(), reason: said }))
    .min(1)
    .max(10_000),
  /** Why it was decided without the view of the state whose law forbids. */
  without_view: prose.optional(),
  /** What can be done against the ruling, where and until when. */
  remedies: said,
})

export const entryBodies = {
  /** What an authority that is not asked to decide thinks of the objection. */
  view: z.strictObject({ text: said }),
  /** It is before the court; `released`: what is no longer asked for. The statement goes to the court alone. */
  brought: z.strictObject({ statement: prose, points, released: items }),
  /** The other side's answer to a motion. */
  response: z.strictObject({ text: prose, points, shared: z.boolean() }),
  /** The court asks the state whose law forbids. */
  question: z.strictObject({
    authority: line,
    state: z.string().regex(/^[A-Z]{2}$/),
    text: prose,
    until: z.iso.date().optional(),
  }),
  /** What it answered; the text goes to the asking authority alone. */
  answer: z.strictObject({ text: prose }),
  /** The court orders the data at once, although the dispute is pending. */
  'at-once': z.strictObject({ reason: said }),
  /** The holder no longer objects. */
  withdrawn: z.strictObject({ reason: said }),
  ruling,
} as const

export type EntryKind = keyof typeof entryBodies
export type EntryBody<K extends EntryKind> = z.infer<(typeof entryBodies)[K]>
export type Ruling = z.infer<typeof ruling>
export type Weighed = z.infer<typeof weighed>
export type Point = z.infer<typeof point>

/** The objection that opened the dispute, as it was received. */
export interface ObjectionEntry {
  readonly reason: string
  readonly preserved: boolean
  /** It came after its time limit: when that ended, and why it is to be heard all the same. */
  readonly late?: { readonly due: InstantText; readonly cite: string; readonly why: string }
  readonly form?: FormCopy
}

type Said<K, Body> = {
  readonly kind: K
  readonly org: string
  readonly person: string | undefined
  readonly name: string
  readonly at: InstantText
  readonly body: Body
}

/** One thing put to the file, by whom and when. */
export type Entry = Said<'objection', ObjectionEntry> | { [K in EntryKind]: Said<K, EntryBody<K>> }[EntryKind]

/** An entry as it travels; whoever sends it is who put it there. */
export const entryOnTheWire = z.discriminatedUnion(
  'kind',
  (Object.keys(entryBodies) as EntryKind[]).map((kind) =>
    z.strictObject({ kind: z.literal(kind), name: line, at: z.iso.datetime(), body: entryBodies[kind] }),
  ) as never,
) as z.ZodType<{ [K in EntryKind]: { kind: K; name: string; at: InstantText; body: EntryBody<K> } }[EntryKind]>

/** The last entry of a kind. */
export const lastOf = <K extends Entry['kind']>(entries: readonly Entry[], kind: K) =>
  entries.findLast((entry): entry is Extract<Entry, { kind: K }> => entry.kind === kind)
