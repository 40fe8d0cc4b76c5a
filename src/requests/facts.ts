import type { Json } from '../base/canonical-json.ts'
import type { Facts } from '../law/index.ts'
import { RequestError } from './errors.ts'

/**
 * The facts with one changed; `undefined` takes it out. A path is written as the contract writes it: `person.residence`,
 * `data[0].category`; `data.category` speaks of every item that does not say otherwise yet. The result is not yet checked.
 */
export function withFact(facts: Facts, path: string, value: unknown): unknown {
  const parts = partsOf(path)
  const copy = structuredClone(facts) as { [key: string]: Json }
  const [first, second] = parts
  if (first === 'data' && parts.length === 2 && typeof second === 'string') {
    const items = facts.data ?? []
    if (items.length === 0) throw noSuchFact(path, 'no data has been named yet')
    const known = (item: object) => (item as Record<string, unknown>)[second] !== undefined
    const all = items.every(known)
    return { ...copy, data: items.map((item) => (known(item) && !all ? item : { ...item, [second]: value })) }
  }
  put(copy, parts, value, path)
  return copy
}

/** `data[0].category` → `['data', 0, 'category']`. */
function partsOf(path: string): (string | number)[] {
  if (!/^[A-Za-z]+(?:\.[A-Za-z]+|\[\d{1,5}\])*$/.test(path)) throw noSuchFact(path, 'this is no path of a fact')
  return path
    .split(/[.[\]]+/)
    .filter((part) => part !== '')
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}

function put(into: Json, [next, ...rest]: readonly (string | number)[], value: unknown, path: string): void {
  if (next === undefined || into === null || typeof into !== 'object') throw noSuchFact(path, 'it leads nowhere')
  if (Array.isArray(into) ? typeof next !== 'number' || next > into.length : typeof next !== 'string') {
    throw noSuchFact(path, 'there is no such place')
  }
  const holder = into as { [key: string | number]: Json }
  if (rest.length > 0) {
    holder[next] = Object.hasOwn(holder, next) ? (holder[next] as Json) : typeof rest[0] === 'number' ? [] : {}
    put(holder[next] as Json, rest, value, path)
  } else if (value !== undefined) holder[next] = value as Json
  else if (Array.isArray(into)) into.splice(Number(next), 1)
  else delete holder[next]
}

const noSuchFact = (path: string, why: string) =>
  new RequestError('invalid', 'no_such_fact', `${path.slice(0, 100)}: ${why}`, { path: path.slice(0, 100) })
