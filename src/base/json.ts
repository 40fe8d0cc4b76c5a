import { DomainError } from './errors.ts'

/** Reads JSON from outside. Throws `not_json`, or `bad_text` with the key of what no database and no UTF-8 can hold. */
export function parseJson(input: string): unknown {
  try {
    return JSON.parse(input, /\\u(?:0000|d[89a-f])/i.test(input) ? refuseUnstorable : undefined)
  } catch (cause) {
    if (cause instanceof DomainError) throw cause
    throw new DomainError('invalid', 'not_json', 'This is not JSON', { cause })
  }
}

/** JSON can spell a zero character and half a character. */
function refuseUnstorable(key: string, value: unknown): unknown {
  const bad = (text: string) => text.includes('\0') || !text.isWellFormed()
  if (bad(key) || (typeof value === 'string' && bad(value))) {
    throw new DomainError('invalid', 'bad_text', 'A text holds a zero character or half a character', {
      path: key.toWellFormed().replaceAll('\0', '') || undefined,
    })
  }
  return value
}
