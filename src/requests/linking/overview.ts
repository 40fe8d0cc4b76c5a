import { parseInstant } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import { listItems } from '../../vault/index.ts'
import { courseOf } from '../course.ts'
import type { Decision, Request, Step } from '../request.ts'
import { standingOf } from '../standing.ts'
import { findLinks } from '../store/links.ts'
import { listRequests } from '../store/requests.ts'
import type { Link } from './link.ts'

/** One request of a matter beside the others: where it is, with whom, for how long, and what it has brought. */
export interface OverviewLine {
  readonly request: Request
  /** What it waits for now, and of whom. */
  readonly stage: readonly Pick<Step, 'id' | 'title' | 'seat' | 'state' | 'authority' | 'doer'>[]
  /** Whole days since it left, or since it was begun, until it ended or now. */
  readonly days: number
  /** The earliest end among its periods. */
  readonly due: string | undefined
  /** Pieces of evidence that have come. */
  readonly pieces: number
  /** Why it ended without them. */
  readonly refusal: Decision | undefined
  /** How it belongs to an earlier one. */
  readonly links: readonly Link[]
}

const ALL = 200

/** Every request of one matter, whatever states and holders they went to; the newest first, no more than two hundred. */
export async function overviewOf(db: Db, org: string, matter: string, now: Temporal.Instant): Promise<OverviewLine[]> {
  const requests = await listRequests(db, org, { matter, limit: ALL })
  const links = await findLinks(
    db,
    org,
    requests.map(({ id }) => id),
  )
  const lines: OverviewLine[] = []
  for (const request of requests) {
    const course = await courseOf(db, request)
    const { due } = standingOf(course, now)
    const came = request.leftAt === undefined ? [] : await listItems(db, org, request.origin)
    lines.push({
      request,
      stage: request.endedAt === undefined ? course.steps.filter(({ is }) => is === 'current') : [],
      days: daysOf(request, now),
      due,
      pieces: came.filter(({ state }) => state === 'received' || state === 'verified').length,
      refusal: course.decisions.findLast(({ outcome, void: isVoid }) => outcome === 'refused' && !isVoid),
      links: links.filter((link) => link.request === request.id),
    })
  }
  return lines
}

function daysOf({ createdAt, leftAt, endedAt }: Request, now: Temporal.Instant): number {
  const from = parseInstant(leftAt ?? createdAt)
  const to = endedAt === undefined ? now : parseInstant(endedAt)
  return Math.max(0, Math.floor(from.until(to).total('hours') / 24))
}
