import { record } from '../audit/index.ts'
import { newId } from '../base/ids.ts'
import { type InstantText, instantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import { AccountError } from './errors.ts'
import { permit } from './permissions.ts'
import { readName } from './person.ts'
import { type Actor, isRole, isSeat, type Role, type Seat } from './seats.ts'
import { findOrganisation, placesOf } from './store.ts'
import { findInvitation, insertInvitation, type StoredInvitation } from './store-sign-in.ts'
import { hashToken, newToken } from './token.ts'

const LASTS = Temporal.Duration.from({ hours: 24 * 7 })

/** Whom an invitation is for. */
export interface Invitee {
  readonly org: string
  readonly name: string
  readonly seat: Seat
  readonly role: Role
  /** Somebody already here who lost their passkey; otherwise somebody new. */
  readonly person?: string
  /** By which the operator's provider of OpenID Connect knows them: with it no passkey is needed to come in. */
  readonly claim?: string
}

/** A link that lets one person in, once. The token is shown to the inviter and stored nowhere. */
export interface Invitation {
  readonly token: string
  readonly expires: InstantText
}

/** The head of an organisation lets people into it; the head at the operator's seat into any. */
export async function invite(tx: Tx, actor: Actor, invitee: Invitee, at: Temporal.Instant): Promise<Invitation> {
  permit(actor, 'member.invite')
  if (invitee.org !== actor.org && actor.seat !== 'operator') {
    throw new AccountError('forbidden', 'not_permitted', `${actor.name} may let people only into ${actor.orgName}`)
  }
  return makeInvitation(tx, invitee, actor.person, at)
}

/** The same for who has asked nobody: the first operator's set-up. `by` is a person's id or `system`. */
export async function makeInvitation(tx: Tx, invitee: Invitee, by: string, at: Temporal.Instant): Promise<Invitation> {
  const { org, seat, role, person } = await checked(tx, invitee)
  const token = newToken()
  const id = newId('invitation', at.epochMilliseconds)
  const expires = instantText(at.add(LASTS))
  const name = readName(invitee.name)
  await insertInvitation(
    tx,
    { id, org, name, seat, role, person: person ?? null, expires, claim: readClaim(invitee.claim) },
    {
      tokenHash: hashToken(token),
      by,
      at: instantText(at),
    },
  )
  await record(tx, { org, by, kind: 'member.invited', about: person ?? id, body: { name, seat, role } }, at)
  return { token, expires }
}

/** What a link still stands for. Throws `missing` / `invitation_spent` once it was used or its time is over. */
export async function openInvitation(db: Db, token: string, at: Temporal.Instant): Promise<StoredInvitation> {
  const invitation = await findInvitation(db, hashToken(token), instantText(at))
  if (!invitation) throw spent()
  return invitation
}

export const spent = () =>
  new AccountError('missing', 'invitation_spent', 'This link was used already, or its time is over: ask for a new one')

/** As the provider will say it, in small letters: addresses are written either way. */
function readClaim(input: string | undefined): string | null {
  const claim = (input ?? '').normalize('NFC').trim().toLowerCase()
  if (claim === '') return null
  if (claim.length <= 320 && !/[\p{Cc}\p{Cs}\s]/u.test(claim)) return claim
  throw new AccountError('invalid', 'bad_name', 'What the provider calls them is one word, or an address', {
    path: 'claim',
  })
}

async function checked(tx: Tx, invitee: Invitee): Promise<Invitee> {
  const { org, seat, role, person } = invitee
  const organisation = await findOrganisation(tx, org)
  if (!isSeat(seat) || !organisation.seats.includes(seat)) {
    throw new AccountError('invalid', 'bad_organisation', `${organisation.name} has no seat ${seat}`, { path: 'seat' })
  }
  if (!isRole(role)) throw new AccountError('invalid', 'bad_organisation', `There is no role ${role}`, { path: 'role' })
  if (person !== undefined && !(await placesOf(tx, person)).some((place) => place.org === org)) {
    throw new AccountError('forbidden', 'not_a_member', `This person has no place in ${organisation.name}`)
  }
  return invitee
}
