import type { Tx } from '../../db/index.ts'
import type { LawBase, Rule } from '../../law/index.ts'
import { RequestError } from '../errors.ts'
import { groundsFor } from '../grounds.ts'
import type { Course } from '../lifecycle.ts'
import type { Request } from '../request.ts'
import { findReviews } from '../store/reviews.ts'

/** How the law has an order enforced that is not obeyed. */
export interface Enforcing {
  readonly chain: Rule<'chain'>
  readonly law: NonNullable<Rule<'chain'>['enforcement']>
  /** On which it may not be recognised or enforced. */
  readonly grounds: readonly Rule<'ground'>[]
  /** Those of them that the addressee may plead. */
  readonly pleadable: readonly Rule<'ground'>[]
  readonly penalties: readonly Rule<'penalty'>[]
}

/** Undefined where the law of the route has nobody enforce it abroad. */
export function enforcingFor(law: LawBase, request: Pick<Request, 'rule' | 'law'>): Enforcing | undefined {
  const edition = law.at(request.law.on)
  const route = edition.find('route', request.rule)
  const chain = route?.enforcement === undefined ? undefined : edition.find('chain', route.enforcement)
  if (!route || !chain?.enforcement) return undefined
  const { not_pleaded: reserved } = chain.enforcement
  const grounds = groundsFor(law, request, 'central').filter(({ against }) => against === 'enforcement')
  return {
    chain,
    law: chain.enforcement,
    grounds,
    pleadable: grounds.filter(({ rule }) => !reserved.includes(rule)),
    penalties: route.penalties.flatMap((id) => edition.find('penalty', id) ?? []),
  }
}

/** The same where it must be known. Throws `not_enforceable`. */
export function enforcingOf(law: LawBase, request: Pick<Request, 'rule' | 'law' | 'routeTitle'>): Enforcing {
  const found = enforcingFor(law, request)
  if (found) return found
  const message = `The law knows no enforcement of this by another state: ${request.routeTitle}`
  throw new RequestError('invalid', 'not_enforceable', message)
}

/** Nobody is made to obey, or to pay, while a court has the conflict of laws. Throws `review_open`. */
export async function refuseUnderReview(
  tx: Tx,
  { request }: Pick<Course, 'request'>,
  { law }: Enforcing,
): Promise<void> {
  const reviews = await findReviews(tx, request.org, request.id)
  if (reviews.every(({ state }) => state !== 'objected' && state !== 'pending')) return
  throw new RequestError('conflict', 'review_open', `${law.waits.says} (${law.waits.cite})`)
}
