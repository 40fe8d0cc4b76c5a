import { type Actor, permit } from '../../accounts/index.ts'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import type { Rule } from '../../law/index.ts'
import { actOf } from '../acts/acts.ts'
import { raise } from '../clocks.ts'
import {
  advance,
  carryOut,
  type Doer,
  loadCourse,
  note,
  personOf,
  reasonFrom,
  settle,
  stepFor,
  tell,
} from '../course.ts'
import { RequestError } from '../errors.ts'
import { groundFor, openGroundsFor, refuseUnnamedGround } from '../grounds.ts'
import type { Course } from '../lifecycle.ts'
import { askedAs } from '../passing-on.ts'
import type { Request, Setting, Step } from '../request.ts'
import { askOthers } from '../telling.ts'
import type { ItemAccount } from './account.ts'
import { accountFor } from './accounting.ts'
import { enter } from './entering.ts'
import { type EntryBody, type RefusedItem, refusedFates } from './entries.ts'
import { itemsFrom } from './items.ts'
import { paperFor, plain } from './paper.ts'

export interface PartialRefusal {
  /** Each with a ground of the law and the reason. */
  readonly items: readonly RefusedItem[]
  /** Whether what is not handed over is kept meanwhile. */
  readonly preserved: boolean
  /** Boxes of the form it is raised on. */
  readonly boxes?: Readonly<Record<string, unknown>>
}

/**
 * Says of some of the data that they are not handed over; the rest is still owed. Where nothing else is owed any more the
 * step is done, its record saying of every item what became of it. Throws `not_partial` where it would be all of them:
 * that is an objection to the whole; `review_needed` for a ground on which a court decides; `boxes_missing`.
 */
export async function refuseItems(
  tx: Tx,
  actor: Actor,
  id: string,
  input: PartialRefusal,
  setting: Setting,
): Promise<Request> {
  permit(actor, 'objection.raise')
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const { request } = course
  const step = stepFor(course, actor, ({ does }) => actOf(does).reportedBy === 'production')
  const grounds = new Map<string, Rule<'ground'>>()
  const items = input.items.map((one, i) => refusedItem(one, i, course, actor, grounds, setting))
  const named = itemsFrom(
    request,
    items.map(({ item }) => item),
  )
  if (named.length === 0) throw new RequestError('invalid', 'bad_text', 'Say which data', { path: 'items' })
  if (named.length < items.length)
    throw new RequestError('invalid', 'bad_text', 'An item is named twice', { path: 'items' })
  const before = await accountFor(tx, course)
  const produced = before.find(({ item, fate }) => fate === 'produced' && named.includes(item))
  if (produced)
    throw new RequestError('conflict', 'already_decided', `${produced.by} handed this over on ${produced.at}`, {
      path: `items.${produced.item}`,
    })
  if (before.every(({ item, fate }) => named.includes(item) || (fate !== 'open' && fate !== 'produced')))
    throw new RequestError('invalid', 'not_partial', 'Nothing would be left: object to the whole instead', {
      path: 'items',
    })
  const again = items.every(({ item, fate, ground }) =>
    before.some((one) => one.item === item && one.fate === fate && one.ground === ground && one.by),
  )
  const said = before.find(({ item }) => item === items[0]?.item)
  if (again) throw new RequestError('conflict', 'already_decided', `${said?.by} said this already, on ${said?.at}`)
  const at = setting.now()
  const [paper] = [...grounds.values()].filter(({ form }) => form !== undefined)
  const why = items.map(({ item, reason }) => `${item}: ${reason}`).join('\n')
  const form = paper && (await paperFor(tx, request, paper, input.boxes ?? {}, setting, why))
  const body: EntryBody<'partial'> = { items, preserved: input.preserved, ...(form && { form }) }
  await enterPartial(tx, request, personOf(actor), body, at)
  await raise(tx, request, { names: ['notice.sent'], at }, setting)
  const account = await accountFor(tx, await loadCourse(tx, actor.org, id))
  const complete = account.every(({ fate }) => fate !== 'open' && fate !== 'withheld')
  const wire = {
    request: request.origin,
    step: askedAs(step.id),
    items: items.map((one) => ({ ...one })),
    preserved: input.preserved,
    complete,
    ...(form && { form: plain(form) as never }),
    at: instantText(at),
  }
  await tell(tx, request, request.counterpart, 'partial', wire, at)
  if ([...grounds.values()].some(({ effect }) => effect === 'objection'))
    for (const { org, seat } of request.parties)
      if (seat === 'central' && org !== actor.org && org !== request.counterpart)
        await tell(tx, request, org, 'partial', wire, at)
  if (complete) await finish(tx, request, step, personOf(actor), account, setting)
  return settle(tx, actor.org, request.id, setting)
}

export async function enterPartial(
  tx: Tx,
  request: Request,
  by: Doer,
  body: EntryBody<'partial'>,
  at: Temporal.Instant,
): Promise<void> {
  await enter(tx, request, 'partial', by, body, at)
  const rules = [...new Set(body.items.flatMap(({ ground }) => (ground ? [ground] : [])))]
  const reason = body.items.map(({ item, reason: why }) => `${item}: ${why}`).join('; ')
  const items = body.items.map(({ item, fate }) => ({ item, fate }))
  await note(
    tx,
    request,
    'request.items-refused',
    by,
    { name: by.name, items, reason, ...(rules.length > 0 && { rules }) },
    at,
  )
}

/** Nothing is owed any more: the step is done, and its record says of every item what became of it. */
async function finish(
  tx: Tx,
  request: Request,
  step: Step,
  by: Doer,
  account: readonly ItemAccount[],
  setting: Setting,
): Promise<void> {
  const deed = { outcome: 'done' as const, details: { data: [], complete: true, account: plain(account) as never } }
  await carryOut(tx, request, step, by, deed, setting)
  await advance(tx, request, setting)
  await askOthers(tx, request, setting)
}

function refusedItem(
  { item, fate, ground: rule, reason }: RefusedItem,
  i: number,
  { request }: Course,
  actor: Actor,
  grounds: Map<string, Rule<'ground'>>,
  { law }: Setting,
): RefusedItem {
  if (!refusedFates.includes(fate))
    throw new RequestError('invalid', 'bad_text', 'Say what becomes of it', { path: `items.${item || i}.fate` })
  if (!rule) refuseUnnamedGround(law, request, actor.seat)
  const ground = rule ? groundFor(law, request, rule, actor.seat) : undefined
  if (ground?.review)
    throw new RequestError(
      'conflict',
      'review_needed',
      `A court decides on this: object on it instead (${ground.review.cite})`,
      { path: `items.${item}.ground` },
    )
  if (ground && !openGroundsFor(law, request, actor.seat).some((one) => one.rule === ground.rule))
    throw new RequestError('invalid', 'no_such_ground', `This ground does not fit what is asked for: ${ground.title}`, {
      path: `items.${item}.ground`,
    })
  if (ground) grounds.set(ground.rule, ground)
  const why = reasonFrom(reason, `items.${item}.reason`)
  return { item, fate, ...(ground && { ground: ground.rule }), reason: why }
}
