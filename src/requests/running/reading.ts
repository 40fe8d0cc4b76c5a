import type { Db } from '../../db/index.ts'
import { loadCourse } from '../course.ts'
import type { Decision, Setting } from '../request.ts'
import { type Measure, measuresIn, ofMeasures } from './measure.ts'

/** What runs on a request now, and what became of its measures so far, oldest first. */
export interface Running {
  readonly measures: readonly Measure[]
  readonly history: readonly Decision[]
}

/** Throws `not_found` also for another organisation's request. */
export async function runningOn(db: Db, org: string, id: string, { law }: Setting): Promise<Running> {
  const course = await loadCourse(db, org, id)
  return {
    measures: measuresIn(course, law),
    history: course.decisions.filter(({ step }) => step === ofMeasures),
  }
}
