import type { InstantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import { AccountError } from './errors.ts'
import type { Organisation, OrganisationKind } from './organisation.ts'
import type { Membership, Person, Place } from './person.ts'
import type { Role, Seat } from './seats.ts'

const organisationColumns = [
  'id',
  'name',
  'state',
  'kind',
  'seats',
  'authority',
  'languages',
  'addressees',
  'is_demo as isDemo',
  'created_at as createdAt',
] as const

type OrganisationRow = Omit<Organisation, 'kind' | 'seats'> & { kind: string; seats: string[] }

// What stands in these columns was checked when the organisation was made.
const readOrganisation = (row: OrganisationRow): Organisation => ({
  ...row,
  kind: row.kind as OrganisationKind,
  seats: row.seats as Seat[],
})

export async function insertOrganisation(tx: Tx, organisation: Organisation): Promise<void> {
  const { isDemo, createdAt, seats, languages, addressees, ...rest } = organisation
  await tx
    .insertInto('account_organisations')
    .values({
      ...rest,
      seats: [...seats],
      languages: [...languages],
      addressees: JSON.stringify(addressees),
      is_demo: isDemo,
      created_at: createdAt,
    })
    .execute()
}

/** Throws `missing` / `no_such_organisation`. */
export async function findOrganisation(db: Db, id: string): Promise<Organisation> {
  const row = await db
    .selectFrom('account_organisations')
    .select(organisationColumns)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new AccountError('missing', 'no_such_organisation', 'There is no such organisation here')
  return readOrganisation(row)
}

/** Every organisation of this instance, oldest first. */
export async function listOrganisations(db: Db): Promise<Organisation[]> {
  const rows = await db.selectFrom('account_organisations').select(organisationColumns).orderBy('id').execute()
  return rows.map(readOrganisation)
}

export interface StoredKey {
  readonly id: string
  readonly org: string
  readonly purpose: 'signing' | 'next-signing' | 'sealing'
  readonly publicKey: string
  readonly privateKey: Uint8Array
}

export async function insertKey(tx: Tx, { at, ...key }: StoredKey & { at: InstantText }): Promise<void> {
  const { id, org: org_id, purpose, publicKey: public_key, privateKey: private_key } = key
  await tx.insertInto('account_keys').values({ id, org_id, purpose, public_key, private_key, created_at: at }).execute()
}

/** The keys an organisation uses now, one a purpose. */
export async function findKeys(db: Db, org: string): Promise<StoredKey[]> {
  return db
    .selectFrom('account_keys')
    .select(['id', 'org_id as org', 'purpose', 'public_key as publicKey', 'private_key as privateKey'])
    .where('org_id', '=', org)
    .where('retired_at', 'is', null)
    .execute()
}

/** The keys it used before, newest first. */
export async function findFormerKeys(db: Db, org: string, purpose: StoredKey['purpose']): Promise<StoredKey[]> {
  return db
    .selectFrom('account_keys')
    .select(['id', 'org_id as org', 'purpose', 'public_key as publicKey', 'private_key as privateKey'])
    .where('org_id', '=', org)
    .where('purpose', '=', purpose)
    .where('retired_at', 'is not', null)
    .orderBy('retired_at', 'desc')
    .execute()
}

/** Ends the use of the key there is now, and answers its public part. */
export async function retireKey(tx: Tx, org: string, purpose: StoredKey['purpose'], at: InstantText): Promise<string> {
  const { public_key } = await tx
    .updateTable('account_keys')
    .set({ retired_at: at })
    .where('org_id', '=', org)
    .where('purpose', '=', purpose)
    .where('retired_at', 'is', null)
    .returning('public_key')
    .executeTakeFirstOrThrow()
  return public_key
}

export async function insertPerson(tx: Tx, { isDemo, ...person }: Person, at: InstantText): Promise<void> {
  await tx
    .insertInto('account_people')
    .values({ ...person, is_demo: isDemo, created_at: at })
    .execute()
}

export async function insertMembership(tx: Tx, membership: Membership, at: InstantText): Promise<void> {
  const { person, org, seat, role } = membership
  await tx
    .insertInto('account_memberships')
    .values({ person_id: person, org_id: org, seat, role, created_at: at })
    .onConflict((conflict) => conflict.columns(['person_id', 'org_id', 'seat']).doUpdateSet({ role }))
    .execute()
}

/** Closes every place of a person in an organisation; sessions there and lent roles go with them. */
export async function deleteMemberships(tx: Tx, person: string, org: string): Promise<void> {
  await tx.deleteFrom('account_memberships').where('person_id', '=', person).where('org_id', '=', org).execute()
}

function places(db: Db) {
  return db
    .selectFrom('account_memberships as membership')
    .innerJoin('account_people as people', 'people.id', 'membership.person_id')
    .innerJoin('account_organisations as organisation', 'organisation.id', 'membership.org_id')
    .select([
      'membership.person_id as person',
      'people.name as name',
      'membership.org_id as org',
      'organisation.name as orgName',
      'organisation.state as state',
      'membership.seat as seat',
      'membership.role as role',
      'people.is_demo as isDemo',
    ])
}

const readPlace = (row: Omit<Place, 'seat'> & { seat: string; role: Role }): Place => ({
  ...row,
  seat: row.seat as Seat,
})

/** Everybody who has a place in an organisation. */
export async function membersOf(db: Db, org: string): Promise<Place[]> {
  const rows = await places(db).where('membership.org_id', '=', org).orderBy('people.name').orderBy('seat').execute()
  return rows.map(readPlace)
}

/** Every place a person has, the first given first. */
export async function placesOf(db: Db, person: string): Promise<Place[]> {
  const rows = await places(db).where('membership.person_id', '=', person).orderBy('membership.created_at').execute()
  return rows.map(readPlace)
}

/** Everybody invented for the demonstration. */
export async function demonstrationPlaces(db: Db): Promise<Place[]> {
  const rows = await places(db)
    .where('people.is_demo', '=', true)
    .where('organisation.is_demo', '=', true)
    .orderBy('organisation.id')
    .orderBy('people.id')
    .execute()
  return rows.map(readPlace)
}
