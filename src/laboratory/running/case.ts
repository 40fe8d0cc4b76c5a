import { DomainError } from '../../base/errors.ts'
import { type Facts, parseFacts } from '../../law/index.ts'
import type { Alike } from './alike.ts'

/** Parts of facts that can be read each by itself: no two of them can contradict one another. */
const parts = [
  ['asking'], ['proceeding', 'offence'], ['person'], ['holder'], ['data'], ['measure'], ['urgency', 'emergency'], ['outbound'], ['history'],
] as const satisfies readonly (readonly (keyof Facts)[])[] // biome-ignore format: one line of words
const fields: ReadonlySet<string> = new Set(['on', ...parts.flat()])

/** So many wordings of a part, and parts, are remembered; then it begins anew. */
const REMEMBERED = 100_000

/**
 * Reads the facts of requests as far as any rule can tell them apart, `on` among them. What two of them have alike is the
 * same object in both. Reading facts thoroughly takes long, and most are worded like others: each part is read thoroughly
 * only once.
 */
export function caseReader(alike: Alike, today: string, day?: string): (facts: unknown) => Facts {
  const worded = new Map<string, Facts>()
  const objects = new Map<string, object>()
  const days = new Map<string, string>()
  /** Days as they are written: there are so many. */
  const written = new Set<string>()

  const onDay = (on: string): string => {
    let known = days.get(on)
    if (known === undefined) {
      known = alike.day(on)
      forgetOver(days)
      days.set(on, known)
    }
    return known
  }
  const one = <Value>(value: Value): Value => {
    if (typeof value !== 'object' || value === null) return value
    const text = JSON.stringify(value)
    const known = objects.get(text)
    if (known) return known as Value
    for (const [key, inner] of Object.entries(value)) (value as Record<string, unknown>)[key] = one(inner)
    forgetOver(objects)
    objects.set(text, value)
    return value
  } // biome-ignore format: read on
  const reduced = (facts: Facts): Facts => {
    const left = alike.facts(facts) as Record<string, unknown>
    for (const [key, value] of Object.entries(left)) left[key] = one(value)
    return left as Facts
  }
  const thoroughly = (facts: unknown): Facts => {
    const read = parseFacts(facts)
    if (read.on !== undefined) written.add(read.on)
    return { ...reduced(read), on: onDay(day ?? read.on ?? today) }
  }

  return (facts) => {
    if (typeof facts !== 'object' || facts === null) return thoroughly(facts)
    for (const key in facts) if (!fields.has(key)) return thoroughly(facts)
    const given = facts as Record<string, unknown>
    const on = given.on === undefined ? today : given.on
    if (typeof on !== 'string' || (given.on !== undefined && !written.has(on))) return thoroughly(facts)
    const read: Facts = { on: onDay(day ?? on) }
    for (const [i, names] of parts.entries()) {
      const [first, second] = names
      const wording = second === undefined ? wordingOf(first, given[first]) : bothWordings(given, first, second)
      if (wording === '') continue
      if (wording === undefined) return thoroughly(facts)
      const key = `${i}${wording}`
      let part = worded.get(key)
      if (!part) {
        const read = partOf(names, given)
        if (!read) return thoroughly(facts)
        part = reduced(read)
        forgetOver(worded)
        worded.set(key, part)
      }
      Object.assign(read, part)
    }
    return read
  }
}

function forgetOver(known: Map<string, unknown>): void {
  if (known.size >= REMEMBERED) known.clear()
}

/** Undefined where it cannot be read: whoever reads the whole says why. */
function partOf(names: readonly (keyof Facts)[], given: Record<string, unknown>): Facts | undefined {
  try {
    return parseFacts(Object.fromEntries(names.filter((name) => given[name] !== undefined).map((name) => [name, given[name]])))
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return undefined
  }
} // biome-ignore format: read on

function bothWordings(given: Record<string, unknown>, first: string, second: string): string | undefined {
  const [one, other] = [wordingOf(first, given[first]), wordingOf(second, given[second])]
  if (one === undefined || other === undefined) return undefined
  return one === '' && other === '' ? '' : `${one} ${other}`
}

const isText = (value: unknown, least: number, most: number) =>
  typeof value === 'string' && value.length >= least && value.length <= most

/**
 * A part as somebody wrote it, without the texts everybody fills differently and no rule reads: '' where it is not given,
 * undefined where these are not plainly what they should be, or there is more than one item.
 */
function wordingOf(name: string, value: unknown): string | undefined {
  if (value === undefined) return ''
  if (name === 'offence' || name === 'holder') {
    if (typeof value !== 'object' || value === null) return undefined
    const text = name === 'offence' ? 'description' : 'name'
    const { [text]: said = '', ...rest } = value as Record<string, unknown>
    return isText(said, 0, 10_000) ? JSON.stringify(rest) : undefined
  }
  if (name === 'data') {
    if (!Array.isArray(value) || value.length !== 1 || typeof value[0] !== 'object' || value[0] === null)
      return undefined
    const { id, ...item } = value[0] as { id?: unknown }
    return isText(id, 1, 200) ? JSON.stringify(item) : undefined
  }
  return JSON.stringify(value)
}
