import { type InstantText, parseInstant } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import { endOfRetention, type LawBase, type Rule, retentionFor } from '../../law/index.ts'
import {
  type Hold,
  holdsOf,
  type Item,
  type Keeping,
  keepingOf,
  type Proposal,
  proposalsAbout,
} from '../../vault/index.ts'
import { courseOf } from '../course.ts'
import type { Course } from '../lifecycle.ts'
import { listRequests } from '../store/requests.ts'

/** What one rule says of how long a piece is kept, worked out for that piece. */
export interface RetentionLine {
  readonly rule: string
  readonly title: string
  readonly cite: string
  readonly confidence: Rule['confidence']
  /** False where a fact nobody gave decides whether it applies. */
  readonly certain: boolean
  readonly duty: Rule<'retention'>['duty']
  /** A rule of whoever runs the instance, that no statute gives. */
  readonly own: boolean
  readonly starts: Rule<'retention'>['starts']
  /** When that happened; undefined while it has not. */
  readonly from: InstantText | undefined
  readonly limit: Rule<'retention'>['limit']
  /** The day on which it is due; undefined while it does not run, or where the law gives no number. */
  readonly due: string | undefined
  readonly remindOn: string | undefined
  readonly tells: Rule<'retention'>['tells']
  readonly restrict: Rule<'retention'>['restrict']
}

/** How long a piece is kept, with everything that answer rests on. */
export interface Schedule {
  readonly lines: readonly RetentionLine[]
  readonly keeping: Keeping
  readonly holds: readonly Hold[]
  readonly proposals: readonly Proposal[]
  /** The day on which it is looked at again, and the rule that decides it; none where it was put off, or nothing runs. */
  readonly reviewOn: string | undefined
  readonly decidedBy: RetentionLine | undefined
  readonly remindOn: string | undefined
  /** What has to be erased, by law, now. */
  readonly owed: RetentionLine | undefined
  /** The last day to which it may be put off. */
  readonly latest: string | undefined
}

/** Works out how long a piece is kept: every rule that applies or may, from what happened, and what was agreed about it. */
export async function scheduleOf(db: Db, law: LawBase, item: Item, now: Temporal.Instant): Promise<Schedule> {
  const keeping = await keepingOf(db, item)
  const [request] = await listRequests(db, item.org, { origin: item.origin, limit: 1 })
  const course = request && (await courseOf(db, request))
  const today = dayOf(now)
  const lines = linesFor(law, item, keeping, course, today)
  const owed = lines.find(({ duty, certain, from }) => duty === 'erase' && certain && from !== undefined)
  const first = lines
    .filter(({ due, certain }) => due !== undefined && certain)
    .toSorted((a, b) => (a.due ?? '').localeCompare(b.due ?? ''))[0]
  const putOff = owed === undefined ? keeping.keptUntil : null
  const decidedBy = owed ?? (putOff === null ? first : undefined)
  const yearly = lines.find(({ own, starts }) => own && starts === 'evidence.taken-in')
  const reviewOn = putOff ?? decidedBy?.due
  return {
    lines,
    keeping,
    holds: await holdsOf(db, item.org, item.id),
    proposals: await proposalsAbout(db, item.org, item.id),
    reviewOn,
    decidedBy,
    remindOn: decidedBy?.remindOn ?? reviewOn,
    owed,
    latest: yearly && endOfRetention(yearly, today)?.toString(),
  }
}

function linesFor(
  law: LawBase,
  item: Item,
  keeping: Keeping,
  course: Course | undefined,
  today: Temporal.PlainDate,
): RetentionLine[] {
  const request = course?.request
  const found = retentionFor(law, {
    facts: request?.facts ?? {},
    on: today.toString(),
    ...(request?.to && { to: request.to }),
    ...(request && { route: request.rule, side: request.direction === 'outgoing' ? 'asking' : 'requested' }),
  })
  return found.map(({ rule, cite, certain, tells, restrict }) => {
    const from = startOf(rule.starts, item, keeping, course)
    const began = from === undefined ? undefined : dayOf(parseInstant(from))
    // What the law wants gone is due when it happened, whatever words it has for "at once".
    const end = began && (rule.duty === 'erase' ? (endOfRetention(rule, began) ?? began) : endOfRetention(rule, began))
    return {
      rule: rule.rule,
      title: rule.title,
      cite,
      confidence: rule.confidence,
      certain,
      duty: rule.duty,
      own: rule.own ?? false,
      starts: rule.starts,
      from,
      limit: rule.limit,
      due: end?.toString(),
      remindOn: end && (rule.remind ? end.subtract(rule.remind) : end).toString(),
      tells,
      restrict,
    }
  })
}

/** When what a rule runs from happened; undefined while it has not. */
function startOf(
  starts: RetentionLine['starts'],
  item: Item,
  { senderErasedAt }: Keeping,
  course: Course | undefined,
): InstantText | undefined {
  if (starts === 'evidence.taken-in') return item.at
  if (starts === 'sender.erased') return senderErasedAt ?? undefined
  if (!course) return undefined
  const { request, steps, decisions } = course
  if (starts === 'request.ended') return request.endedAt
  const does = starts === 'validation.refused' ? 'validate' : 'assess'
  const { leftAt } = request
  return decisions.find(({ step, outcome, at }) => {
    const isThis = steps.find(({ id }) => id === step)?.does === does
    return isThis && outcome === 'refused' && leftAt !== undefined && at >= leftAt
  })?.at
}

/** The day it is, by universal time: periods of months need no zone. */
export const dayOf = (at: Temporal.Instant): Temporal.PlainDate => at.toZonedDateTimeISO('UTC').toPlainDate()
