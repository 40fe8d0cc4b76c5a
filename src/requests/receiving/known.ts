import type { Tx } from '../../db/index.ts'
import { courseOf, notCurrent, refuseEnded } from '../course.ts'
import { RequestError } from '../errors.ts'
import type { Course } from '../lifecycle.ts'
import type { Step } from '../request.ts'
import { findByOrigin } from '../store/requests.ts'

/** The request a message speaks of. Throws `not_found`, and `ended` unless late news of it is welcome. */
export async function knownCourse(tx: Tx, org: string, origin: string, late?: 'late'): Promise<Course> {
  const request = await findByOrigin(tx, org, origin)
  if (!request) throw new RequestError('missing', 'not_found', 'There is no such request here')
  const course = await courseOf(tx, request)
  if (!late) refuseEnded(course)
  return course
}

/** The step a sender reports on. Throws `wrong_organisation` unless it was put before that sender, `already_decided`. */
export function stepOf({ steps, decisions }: Course, from: string, id: string): Step {
  const step = steps.find((one) => one.id === id)
  if (step?.via !== from) {
    throw new RequestError(
      'forbidden',
      'wrong_organisation',
      'This step is not for the organisation that reports on it',
    )
  }
  if (step.is === 'done' || step.is === 'refused') throw notCurrent(step, decisions)
  return step
}

/** Throws `wrong_organisation` unless the sender is the one whose request it is. */
export function refuseStranger({ request }: Course, from: string): void {
  if (request.direction === 'incoming' && request.counterpart === from) return
  throw new RequestError('forbidden', 'wrong_organisation', 'Only the organisation whose request it is can say this')
}

/** What the sender is called here. */
export const nameOf = ({ request }: Course, org: string): string =>
  request.parties.find((party) => party.org === org)?.name ?? org
