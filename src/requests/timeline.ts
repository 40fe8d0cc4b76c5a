import { type Event, eventsAbout } from '../audit/index.ts'
import type { Db } from '../db/index.ts'
import { isOverdue } from './clocks.ts'
import { loadCourse } from './course.ts'
import { holds, openObjection } from './lifecycle.ts'
import type { Clock, Decision, Request, Step } from './request.ts'

/** All that a page needs to tell the story of one request. */
export interface Timeline {
  readonly request: Request
  readonly steps: readonly Step[]
  readonly decisions: readonly Decision[]
  readonly clocks: readonly (Clock & { readonly overdue: boolean })[]
  /** Holds that run at this moment. */
  readonly holds: readonly Clock[]
  readonly objection: Decision | undefined
  /** From this organisation's log, oldest first. */
  readonly events: readonly Event[]
}

/** Throws `not_found` also for another organisation's request. */
export async function timeline(db: Db, org: string, id: string, now: Temporal.Instant): Promise<Timeline> {
  const course = await loadCourse(db, org, id)
  return {
    request: course.request,
    steps: course.steps,
    decisions: course.decisions,
    clocks: course.clocks.map((clock) => ({ ...clock, overdue: isOverdue(clock, now) })),
    holds: holds(course, now),
    objection: openObjection(course),
    events: await eventsAbout(db, org, id),
  }
}
