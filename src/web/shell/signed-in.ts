import type { Context } from 'hono'
import { type Act, type Actor, permit } from '../../accounts/index.ts'
import { WebError } from '../errors.ts'
import type { Env } from './env.ts'

/**
 * Who acts. Throws `sign_in_first` where nobody is signed in (a page that is asked for then leads to the sign-in and
 * back), and `not_permitted` where the seat may not do `act`.
 */
export function actorIn(c: Context<Env>, act?: Act): Actor {
  const { actor } = c.var
  if (!actor) throw new WebError('forbidden', 'sign_in_first', 'Sign in first')
  if (act) permit(actor, act)
  return actor
}
