import type { Db } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import type { Course } from '../lifecycle.ts'
import type { Request, Setting } from '../request.ts'
import { findStays, staysAt } from '../store/stays.ts'
import { type Forecast, forecastOf } from './forecast.ts'

/** When a request is expected to end, from this organisation's own record and what the law base has published. */
export async function forecastFor(db: Db, course: Course, { law, now }: Setting): Promise<Forecast> {
  const { request, steps } = course
  const record = await staysAt(
    db,
    request.org,
    request.rule,
    steps.map(({ id }) => id),
  )
  const own = await findStays(db, request.id)
  return forecastOf(course, { own, record }, publishedFor(law, request), now())
}

/** Of the whole way, so it says nothing of the part of one organ; and what the law gives at most says nothing of an emergency. */
function publishedFor(law: LawBase, { rule, direction, facts, law: { on } }: Request) {
  if (direction === 'incoming') return undefined
  const typical = law.at(on).find('route', rule)?.typical
  return typical?.is === 'limit' && facts.urgency === 'emergency' ? undefined : typical
}
