import type { Context } from 'hono'
import type { z } from 'zod'
import { DomainError } from '../base/errors.ts'
import { bodyBytes, parseJson } from './bytes.ts'

/** What a JSON body may weigh; evidence goes another way. */
const BODY_LIMIT = 1_048_576

/**
 * The body of a request in this shape; no body at all is read as `{}`. Throws `too_large`, `not_json`, `bad_text`, and
 * `bad_body` with the path of the first field at fault.
 */
export async function readBody<Shape>(c: Context, schema: z.ZodType<Shape>, limit = BODY_LIMIT): Promise<Shape> {
  return read(schema, await bodyOf(c, limit))
}

/** The same, before its shape is known. */
export async function bodyOf(c: Context, limit = BODY_LIMIT): Promise<unknown> {
  const bytes = await bodyBytes(c.req.raw, limit)
  return bytes.length === 0 ? {} : parseJson(bytes)
}

/** What stands behind the question mark of an address, in this shape. Throws `bad_query` with the name at fault. */
export const readQuery = <Shape>(c: Context, schema: z.ZodType<Shape>): Shape =>
  read(schema, c.req.query(), 'bad_query')

export function read<Shape>(schema: z.ZodType<Shape>, input: unknown, code = 'bad_body'): Shape {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const path = issue?.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : (issue?.path ?? [])
  const message = issue?.code === 'unrecognized_keys' ? 'there is no such field' : (issue?.message ?? 'not readable')
  throw new DomainError('invalid', code, message, { path: written(path) })
}

/** `['parties', 0, 'org']` as a reader writes it: `parties[0].org`. */
function written(path: readonly PropertyKey[]): string | undefined {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')
  return text.replace(/^\./, '').slice(0, 300) || undefined
}
