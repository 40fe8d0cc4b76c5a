import { record } from '../audit/index.ts'
import { newId } from '../base/ids.ts'
import { instantText } from '../base/time.ts'
import type { Tx } from '../db/index.ts'
import { createKeys } from './keys.ts'
import { checkOrganisation, type NewOrganisation, type Organisation } from './organisation.ts'
import type { InstanceSecret } from './secret.ts'
import { insertOrganisation } from './store.ts'

/** Makes an organisation with its keys and opens its log. `by` is the person who did, or `system`. */
export async function createOrganisation(
  tx: Tx,
  secret: InstanceSecret,
  input: NewOrganisation,
  by: string,
  at: Temporal.Instant,
): Promise<Organisation> {
  const { authority = null, addressees = [], isDemo = false } = input
  const organisation = {
    ...checkOrganisation(input),
    id: newId('org', at.epochMilliseconds),
    authority,
    addressees,
    isDemo,
    createdAt: instantText(at),
  }
  await insertOrganisation(tx, organisation)
  const keys = await createKeys(tx, secret, organisation.id, at)
  const { id: org, name, state, kind, seats } = organisation
  const body = { name, state, kind, seats: [...seats], signing: keys.signing.toBase64(), sealing: keys.sealing }
  await record(tx, { org, by, kind: 'organisation.created', about: org, body }, at)
  return organisation
}
