import { type InstantText, instantText, parseInstant } from '../base/time.ts'
import type { Clock, Request } from './request.ts'

/**
 * `reminder`: before a period ends. `overdue`: it has ended, and what it was for is not done; `escalation`: another
 * organisation has been reminded of that and has still not done it.
 */
export type AlarmStage = 'reminder' | 'overdue' | 'escalation'

/** When a running period is to be brought to somebody's mind. */
export interface Alarm {
  readonly clock: string
  readonly stage: AlarmStage
  readonly rings: InstantText
}

/** Nobody is reminded earlier than this before the end, however long the period. */
const EARLIEST = { hours: 72 }

/**
 * The alarms of a running period: with a quarter of it left, at most three days before its end, if it is a duty of this
 * organisation or the life of a measure; and at its end whoever's duty it is. Another's duty rings once more, as long
 * after its end, for its contact point. None where the law gives no number. How early and how late one is reminded is
 * good practice and no rule of law.
 */
export function alarmsOf(clock: Clock, request: Pick<Request, 'org'>): Alarm[] {
  if (clock.due === undefined) return []
  // A hold that ends is nobody's failure here: the step may now be carried out.
  if (clock.holds && clock.bearer !== request.org) return []
  // A measure lives as long as it perhaps still has to: to the later end, where the law can be read in two ways.
  const end = (clock.measure && clock.working.outer?.due) ?? clock.due
  const overdue: Alarm = { clock: clock.id, stage: 'overdue', rings: end }
  const [start, due] = [parseInstant(clock.startedAt), parseInstant(clock.due)]
  const quarter = Math.floor((due.epochMilliseconds - start.epochMilliseconds) / 4)
  const early = Math.min(Math.max(quarter, 0), Temporal.Duration.from(EARLIEST).total('milliseconds'))
  if (clock.bearer !== request.org && clock.measure === undefined)
    return [overdue, { clock: clock.id, stage: 'escalation', rings: instantText(due.add({ milliseconds: early })) }]
  return [{ clock: clock.id, stage: 'reminder', rings: instantText(due.subtract({ milliseconds: early })) }, overdue]
}
