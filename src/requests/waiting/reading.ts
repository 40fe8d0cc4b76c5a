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

const publishedFor = (law: LawBase, { rule, law: { on } }: Request) => law.at(on).find('route', rule)?.typical
