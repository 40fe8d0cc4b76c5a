import type { Db } from '../../db/index.ts'
import { loadCourse } from '../course.ts'
import type { Course } from '../lifecycle.ts'
import type { Setting, Step } from '../request.ts'
import type { Forecast } from './forecast.ts'
import { forecastFor } from './reading.ts'
import { type ContactPoint, contactFor, type Reminder, remindersOf } from './reminding.ts'

/** A step that lies with another organisation, and whom to turn to about it. */
export interface Elsewhere {
  readonly step: Step
  readonly contact: ContactPoint | undefined
  /** A reminder can be sent; whom no system reaches is asked otherwise. */
  readonly reachable: boolean
}

/** What is to be expected of a request, what was asked after, and where it lies now. */
export interface Outlook extends Forecast {
  readonly reminders: readonly Reminder[]
  readonly elsewhere: readonly Elsewhere[]
}

/** Throws `not_found` also for another organisation's request. */
export async function outlookFor(db: Db, org: string, id: string, setting: Setting): Promise<Outlook> {
  const course = await loadCourse(db, org, id)
  const forecast = await forecastFor(db, course, setting)
  return { ...forecast, reminders: remindersOf(course), elsewhere: elsewhereIn(course) }
}

const elsewhereIn = (course: Course): Elsewhere[] =>
  course.steps
    .filter(({ is, doer }) => is === 'current' && doer !== course.request.org)
    .map((step) => ({ step, contact: contactFor(course, step), reachable: step.via !== undefined }))
