import type { ClockFinding } from '../../law/index.ts'
import type { Reader } from '../reader.ts'

const units = { H: 'hours', D: 'days', W: 'weeks', M: 'months', Y: 'years' } as const

/** `P10D` → `10 days`; the law's own words stay as they are. */
export function lengthInWords({ length, counting }: Pick<ClockFinding, 'length' | 'counting'>, reader: Reader): string {
  const found = /^P(?:T(\d+)(H)|(\d+)([DWMY]))$/.exec(length)
  if (!found) return reader.law(length)
  const n = Number(found[1] ?? found[3])
  const unit = units[(found[2] ?? found[4]) as keyof typeof units]
  const text = unit === 'weeks' ? reader.t.routes.duration(n * 7, 'days') : reader.t.routes.duration(n, unit)
  return counting === 'working' ? `${text} (${reader.t.routes.counting.working})` : text
}

/** `order.received` in words. */
export function eventInWords(event: string, { t: { events } }: Reader): string {
  const [noun = '', ...verb] = event.split('.')
  const done = verb.join('.')
  return events.of(events.nouns[noun] ?? noun, events.verbs[done] ?? done)
}
