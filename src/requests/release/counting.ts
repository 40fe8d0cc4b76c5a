import { type InstantText, instantText } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import { type LawBase, peopleIn, type Release } from '../../law/index.ts'
import { releasedSince } from '../../vault/index.ts'
import { outflowsSince } from '../store/transfers.ts'
import type { Standing } from './standing.ts'

/** The first instant of the calendar year, in the time of the state. */
export function yearOf(law: LawBase, state: string, at: Temporal.Instant): InstantText {
  const zone = law.at(at.toString().slice(0, 10)).find('state', `states/${state}`)?.calendar?.zone ?? 'UTC'
  const { year } = at.toZonedDateTimeISO(zone)
  return instantText(Temporal.PlainDate.from({ year, month: 1, day: 1 }).toZonedDateTime(zone).toInstant())
}

/**
 * The people about whom an organisation has sent something abroad since 1 January, as evidence and for business together; not
 * known as soon as it is not known of one piece. Who is sent twice is counted twice: the number can only be too high.
 */
export async function countedThisYear(
  db: Db,
  law: LawBase,
  { org, state }: Pick<Standing, 'org' | 'state'>,
  at: Temporal.Instant,
): Promise<Release['releasedThisYear']> {
  const from = yearOf(law, state, at)
  const sent = [
    ...(await releasedSince(db, org, from)),
    ...(await outflowsSince(db, org, from)).map(({ release }) => release),
  ]
  const counts = sent.map((release) => peopleIn(law, release))
  if (counts.includes(undefined)) return undefined
  const sum = (of: 'persons' | 'sensitivePersons') => counts.reduce((all, one) => all + (one?.[of] ?? 0), 0)
  return { persons: sum('persons'), sensitivePersons: sum('sensitivePersons') }
}
