import { z } from 'zod'
import { categories, countermeasures, sectors, services } from '../data/facts.ts'
import { readAs, state } from '../data/reading.ts'
import { capacities, recipientKinds, seats, transferPaths } from '../data/rule.ts'
import { LawError } from '../errors.ts'

const name = z.string().min(1).max(500)
/** ISO 8601 with its offset from UTC; a day alone is its first instant in UTC. */
const instant = z.union([z.iso.datetime({ offset: true }), z.iso.date()], {
  error: 'no instant: write it with its offset, such as 2026-11-21T10:00:00Z',
})
const number = z.number().int().nonnegative()
const unless = <T extends z.ZodType>(schema: T) => schema.nullish()

const covers = z.strictObject({
  items: unless(z.array(name).max(1_000_000)),
  recipient: unless(name),
  purpose: unless(name),
})

const regrading = z.strictObject({ class: name, at: unless(instant), by: unless(name), second: unless(name) })

const item = z.strictObject({
  id: name,
  /** What the item is known by, whatever it is called. */
  sha256: unless(name),
  scheme: unless(name),
  class: unless(name),
  category: unless(z.enum(categories)),
  personal: unless(z.boolean()),
  sensitive: unless(z.boolean()),
  persons: unless(number),
  storedIn: unless(z.array(state).max(300)),
  encrypted: unless(z.boolean()),
  sector: unless(z.array(z.enum(sectors)).max(sectors.length)),
  /** How it was graded before, the oldest first. */
  classHistory: unless(z.array(regrading).max(1_000)),
  declaredImportant: unless(z.boolean()),
  outsideNegativeList: unless(z.boolean()),
  foreignOrigin: unless(z.boolean()),
  receivedUnder: unless(z.strictObject({ from: unless(state), purpose: unless(name) })),
})

/** What somebody says of a piece when grading it. */
export const gradeSchema = item
  .pick({
    scheme: true, class: true, category: true, personal: true, sensitive: true, persons: true, storedIn: true, sector: true,
    declaredImportant: true, outsideNegativeList: true, foreignOrigin: true,
  })
  .required({ scheme: true, class: true }) // biome-ignore format: one line of words

const approval = z.strictObject({
  id: name,
  seat: unless(z.enum(seats)),
  as: unless(z.enum(capacities)),
  /** Whose authority gave it; it may be left out where only one state has to allow what it covers. */
  state: unless(state),
  by: unless(name),
  covers: unless(covers),
  from: unless(instant),
  until: unless(instant),
  revoked: z.union([instant, z.boolean()]).nullish(),
})

const path = z.strictObject({
  kind: z.enum(transferPaths),
  /** Under whose law, as for an approval. */
  state: unless(state),
  from: unless(instant),
  until: unless(instant),
  covers: unless(covers),
  revoked: z.union([instant, z.boolean()]).nullish(),
})

const safeguard = z.strictObject({
  id: name,
  /** What the recipient is to promise, in words. */
  says: z.string().min(1).max(100_000),
  /** When it promised, by a message it signed; null where it has not, or would not. */
  accepted: unless(instant),
  /** When it was found not to have kept it. */
  breached: unless(instant),
})

/**
 * What somebody wants to give across a border: who gives what to whom for what, and what allows it. Every field may be
 * left out or null; what is not said is not known, and what is not known is not released.
 */
export const releaseSchema = z.strictObject({
  on: instant,
  purpose: unless(name),
  /** The rule of the route by which it was asked for, where it answers a request: what that opens by itself does not stand. */
  route: unless(name),
  use: unless(z.enum(['criminal-evidence', 'administrative', 'commercial', 'employment', 'other'])),
  giver: unless(
    z.strictObject({
      state: unless(state),
      kind: unless(z.enum(['company', 'provider', 'bank', 'authority', 'person'])),
      service: unless(z.enum(services)),
      ciio: unless(z.boolean()),
      freeTradeZone: unless(z.strictObject({ name: unless(name), listInForce: unless(z.boolean()) })),
    }),
  ),
  controller: unless(z.strictObject({ state: unless(state) })),
  /** Why business needs the transfer. */
  need: unless(z.enum(['contract', 'employment', 'emergency', 'none'])),
  recipient: unless(
    z.strictObject({
      id: unless(name),
      /** `home-authority`: one of the state the giver is in. */
      kind: unless(z.enum([...recipientKinds, 'home-authority', 'unknown'])),
      state: unless(state),
      namedIn: unless(z.array(z.enum(countermeasures)).max(countermeasures.length)),
    }),
  ),
  items: z.array(item).max(1_000_000).default([]),
  draftedBy: unless(name),
  approvals: z.array(approval).max(10_000).default([]),
  paths: z.array(path).max(10_000).default([]),
  /** What the recipient has to promise before anything goes, as whoever gives or whoever allows it wants. */
  safeguards: z.array(safeguard).max(1_000).optional(),
  /** Distinct people whose information this giver has sent abroad since 1 January, this release left out. */
  releasedThisYear: unless(z.strictObject({ persons: unless(number), sensitivePersons: unless(number) })),
  emergency: unless(
    z.strictObject({ threat: unless(z.enum(['life', 'physical-integrity', 'critical-infrastructure'])) }),
  ),
})

export type Release = z.infer<typeof releaseSchema>
export type ReleaseItem = Release['items'][number]
export type Approval = Release['approvals'][number]
export type Path = Release['paths'][number]

/**
 * Reads a release from outside. Throws `LawError` `bad_release` with the path of the first field at fault, and
 * `contradictory_release` where two of its parts cannot both be so.
 */
export function parseRelease(input: unknown): Release {
  const release = readAs(releaseSchema, input, { code: 'bad_release', field: 'field' })
  unique(release.items, 'items')
  unique(release.approvals, 'approvals')
  unique(release.safeguards ?? [], 'safeguards')
  return release
}

function unique(list: readonly { readonly id: string }[], where: string): void {
  const seen = new Set<string>()
  for (const [i, { id }] of list.entries()) {
    if (seen.has(id))
      throw new LawError('invalid', 'contradictory_release', `Two of them are called '${id}'`, {
        path: `${where}[${i}].id`,
      })
    seen.add(id)
  }
}
