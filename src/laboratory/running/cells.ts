import { canonicalJson, type Json } from '../../base/canonical-json.ts'
import { type DataCategory, type Facts, routeStatuses } from '../../law/index.ts'
import type { Outcome } from './outcome.ts'

/** Requests alike in who asks, where, for what, and in how they stand before and after. */
export interface Cell {
  readonly asking: string
  /** Where the holder is, else where the data lie. */
  readonly at: string
  readonly categories: readonly DataCategory[]
  readonly before: Outcome
  readonly after: Outcome
  readonly requests: number
  /** The first of them by name: what stands behind the figure. */
  readonly first: readonly string[]
  /** The facts of the first, as far as the law looks at them. */
  readonly facts: Facts
}

/** What cannot be read as a request is told, never passed over. */
export interface Unreadable {
  readonly request: string
  readonly code: string
  readonly says: string
}

/** What came of a part of a record, or of the whole. */
export interface Tally {
  readonly requests: number
  readonly cells: readonly Cell[]
  readonly unreadable: { readonly requests: number; readonly first: readonly Unreadable[] }
  /** How often the law as it is was asked anew, and how often the changed one: what was remembered is not counted. */
  readonly groups: number
  readonly touched: number
}

/** So many single requests are named behind each figure. */
export const NAMED = 20

const keyOf = ({ asking, at, categories, before, after }: Omit<Cell, 'requests' | 'first' | 'facts'>): string =>
  JSON.stringify([asking, at, categories, before, after])

/** Collects cells; the same whatever came first. */
export class Cells {
  readonly #cells = new Map<string, { cell: Cell; requests: number; first: string[]; facts: Facts }>()

  add(cell: Cell, key = keyOf(cell)): void {
    const known = this.#cells.get(key)
    if (!known) {
      this.#cells.set(key, { cell, requests: cell.requests, first: [...cell.first], facts: cell.facts })
      return
    }
    known.requests += cell.requests
    const before = known.first[0] ?? ''
    if (known.first.length < NAMED || (cell.first[0] ?? '') < (known.first.at(-1) ?? ''))
      known.first = merged(known.first, cell.first)
    if (known.first[0] !== before) known.facts = cell.facts
  }

  list(): Cell[] {
    return [...this.#cells]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { cell, requests, first, facts }]) => ({ ...cell, requests, first, facts }))
  }
}

/** Puts a name among the first so many, in their order; tells whether it is the very first. */
export function firstOf(first: string[], name: string): boolean {
  if (first.length === NAMED && name >= (first.at(-1) ?? '')) return false
  let at = first.length
  while (at > 0 && name < (first[at - 1] ?? '')) at--
  first.splice(at, 0, name)
  if (first.length > NAMED) first.pop()
  return at === 0
}

const merged = (a: readonly string[], b: readonly string[]): string[] => [...a, ...b].sort().slice(0, NAMED)

/** Parts of one record as one, put together as they come: the memory does not grow with the record. */
export class Sum {
  readonly #cells = new Cells()
  #unreadable: Unreadable[] = []
  #counted = { requests: 0, wrong: 0, groups: 0, touched: 0 }

  add({ requests, cells, unreadable, groups, touched }: Tally): void {
    for (const cell of cells) this.#cells.add(cell)
    this.#unreadable.push(...unreadable.first)
    this.#unreadable.sort((a, b) => (a.request < b.request ? -1 : 1))
    this.#unreadable = this.#unreadable.slice(0, NAMED)
    this.#counted.requests += requests
    this.#counted.wrong += unreadable.requests
    this.#counted.groups += groups
    this.#counted.touched += touched
  }

  get requests(): number {
    return this.#counted.requests
  }

  tally(): Tally {
    const { requests, wrong, groups, touched } = this.#counted
    const unreadable = { requests: wrong, first: this.#unreadable }
    return { requests, cells: this.#cells.list(), unreadable, groups, touched }
  }
}

/** Parts of one record as one. */
export function added(parts: readonly Tally[]): Tally {
  const sum = new Sum()
  for (const part of parts) sum.add(part)
  return sum.tally()
}

export const changes = ['opened', 'eased', 'closed', 'burdened', 'other-route', 'decided', 'undecided', 'same'] as const
/**
 * `opened`, `closed`: it gets a way it had not, or loses it. `eased`, `burdened`: a better or worse status, or fewer or more
 * layers. `decided`, `undecided`: unknown before or after, and so never counted as won or lost.
 */
export type Change = (typeof changes)[number]

export function changeIn(before: Outcome, after: Outcome): Change {
  if (before === after) return 'same'
  let known = changesKnown.get(before)
  if (!known) {
    known = new WeakMap()
    changesKnown.set(before, known)
  }
  let change = known.get(after)
  if (!change) {
    change = changeBetween(before, after)
    known.set(after, change)
  }
  return change
}

/** Outcomes are shared by many cells, and each is asked about more than once. */
const changesKnown = new WeakMap<Outcome, WeakMap<Outcome, Change>>()

function changeBetween(before: Outcome, after: Outcome): Change {
  if (canonicalJson(before as unknown as Json) === canonicalJson(after as unknown as Json)) return 'same'
  if (before.status !== after.status) {
    if (after.status === 'unknown') return 'undecided'
    if (before.status === 'unknown') return 'decided'
    if (before.status === 'closed') return 'opened'
    if (after.status === 'closed') return 'closed'
    return routeStatuses.indexOf(after.status) < routeStatuses.indexOf(before.status) ? 'eased' : 'burdened'
  }
  if (after.layers !== before.layers) return after.layers < before.layers ? 'eased' : 'burdened'
  return 'other-route'
}
