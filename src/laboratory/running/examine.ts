import type { Facts, LawBase } from '../../law/index.ts'
import { alikeIn } from './alike.ts'
import { caseReader } from './case.ts'
import { Cells, firstOf, type Tally } from './cells.ts'
import { remembering } from './looked-at.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import { type RequestRead, readRequests } from './reading.ts'
import { touchesBetween } from './touching.ts'

export interface ExamineOptions {
  /** The day whose law applies to requests that name none: YYYY-MM-DD. */
  readonly today: string
  /** Every request is looked at as if it were made on that day. */
  readonly on?: string | undefined
  /** Puts every request to both laws, whatever is remembered, be it touched or not: to prove that the short cuts change nothing. */
  readonly whole?: boolean
}

/** Looks at lines of a record, told the number of the first, or of each: a request as JSON, either its facts or `{id, facts}`. */
export type Examine = (lines: Iterable<string>, numbers: number | ArrayLike<number>) => Tally

/** An outcome, of which equal ones are one. */
interface Numbered {
  readonly outcome: Outcome
  readonly number: number
}

/**
 * Puts requests to the law as it is and as it would be. Requests that differ in nothing that was looked at are answered once,
 * and under the other law only where the change can touch them.
 */
export function examiner(before: LawBase, after: LawBase, { today, on, whole = false }: ExamineOptions): Examine {
  const read = caseReader(alikeIn([before, after]), today, on)
  const touches = touchesBetween(before, after)
  const outcomes = new Map<string, Numbered>()
  let groups = 0
  let touched = 0

  const numbered = (outcome: Outcome): Numbered => {
    const text = JSON.stringify(outcome)
    let known = outcomes.get(text)
    if (!known) {
      known = { outcome, number: outcomes.size }
      outcomes.set(text, known)
    }
    return known
  }
  const underLaw = (facts: Facts) => {
    groups++
    return numbered(outcomeOf(before, facts, today))
  }
  const underProposal = (facts: Facts) => {
    touched++
    return numbered(outcomeOf(after, facts, today))
  }
  const was = whole ? underLaw : remembering(underLaw)
  const is = whole ? underProposal : remembering(underProposal)

  return (lines, numbers) => {
    groups = 0
    touched = 0
    const { requests, unreadable } = readRequests(lines, numbers, read)
    const counted = new Map<
      string,
      { one: RequestRead; was: Outcome; is: Outcome; requests: number; first: string[] }
    >()
    for (const one of inTurn(requests)) {
      const { name, facts } = one
      const now = was(facts)
      const then = whole || touches(facts, facts.on ?? today) ? is(facts) : now
      const key = `${keyOfPlace(facts)} ${now.number} ${then.number}`
      const cell = counted.get(key)
      if (!cell) counted.set(key, { one, was: now.outcome, is: then.outcome, requests: 1, first: [name] })
      else {
        cell.requests++
        if (firstOf(cell.first, name)) cell.one = one
      }
    }
    const cells = new Cells()
    for (const { one, was: before, is: after, requests, first } of counted.values())
      cells.add({ ...whereIn(one.facts), before, after, requests, first, facts: one.facts })
    const all = requests.length + unreadable.requests
    return { requests: all, cells: cells.list(), unreadable, groups, touched }
  }
}

/** What the law is on a day, to one state, is worked out once: those of one day and one state come together. */
function inTurn(requests: readonly RequestRead[]): RequestRead[] {
  const turns = [...Map.groupBy(requests, ({ facts: { on, asking } }) => `${on} ${asking?.state}`)]
  return turns.sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, group]) => group)
}

function keyOfPlace(facts: Facts): string {
  const { asking, at, categories } = whereIn(facts)
  return `${asking} ${at} ${categories.join('+')}`
}

function whereIn({ asking, holder, data = [] }: Facts) {
  const at = holder?.seat ?? data.find(({ storedIn }) => storedIn?.[0])?.storedIn?.[0] ?? holder?.addressees?.[0]?.state
  const categories = [...new Set(data.flatMap(({ category }) => category ?? []))].sort()
  return { asking: asking?.state ?? '', at: at ?? '', categories }
}
