import type { Actor } from '../../accounts/index.ts'
import { isCountryCode } from '../../base/countries.ts'
import type { Release } from '../../law/index.ts'
import { type Bound, staysWith } from '../../vault/index.ts'
import { givenFor } from '../answering.ts'
import { refuseStopped } from '../course.ts'
import { RequestError } from '../errors.ts'
import type { Setting } from '../request.ts'
import { findStanding } from '../store/organisations.ts'
import { listRequests } from '../store/requests.ts'
import { type Given, passageTo } from './gate.ts'
import { recipientOf } from './standing.ts'

export const outsiders = ['court', 'authority', 'company', 'person'] as const

/**
 * Whom what is opened or packed is for: an organisation of the directory, which says where it stands, or somebody outside
 * of it, of whom whoever hands it out says so and answers for it.
 */
export type Addressee =
  | { readonly org: string }
  | { readonly name: string; readonly is: (typeof outsiders)[number]; readonly state: string }

/**
 * Where what is opened goes: without an addressee it stays here; to anybody else it goes through the gate, which throws
 * `release_closed`. Throws `bad_text` for an addressee nobody can be, `stopped` for what came on a request an order has stopped.
 */
export function boundFor(actor: Actor, to: Addressee | undefined, setting: Setting): Bound {
  const bound = destinationOf(actor, to, setting)
  return async (tx, items, way) => {
    for (const origin of new Set(items.map((item) => item.origin)))
      for (const request of await listRequests(tx, actor.org, { origin, limit: 1 })) refuseStopped(request)
    return bound(tx, items, way)
  }
}

function destinationOf(actor: Actor, to: Addressee | undefined, setting: Setting): Bound {
  if (!to || ('org' in to && to.org === actor.org)) return staysWith(actor)
  return async (tx, items, way) => {
    const giver = await findStanding(tx, actor.org)
    if (!giver) throw new RequestError('missing', 'not_found', 'This organisation is not here')
    const found = 'org' in to ? await findStanding(tx, to.org) : undefined
    const recipient = 'org' in to ? recipientOf(to.org, found, giver) : outside(to, giver.state)
    const [first] = items
    const [request] = first ? await listRequests(tx, actor.org, { origin: first.origin, limit: 1 }) : []
    const asked = request && givenFor(request, items, [])
    const given: Given = {
      origin: first?.origin ?? '',
      // The route by which it came says nothing of who else may have it: only at home is it used for what it was asked for.
      rule: recipient.kind === 'home-authority' ? (asked?.rule ?? '') : '',
      proceeding: asked?.proceeding,
      categories: asked?.categories ?? [],
      pieces: items,
    }
    const passage = await passageTo(tx, actor, given, { recipient, way }, setting)
    return { name: 'org' in to ? (found?.name ?? to.org) : to.name.trim(), passage }
  }
}

type Recipient = NonNullable<Release['recipient']>

function outside({ name, is, state }: Exclude<Addressee, { org: string }>, home: string): Recipient {
  if (!isCountryCode(state))
    throw new RequestError('invalid', 'bad_text', `There is no state ${state.slice(0, 20)}`, { path: 'to.state' })
  const called = name.trim()
  if (called === '' || called.length > 400)
    throw new RequestError('invalid', 'bad_text', 'Say whom it is for', { path: 'to.name' })
  const isOfState = is === 'court' || is === 'authority'
  const kind =
    isOfState && state === home
      ? 'home-authority'
      : is === 'court'
        ? 'foreign-judicial'
        : is === 'authority'
          ? 'foreign-authority'
          : is
  return { id: `${called}, ${state}`, kind, state }
}
