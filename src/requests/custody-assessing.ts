import type { Db } from '../db/index.ts'
import { assessCustody, type CustodyAssessment, forumOf, forumsOf, type LawBase } from '../law/index.ts'
import { type Around, type CustodyRecord, custodyFacts, explainedIn, type Gap, gapOf } from '../vault/index.ts'
import { courseOf } from './course.ts'
import { validationIn } from './forms/context.ts'
import type { Course } from './lifecycle.ts'
import type { Request } from './request.ts'

/** What the record of a piece comes to before the courts of each forum; first before that of whoever asked for it. */
export interface Admissibility {
  /** The state whose court it was asked for; undefined where that is not known. */
  readonly court: string | undefined
  /** From first control to the first seal or integrity value; undefined where nobody says since when it was held. */
  readonly gap: Gap | undefined
  readonly forums: readonly CustodyAssessment[]
}

/** What the checklist of the law says of these records of one request, by the id of the piece. */
export async function assessRecords(
  db: Db,
  law: LawBase,
  request: Request | undefined,
  records: readonly CustodyRecord[],
  at: Temporal.Instant,
): Promise<Map<string, Admissibility>> {
  const assess = assessorOf(law, request && (await courseOf(db, request)), at)
  return new Map(records.map((record) => [record.item.id, assess(record)]))
}

/** The same of one record at a time, by the law of the day. */
export function assessorOf(law: LawBase, course: Course | undefined, at: Temporal.Instant) {
  const on = at.toZonedDateTimeISO('UTC').toPlainDate().toString()
  return (record: CustodyRecord) => assessRecord(law, course, record, on)
}

function assessRecord(law: LawBase, course: Course | undefined, record: CustodyRecord, on: string): Admissibility {
  const court = course?.request.facts.asking?.state
  const first = court === undefined ? undefined : forumOf(law, court, on)
  const forums = forumsOf(law, on).sort((a, b) => Number(b === first) - Number(a === first))
  const explained = explainedIn(record)
  return {
    court,
    gap: gapOf(record),
    forums: forums.map((forum) => {
      // Of the Union's courts it is that of the asking state; of which other member state nobody knows.
      const state = forum === first ? court : forum === 'EU' ? undefined : forum
      const facts = custodyFacts(record, {
        ...aroundOf(course, record),
        court: state,
        languages: languagesOf(law, state, on),
      })
      return assessCustody(law, facts, { forum, on, explained })
    }),
  }
}

function languagesOf(law: LawBase, state: string | undefined, on: string): readonly string[] | undefined {
  const languages = state === undefined ? undefined : law.at(on).find('state', `states/${state}`)?.languages
  return languages && languages.length > 0 ? languages : undefined
}

/** What the request itself proves: nobody types it twice. */
function aroundOf(course: Course | undefined, { lines }: CustodyRecord): Omit<Around, 'court' | 'languages'> {
  if (!course) return {}
  const { request, steps, decisions } = course
  const issued = request.leftAt ?? validationIn(steps, decisions)?.at
  const came = lines.some(({ what, org }) => what === 'received' && org === request.org)
  return {
    authority: {
      instrument: true,
      issued: issued !== undefined || request.direction === 'incoming' || undefined,
      basis: true,
    },
    chain: {
      request: true,
      sent: issued !== undefined || request.direction === 'incoming' || undefined,
      received: came || undefined,
      basis: true,
    },
    frozen: steps.some(({ does, is }) => does === 'preserve' && is === 'done'),
  }
}
