import type { DataCategory, Facts, LawBase } from '../../law/index.ts'
import { alikeIn } from './alike.ts'
import { caseReader } from './case.ts'
import { Cells, firstOf, type Tally } from './cells.ts'
import { type Remembering, remembering } from './looked-at.ts'
import { type Outcome, outcomeOf, outcomesUnder } from './outcome.ts'
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

/**
 * Puts requests to the law as it is and as it would be. Requests that differ in nothing that was looked at are answered once,
 * and under the other law only where the change can touch them.
 */
export function examiner(before: LawBase, after: LawBase, { today, on, whole = false }: ExamineOptions): Examine {
  const read = caseReader(alikeIn([before, after]), today, on)
  const touches = touchesBetween(before, after)
  const [was, is] = [before, after].map((law) => (whole ? afresh(law, today) : answering(law, today))) as [Answers, Answers]
  const number = numbering()

  return (lines, numbers) => {
    const asked = [was.anew(), is.anew()] as const
    const { requests, unreadable } = readRequests(lines, numbers, read)
    const counted = new Map<
      string,
      { one: RequestRead; was: Outcome; is: Outcome; requests: number; first: string[] }
    >()
    for (const one of inTurn(requests)) {
      const { name, facts } = one
      const now = was.answer(facts)
      const then = whole || touches(facts, facts.on ?? today) ? is.answer(facts) : now
      const key = `${keyOfPlace(facts)} ${number(now)} ${number(then)}`
      const cell = counted.get(key)
      if (!cell) counted.set(key, { one, was: now, is: then, requests: 1, first: [name] })
      else {
        cell.requests++
        if (firstOf(cell.first, name)) cell.one = one
      }
    }
    const cells = new Cells()
    for (const { one, was: before, is: after, requests, first } of counted.values())
      cells.add({ ...whereIn(one.facts), before, after, requests, first, facts: one.facts })
    return {
      requests: requests.length + unreadable.requests,
      cells: cells.list(),
      unreadable,
      groups: was.anew() - asked[0],
      touched: is.anew() - asked[1],
    }
  }
} // biome-ignore format: read on

type Answers = Remembering<Outcome>

const answering = (law: LawBase, today: string): Answers =>
  remembering((remember) => outcomesUnder(law, today, remember))

/** Nothing is remembered, not even a part. */
function afresh(law: LawBase, today: string): Answers {
  let asked = 0
  const answer = (facts: Facts) => {
    asked++
    return outcomeOf(law, facts, today)
  }
  return { answer, anew: () => asked }
}

/** The same number for outcomes that read alike. */
function numbering(): (outcome: Outcome) => number {
  const known = new WeakMap<Outcome, number>()
  const byText = new Map<string, number>()
  return (outcome) => {
    let number = known.get(outcome)
    if (number === undefined) {
      const text = JSON.stringify(outcome)
      number = byText.get(text) ?? byText.size
      byText.set(text, number)
      known.set(outcome, number)
    }
    return number
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

const none: NonNullable<Facts['data']> = []
const categoriesOf = new WeakMap<object, readonly DataCategory[]>()

function whereIn({ asking, holder, data = none }: Facts) {
  const at = holder?.seat ?? data.find(({ storedIn }) => storedIn?.[0])?.storedIn?.[0] ?? holder?.addressees?.[0]?.state
  let categories = categoriesOf.get(data)
  if (!categories) {
    categories = [...new Set(data.flatMap(({ category }) => category ?? []))].sort()
    categoriesOf.set(data, categories)
  }
  return { asking: asking?.state ?? '', at: at ?? '', categories }
}
