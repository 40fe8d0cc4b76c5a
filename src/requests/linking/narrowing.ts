import { type Actor, permit } from '../../accounts/index.ts'
import type { Json } from '../../base/canonical-json.ts'
import { instantText, isDay } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import { type Doer, decide, loadCourse, note, personOf, reasonFrom, refuseEnded, settle, tell } from '../course.ts'
import { RequestError } from '../errors.ts'
import type { Course } from '../lifecycle.ts'
import type { Request, Setting } from '../request.ts'
import { organisationsTold } from '../store/dispatches.ts'
import { updateRequest } from '../store/requests.ts'

/** The days the data are from, both counted. */
export interface Period {
  readonly from: string
  readonly to: string
}

/** What is asked for no longer. */
export interface Narrowing {
  /** Ids of items. */
  readonly without?: readonly string[]
  readonly period?: Period
  readonly reason: string
}

/** The name under which it is written down that less is asked for. */
const narrowing = 'narrowing'

/**
 * Asks for less: that needs no new approval, and everybody who has had the request is told. Throws `not_current` before
 * it has left (then the draft is changed), `widens` where anything would be added, `bad_text` where nothing would be left
 * or nothing changes.
 */
export async function narrow(tx: Tx, actor: Actor, id: string, input: Narrowing, setting: Setting): Promise<Request> {
  permit(actor, 'request.withdraw')
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const { request } = course
  if (request.direction !== 'outgoing')
    throw new RequestError('forbidden', 'wrong_organisation', 'Only the organisation whose request it is can narrow it')
  refuseEnded(course)
  if (request.leftAt === undefined)
    throw new RequestError('conflict', 'not_current', 'It has not left yet: have it returned, and change the draft')
  const reason = reasonFrom(input.reason)
  const without = [...new Set(input.without ?? [])]
  const strange = without.find((item) => !request.items.some((one) => one.id === item))
  const before = course.decisions.findLast(
    ({ step, details }) => step === narrowing && (details.without as string[] | undefined)?.includes(strange ?? ''),
  )
  if (before)
    throw new RequestError('conflict', 'already_decided', `${before.name} asked for less already, on ${before.at}`)
  if (strange !== undefined)
    throw new RequestError('invalid', 'bad_text', `'${strange.slice(0, 100)}' is not asked for`, { path: 'without' })
  const period = input.period && within(input.period, periodOf(course))
  if (without.length === 0 && !period)
    throw new RequestError('invalid', 'bad_text', 'Say what is asked for no longer', { path: 'without' })
  const at = instantText(setting.now())
  await apply(tx, course, { without, ...(period && { period }) }, personOf(actor), reason, setting)
  const body = { request: request.origin, without, ...(period && { period }), reason, at }
  for (const org of await organisationsTold(tx, id)) await tell(tx, request, org, 'narrowing', body, setting.now())
  return settle(tx, request.org, id, setting)
}

/** Takes the items out here and writes it down. Throws `bad_text` where nothing would be left. */
export async function apply(
  tx: Tx,
  { request }: Course,
  { without, period }: { readonly without: readonly string[]; readonly period?: Period },
  by: Doer,
  reason: string,
  setting: Setting,
): Promise<void> {
  const items = request.items.filter((item) => !without.includes(item.id))
  if (items.length === 0)
    throw new RequestError('invalid', 'bad_text', 'Nothing would be left of it: withdraw it instead', {
      path: 'without',
    })
  if (items.length < request.items.length) await updateRequest(tx, request.id, { items })
  const details: { [key: string]: Json } = { without: [...without], ...(period && { period: { ...period } }) }
  await decide(tx, request, narrowing, by, { outcome: 'done', reason, details }, setting.now())
  await note(tx, request, 'request.narrowed', by, { name: by.name, reason, ...details }, setting.now())
}

/** The days asked for, as they are since the last narrowing. */
export function periodOf({ request, decisions }: Pick<Course, 'request' | 'decisions'>): Partial<Period> | undefined {
  const last = decisions.findLast(({ step, details }) => step === narrowing && details.period !== undefined)
  return (last?.details.period as Period | undefined) ?? request.statement?.period
}

/** Throws `bad_text` for what is no period, `widens` for one that reaches beyond the days asked for before. */
function within({ from, to }: Period, before: Partial<Period> = {}): Period {
  if (!isDay(from) || !isDay(to) || from > to)
    throw new RequestError('invalid', 'bad_text', 'Give the first and the last day', { path: 'period' })
  if ((before.from && from < before.from) || (before.to && to > before.to)) {
    const message = `That reaches beyond what was approved (${before.from ?? '…'} to ${before.to ?? '…'}): more needs a supplement`
    throw new RequestError('conflict', 'widens', message, { path: 'period' })
  }
  if (from === before.from && to === before.to)
    throw new RequestError('invalid', 'bad_text', 'These are the days asked for already', { path: 'period' })
  return { from, to }
}
