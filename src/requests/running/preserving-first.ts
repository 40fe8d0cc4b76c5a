import { type Actor, permit } from '../../accounts/index.ts'
import type { Tx } from '../../db/index.ts'
import { analyse, type Facts, type RouteFinding } from '../../law/index.ts'
import { loadCourse, personOf, refuseEnded, settle } from '../course.ts'
import { draftRequest, type NamedParty } from '../drafting.ts'
import { RequestError } from '../errors.ts'
import { join } from '../linking/linking.ts'
import type { Request, Setting } from '../request.ts'
import { letGo } from '../sending.ts'
import { findRequest } from '../store/requests.ts'
import { measureFrom, refuseOthers } from './measure.ts'

const passable = ['open', 'approval', 'conflict']

/** The ways to have the data kept while a slower way is taken: what does nothing else comes first. */
export function preservationsFor(facts: Facts, { law, now }: Setting): RouteFinding[] {
  const { routes } = analyse(law, { ...facts, measure: 'preserve' }, { today: now().toString().slice(0, 10) })
  const isForThat = ({ rule }: RouteFinding) => law.rule('route', rule).measure.length === 1
  return routes
    .filter(({ status }) => passable.includes(status))
    .toSorted(
      (a, b) => Number(isForThat(b)) - Number(isForThat(a)) || passable.indexOf(a.status) - passable.indexOf(b.status),
    )
}

export interface PreserveFirst {
  readonly rule: string
  readonly to?: string | undefined
  readonly data?: readonly string[]
  readonly parties: readonly NamedParty[]
  readonly title?: string
  readonly despite?: string
  /** The slower request it goes beside, if there is one already: that one follows it. */
  readonly beside?: string
}

/** Drafts a preservation from a matter, by a way that is open for it whatever the matter is to have in the end. */
export async function preserveFirst(
  tx: Tx,
  actor: Actor,
  matter: string,
  { beside, ...input }: PreserveFirst,
  setting: Setting,
): Promise<Request> {
  const slow = beside === undefined ? undefined : await findRequest(tx, actor.org, beside)
  if (slow && slow.matter !== matter)
    throw new RequestError('invalid', 'not_found', 'That request is of another matter', { path: 'beside' })
  const request = await draftRequest(tx, actor, matter, { ...input, measure: 'preserve' }, setting)
  if (slow) await join(tx, slow, request, 'follows', personOf(actor), setting)
  return request
}

export interface Following {
  /** The request the data are kept for; it must have left. */
  readonly following: string
}

/**
 * Confirms to whoever keeps the data that the request they are kept for has been issued: they are kept until it is
 * answered. Throws `not_current` while that one has not left, or where the law asks for no confirmation.
 */
export async function confirmFollowing(
  tx: Tx,
  actor: Actor,
  id: string,
  input: Following,
  setting: Setting,
): Promise<Request> {
  permit(actor, 'request.send')
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const { request } = course
  refuseOthers(request)
  refuseEnded(course)
  const { confirmation } = measureFrom(course, 'preservation', setting.law)
  const given = course.decisions.findLast(({ details }) => details.following !== undefined)
  if (!confirmation && given)
    throw new RequestError('conflict', 'already_decided', `${given.name} confirmed it already, on ${given.at}`)
  if (!confirmation)
    throw new RequestError('conflict', 'not_current', 'The law asks for no confirmation here, or it has been given')
  const following = await findRequest(tx, actor.org, input.following)
  if (following.id === request.id || following.leftAt === undefined || following.direction !== 'outgoing') {
    const message = `'${following.title}' (${following.fileNumber}) has not been issued yet: there is nothing to confirm`
    throw new RequestError('conflict', 'not_current', message, { path: 'following' })
  }
  const reason = `${following.routeTitle} · ${following.fileNumber}`
  const details = { following: following.id }
  await join(tx, following, request, 'follows', personOf(actor), setting)
  await letGo(tx, course, [confirmation], personOf(actor), { outcome: 'done', reason, details }, setting)
  return settle(tx, actor.org, id, setting)
}
