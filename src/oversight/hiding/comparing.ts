import type { Actor } from '../../accounts/index.ts'
import { eventsAbout, eventsSaying } from '../../audit/index.ts'
import { instantText } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import { type SignedFor, standingOfOrigins } from '../../requests/index.ts'
import { lookAt } from '../mandates/looking.ts'

/** A request the overseen signed for and does not show. */
export interface Hidden {
  readonly origin: string
  /** Whose message about it the overseen signed for, and the receipts: nobody but the overseen could have made them. */
  readonly counterparty: string
  readonly receipts: readonly (SignedFor & { readonly at: string })[]
  /** `removed`: its own log tells of it, and the rows are gone. `never-recorded`: neither log nor records know it. */
  readonly how: 'removed' | 'never-recorded'
}

/**
 * Holds what the overseen signed for to a counterparty against what it shows. `signed` is what the counterparty handed over, or what was read
 * of it under a mandate of its own; only receipts whose signature holds count (`thatHold` of exchange). Throws `no_mandate`.
 */
export async function findHidden(
  tx: Tx,
  actor: Actor,
  overseen: string,
  signed: readonly (SignedFor & { readonly at: string })[],
  now: Temporal.Instant,
): Promise<Hidden[]> {
  return lookAt(tx, actor, { overseen, what: 'comparison' }, now, async () => {
    const theirs = signed.filter(({ by, at }) => by === overseen && at <= instantText(now))
    const found = await standingOfOrigins(tx, overseen, [...new Set(theirs.map(({ origin }) => origin))])
    const missing = Map.groupBy(
      theirs.filter(({ origin }) => !found.has(origin)),
      ({ origin, from }) => `${origin} ${from}`,
    )
    const hidden: Hidden[] = []
    for (const receipts of missing.values()) {
      const [first] = receipts
      if (!first) continue
      const how = (await isLogged(tx, overseen, first.origin)) ? 'removed' : 'never-recorded'
      hidden.push({ origin: first.origin, counterparty: first.from, receipts, how })
    }
    return hidden
  })
}

/** Under the id it was born with, where that was here; else by what events say. */
const isLogged = async (db: Db, org: string, origin: string): Promise<boolean> =>
  (await eventsAbout(db, org, origin)).some(({ kind }) => kind.startsWith('request.')) ||
  (await eventsSaying(db, org, origin, 1)).length > 0
