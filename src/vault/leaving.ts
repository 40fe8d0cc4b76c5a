import { instantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import {
  decideRelease,
  type ItemDecision,
  type LawBase,
  type Release,
  type ReleaseLine,
  type Way,
} from '../law/index.ts'
import type { Blobs } from './blobs.ts'
import { VaultError } from './errors.ts'
import { whyNotTo } from './handling.ts'
import type { Item } from './item.ts'
import { findItem } from './store.ts'
import { insertRelease } from './store-releases.ts'

/** The gate is closed: every rule that closes it, and the ways to open it. */
export class ReleaseClosed extends VaultError {
  override name = 'ReleaseClosed'
  readonly closed: readonly ReleaseLine[]
  readonly opensWith: readonly string[]
  readonly exposure: readonly string[]

  constructor(decided: readonly Pick<ItemDecision, 'because' | 'opensWith' | 'exposure'>[], names: string) {
    const closed = unique(
      decided.flatMap(({ because }) => because.filter(({ holds }) => holds !== true)),
      ({ rule, says }) => `${rule} ${says}`,
    )
    const ways = [...new Set(decided.flatMap(({ opensWith }) => opensWith))]
    const why = closed.map(({ says, cite }) => `${says} (${cite})`).join('; ')
    super(
      'conflict',
      'release_closed',
      `${names} may not leave: ${why}${ways.length > 0 ? `. What opens it: ${ways.join('; ')}` : ''}`,
    )
    this.closed = closed
    this.opensWith = ways
    this.exposure = [...new Set(decided.flatMap(({ exposure }) => exposure))]
  }
}

/** Whoever something goes to, and the facts of giving it to them. */
export interface Leaving {
  readonly org: string
  readonly release: Release
}

/** That the gate lets exactly these pieces out to exactly these organisations in this way. Only `throughGate` makes one. */
export interface Passage {
  readonly way: Way
  /** Who or what they are handed to: an organisation, or a team. */
  readonly to: string
  readonly items: readonly Item[]
  readonly leaving: readonly Leaving[]
  readonly law: string
}

const made = new WeakSet<Passage>()

/** Which pieces are to leave, in which way and for whom. */
export interface Departure {
  readonly way: Way
  readonly to: string
  readonly items: readonly Item[]
  readonly leaving: readonly Leaving[]
}

/**
 * The one place through which the content of evidence goes to another organisation. Throws `release_closed` unless the law lets
 * every piece out to everybody it goes to, and what is said of its level lets it go in this way.
 */
export async function throughGate(db: Db, law: LawBase, { way, to, items, leaving }: Departure): Promise<Passage> {
  const names = items.map(({ name }) => name).join(', ')
  if (leaving.length === 0 || items.length === 0) throw new ReleaseClosed([], names)
  for (const { release } of leaving) {
    const at = Temporal.Instant.from(release.on)
    const recipient = release.recipient?.state ?? undefined
    const because: ReleaseLine[] = []
    for (const item of items) because.push(...(await whyNotTo(db, law, item, { way, to: recipient, at })))
    if (because.length > 0) throw new ReleaseClosed([{ because, opensWith: [], exposure: [] }], names)
    const decision = decideRelease(law, release)
    const known = new Set(release.items.map(({ sha256 }) => sha256))
    if (!decision.release || items.some(({ sha256 }) => !known.has(sha256))) {
      const stopped = decision.items.filter((one) => !one.release)
      throw new ReleaseClosed(stopped.length > 0 ? stopped : [{ ...decision, exposure: [] }], names)
    }
  }
  const passage: Passage = { way, to, items, leaving, law: law.digest }
  made.add(passage)
  return passage
}

/** The pieces as they are here, to be handed over. Throws `not_in_hand` for one that is not. */
export async function inHand(db: Db, org: string, ids: readonly string[]): Promise<Item[]> {
  const items = await Promise.all(ids.map((id) => findItem(db, org, id)))
  for (const { name, state, excluded } of items) {
    if (excluded) throw new VaultError('conflict', 'excluded', `${name} may not be used any more: ${excluded}`)
    if (state !== 'sealed')
      throw new VaultError('conflict', 'not_in_hand', `${name} is not here to be handed over: it is ${state}`)
  }
  return items
}

/** Throws for a passage that the gate did not make, or made for another way. */
export function refuseForged(passage: Passage, way: Way): void {
  if (!made.has(passage)) throw new Error('Only the gate makes a passage')
  if (passage.way !== way) throw new Error('The gate let it out in another way')
}

/** What was let out, to whom, and on which facts. */
export async function keepReleases(tx: Tx, { items, leaving, law }: Passage, at: Temporal.Instant): Promise<void> {
  for (const item of items)
    for (const { org, release } of leaving)
      await insertRelease(tx, item, { to: org, release: onlyOf(release, item), law, at: instantText(at) })
}

const onlyOf = (release: Release, { sha256 }: Item): Release => ({
  ...release,
  items: release.items.filter((one) => one.sha256 === sha256),
})

/** The sealed bytes of a piece that the gate lets out, from a byte on. */
export function sealedBytes(blobs: Blobs, passage: Passage, from: number): AsyncIterable<Uint8Array> {
  refuseForged(passage, 'sealed')
  const [item, ...others] = passage.items
  if (!item || others.length > 0) throw new Error('The bytes of one piece')
  return blobs.range(item.sealedSha256, from, item.sealedSize)
}

const unique = <T>(list: readonly T[], key: (one: T) => string): T[] => [
  ...new Map(list.map((one) => [key(one), one])).values(),
]
