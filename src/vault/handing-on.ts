import { type Actor, permit } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { asTold, custodyOf } from './custody.ts'
import { VaultError } from './errors.ts'
import { refuseRestricted, sealEvidence, type Vault, verifyEvidence } from './evidence.ts'
import type { Item } from './item.ts'
import { refuseApart } from './minimising/apart.ts'
import { open } from './seal.ts'
import { findItem } from './store.ts'

/** Whoever it goes on to: the organisation and the age recipient that can open it. */
export interface Onward {
  readonly org: string
  readonly sealing: string
}

/**
 * Seals a piece that came anew, for whoever it goes on to: compared with what its producer hashed, then opened and sealed
 * in passing, so that it lies nowhere unsealed. Its custody goes on with it. Throws `not_verified` where the bytes differ.
 */
export async function sealAnew(
  vault: Vault,
  actor: Actor,
  identities: readonly string[],
  id: string,
  to: Onward,
  orgName: (org: string) => string,
): Promise<Item> {
  permit(actor, 'order.produce')
  const { db, blobs, now } = vault
  const found = await findItem(db, actor.org, id)
  refuseRestricted(found)
  await refuseApart(db, actor, found, now())
  const { ok, says } =
    found.state === 'verified' ? { ok: true, says: '' } : await verifyEvidence(vault, actor, identities, id)
  if (!ok) throw new VaultError('conflict', 'not_verified', `${found.name} cannot be handed on: ${says}`)
  const { origin, name, mediaType, sealedSha256, sha256 } = found
  const body = { origin, purpose: 'Sealed anew for whoever it goes on to', to: to.org, sha256, byName: actor.name }
  await db
    .transaction()
    .execute((tx) => record(tx, { org: actor.org, by: actor.person, kind: 'evidence.opened', about: id, body }, now()))
  const { lines } = await custodyOf(db, found, orgName)
  return sealEvidence(vault, actor, {
    origin,
    name,
    mediaType,
    bytes: open(blobs.read(sealedSha256), { identities }),
    sealedTo: [to.sealing],
    acts: lines.map(asTold),
  })
}
