import type { Db } from '../../db/index.ts'
import { courseOf, loadCourse } from '../course.ts'
import { filledForm } from '../filling.ts'
import { copyFor } from '../forms/form.ts'
import { type Course, isEditable } from '../lifecycle.ts'
import type { Decision, Request, RequestId, Setting } from '../request.ts'
import { listRequests } from '../store/requests.ts'
import { correctionOf, findVersions, replacedBy, type Version } from '../store/versions.ts'
import { writtenBoxes } from '../translation.ts'
import { type Changes, compareVersions } from './compare.ts'

/** What changed in a request since it was refused, given back or objected to, and why that was. */
export interface Comparison {
  /** The request that was refused: this one, or the one that this corrects. */
  readonly of: { readonly id: RequestId; readonly fileNumber: string; readonly isItself: boolean }
  /** When what it is compared with was handed in, or sent. */
  readonly before: string
  readonly after: string | undefined
  readonly reasons: readonly Decision[]
  readonly changes: Changes
}

/** The outcomes after which a request is made better. */
const unsuccessful = (decision: Pick<Decision, 'outcome'>): boolean =>
  decision.outcome === 'refused' || decision.outcome === 'returned' || decision.outcome === 'objected'

/**
 * A request beside what was decided against before it: an earlier version of itself, or the request that it corrects.
 * Undefined where there is no such thing here. Throws `not_found`.
 */
export async function comparisonOf(db: Db, org: string, id: string, setting: Setting): Promise<Comparison | undefined> {
  const course = await loadCourse(db, org, id)
  const [last, earlier] = await findVersions(db, id, 2)
  const isDraft = isEditable(course.request)
  const itself = isDraft ? last : earlier
  const origin = await replacedBy(db, id)
  const [replaced] = origin === undefined ? [] : await listRequests(db, org, { origin, limit: 1 })
  const base = itself ? { course, version: itself } : replaced && (await lastOf(db, replaced, setting))
  if (!base?.version) return undefined
  const now = isDraft || !last ? await asItStands(db, course, setting) : last
  const { request, decisions } = base.course
  return {
    of: { id: request.id, fileNumber: request.fileNumber, isItself: itself !== undefined },
    before: base.version.at,
    after: isDraft ? undefined : now.at,
    reasons: decisions.filter(unsuccessful).slice(-3),
    changes: compareVersions(
      base.version,
      now,
      writtenBoxes(now.copy ?? base.version.copy, course.request, setting.law),
    ),
  }
}

async function lastOf(db: Db, request: Request, setting: Setting): Promise<{ course: Course; version: Version }> {
  const course = await courseOf(db, request)
  const [last] = await findVersions(db, request.id, 1)
  return { course, version: last ?? (await asItStands(db, course, setting)) }
}

async function asItStands(db: Db, course: Course, setting: Setting): Promise<Version> {
  const { request } = course
  const filled = request.copy ? undefined : await filledForm(db, course, setting)
  return {
    digest: request.digest ?? '',
    at: request.leftAt ?? request.createdAt,
    copy: request.copy ?? (filled && copyFor(filled, 'authority')),
    items: request.items,
    statement: request.statement,
  }
}

/** The corrected draft of a request that was decided against, where there is one that is not over. */
export const correctedBy = async (db: Db, { org, origin }: Pick<Request, 'org' | 'origin'>) =>
  (await correctionOf(db, org, origin))?.id
