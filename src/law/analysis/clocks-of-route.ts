import type { Circumstances } from '../conditions/circumstances.ts'
import type { Rule } from '../data/rule.ts'
import { type Edition, inForce } from '../edition.ts'
import type { ClockFinding, RouteFinding, StepFinding } from './analysis.ts'
import { once } from './once.ts'

/** Of these clocks, those in force whose condition does not fail. */
export function runningClocks(
  edition: Edition,
  ids: readonly string[],
  c: Circumstances,
  asks: Set<string>,
): readonly string[] {
  if (ids.length === 0) return ids
  return ids.filter((id) => {
    const clock = edition.conditional('clock', id)
    if (!clock || !inForce(clock.force, c.on)) return false
    const runs = clock.when ? clock.when.holds(c) : true
    if (runs === null) clock.when?.ask(c, asks)
    return runs !== false
  })
}

const clockSaid = once<object, ClockFinding>()
const groundSaid = once<object, RouteFinding['grounds'][number]>()

/** The clocks of a route and of its steps. */
export function clocksOf(
  edition: Edition,
  route: Rule<'route'>,
  steps: readonly StepFinding[],
  c: Circumstances,
  asks: Set<string>,
): ClockFinding[] {
  const ids = [...runningClocks(edition, route.clocks, c, asks)]
  for (const step of steps) for (const id of step.clocks) if (!ids.includes(id)) ids.push(id)
  return clocksAre(edition, ids, route.instrument, c)
}

/** What is said of these clocks to a reader who stands in that instrument. */
export function clocksAre(
  edition: Edition,
  ids: readonly string[],
  instrument: string,
  c: Circumstances,
): ClockFinding[] {
  return ids.map((id) => {
    const clock = edition.conditional('clock', id)
    if (!clock) throw new RangeError(`no clock ${id}`)
    const { rule, when } = clock
    const certain = !when || when.holds(c) === true
    const own = rule.instrument === instrument
    return clockSaid(clock, `${own} ${certain}`, () => ({
      rule: id,
      title: rule.title,
      from: rule.starts,
      ...lengthOf(rule),
      cite: edition.cite(rule, instrument),
      ...(certain ? {} : { certain: false as const }),
    }))
  })
}

/** The length as an ISO 8601 duration; in the law's words where it gives none. A yearly day is `--03-31`. */
export function lengthOf({ limit }: Rule<'clock'>): Pick<ClockFinding, 'length' | 'counting'> {
  if ('hours' in limit) return { length: `PT${limit.hours}H`, counting: 'hours' }
  if ('days' in limit) return { length: `P${limit.days}D`, counting: 'calendar' }
  if ('working_days' in limit) return { length: `P${limit.working_days}D`, counting: 'working' }
  if ('weeks' in limit) return { length: `P${limit.weeks}W`, counting: 'calendar' }
  if ('months' in limit) return { length: `P${limit.months}M`, counting: 'calendar' }
  if ('years' in limit) return { length: `P${limit.years}Y`, counting: 'calendar' }
  if ('yearly' in limit) return { length: `--${limit.yearly}`, counting: 'calendar' }
  return { length: limit.words, counting: 'words' }
}

/** The grounds on which the other side may refuse, object or report: those whose condition does not fail. */
export function groundsOf(edition: Edition, route: Rule<'route'>, c: Circumstances): RouteFinding['grounds'] {
  const grounds: RouteFinding['grounds'][number][] = []
  for (const id of route.grounds) {
    const ground = edition.conditional('ground', id)
    if (!ground || !inForce(ground.force, c.on) || ground.when?.holds(c) === false) continue
    const { rule } = ground
    const own = rule.instrument === route.instrument
    grounds.push(
      groundSaid(ground, `${own}`, () => {
        const { title, seat } = rule
        return { rule: id, title, seat, cite: edition.cite(rule, route.instrument) }
      }),
    )
  }
  return grounds
}
