import { RequestError } from '../errors.ts'
import type { Request } from '../request.ts'

/** Those of the request's items that are named, each once. Throws `bad_text` for one it does not ask for. */
export function itemsFrom({ items }: Pick<Request, 'items'>, named: readonly string[] = [], path = 'items'): string[] {
  const known = new Set(items.map(({ id }) => id))
  const strange = named.find((id) => !known.has(id))
  if (strange !== undefined)
    throw new RequestError('invalid', 'bad_text', `This is not asked for: ${strange.slice(0, 60)}`, { path })
  return items.map(({ id }) => id).filter((id) => named.includes(id))
}
