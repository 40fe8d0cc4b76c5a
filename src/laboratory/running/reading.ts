import { DomainError } from '../../base/errors.ts'
import type { Facts } from '../../law/index.ts'
import { NAMED, type Unreadable } from './cells.ts'

/** A request of a record: its name, and its facts as far as any rule can tell them apart. */
export interface RequestRead {
  readonly name: string
  readonly facts: Facts
}

/** Reads lines, told the number of the first, or of each. What cannot be read as a request is told, never passed over. */
export function readRequests(
  lines: Iterable<string>,
  numbers: number | ArrayLike<number>,
  read: (facts: unknown) => Facts,
): { readonly requests: RequestRead[]; readonly unreadable: { readonly requests: number; readonly first: Unreadable[] } } {
  const requests: RequestRead[] = []
  const first: Unreadable[] = []
  let wrong = 0
  let i = -1
  for (const text of lines) {
    i++
    if (text.trim() === '') continue
    let name = nameOf(typeof numbers === 'number' ? numbers + i : (numbers[i] ?? 0))
    try {
      const { id, facts } = requestIn(text)
      name = id ?? name
      requests.push({ name, facts: read(facts) })
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      wrong++
      if (first.length < NAMED) first.push({ request: name, code: error.code, says: sentence(error) })
    }
  }
  return { requests, unreadable: { requests: wrong, first } }
} // biome-ignore format: read on

/** Requests without a name of their own go by their line; written so that their order is that of the words. */
const nameOf = (line: number) => `#${String(line).padStart(9, '0')}`

function requestIn(text: string): { readonly id?: string; readonly facts: unknown } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new DomainError('invalid', 'bad_facts', 'This line is not JSON', { cause })
  }
  if (typeof value !== 'object' || value === null || !('facts' in value)) return { facts: value }
  const { id, facts } = value as { id?: unknown; facts: unknown }
  return { facts, ...(typeof id === 'string' && id !== '' ? { id: id.slice(0, 200) } : {}) }
}

const sentence = ({ path, message }: DomainError) => (path ? `${path}: ${message}` : message)
