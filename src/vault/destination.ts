import type { Json } from '../base/canonical-json.ts'
import type { Tx } from '../db/index.ts'
import type { Item } from './item.ts'
import { keepReleases, type Passage, refuseForged } from './leaving.ts'

/** Whom something that is opened is for: whoever holds it, where it stays, or somebody else, whom the gate lets it out to. */
export interface Destination {
  readonly name: string
  /** Undefined where it stays. */
  readonly passage: Passage | undefined
}

/** Finds out, in the transaction that records the opening, where exactly these pieces may go. Throws `release_closed`. */
export type Bound = (tx: Tx, items: readonly Item[], way: 'opened' | 'packed') => Promise<Destination>

/** It stays with whoever opens it, and what is made of it says so. */
export const staysWith =
  ({ orgName }: { readonly orgName: string }): Bound =>
  async () => ({ name: orgName, passage: undefined })

/** Keeps what the gate let out, and says for the log and the package whom it is for. Throws for a passage of other pieces. */
export async function depart(
  tx: Tx,
  items: readonly Item[],
  { name, passage }: Destination,
  way: 'opened' | 'packed',
  at: Temporal.Instant,
): Promise<Record<string, Json>> {
  if (!passage) return { stays: true, with: name }
  refuseForged(passage, way)
  const passed = new Set(passage.items.map(({ sha256 }) => sha256))
  if (items.some(({ sha256 }) => !passed.has(sha256))) throw new Error('The gate let out another piece')
  await keepReleases(tx, passage, at)
  return { stays: false, to: passage.to, name, state: passage.leaving[0]?.release.recipient?.state ?? null }
}
