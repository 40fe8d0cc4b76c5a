import { record } from '../audit/index.ts'
import type { Tx } from '../db/index.ts'
import { mustBeConfirmed } from './confirmed.ts'
import { AccountError } from './errors.ts'
import { permit } from './permissions.ts'
import type { Actor } from './seats.ts'
import { deleteMemberships, membersOf, placesOf } from './store.ts'
import { deleteInvitationsOf, deletePasskeys, deleteSessions } from './store-sign-in.ts'

/** Ends every session of somebody of one's organisation, there: a device was lost, a session is not theirs. */
export async function endSessionsOf(tx: Tx, actor: Actor, person: string, at: Temporal.Instant): Promise<number> {
  permit(actor, 'member.remove')
  await colleague(tx, actor, person)
  const sessions = await deleteSessions(tx, person, { org: actor.org })
  const body = { by: 'head', sessions, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'session.revoked', about: person, body }, at)
  return sessions
}

/**
 * Somebody leaves the organisation: their sessions there end, their places are closed, invitations for them are void, and
 * where they have no other place their passkeys and names at a provider are forgotten. What they wrote stays theirs in the
 * record; what waits, waits at the seat, and so for their colleagues. Throws `not_permitted`, `confirm_first`,
 * `not_a_member`, `reason_missing`, `last_at_seat` where nobody would be left who may act there, `own_place`.
 */
export async function removeMember(
  tx: Tx,
  actor: Actor,
  { person, reason: given }: { readonly person: string; readonly reason: string },
  at: Temporal.Instant,
): Promise<void> {
  permit(actor, 'member.remove')
  mustBeConfirmed(actor)
  const reason = given.trim().slice(0, 2_000)
  if (reason === '') throw new AccountError('invalid', 'reason_missing', 'Say why', { path: 'reason' })
  if (person === actor.person)
    throw new AccountError('forbidden', 'own_place', 'Another head closes your place: nobody locks themself out')
  const members = await membersOf(tx, actor.org)
  const { name, places } = await colleague(tx, actor, person)
  for (const { seat, role } of places) {
    const others = members.filter((one) => one.person !== person && one.seat === seat && one.role !== 'member')
    if (role !== 'member' && others.length === 0)
      throw new AccountError(
        'conflict',
        'last_at_seat',
        `Nobody else may act at the seat ${seat}: invite somebody first`,
      )
  }
  const sessions = await deleteSessions(tx, person, { org: actor.org })
  await deleteMemberships(tx, person, actor.org)
  await deleteInvitationsOf(tx, person, actor.org)
  const hasOther = (await placesOf(tx, person)).length > 0
  if (!hasOther) await deletePasskeys(tx, person)
  const seats = places.map(({ seat, role }) => ({ seat, role }))
  const body = { name, seats, sessions, reason, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'member.removed', about: person, body }, at)
}

async function colleague(tx: Tx, actor: Actor, person: string) {
  const places = (await placesOf(tx, person)).filter(({ org }) => org === actor.org)
  const [first] = places
  if (!first) throw new AccountError('missing', 'not_a_member', `This person has no place in ${actor.orgName}`)
  return { name: first.name, places }
}
