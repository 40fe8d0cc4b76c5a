import type { Search } from './next-agreement.ts'
import { type Cell, type Change, changeIn, changes, NAMED } from './running/cells.ts'
import { type Outcome, type Safeguard, safeguards } from './running/outcome.ts'
import type { Result } from './running/result.ts'

type Counted = Readonly<Record<Change, number>>

/** What a proposal does for the requests of one state, or for those that go to one. */
export interface PlaceRow {
  readonly place: string
  readonly requests: number
  /** Those with a way, be it with an approval; those nobody can tell of, for a fact is not known. */
  readonly before: { readonly ways: number; readonly unknown: number }
  readonly after: { readonly ways: number; readonly unknown: number }
  readonly changes: Counted
}

export type Side = 'asking' | 'at'

/** By who asks, or by where the holder is; whoever gains most first. */
export function byPlace({ cells }: Result, side: Side): PlaceRow[] {
  return [...Map.groupBy(cells, (cell) => cell[side])]
    .map(([place, group]) => ({
      place,
      requests: sum(group),
      before: standing(group, 'before'),
      after: standing(group, 'after'),
      changes: counted(group),
    }))
    .sort((a, b) => gainOf(b) - gainOf(a) || (a.place < b.place ? -1 : 1))
}

/** Ways won less ways lost, what is only eased or burdened counting after that. */
const gainOf = ({ changes: c }: PlaceRow): number =>
  c.opened - c.closed + (c.eased - c.burdened) / 1_000 + c['other-route'] / 1_000_000

const hasWay = ({ status }: Outcome) => status === 'open' || status === 'approval'
const sum = (cells: readonly Cell[]) => cells.reduce((total, { requests }) => total + requests, 0)

const standing = (cells: readonly Cell[], when: 'before' | 'after') => ({
  ways: sum(cells.filter((cell) => hasWay(cell[when]))),
  unknown: sum(cells.filter((cell) => cell[when].status === 'unknown')),
})

function counted(cells: readonly Cell[]): Counted {
  const found = Object.fromEntries(changes.map((change) => [change, 0])) as Record<Change, number>
  for (const cell of cells) found[changeIn(cell.before, cell.after)] += cell.requests
  return found
}

/** Requests by status, before and after. */
export function byStatus({ cells }: Result): { status: Outcome['status']; before: number; after: number }[] {
  return (['open', 'approval', 'conflict', 'unknown', 'closed'] as const).map((status) => ({
    status,
    before: sum(cells.filter(({ before }) => before.status === status)),
    after: sum(cells.filter(({ after }) => after.status === status)),
  }))
}

/** Upper ends of the ranges in which days are told. */
export const dayRanges = [10, 30, 90, 180, 365, Number.POSITIVE_INFINITY] as const

/**
 * Requests with a way, by the days it usually takes as somebody published them; for most ways nobody did, and they are
 * counted apart. `upTo`: the end of the range.
 */
export function byDays({ cells }: Result) {
  const of = (when: 'before' | 'after') => {
    const usable = cells.filter((cell) => hasWay(cell[when]))
    const within = (low: number, high: number) =>
      sum(usable.filter(({ [when]: { days } }) => days !== undefined && days > low && days <= high))
    return {
      ranges: dayRanges.map((upTo, i) => within(dayRanges[i - 1] ?? -1, upTo)),
      unpublished: sum(usable.filter(({ [when]: { days } }) => days === undefined)),
    }
  }
  return { before: of('before'), after: of('after') }
}

/** Conflicts of laws, by the rule that demands and the bar: how many requests meet them before and after. */
export function conflictsIn({ cells }: Result): { demands: string; forbids: string; before: number; after: number }[] {
  const found = new Map<string, { before: number; after: number }>()
  for (const cell of cells) {
    for (const when of ['before', 'after'] as const) {
      for (const conflict of cell[when].conflicts) {
        const row = found.get(conflict) ?? { before: 0, after: 0 }
        row[when] += cell.requests
        found.set(conflict, row)
      }
    }
  }
  return [...found]
    .map(([conflict, row]) => {
      const [demands = '', forbids = ''] = conflict.split('|')
      return { demands, forbids, ...row }
    })
    .sort((a, b) => b.before + b.after - a.before - a.after || (a.demands + a.forbids < b.demands + b.forbids ? -1 : 1))
}

/** Of requests that have a way before and after: those whose way gains a safeguard, and those whose way loses it. */
export function safeguardsIn({ cells }: Result): { safeguard: Safeguard; gained: number; lost: number }[] {
  const both = cells.filter(({ before, after }) => hasWay(before) && hasWay(after))
  return safeguards.map((safeguard) => ({
    safeguard,
    gained: sum(both.filter((c) => !c.before.safeguards.includes(safeguard) && c.after.safeguards.includes(safeguard))),
    lost: sum(both.filter((c) => c.before.safeguards.includes(safeguard) && !c.after.safeguards.includes(safeguard))),
  }))
}

/** From who asks by a channel to where the holder is: the widest streams, before and after. */
export function flowIn({ cells }: Result, most: number) {
  const found = new Map<string, { before: number; after: number }>()
  for (const cell of cells) {
    for (const when of ['before', 'after'] as const) {
      const { channel } = cell[when]
      if (!channel || !hasWay(cell[when])) continue
      const key = `${cell.asking}|${channel}|${cell.at}`
      const row = found.get(key) ?? { before: 0, after: 0 }
      row[when] += cell.requests
      found.set(key, row)
    }
  }
  return [...found]
    .map(([key, row]) => {
      const [asking = '', channel = '', at = ''] = key.split('|')
      return { asking, channel: channel as NonNullable<Outcome['channel']>, at, ...row }
    })
    .sort(
      (a, b) =>
        Math.abs(b.after - b.before) - Math.abs(a.after - a.before) ||
        b.after - a.after ||
        (a.asking < b.asking ? -1 : 1),
    )
    .slice(0, most)
}

/** Which requests a figure counts; what is not said narrows nothing. */
export interface Counting {
  readonly change?: Change | undefined
  readonly asking?: string | undefined
  readonly at?: string | undefined
  /** Their status before, and after. */
  readonly was?: Outcome['status'] | undefined
  readonly is?: Outcome['status'] | undefined
  /** `demand|bar`, met before or after. */
  readonly conflict?: string | undefined
}

/** The kinds of request behind a figure. */
export function behind({ cells }: Result, { change, asking, at, was, is, conflict }: Counting): Cell[] {
  return cells
    .filter(
      (cell) =>
        (change === undefined || changeIn(cell.before, cell.after) === change) &&
        (asking === undefined || cell.asking === asking) &&
        (at === undefined || cell.at === at) &&
        (was === undefined || cell.before.status === was) &&
        (is === undefined || cell.after.status === is) &&
        (conflict === undefined || [cell.before, cell.after].some(({ conflicts }) => conflicts.includes(conflict))),
    )
    .sort((a, b) => b.requests - a.requests || ((a.first[0] ?? '') < (b.first[0] ?? '') ? -1 : 1))
}

/** RFC 4180, a line for each kind of request; what a spreadsheet could take for a formula begins with an apostrophe. */
export function csvOfResult({ cells }: Result): string {
  const of = (outcome: Outcome) => [
    outcome.status, outcome.route ?? '', outcome.ways.join(' '), String(outcome.steps), String(outcome.layers), outcome.days === undefined ? '' : String(outcome.days),
    outcome.safeguards.join(' '), outcome.conflicts.join(' '), outcome.exposure.join(' '),
  ] // biome-ignore format: one line of words
  const words = ['status', 'route', 'ways', 'steps', 'layers', 'days', 'safeguards', 'conflicts', 'exposure']
  const heads = (when: string) => words.map((word) => `${when}_${word}`)
  const head = ['asking', 'holder', 'categories', 'change', 'requests', 'first', ...heads('before'), ...heads('after')]
  const rows = cells.map((cell) => [
    cell.asking, cell.at, cell.categories.join(' '), changeIn(cell.before, cell.after), String(cell.requests), cell.first.join(' '),
    ...of(cell.before), ...of(cell.after),
  ]) // biome-ignore format: one line of words
  return csvOf([head, ...rows])
}

/** RFC 4180, a line for each agreement that was tried, in the order of the search. */
export function csvOfSearch({ candidates }: Search): string {
  const head = ['agreement', 'does', 'instrument', 'partner', 'channel', 'opened', 'eased', 'closed', 'days_saved', 'days_told_of', 'safeguards_kept', 'safeguards_lost', 'days_per_safeguard', 'first']
  const rows = candidates.map((one) => [
    one.title, one.does, one.instrument ?? '', one.partner ?? '', one.channel ?? '', ...[one.opened, one.eased, one.closed, one.daysSaved, one.daysTold, one.kept, one.lost, one.daysPerSafeguard].map(String),
    one.behind.flatMap(({ first }) => first).slice(0, NAMED).join(' '),
  ])
  return csvOf([head, ...rows])
} // biome-ignore format: one line of words

const csvOf = (rows: readonly (readonly string[])[]) => rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('')

const quoted = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
