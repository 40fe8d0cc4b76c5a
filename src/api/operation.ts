import { z } from 'zod'
import { errorSchema } from './schemas.ts'

type Schema = z.ZodType

const json = (schema: Schema, io: 'input' | 'output', type = 'application/json') => {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return { [type]: { schema: described } }
}

const refused = (description: string) => ({
  description,
  content: json(errorSchema, 'output', 'application/problem+json'),
})

interface Described {
  readonly takes?: Schema
  /** The shape of the answer, or the media type of its bytes; nothing where there is no answer but "done". */
  readonly gives?: Schema | string
  /** 200 unless told. */
  readonly status?: 201 | 204
  readonly query?: z.ZodObject
  /** Anybody may ask. Otherwise one must be signed in. */
  readonly open?: true
  /** The path names something that may not be there. */
  readonly names?: true
}

/** One operation as OpenAPI 3.1 describes it. */
export function operation(
  summary: string,
  { takes, gives, status, query, open, names, ...more }: Described & { readonly upload?: true },
) {
  const content = typeof gives === 'string' ? { [gives]: {} } : gives && json(gives, 'output')
  const body = more.upload ? { 'application/octet-stream': {} } : takes && json(takes, 'input')
  return {
    summary,
    ...(open ? { security: [] } : {}),
    ...(query ? { parameters: parametersOf(query) } : {}),
    ...(body ? { requestBody: { required: true, content: body } } : {}),
    responses: {
      [status ?? 200]: { description: 'The answer', ...(content ? { content } : {}) },
      400: refused('What was sent cannot be read; `path` names the field'),
      ...(open ? {} : { 401: refused('Nobody is signed in'), 403: refused('It is not for this person or seat') }),
      ...(names ? { 404: refused('There is no such thing here') } : {}),
      ...(open || !takes ? {} : { 409: refused('It cannot be done now; the message says why') }),
      ...(takes ? { 413: refused('What was sent is too large') } : {}),
      429: refused('Too many requests; `Retry-After` says when to come again'),
    },
  }
}

function parametersOf(query: z.ZodObject) {
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' })
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    ...(required.includes(name) ? { required: true } : {}),
    schema,
  }))
}

/** Adds to every operation the parameters that its path names in braces. */
export function withPathParameters<Paths extends Record<string, object>>(paths: Paths): Paths {
  return Object.fromEntries(
    Object.entries(paths).map(([path, operations]) => {
      const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
        name,
        in: 'path',
        required: true,
        schema: { type: 'string' },
      }))
      return [path, { ...(parameters.length > 0 ? { parameters } : {}), ...operations }]
    }),
  ) as Paths
}
