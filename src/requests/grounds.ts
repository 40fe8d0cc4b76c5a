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
