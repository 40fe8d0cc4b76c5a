import Holidays from 'date-holidays'
import { due, type LawBase, type Rule } from '../src/law/index.ts'
import { chanceFrom } from '../src/law/release/random.fixture.ts'
import { readLaw } from '../src/read-law.ts'
import type { BenchOptions } from './options.ts'
import { printTimes, type Times, timed, timesOf } from './times.ts'

/** States in whose calendars the periods are counted: some with make-up working days. */
const STATES = ['DE', 'IE', 'FR', 'NL', 'CN', 'US', 'GB', 'ES']
const FIRST = Temporal.Instant.from('2026-01-01T00:00:00Z')
const PEER = 400
/** Two years of them, and the parts of one, each 37 minutes. */
const DAYS = Array.from({ length: 2 * 365 }, (_, day) => day)
const PARTS = Array.from({ length: 39 }, (_, part) => part)

/**
 * Every period of the law that has a length, begun at instants by chance over two years (`--size` of them, 20,000 unless
 * told), each with its whole working. Beside it periods in working days alone, the last day only, walked over the public
 * holidays of date-holidays, whose calendars are not reviewed: how often the two end on the same day is told, not asked for.
 */
export async function clocks({ json, size }: BenchOptions): Promise<void> {
  const law = await readLaw()
  const counted = [...law.rules.values()].filter(
    (rule): rule is Rule<'clock'> => rule.kind === 'clock' && !('words' in rule.limit),
  )
  const chance = chanceFrom(20_261_122)
  const draw = (among: readonly Rule<'clock'>[]) => {
    const rule = chance(...among)
    const state = chance(...STATES)
    const from = FIRST.add({ hours: 24 * chance(...DAYS), minutes: 37 * chance(...PARTS) })
    // Some rules count in the calendar of one state, whoever asks.
    return { rule, state: STATES.find((one) => one === rule.calendar) ?? state, from }
  }
  const count = Number(size ?? 20_000)
  const all = Array.from({ length: count }, () => draw(counted))
  for (const one of all.slice(0, 500)) run(law, one)
  const own = timesOf(all.map((one) => timed(() => run(law, one)).took))

  const working = counted.filter(({ limit }) => 'working_days' in limit)
  const some = Array.from({ length: PEER }, () => draw(working))
  const holidays = new Map(STATES.map((state) => [state, new Holidays(state)]))
  const ours = some.map((one) => timed(() => run(law, one)))
  const theirs = some.map((one) => timed(() => walk(one, holidays.get(one.state) as Holidays)))
  const same = ours.filter(({ answer }, i) => answer.local?.slice(0, 10) === theirs[i]?.answer).length
  const [alike, other] = [ours, theirs].map((times) => timesOf(times.map(({ took }) => took))) as [Times, Times]
  const timesFaster = other.median / alike.median
  const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024)
  if (json) {
    console.log(JSON.stringify({ bench: 'clocks', rules: counted.length, count, own, alike, other, timesFaster, same, of: PEER, peakMiB })) // biome-ignore format: a row
    return
  }
  printTimes(`${count} periods of ${counted.length} rules, with the working`, own)
  printTimes(`${PEER} periods in working days, with the working`, alike)
  printTimes('the same, last day only, by date-holidays', other)
  console.log(
    `${timesFaster.toFixed(1)} times faster than date-holidays; the same last day in ${same} of ${PEER}; peak memory ${peakMiB} MiB`,
  )
}

interface Drawn {
  readonly rule: Rule<'clock'>
  readonly state: string
  readonly from: Temporal.Instant
}

const run = (law: LawBase, { rule, state, from }: Drawn) => due(law, rule.rule, from, { state })

/** The day after so many days that are neither weekend nor public holiday there. */
function walk({ rule, state, from }: Drawn, holidays: Holidays): string {
  const zone = ZONES[state] ?? 'UTC'
  let left = 'working_days' in rule.limit ? Number(rule.limit.working_days) : 0
  let day = from.toZonedDateTimeISO(zone).toPlainDate()
  while (left > 0) {
    day = day.add({ days: 1 })
    if (day.dayOfWeek > 5) continue
    const found = holidays.isHoliday(new Date(`${day}T12:00:00`))
    const isFree = found !== false && found.some(({ type }) => type === 'public')
    if (!isFree) left--
  }
  return day.toString()
}

const ZONES: Readonly<Record<string, string>> = {
  DE: 'Europe/Berlin', IE: 'Europe/Dublin', FR: 'Europe/Paris', CN: 'Asia/Shanghai', US: 'America/New_York', GB: 'Europe/London',
  NL: 'Europe/Amsterdam', ES: 'Europe/Madrid',
} // biome-ignore format: a table
