import { type Actor, breakGlass, type Elevation, findOrganisation, type Seat } from '../accounts/index.ts'
import { type Event, searchEvents } from '../audit/index.ts'
import { newId } from '../base/ids.ts'
import { instantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import type { Setting } from './request.ts'
import { insertDispatch } from './store/dispatches.ts'

/** What an overseer was told of an emergency access stands in its log as this. */
export const TOLD = 'oversight.emergency-access'

/** Somebody who can be written to, here or on another instance. */
interface Reachable {
  readonly org: string
  readonly state: string
  readonly seats: readonly Seat[]
}

/**
 * Takes the role of the head for an hour, and tells every overseer of the same state among those that can be written to, in
 * one transaction. Throws what `breakGlass` throws.
 */
export async function takeEmergencyAccess(
  tx: Tx,
  actor: Actor,
  input: { readonly reason: string },
  { now }: Pick<Setting, 'now'>,
  others: readonly Reachable[],
): Promise<Elevation> {
  const at = now()
  const elevation = await breakGlass(tx, actor, input, at)
  const { state, name: organisation } = await findOrganisation(tx, actor.org)
  const overseers = others.filter((one) => one.seats.includes('overseer') && one.state === state)
  for (const { org: to } of overseers) {
    const id = newId('dispatch', at.epochMilliseconds)
    const { id: request, seat, reason, starts, ends, name } = elevation
    const body = { request, organisation, seat, reason, name, at: starts, until: ends }
    await insertDispatch(tx, {
      id, org: actor.org, to, request, type: 'emergency-access', body, queuedAt: instantText(at),
    }) // biome-ignore format: a row
  }
  return elevation
}

/** What an overseer was told last, newest first: who took which role where, why and until when. */
export const emergenciesTold = (db: Db, org: string, limit: number): Promise<Event[]> =>
  searchEvents(db, org, { kind: TOLD }, limit)
