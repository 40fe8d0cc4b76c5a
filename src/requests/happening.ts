import type { Actor } from '../accounts/index.ts'
import { instantText } from '../base/time.ts'
import type { Tx } from '../db/index.ts'
import type { LawBase } from '../law/index.ts'
import { actOf } from './acts/acts.ts'
import { raise } from './clocks.ts'
import { isElsewhere, mayNote } from './closing.ts'
import { loadCourse, note, personOf, reasonFrom, refuseEnded, settle } from './course.ts'
import { RequestError } from './errors.ts'
import type { Course } from './lifecycle.ts'
import { arrivals } from './receiving/arrivals.ts'
import type { Request, Setting } from './request.ts'
import { pastFrom } from './sending.ts'
import { organisationsAsked } from './store/dispatches.ts'
import { tellAgain } from './telling.ts'

/** What happens by the exchange, by objecting and by asking for more, whatever the route: nobody writes it down by hand. */
const byItself = new Set([
  ...Object.values(arrivals).flat(),
  'notice.sent',
  'notice.received',
  'notice.answered',
  'objection.filed',
  'objection.made',
  'order.ended',
  'information.requested',
  'information.given',
])

/** What a message does by arriving; what is carried on paper arrives when somebody says so. */
const arriving = new Set<string>(Object.values(arrivals).flat())

export const happensByItself = (event: string): boolean => byItself.has(event)

/**
 * The events that periods of this request run from or to and that no step of it is: a court's order of silence, the
 * extension of an order, the lapse of a freeze, the arrival of what went on paper. Somebody has to say that they happened.
 */
export function eventsToNote({ steps, request }: Pick<Course, 'steps'> & Partial<Course>, law: LawBase): string[] {
  const done = new Set(steps.flatMap(({ does, moments }) => [...moments, ...actOf(does).moments]))
  const named = steps.flatMap((step) =>
    step.clocks.flatMap((rule) => {
      const { starts, stops } = law.rule('clock', rule)
      const isOnPaper = request?.direction === 'outgoing' && isElsewhere({ request, steps }, step)
      return [starts, stops].filter((event) => (isOnPaper && arriving.has(event)) || !happensByItself(event))
    }),
  )
  return [...new Set(named)].filter((event) => !done.has(event))
}

/** Writes down that such an event happened, now or on the day that is said: its periods run or end, here and with everybody the request was put before. */
export async function noteEvent(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { event: string; note: string; at?: string | undefined },
  setting: Setting,
): Promise<Request> {
  mayNote(actor)
  const course = await loadCourse(tx, actor.org, id, 'lock')
  refuseEnded(course)
  const { request } = course
  const text = reasonFrom(input.note, 'note')
  if (!eventsToNote(course, setting.law).includes(input.event)) {
    const message = `No period of this request waits for somebody to say that this happened: ${input.event.slice(0, 100)}`
    throw new RequestError('invalid', 'not_current', message, { path: 'event' })
  }
  const at = pastFrom(input.at, setting.now)
  await note(
    tx,
    request,
    'request.event-noted',
    personOf(actor),
    { name: actor.name, event: input.event, note: text, ...(input.at && { at: instantText(at) }) },
    setting.now(),
  )
  await raise(tx, request, { names: [input.event], at }, setting)
  const body = {
    request: request.origin,
    step: 'event',
    title: input.event,
    moments: [input.event],
    text,
    at: instantText(at),
  }
  await tellAgain(tx, request, await organisationsAsked(tx, request.id), 'supplement', body, setting.now())
  return settle(tx, request.org, request.id, setting)
}
