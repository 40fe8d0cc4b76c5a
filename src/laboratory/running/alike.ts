import type { Facts, Kind, LawBase, Rule } from '../../law/index.ts'

/** What no rule of these laws can tell apart, as one: facts that come out equal are answered alike. */
export interface Alike {
  /** Facts, or some parts of them; days are not among them. */
  facts(facts: Facts): Facts
  /** The last day on which something in the law changed. */
  day(on: string): string
}

type Value = string | number | boolean | null | undefined | readonly Value[] | { readonly [key: string]: Value }

/** Whatever the engine itself looks at, though no rule names it. */
const structural = new Set([
  'asking.state', 'holder.seat', 'holder.establishments', 'holder.addressees', 'holder.addressees.state', 'holder.addressees.as',
  'holder.correspondentAccountIn', 'data.storedIn', 'measure',
]) // biome-ignore format: one line of words

/** The kinds whose conditions decide where a request stands. */
const reading: ReadonlySet<Kind> = new Set([
  'route',
  'reach',
  'gate',
  'chain',
  'clock',
  'ground',
  'penalty',
  'term',
  'use',
])

/** Operators that compare a number with one that stands in the law. */
const measures = ['at_least', 'at_most', 'more_than', 'less_than', 'is', 'is_not'] as const

interface Use {
  readonly thresholds: Set<number>
  /** Something else is done with it than comparing it with numbers of the law. */
  other: boolean
}

/**
 * How requests are grouped: facts no rule reads are left out, numbers between the same two thresholds become one, days
 * between the same two changes of the law become one, and the order of items and of states is forgotten.
 */
export function alikeIn(laws: readonly LawBase[]): Alike {
  const uses = new Map<string, Use>()
  const days = new Set<string>()
  for (const law of laws) {
    for (const rules of [law.rules, law.at('9999-12-31').rules]) {
      for (const rule of rules.values()) {
        collectDays(rule, days)
        if (reading.has(rule.kind)) collectUses(rule as unknown as Value, uses)
      }
    }
  }
  const breaks = [...days].sort()
  const thresholdsOf = new Map(
    [...uses].filter(([, use]) => !use.other).map(([path, use]) => [path, [...use.thresholds].sort((a, b) => a - b)]),
  )
  const isRead = (path: string) => uses.has(path) || structural.has(path)

  const reduced = (value: Value, path: string): Value => {
    if (Array.isArray(value)) {
      const members = value.map((one) => reduced(one, path))
      return inOrder(members.filter((one) => one !== undefined))
    }
    if (typeof value === 'object' && value !== null) return fields(value as Readonly<Record<string, Value>>, path)
    if (!isRead(path)) return undefined
    const thresholds = typeof value === 'number' ? thresholdsOf.get(path) : undefined
    return thresholds ? lowestOfClass(value as number, thresholds) : value
  }
  const fields = (object: Readonly<Record<string, Value>>, path: string): Value => {
    const left: Record<string, Value> = {}
    for (const key of Object.keys(object).sort()) {
      const inner = reduced(object[key], path === '' ? key : `${path}.${key}`)
      if (inner !== undefined) left[key] = inner
    }
    return left
  }

  return {
    facts: ({ data, on: _, ...rest }) => {
      const items = data && inOrder(data.map(({ id: _id, ...item }) => fields(item as Record<string, Value>, 'data')))
      return {
        ...(fields(rest as Record<string, Value>, '') as Facts),
        ...(items && { data: items.map((item, i) => ({ ...(item as object), id: `d${i + 1}` })) }),
      }
    },
    day: (on) => dayOf(on, breaks),
  }
}

/** Sorted, each once: of a list only what is in it counts. */
function inOrder(values: readonly Value[]): Value[] {
  if (values.length < 2) return [...values]
  const texts = new Map(values.map((value) => [JSON.stringify(value), value]))
  return [...texts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value)
}

/** Whole numbers at a threshold, and those between two, are classes: the lowest of each stands for it. */
function lowestOfClass(value: number, thresholds: readonly number[]): number {
  if (!Number.isInteger(value)) return value
  let lowest = Math.min(0, value)
  for (const threshold of thresholds) {
    if (value === threshold) return value
    if (value < threshold) break
    lowest = Math.floor(threshold) + 1
  }
  return lowest
}

function dayOf(on: string, breaks: readonly string[]): string {
  let low = 0
  let high = breaks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((breaks[middle] ?? '') <= on) low = middle + 1
    else high = middle
  }
  return breaks[low - 1] ?? '0001-01-01'
}

const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)

/** Every day a rule names, and the day after, from which it may say something else. */
function collectDays(rule: Rule, into: Set<string>): void {
  if (rule.kind === 'state' || rule.kind === 'question' || rule.kind === 'form') return
  const visit = (value: unknown, key: string): void => {
    // When somebody signed, or looked it up, changes nothing.
    if (key === 'checked' || key === 'signed' || key === 'whole') return
    if (isDay(value)) {
      into.add(value)
      into.add(Temporal.PlainDate.from(value).add({ days: 1 }).toString())
    } else if (typeof value === 'object' && value !== null)
      for (const [inner, one] of Object.entries(value)) visit(one, inner)
  }
  visit(rule, '')
}

function collectUses(value: Value, uses: Map<string, Use>): void {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const one of value) collectUses(one, uses)
    return
  }
  const leaf = value as { readonly [key: string]: Value }
  if (typeof leaf.fact === 'string') {
    const operators = Object.keys(leaf).filter((key) => !/^(fact|says|cite|confidence|settled)$/.test(key))
    for (const path of [leaf.fact, leaf.includes_fact, leaf.same_as, leaf.differs_from]) {
      if (typeof path !== 'string') continue
      const use = uses.get(path) ?? { thresholds: new Set(), other: false }
      uses.set(path, use)
      for (const operator of operators) {
        const threshold = leaf[operator]
        const compares = (measures as readonly string[]).includes(operator) && typeof threshold === 'number'
        if (compares) use.thresholds.add(threshold)
        else if (operator !== 'known') use.other = true
      }
    }
  }
  for (const one of Object.values(leaf)) collectUses(one, uses)
}
