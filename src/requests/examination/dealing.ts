import { z } from 'zod'
import type { Id } from '../../base/ids.ts'
import type { InstantText } from '../../base/time.ts'
import { enforcementBodies } from '../enforcement/entries.ts'
import { useBodies } from '../use/entries.ts'
import { examinationBodies } from './entries.ts'

/** What the two sides of a request can say to each other about it, each by its kind. */
const dealingBodies = { ...examinationBodies, ...useBodies, ...enforcementBodies } as const

export type DealingKind = keyof typeof dealingBodies
export type DealingBody<K extends DealingKind> = z.infer<(typeof dealingBodies)[K]>
export type DealingId = Id<'dealing'>

type Said<K extends DealingKind> = {
  /** What belongs together has one id, the same at both sides: a question and its answer, an enforcement. */
  readonly dealing: DealingId
  /** The step it is about. */
  readonly step: string
  readonly kind: K
  readonly org: string
  readonly orgName: string
  readonly person: string | undefined
  readonly name: string
  readonly at: InstantText
  readonly body: DealingBody<K>
}

/** One thing said, by whom and when. */
export type Dealing = { [K in DealingKind]: Said<K> }[DealingKind]
export type DealingOf<K extends DealingKind> = Extract<Dealing, { kind: K }>

/** What is never told to anybody else. */
const kept = ['checked', 'used'] as const satisfies readonly DealingKind[]
type Told = Exclude<DealingKind, (typeof kept)[number]>

/** One of them as it travels. */
export const dealingOnTheWire = z.discriminatedUnion(
  'kind',
  (Object.keys(dealingBodies) as DealingKind[])
    .filter((kind) => !(kept as readonly string[]).includes(kind))
    .map((kind) =>
      z.strictObject({
        kind: z.literal(kind),
        name: z.string().min(1).max(2_000),
        at: z.iso.datetime(),
        body: dealingBodies[kind],
      }),
    ) as never,
) as z.ZodType<{ [K in Told]: { kind: K; name: string; at: InstantText; body: DealingBody<K> } }[Told]>

/** Those of a kind, oldest first. */
export const allOf = <K extends DealingKind>(dealings: readonly Dealing[], ...kinds: readonly K[]): DealingOf<K>[] =>
  dealings.filter((one): one is DealingOf<K> => (kinds as readonly string[]).includes(one.kind))

/** What was said last of these kinds in one dealing. */
export const lastIn = <K extends DealingKind>(
  dealings: readonly Dealing[],
  dealing: string,
  ...kinds: readonly K[]
): DealingOf<K> | undefined => allOf(dealings, ...kinds).findLast((one) => one.dealing === dealing)
