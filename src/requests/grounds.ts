import type { LawBase, Rule, Seat } from '../law/index.ts'
import { RequestError } from './errors.ts'
import type { Request } from './request.ts'

/** The grounds on which a seat may refuse, object or report under the request's route. */
export function groundsFor(
  law: LawBase,
  { rule, law: { on } }: Pick<Request, 'rule' | 'law'>,
  seat: Seat,
): Rule<'ground'>[] {
  const edition = law.at(on)
  const ids = edition.find('route', rule)?.grounds ?? []
  return ids.flatMap((id) => edition.find('ground', id) ?? []).filter((ground) => ground.seat === seat)
}

/** Those of them that what is known here does not exclude; whether one holds is for whoever decides on it. */
export function openGroundsFor(
  law: LawBase,
  request: Pick<Request, 'rule' | 'law' | 'facts' | 'items' | 'to'>,
  seat: Seat,
): Rule<'ground'>[] {
  const {
    facts,
    to,
    law: { on },
  } = request
  const items = request.items.length > 0 ? request.items : [undefined]
  return groundsFor(law, request, seat).filter((ground) => {
    if (!ground.when) return true
    const test = law.at(on).compile(ground.when, ground)
    return items.some((item) => test.holds({ facts, on, ...(to && { to }), ...(item && { item }) }) !== false)
  })
}

/** Throws `no_such_ground` for a ground the law does not give this seat. */
export function groundFor(
  law: LawBase,
  request: Pick<Request, 'rule' | 'law'>,
  id: string,
  seat: Seat,
): Rule<'ground'> {
  const ground = groundsFor(law, request, seat).find(({ rule }) => rule === id)
  if (ground) return ground
  throw new RequestError(
    'invalid',
    'no_such_ground',
    `The law gives the seat ${seat} no ground '${id.slice(0, 200)}' here`,
    { path: 'ground' },
  )
}

/** A no may go without a ground only where the law gives that seat none. Throws `no_such_ground` otherwise. */
export function refuseUnnamedGround(law: LawBase, request: Pick<Request, 'rule' | 'law'>, seat: Seat): void {
  if (groundsFor(law, request, seat).length === 0) return
  throw new RequestError('invalid', 'no_such_ground', 'Name the ground of the law on which it is refused', {
    path: 'ground',
  })
}
