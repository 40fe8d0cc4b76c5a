import type { InstantText } from '../base/time.ts'
import type { Db } from '../db/index.ts'
import { type KeyPeriod, keyHistory, type VerificationStanding, verificationOf } from '../trust/index.ts'
import type { Counterpart } from './counterpart.ts'
import { counterparts } from './directory.ts'
import { ExchangeError } from './errors.ts'
import { findHi1Peer, type Hi1Peer } from './hi1/store.ts'
import { formerPeers } from './store.ts'

/** An organisation of the directory: who it is, and whether somebody made sure of that. */
export interface KnownOrganisation extends Counterpart {
  readonly standing: VerificationStanding
  /** Since when it is believed no more; null for one that is. */
  readonly revokedAt: InstantText | null
}

/** Everybody this instance knows or once knew, by name. */
export async function directory(db: Db, now: Temporal.Instant): Promise<KnownOrganisation[]> {
  const everybody = [
    ...(await counterparts(db)).map((one) => ({ ...one, revokedAt: null })),
    ...(await formerPeers(db)),
  ]
  const standing = await Promise.all(everybody.map((one) => verificationOf(db, one.org, now)))
  return everybody
    .map(
      (one, i) =>
        ({ ...one, standing: standing[i] ?? { is: 'unverified', verification: undefined, earlier: [] } }) as const,
    )
    .toSorted((a, b) => a.name.localeCompare(b.name))
}

/** One of them with every key it had, and how it is spoken with where it is on another product. Throws `unknown_counterpart`. */
export async function directoryEntry(
  db: Db,
  org: string,
  now: Temporal.Instant,
): Promise<KnownOrganisation & { readonly keys: readonly KeyPeriod[]; readonly hi1: Hi1Peer | undefined }> {
  const found = (await directory(db, now)).find((one) => one.org === org)
  if (!found) throw new ExchangeError('missing', 'unknown_counterpart', 'No organisation of this id is known here')
  return { ...found, keys: await keyHistory(db, org), hi1: await findHi1Peer(db, org) }
}
