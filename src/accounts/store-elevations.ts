import type { InstantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import type { Role, Seat } from './seats.ts'

/** A role lent for a time: to who stands in for somebody, or taken in an emergency. */
export interface Elevation {
  readonly id: string
  readonly org: string
  readonly person: string
  readonly name: string
  readonly seat: Seat
  readonly role: 'head' | 'author'
  readonly way: 'substitution' | 'break-glass'
  /** Who is away. */
  readonly insteadOf: string | null
  readonly insteadOfName: string | null
  readonly reason: string
  readonly by: string
  readonly starts: InstantText
  readonly ends: InstantText
  /** Ended before its time. */
  readonly ended: InstantText | null
  /** What whoever looked at an emergency afterwards found. */
  readonly review: { readonly by: string; readonly at: InstantText; readonly says: string } | null
}

export async function insertElevation(
  tx: Tx,
  elevation: Omit<Elevation, 'name' | 'insteadOfName' | 'ended' | 'review'>,
): Promise<void> {
  const { org, person, insteadOf, by, starts, ends, ...rest } = elevation
  await tx
    .insertInto('account_elevations')
    .values({
      ...rest,
      org_id: org,
      person_id: person,
      instead_of: insteadOf,
      granted_by: by,
      starts_at: starts,
      ends_at: ends,
    })
    .execute()
}

const ranks = { head: 2, author: 1, member: 0 } as const satisfies Record<Role, number>

/** A role that was lent, and how. */
export type Lent = Pick<Elevation, 'role' | 'way'>

/** The role a person has at a seat: their own, or a higher one that was lent. */
export function roleAmong(own: Role, lent: readonly Lent[]): { role: Role; elevated?: Elevation['way'] } {
  const [highest] = lent.toSorted((a, b) => ranks[b.role] - ranks[a.role])
  return highest && ranks[highest.role] > ranks[own] ? { role: highest.role, elevated: highest.way } : { role: own }
}

function elevations(db: Db) {
  return db
    .selectFrom('account_elevations as elevation')
    .innerJoin('account_people as people', 'people.id', 'elevation.person_id')
    .leftJoin('account_people as away', 'away.id', 'elevation.instead_of')
    .select([
      'elevation.id as id',
      'elevation.org_id as org',
      'elevation.person_id as person',
      'people.name as name',
      'elevation.seat as seat',
      'elevation.role as role',
      'elevation.way as way',
      'elevation.instead_of as insteadOf',
      'away.name as insteadOfName',
      'elevation.reason as reason',
      'elevation.granted_by as by',
      'elevation.starts_at as starts',
      'elevation.ends_at as ends',
      'elevation.ended_at as ended',
      'elevation.reviewed_by as reviewedBy',
      'elevation.reviewed_at as reviewedAt',
      'elevation.review as review',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof elevations>['execute']>>[number]

const read = ({ seat, reviewedBy, reviewedAt, review, ...rest }: Row): Elevation => ({
  ...rest,
  seat: seat as Seat,
  review: reviewedBy && reviewedAt ? { by: reviewedBy, at: reviewedAt, says: review ?? '' } : null,
})

/** Every lent role of an organisation that has not ended, and every emergency of the last ninety days, newest first. */
export async function elevationsOf(db: Db, org: string, now: InstantText, since: InstantText): Promise<Elevation[]> {
  const rows = await elevations(db)
    .where('elevation.org_id', '=', org)
    .where((is) =>
      is.or([
        is.and([is('elevation.ends_at', '>', now), is('elevation.ended_at', 'is', null)]),
        is.and([is('elevation.way', '=', 'break-glass'), is('elevation.starts_at', '>', since)]),
      ]),
    )
    .orderBy('elevation.starts_at', 'desc')
    .execute()
  return rows.map(read)
}

export async function findElevation(db: Db, org: string, id: string): Promise<Elevation | undefined> {
  const row = await elevations(db).where('elevation.org_id', '=', org).where('elevation.id', '=', id).executeTakeFirst()
  return row && read(row)
}

/** False if it had ended. */
export async function endElevation(tx: Tx, id: string, at: InstantText): Promise<boolean> {
  const row = await tx
    .updateTable('account_elevations')
    .set({ ended_at: at })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where('ends_at', '>', at)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** False if somebody had looked at it already. */
export async function setReview(
  tx: Tx,
  id: string,
  { by, at, says }: NonNullable<Elevation['review']>,
): Promise<boolean> {
  const row = await tx
    .updateTable('account_elevations')
    .set({ reviewed_by: by, reviewed_at: at, review: says })
    .where('id', '=', id)
    .where('reviewed_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
