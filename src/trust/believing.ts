import { type Actor, permit } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { instantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import { type Believed, statements } from './entries.ts'
import { TrustError, wordsFrom } from './errors.ts'
import { endBelieved, findBelieved, insertBelieved } from './store.ts'

/** Whose word counts for an organisation now. Nobody's does until it says so. */
export const believedBy = (db: Db, org: string): Promise<Believed[]> => findBelieved(db, org)

/** From now on what `attester` says of this kind counts here. Throws `words_missing`, `bad_attestation`, `believed_already`. */
export async function believe(
  tx: Tx,
  actor: Actor,
  input: { attester: string; says: string; reason: string },
  at: Temporal.Instant,
): Promise<void> {
  permit(actor, 'attestation.believe')
  const says = statements.find((one) => one === input.says)
  if (!says) throw new TrustError('invalid', 'bad_attestation', 'There is no such statement', { path: 'says' })
  const reason = wordsFrom(input.reason, 'reason')
  if (input.attester === actor.org)
    throw new TrustError('invalid', 'bad_attestation', 'One’s own word proves nothing to oneself', { path: 'attester' })
  const { attester } = input
  const entered = await insertBelieved(tx, actor.org, {
    attester,
    says,
    reason,
    byName: actor.name,
    at: instantText(at),
  })
  if (!entered)
    throw new TrustError('conflict', 'believed_already', 'Its word counts here already', { path: 'attester' })
  const body = { attester, says, reason, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'attestation.believed', about: attester, body }, at)
}

/** From now on its word counts no longer; what rested on it is looked at anew. Throws `words_missing`, `not_believed`. */
export async function disbelieve(
  tx: Tx,
  actor: Actor,
  input: { attester: string; says: string; reason: string },
  at: Temporal.Instant,
): Promise<void> {
  permit(actor, 'attestation.believe')
  const reason = wordsFrom(input.reason, 'reason')
  const { attester, says } = input
  if (!(await endBelieved(tx, actor.org, { attester, says, reason, byName: actor.name, at: instantText(at) })))
    throw new TrustError('missing', 'not_believed', 'Its word did not count here')
  const body = { attester, says, reason, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'attestation.disbelieved', about: attester, body }, at)
}
