import { record } from '../audit/index.ts'
import { newId } from '../base/ids.ts'
import { instantText, parseInstant } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import { mustBeConfirmed } from './confirmed.ts'
import { AccountError } from './errors.ts'
import { permit } from './permissions.ts'
import type { Actor } from './seats.ts'
import { membersOf } from './store.ts'
import {
  type Elevation,
  elevationsOf,
  endElevation,
  findElevation,
  insertElevation,
  setReview,
} from './store-elevations.ts'

/** An emergency opens for so long; whoever needs more says why once more. */
const EMERGENCY = Temporal.Duration.from({ minutes: 60 })
const LONGEST_SUBSTITUTION = Temporal.Duration.from({ hours: 24 * 92 })
const SHOWN = Temporal.Duration.from({ hours: 24 * 90 })

export interface Substitution {
  /** Who is away, and who stands in: both at the same seat. */
  readonly insteadOf: string
  readonly person: string
  readonly from: string
  readonly until: string
  readonly reason: string
}

/**
 * Lends the role of who is away to a colleague at the same seat, for a time; what they do stays under their own name. Throws
 * `not_permitted`, `confirm_first`, `not_a_member`, `bad_period`, `nothing_to_lend` where they hold as much already.
 */
export async function substitute(tx: Tx, actor: Actor, input: Substitution, at: Temporal.Instant): Promise<string> {
  permit(actor, 'member.substitute')
  mustBeConfirmed(actor)
  const reason = reasonIn(input.reason)
  const members = await membersOf(tx, actor.org)
  const away = members.find(({ person }) => person === input.insteadOf)
  const there = members.filter(({ person }) => person === input.person)
  const stand = there.find(({ seat }) => members.some((one) => one.person === input.insteadOf && one.seat === seat))
  if (!away || !stand || input.person === input.insteadOf)
    throw new AccountError('invalid', 'not_a_member', 'Both must have a place at the same seat', { path: 'person' })
  const lent = members.find(({ person, seat }) => person === input.insteadOf && seat === stand.seat)
  if (!lent || lent.role === 'member' || stand.role === 'head' || lent.role === stand.role)
    throw new AccountError('invalid', 'nothing_to_lend', `${stand.name} may do as much already`, { path: 'person' })
  const [starts, ends] = [parseInstant(input.from, 'from'), parseInstant(input.until, 'until')]
  const isPeriod = Temporal.Instant.compare(starts, ends) < 0 && Temporal.Instant.compare(at, ends) < 0
  if (!isPeriod || Temporal.Instant.compare(ends, starts.add(LONGEST_SUBSTITUTION)) > 0)
    throw new AccountError('invalid', 'bad_period', 'It ends after it begins, in the future, within three months', {
      path: 'until',
    })
  const id = newId('elevation', at.epochMilliseconds)
  const { org } = actor
  const period = { starts: instantText(starts), ends: instantText(ends) }
  await insertElevation(tx, {
    id, org, person: stand.person, seat: stand.seat, role: lent.role, way: 'substitution', insteadOf: away.person, reason,
    by: actor.person, ...period,
  }) // biome-ignore format: a row
  const body = {
    elevation: id, name: stand.name, seat: stand.seat, role: lent.role, insteadOf: away.person, insteadOfName: away.name,
    ...period, reason, byName: actor.name,
  } // biome-ignore format: a row
  await record(tx, { org, by: actor.person, kind: 'member.substituted', about: stand.person, body }, at)
  return id
}

/**
 * Takes the role of the head for an hour, because something cannot wait and nobody who holds it can be reached. The reason
 * and the end stand in the log; a head looks at it afterwards. Throws `not_permitted`, `confirm_first`, `reason_missing`,
 * `nothing_to_lend`, `already_open`.
 */
export async function breakGlass(
  tx: Tx,
  actor: Actor,
  { reason: given }: { readonly reason: string },
  at: Temporal.Instant,
): Promise<Elevation> {
  permit(actor, 'access.break-glass')
  mustBeConfirmed(actor)
  const reason = reasonIn(given, 20)
  const { org, person, seat, name } = actor
  if (actor.role === 'head') throw new AccountError('invalid', 'nothing_to_lend', 'You may do as much already')
  const [starts, ends] = [instantText(at), instantText(at.add(EMERGENCY))]
  const id = newId('elevation', at.epochMilliseconds)
  const elevation = { id, org, person, seat, role: 'head', way: 'break-glass', insteadOf: null, reason } as const
  await insertElevation(tx, { ...elevation, by: person, starts, ends })
  const body = { elevation: id, seat, role: 'head', reason, until: ends, byName: name }
  await record(tx, { org, by: person, kind: 'access.glass-broken', about: person, body }, at)
  return { ...elevation, name, insteadOfName: null, by: person, starts, ends, ended: null, review: null }
}

/** Ends a lent role before its time: who holds it themself, or a head. Throws `no_such_elevation`, `not_permitted`. */
export async function giveUpRole(tx: Tx, actor: Actor, id: string, at: Temporal.Instant): Promise<void> {
  const found = await elevation(tx, actor, id)
  if (found.person !== actor.person) permit(actor, 'member.substitute')
  if (!(await endElevation(tx, id, instantText(at)))) throw noSuchElevation()
  const body = { elevation: id, way: found.way, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'access.role-ended', about: found.person, body }, at)
}

/**
 * A head says what they found of an emergency; never of their own. Throws `no_such_elevation`, `not_permitted`,
 * `second_person`, `reason_missing`, `already_reviewed`.
 */
export async function reviewEmergency(
  tx: Tx,
  actor: Actor,
  id: string,
  { says: given }: { readonly says: string },
  at: Temporal.Instant,
): Promise<void> {
  permit(actor, 'access.review')
  const found = await elevation(tx, actor, id)
  if (found.way !== 'break-glass') throw noSuchElevation()
  if (found.person === actor.person || actor.elevated === 'break-glass')
    throw new AccountError('forbidden', 'second_person', 'Another person looks at it: the head of the organisation')
  const says = reasonIn(given, 1, 'says')
  if (!(await setReview(tx, id, { by: actor.name, at: instantText(at), says })))
    throw new AccountError('conflict', 'already_reviewed', 'Somebody has looked at this already')
  const body = { elevation: id, says, byName: actor.name }
  await record(
    tx,
    { org: actor.org, by: actor.person, kind: 'access.emergency-reviewed', about: found.person, body },
    at,
  )
}

/** What is lent in an organisation now, and every emergency of the last ninety days. */
export const listElevations = (db: Db, org: string, at: Temporal.Instant): Promise<Elevation[]> =>
  elevationsOf(db, org, instantText(at), instantText(at.subtract(SHOWN)))

async function elevation(tx: Tx, actor: Actor, id: string): Promise<Elevation> {
  const found = await findElevation(tx, actor.org, id)
  if (!found) throw noSuchElevation()
  return found
}

const noSuchElevation = () =>
  new AccountError('missing', 'no_such_elevation', 'There is no such lent role here, or it has ended')

function reasonIn(input: string, fewest = 1, path = 'reason'): string {
  const reason = input.trim().slice(0, 2_000)
  if (reason.length >= fewest) return reason
  const message = fewest > 1 ? `Say why, in ${fewest} characters or more` : 'Say why'
  throw new AccountError('invalid', 'reason_missing', message, { path })
}
