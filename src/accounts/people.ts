import { record } from '../audit/index.ts'
import { newId } from '../base/ids.ts'
import { instantText } from '../base/time.ts'
import type { Tx } from '../db/index.ts'
import { AccountError } from './errors.ts'
import { type Membership, type Person, readName } from './person.ts'
import { findOrganisation, insertMembership, insertPerson } from './store.ts'

export async function addPerson(
  tx: Tx,
  { name, language = 'en', isDemo = false }: { name: string; language?: string; isDemo?: boolean },
  at: Temporal.Instant,
): Promise<Person> {
  const person = { id: newId('person', at.epochMilliseconds), name: readName(name), language, isDemo }
  await insertPerson(tx, person, instantText(at))
  return person
}

/** Gives a person a place at a seat. Throws if the organisation has no such seat. */
export async function addMember(tx: Tx, membership: Membership, by: string, at: Temporal.Instant): Promise<void> {
  const { person, org, seat, role } = membership
  const organisation = await findOrganisation(tx, org)
  if (!organisation.seats.includes(seat)) {
    throw new AccountError('invalid', 'bad_organisation', `${organisation.name} has no seat ${seat}`, { path: 'seat' })
  }
  await insertMembership(tx, membership, instantText(at))
  await record(tx, { org, by, kind: 'member.added', about: person, body: { seat, role } }, at)
}
