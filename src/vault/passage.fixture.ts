import type { Db } from '../db/index.ts'
import { readLaw } from '../read-law.ts'
import type { Item } from './item.ts'
import { type Passage, throughGate } from './leaving.ts'

const law = await readLaw()

/** What the gate says of pieces that a provider in Ireland gives to a prosecutor in Germany on a production order. */
export function letThrough(
  db: Db,
  items: readonly Item[],
  to: string,
  at: Temporal.Instant,
  state = 'DE',
): Promise<Passage> {
  const route = 'eu/2023-1543/routes/production-order'
  const release = {
    on: at.toString(),
    purpose: 'request_1',
    route,
    use: 'criminal-evidence' as const,
    giver: { state: 'IE' as never, kind: 'provider' as const },
    recipient: { id: to, kind: 'foreign-judicial' as const, state: state as never },
    items: items.map(({ id, sha256 }) => ({ id, sha256, personal: true, storedIn: ['IE' as never] })),
    approvals: [],
    paths: [],
  }
  return throughGate(db, law, { way: 'sealed', to, items, leaving: [{ org: to, release }] })
}
