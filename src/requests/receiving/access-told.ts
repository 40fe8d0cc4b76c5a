import { findOrganisation } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import type { Tx } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { TOLD } from '../emergency-access.ts'
import { RequestError } from '../errors.ts'
import type { Arrival } from './arrival.ts'

/** An organisation tells its overseer of an emergency access. Throws `wrong_organisation` for who oversees nobody. */
export async function accessTold(
  tx: Tx,
  _: LawBase,
  { org, from, body, now }: Arrival<'emergency-access'>,
): Promise<void> {
  const own = await findOrganisation(tx, org)
  if (!own.seats.includes('overseer'))
    throw new RequestError('forbidden', 'wrong_organisation', `${own.name} oversees nobody`)
  const { request: elevation, organisation, seat, reason, name, at, until } = body
  const told = { elevation, from, organisation, seat, reason, name, at, until }
  await record(tx, { org, by: 'system', kind: TOLD, about: elevation, body: told }, now)
}
