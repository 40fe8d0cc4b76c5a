import { Hono } from 'hono'
import { z } from 'zod'
import { factsSchema } from '../law/index.ts'
import { analysisSchema, clockBody, dueSchema, errorSchema, healthSchema, lawList, ruleSchema } from './schemas.ts'

type Schema = z.ZodType

const json = (schema: Schema, io: 'input' | 'output') => {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return { 'application/json': { schema: described } }
}

const refused = (description: string) => ({ description, content: json(errorSchema, 'output') })

function operation(
  summary: string,
  { takes, gives, parameters = [] }: { takes?: Schema; gives: Schema; parameters?: object[] },
) {
  return {
    summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(takes ? { requestBody: { required: true, content: json(takes, 'input') } } : {}),
    responses: {
      200: { description: 'The answer', content: json(gives, 'output') },
      400: refused('What was sent cannot be read; `path` names the field'),
      ...(takes ? { 413: refused('What was sent is too large') } : { 404: refused('There is no such thing') }),
    },
  }
}

const on = {
  name: 'on',
  in: 'query',
  description: 'The day whose law is shown; default today',
  schema: { type: 'string', format: 'date' },
}
const all = {
  name: 'all',
  in: 'query',
  description: 'Also the routes made for other states',
  schema: { type: 'boolean' },
}
const rule = {
  name: 'rule',
  in: 'path',
  required: true,
  description: 'The id of the rule, with its slashes',
  schema: { type: 'string' },
}

/** The API described in OpenAPI 3.1, from the same schemas that read and shape its messages. */
export const description = {
  openapi: '3.1.0',
  info: {
    title: 'Comity',
    version: '1',
    description: 'Which law lets electronic evidence cross a border, and which forbids it.',
  },
  paths: {
    '/api/routes': {
      post: operation('Every route to the data of a case, and why it is open or closed', {
        takes: factsSchema,
        gives: analysisSchema,
        parameters: [all],
      }),
    },
    '/api/clocks': {
      post: operation('When a statutory period ends, and how that was worked out', {
        takes: clockBody,
        gives: dueSchema,
      }),
    },
    '/api/law': { get: operation('Every rule of the law base', { gives: lawList, parameters: [on] }) },
    '/api/law/{rule}': {
      get: operation('One rule as it stands on a day', { gives: ruleSchema, parameters: [rule, on] }),
    },
    '/healthz': { get: operation('Whether the instance is ready', { gives: healthSchema }) },
  },
} as const

export function openapi() {
  return new Hono().get('/api/openapi.json', (c) => c.json(description))
}
