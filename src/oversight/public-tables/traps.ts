import type { Counted } from '../../law/index.ts'
import { halvesOf } from './period.ts'
import type { PublishedFigure, Reading } from './reading.ts'

/** What is known to lead astray in tables of this kind. */
export const traps = [
  'requests-and-accounts', 'emergency-in-total', 'preservation', 'share-of-what', 'share-scale', 'share-rounded', 'bands', 'suppressed', 'not-told',
  'state-names', 'state-unknown', 'code-and-name', 'total-row', 'periods-overlap', 'period-unknown', 'process-unknown', 'same-again', 'repeated-row',
  'rounded', 'number-format', 'restated', 'parts-do-not-sum', 'zero-perhaps-unknown', 'not-a-number', 'uneven-rows', 'columns-passed-over',
] as const // biome-ignore format: words
export type TrapKind = (typeof traps)[number]

/** A trap that was met, where, and what was seen there. */
export interface Trap {
  readonly trap: TrapKind
  /** How often. */
  readonly times: number
  /** The first lines of the file where it was met. */
  readonly lines: readonly number[]
  readonly saw: readonly string[]
}

/** What was taken in before from the same publisher, as far as a new table can contradict or repeat it. */
export interface Before {
  readonly sha256: string
  readonly figures: readonly Pick<PublishedFigure, 'state' | 'isAll' | 'written' | 'period' | 'lane' | 'process' | 'counts' | 'least' | 'most' | 'cell'>[]
} // biome-ignore format: a list

const LINES = 20
const SEEN = 5
/** Fewer than these show no pattern. */
const PATTERN = 5

interface Seen {
  readonly line?: number
  readonly saw?: string
}

/** Every trap that is met in a table as it was read, beside what was taken in before. */
export function trapsIn(reading: Reading, sha256: string, before: readonly Before[]): Trap[] {
  const met: Record<TrapKind, readonly Seen[]> = {
    'requests-and-accounts': requestsAndAccounts(reading),
    'emergency-in-total': inTotal(reading, 'emergency'),
    preservation: [...inTotal(reading, 'preservation'), ...preservedApart(reading)],
    'share-of-what': shareOfWhat(reading),
    'share-scale': shareScale(reading),
    'share-rounded': shareRounded(reading),
    bands: ofKind(reading, 'band'),
    suppressed: ofKind(reading, 'few'),
    'not-told': ofKind(reading, 'untold'),
    'state-names': reading.lines.flatMap(({ line, named, written }) =>
      named?.isOtherName ? [{ line, saw: `${written}: ${named.state}` }] : [],
    ),
    'state-unknown': reading.lines.flatMap(({ line, named, isAll, written }) =>
      named || isAll ? [] : [{ line, saw: written }],
    ),
    'code-and-name': reading.lines.flatMap(({ line, isAnother, written, code }) =>
      isAnother ? [{ line, saw: `${written}: ${code}` }] : [],
    ),
    'total-row': totalRows(reading),
    'periods-overlap': periodsOverlap(reading, before),
    'period-unknown': reading.lines.flatMap(({ line, period, periodWritten }) =>
      period === null ? [{ line, saw: periodWritten }] : [],
    ),
    'process-unknown': [
      ...reading.figures.flatMap(({ line, lane, process }) => (lane === null ? [{ line, saw: process }] : [])),
      ...reading.unknownMeasures.map(({ line, word }) => ({ line, saw: word })),
    ],
    'same-again': before.some((one) => one.sha256 === sha256) ? [{ saw: sha256.slice(0, 16) }] : [],
    'repeated-row': repeatedRows(reading),
    rounded: rounded(reading),
    'number-format': numberFormat(reading),
    restated: before.some((one) => one.sha256 === sha256) ? [] : restated(reading, before),
    'parts-do-not-sum': [...totalsDiffer(reading), ...lanesDiffer(reading), ...sharesDiffer(reading)],
    'zero-perhaps-unknown': zeros(reading),
    'not-a-number': ofKind(reading, 'unreadable'),
    'uneven-rows': reading.lines.flatMap(({ line, cells }) =>
      cells === reading.headings.length ? [] : [{ line, saw: String(cells) }],
    ),
    'columns-passed-over': passedOver(reading),
  }
  return traps.flatMap((trap): Trap[] => {
    const seen = met[trap]
    if (seen.length === 0) return []
    const lines = [...new Set(seen.flatMap(({ line }) => line ?? []))]
    const saw = [...new Set(seen.flatMap(({ saw: one }) => (one === undefined ? [] : [one.slice(0, 200)])))]
    return [{ trap, times: seen.length, lines: lines.slice(0, LINES), saw: saw.slice(0, SEEN) }]
  })
}

const ofKind = ({ figures }: Reading, kind: PublishedFigure['kind']): Seen[] =>
  figures.filter((one) => one.kind === kind).map(({ line, cell }) => ({ line, saw: cell }))

const exact = ({ least, most }: Pick<PublishedFigure, 'least' | 'most'>) =>
  least !== null && least === most ? least : null
const isAbout = (heading: string, what: RegExp) => what.test(heading)
const accountWords = /account|user|identifier|device|customer|konto|konten|nutzer|compte|utilisateur|账户|用户/i
const requestWords = /request|order|demand|anfrage|ersuchen|demande|请求|要求/i

/** A column of the one that its heading calls the other, and lines with fewer accounts than requests. */
function requestsAndAccounts(reading: Reading): Seen[] {
  const named = reading.columns.flatMap((column, i): Seen[] => {
    const heading = reading.headings[i] ?? ''
    const isOther =
      (column?.means === 'requests' && isAbout(heading, accountWords) && !isAbout(heading, requestWords)) ||
      (column?.means === 'accounts' && isAbout(heading, requestWords) && !isAbout(heading, accountWords))
    return isOther ? [{ line: reading.headingLine, saw: heading }] : []
  })
  const fewer = beside(reading, 'requests', 'accounts').flatMap(([requests, accounts]): Seen[] => {
    const [asked, names] = [exact(requests), exact(accounts)]
    // None at all may be what was not counted: that is another trap.
    return asked !== null && names !== null && names > 0 && names < asked
      ? [{ line: requests.line, saw: `${accounts.cell} < ${requests.cell}` }]
      : []
  })
  return [...named, ...fewer]
}

/** Figures of the same state, period, lane and process, of two kinds. */
function beside({ figures }: Reading, one: Counted, other: Counted): [PublishedFigure, PublishedFigure][] {
  const others = new Map(figures.filter(({ counts }) => counts === other).map((figure) => [keyOf(figure), figure]))
  return figures.flatMap((figure): [PublishedFigure, PublishedFigure][] => {
    const found = figure.counts === one ? others.get(keyOf(figure)) : undefined
    return found ? [[figure, found]] : []
  })
}

type Keyed = Pick<PublishedFigure, 'state' | 'isAll' | 'written' | 'period' | 'lane' | 'process'>
/** Whose, when and of what a figure is, but for what it counts. */
const keyOf = ({ state, isAll, written, period, lane, process }: Keyed) =>
  [isAll ? 'all' : (state ?? written), period, lane, process].join('\n')

/** Totals of which it is not said that these are apart. */
function inTotal({ figures, mapping }: Reading, what: 'emergency' | 'preservation'): Seen[] {
  const totals = figures.filter(({ lane, counts }) => lane === 'all' && counts === 'requests')
  return mapping[what] === 'apart' ? [] : totals.map(({ line }) => ({ line, saw: mapping[what] }))
}

const preservedApart = ({ figures, mapping }: Reading): Seen[] =>
  mapping.preservation === 'apart'
    ? figures.filter(({ lane, counts }) => lane === 'preservation' && counts === 'requests').map(({ line }) => ({ line, saw: 'apart' }))
    : [] // biome-ignore format: short

/** Shares of which it is not said, or not of requests, what they are shares of. */
function shareOfWhat({ columns, headings, headingLine, figures }: Reading): Seen[] {
  const unsaid = figures
    .filter(({ counts, of }) => counts === 'share' && of !== 'requests')
    .map(({ line, of }) => ({ line, saw: of }))
  const other = columns.flatMap((column, i): Seen[] => {
    const heading = headings[i] ?? ''
    const isOther = column?.means === 'share' && column.of === 'requests' && accountWords.test(heading) && !requestWords.test(heading) // biome-ignore format: short
    return isOther ? [{ line: headingLine, saw: heading }] : []
  })
  return [...other, ...unsaid]
}

/** Shares that are no per cent as they were read, or more than all. */
function shareScale({ figures, mapping }: Reading): Seen[] {
  const shares = figures.flatMap((one) => (one.counts === 'share' && one.least !== null ? [{ ...one, least: one.least }] : [])) // biome-ignore format: short
  const beyond = shares.filter(({ least }) => least > 100).map(({ line, cell }) => ({ line, saw: cell }))
  const small = mapping.shares === 'percent' && shares.length >= 3 && shares.every(({ least, cell }) => least <= 1 && !cell.includes('%')) && shares.some(({ least }) => least > 0 && least < 1) // biome-ignore format: short
  return small ? shares.map(({ line, cell }) => ({ line, saw: cell })) : beyond
}

/** Whole per cent alone: how many brought data can then be reckoned only roughly. */
function shareRounded({ figures }: Reading): Seen[] {
  const shares = figures.filter(({ counts, kind }) => counts === 'share' && kind === 'exact')
  const isRough = shares.length >= PATTERN && shares.every(({ least }) => Number.isInteger(least))
  // Of nothing, or of everything, a whole number says all there is.
  return isRough && shares.some(({ least }) => least !== 0 && least !== 100)
    ? shares.map(({ line, cell }) => ({ line, saw: cell }))
    : []
}

const isCount = ({ counts }: PublishedFigure) => counts !== 'share'

function rounded({ figures }: Reading): Seen[] {
  const rough = figures.filter(({ kind }) => kind === 'about').map(({ line, cell }) => ({ line, saw: cell }))
  const columns = Map.groupBy(figures.filter(isCount), ({ column, counts }) => `${column} ${counts}`)
  const tens = [...columns.values()].flatMap((all) => {
    const large = all.filter((one) => (exact(one) ?? 0) >= 100)
    return large.length >= PATTERN && large.every(({ least }) => (least ?? 0) % 10 === 0)
      ? large.map(({ line, cell }) => ({ line, saw: cell }))
      : []
  })
  return [...rough, ...tens]
}

/** Numbers that are read only by the way they are written, unless the mapping says what that is. */
const numberFormat = ({ figures, mapping }: Reading): Seen[] =>
  figures
    .filter(({ style }) => style !== undefined && style !== 'decimal-point' && !(style === 'decimal-comma' && mapping.decimal === ',')) // biome-ignore format: short
    .map(({ line, cell }) => ({ line, saw: cell }))

/** Lines for all states among the lines of states: by their name, or because they are the sum of the others. */
function totalRows({ lines, figures }: Reading): Seen[] {
  const named = lines.filter(({ isAll }) => isAll).map(({ line, written }) => ({ line, saw: written || '(…)' }))
  const cellOf = ({ state, period }: PublishedFigure) => `${state}\n${period}`
  const split = new Set(figures.filter(({ lane, counts }) => lane !== 'all' && counts === 'requests').map(cellOf))
  const processes = figures
    .filter(({ lane, process, counts }) => lane === 'all' && process !== '' && counts === 'requests')
    .filter((total) => split.has(cellOf(total)))
    .map(({ line, process }) => ({ line, saw: process }))
  const groups = Map.groupBy(figures.filter((one) => one.counts === 'requests' && !one.isAll), ({ period, lane, process, column }) => [period, lane, process, column].join('\n')) // biome-ignore format: short
  const sums = [...groups.values()].flatMap((all) => {
    const sum = all.reduce((total, one) => total + (exact(one) ?? 0), 0)
    return all
      .filter((one) => all.length > 3 && one.state === null && exact(one) !== null && (exact(one) ?? 0) * 2 === sum && sum > 0)
      .map(({ line, written }) => ({ line, saw: written })) // biome-ignore format: short
  })
  return [...named, ...processes, ...sums]
}

/** A year beside a half-year of it, here or in what was taken in before. */
function periodsOverlap({ lines }: Reading, before: readonly Before[]): Seen[] {
  const here = new Set(lines.flatMap(({ period }) => period ?? []))
  const there = new Set(before.flatMap(({ figures }) => figures.flatMap(({ period }) => period ?? [])))
  const overlaps = (period: string, others: ReadonlySet<string>) =>
    period.includes('-') ? others.has(period.slice(0, 4)) : halvesOf(period).some((half) => others.has(half))
  return [...here].filter((period) => overlaps(period, here) || overlaps(period, there)).map((saw) => ({ saw }))
}

/** The same figure on two lines. */
function repeatedRows({ figures }: Reading): Seen[] {
  const groups = Map.groupBy(figures, (one) => [keyOf(one), one.counts, one.column].join('\n'))
  return [...groups.values()].flatMap((all) => all.slice(1).map(({ line, written }) => ({ line, saw: written })))
}

/** Other numbers than the same publisher told before of the same. */
function restated({ figures }: Reading, before: readonly Before[]): Seen[] {
  const told = new Map(before.flatMap((one) => one.figures.map((figure) => [`${keyOf(figure)}\n${figure.counts}`, figure] as const))) // biome-ignore format: short
  return figures.flatMap((one): Seen[] => {
    const was = told.get(`${keyOf(one)}\n${one.counts}`)
    return was && (was.least !== one.least || was.most !== one.most)
      ? [{ line: one.line, saw: `${one.written} ${one.period ?? ''}: ${was.cell || '…'}, ${one.cell || '…'}` }]
      : []
  })
}

const summed = ['requests', 'accounts', 'with-data'] as const
const isSummed = ({ counts }: PublishedFigure) => (summed as readonly string[]).includes(counts)

/** Totals of a period that are not what its lines add up to. */
function totalsDiffer({ figures }: Reading): Seen[] {
  const groups = Map.groupBy(figures.filter(isSummed), ({ period, lane, process, counts, column }) => [period, lane, process, counts, column].join('\n')) // biome-ignore format: short
  return [...groups.values()].flatMap((all): Seen[] => {
    const parts = all.filter(({ isAll }) => !isAll)
    if (parts.length === 0) return []
    return all.flatMap((total): Seen[] => {
      const number = total.isAll ? exact(total) : null
      if (number === null) return []
      const least = parts.reduce((sum, one) => sum + (one.least ?? 0), 0)
      const most = parts.reduce((sum, one) => sum + (one.most ?? Number.POSITIVE_INFINITY), 0)
      return number < least || number > most ? [{ line: total.line, saw: `${total.cell}: ${least}` }] : []
    })
  })
}

/** Totals of a state that no sum of its lanes gives. */
function lanesDiffer({ figures, mapping }: Reading): Seen[] {
  const groups = Map.groupBy(figures.filter((one) => isSummed(one) && one.lane !== null), ({ state, isAll, written, period, counts }) => [isAll ? 'all' : (state ?? written), period, counts].join('\n')) // biome-ignore format: short
  return [...groups.values()].flatMap((all): Seen[] => {
    const total = all.find(({ lane }) => lane === 'all')
    const number = total && exact(total)
    const parts = all.filter(({ lane }) => lane !== 'all')
    if (!total || number === null || number === undefined || parts.length === 0) return []
    if (parts.some((one) => exact(one) === null)) return []
    const of = (lane: string) =>
      parts.filter((one) => one.lane === lane).reduce((sum, one) => sum + (exact(one) ?? 0), 0)
    const ways = (what: 'emergency' | 'preservation') => ({ included: [of(what)], apart: [0], unknown: [0, of(what)] })[mapping[what]] // biome-ignore format: short
    const sums = ways('emergency').flatMap((one) => ways('preservation').map((other) => of('ordinary') + one + other))
    // Where ordinary ones are not told by themselves, the others are only a part.
    const isPart = !parts.some(({ lane }) => lane === 'ordinary')
    const fits = isPart ? sums.some((sum) => sum <= number) : sums.includes(number)
    return fits ? [] : [{ line: total.line, saw: `${total.cell}: ${sums.join(', ')}` }]
  })
}

/** More that brought data than were asked for, or another share than both numbers give. */
function sharesDiffer(reading: Reading): Seen[] {
  const shares = new Map(reading.figures.filter(({ counts }) => counts === 'share').map((one) => [keyOf(one), one]))
  return beside(reading, 'requests', 'with-data').flatMap(([requests, answered]): Seen[] => {
    const [asked, gave] = [exact(requests), exact(answered)]
    if (asked === null || gave === null) return []
    if (gave > asked) return [{ line: requests.line, saw: `${answered.cell} > ${requests.cell}` }]
    const share = shares.get(keyOf(requests))
    const told = share?.of === 'accounts' ? null : share && exact(share)
    if (told === null || told === undefined || asked === 0) return []
    return Math.abs(told - (gave / asked) * 100) > 1 ? [{ line: requests.line, saw: `${share?.cell}: ${answered.cell}/${requests.cell}` }] : [] // biome-ignore format: short
  })
}

/** Nothing but zeros in a column of a period whose requests are there: perhaps it was not counted then. */
function zeros({ figures }: Reading): Seen[] {
  const withRequests = new Set(
    figures.flatMap((one) =>
      one.counts === 'requests' && (exact(one) ?? 0) > 0 ? [`${one.period}\n${one.lane}`] : [],
    ),
  )
  const groups = Map.groupBy(figures.filter(({ counts }) => counts !== 'requests'), ({ period, counts, column, lane }) => [period, counts, column, lane].join('\n')) // biome-ignore format: short
  return [...groups.values()].flatMap((all): Seen[] => {
    const told = all.filter((one) => exact(one) !== null)
    if (told.length < 3 || told.some((one) => exact(one) !== 0)) return []
    const asked = told.some((one) => withRequests.has(`${one.period}\n${one.lane}`))
    return asked ? told.map(({ line, period, cell }) => ({ line, saw: `${period ?? ''}: ${cell}` })) : []
  })
}

/** Columns that nothing was said of. */
const passedOver = ({ columns, headings, headingLine }: Reading): Seen[] =>
  headings.flatMap((heading, i) =>
    heading !== '' && columns[i] === undefined ? [{ line: headingLine, saw: heading }] : [],
  )
