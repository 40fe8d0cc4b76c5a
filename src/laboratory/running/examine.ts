import { hash } from 'node:crypto'
import { DomainError } from '../../base/errors.ts'
import { type Facts, type LawBase, parseFacts } from '../../law/index.ts'
import { alikeIn } from './alike.ts'
import { Cells, NAMED, type Tally, type Unreadable } from './cells.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import { touchesBetween } from './touching.ts'

export interface ExamineOptions {
  /** The day whose law applies to requests that name none: YYYY-MM-DD. */
  readonly today: string
  /** Every request is looked at as if it were made on that day. */
  readonly on?: string | undefined
  /** Looks at every request under both laws, be it touched or not: to prove that the short cut changes nothing. */
  readonly whole?: boolean
}

/** Looks at lines of a record, one after the other: a request as JSON, either its facts or `{id, facts}`. */
export type Examine = (lines: Iterable<string>, firstLine: number) => Tally

interface Known {
  readonly before: Outcome
  readonly after: Outcome
}

/** Different cases remembered, by a short name of each, which bounds the memory a run takes. */
const REMEMBERED = 600_000

/** 120 bits of a hash: what is alike has the same name. */
const nameFor = (text: string) => hash('sha256', text, 'base64').slice(0, 20)

/**
 * Puts requests to the law as it is and as it would be. Requests with facts no rule can tell apart are answered once, and
 * under the other law only where the change can touch them.
 */
export function examiner(before: LawBase, after: LawBase, { today, on, whole = false }: ExamineOptions): Examine {
  const alike = alikeIn([before, after])
  const touches = touchesBetween(before, after)
  const plain = new Remembered<true>()
  const answers = new Remembered<Known>()
  const outcomes = new Remembered<Outcome>()
  let groups = 0
  let touched = 0

  /** The facts as far as any rule can tell them apart. Reading facts thoroughly takes longest, and most are worded like others. */
  const reducedFrom = (facts: unknown): Facts => {
    const wording = wordingOf(facts)
    const name = wording === undefined ? undefined : nameFor(wording)
    const read = name !== undefined && plain.get(name) ? (facts as Facts) : parseFacts(facts)
    if (name !== undefined) plain.set(name, true)
    return alike(read, on ?? read.on ?? today)
  }
  /** Of outcomes alike one is kept. */
  const kept = (outcome: Outcome): Outcome => {
    const name = nameFor(JSON.stringify(outcome))
    const known = outcomes.get(name)
    if (!known) outcomes.set(name, outcome)
    return known ?? outcome
  }
  const answerTo = (name: string, facts: Facts): Known => {
    const known = answers.get(name)
    if (known) return known
    groups++
    const before_ = kept(outcomeOf(before, facts, today))
    const isTouched = whole || touches(facts, facts.on ?? today)
    if (isTouched) touched++
    const answer = { before: before_, after: isTouched ? kept(outcomeOf(after, facts, today)) : before_ }
    answers.set(name, answer)
    return answer
  }

  return (lines, firstLine) => {
    groups = 0
    touched = 0
    const counted = new Map<string, { facts: Facts; first: string[]; requests: number }>()
    const unreadable: Unreadable[] = []
    let wrong = 0
    let line = firstLine - 1
    let requests = 0
    for (const text of lines) {
      line++
      if (text.trim() === '') continue
      requests++
      let request = nameOf(line)
      try {
        const read = requestIn(text)
        request = read.id ?? request
        const facts = reducedFrom(read.facts)
        const name = nameFor(JSON.stringify(facts))
        const group = counted.get(name)
        if (!group) counted.set(name, { facts, first: [request], requests: 1 })
        else {
          group.requests++
          keepFirst(group.first, request)
        }
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        wrong++
        if (unreadable.length < NAMED) unreadable.push({ request, code: error.code, says: sentence(error) })
      }
    }
    const cells = new Cells()
    // What the law is on a day, to one state, is worked out once: those of one day and one state come together.
    const inTurn = [...counted].map(([name, group]) => ({ name, group, turn: turnOf(group.facts) }))
    inTurn.sort((a, b) => (a.turn < b.turn ? -1 : 1))
    for (const { name, group } of inTurn) {
      const { facts } = group
      const { before: was, after: is } = answerTo(name, facts)
      cells.add({
        ...whereIn(facts),
        before: was,
        after: is,
        requests: group.requests,
        first: group.first.sort(),
        facts,
      })
    }
    return { requests, cells: cells.list(), unreadable: { requests: wrong, first: unreadable }, groups, touched }
  }
}

const turnOf = ({ on, asking }: Facts) => `${on} ${asking?.state}`

/**
 * Facts as somebody wrote them, without the two fields everybody fills differently; undefined where these are not plainly
 * what they should be, or there is more than one item.
 */
function wordingOf(facts: unknown): string | undefined {
  if (typeof facts !== 'object' || facts === null) return undefined
  const { data, offence, ...rest } = facts as { data?: unknown; offence?: unknown }
  if (!Array.isArray(data) || data.length !== 1 || typeof offence !== 'object' || offence === null) return undefined
  const { id, ...item } = (data[0] ?? {}) as { id?: unknown }
  const { description = '', ...other } = offence as { description?: unknown }
  const isPlain = (text: unknown, least: number, most: number) =>
    typeof text === 'string' && text.length >= least && text.length <= most
  if (!isPlain(id, 1, 200) || !isPlain(description, 0, 10_000)) return undefined
  return JSON.stringify([rest, other, item])
}

/** Remembers so many; when there are more, it begins anew. */
class Remembered<Value> {
  readonly #kept = new Map<string, Value>()
  get(key: string): Value | undefined {
    return this.#kept.get(key)
  }
  set(key: string, value: Value): void {
    if (this.#kept.size >= REMEMBERED) this.#kept.clear()
    this.#kept.set(key, value)
  }
}

/** Requests without a name of their own go by their line; written so that their order is that of the words. */
const nameOf = (line: number) => `#${String(line).padStart(9, '0')}`

function requestIn(text: string): { readonly id?: string; readonly facts: unknown } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new DomainError('invalid', 'bad_facts', 'This line is not JSON', { cause })
  }
  if (typeof value !== 'object' || value === null || !('facts' in value)) return { facts: value }
  const { id, facts } = value as { id?: unknown; facts: unknown }
  return { facts, ...(typeof id === 'string' && id !== '' ? { id: id.slice(0, 200) } : {}) }
}

const sentence = ({ path, message }: DomainError) => (path ? `${path}: ${message}` : message)

/** Keeps the first so many by name, without sorting each time. */
function keepFirst(first: string[], request: string): void {
  if (first.length < NAMED) first.push(request)
  else {
    const last = first.toSorted().at(-1) ?? ''
    if (request < last) first[first.indexOf(last)] = request
  }
}

function whereIn({ asking, holder, data = [] }: Facts) {
  const at = holder?.seat ?? data.find(({ storedIn }) => storedIn?.[0])?.storedIn?.[0] ?? holder?.addressees?.[0]?.state
  const categories = [...new Set(data.flatMap(({ category }) => category ?? []))].sort()
  return { asking: asking?.state ?? '', at: at ?? '', categories }
}
