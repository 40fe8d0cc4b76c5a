import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { description } from '../src/api/openapi.ts'

/** Writes `operations.ts` from the description of the API: `npm run client`. */

interface Schema {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Schema>>
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema
  readonly prefixItems?: readonly Schema[]
}
interface Operation {
  readonly summary: string
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema: Schema }[]
  readonly requestBody?: { content: Record<string, { schema?: Schema }> }
  readonly responses: Record<string, { content?: Record<string, { schema?: Schema }> }>
}

/** The types of all operations, as TypeScript. */
export function operationsText(): string {
  const named = new Map<string, string>()
  const uses = new Map<string, number>()
  const definitions: string[] = []

  function typeOf(schema: Schema, root: Schema): string {
    if (schema.$ref !== undefined) return refOf(schema.$ref, root)
    if (schema.const !== undefined) return JSON.stringify(schema.const)
    if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ') || 'never'
    const several = schema.anyOf ?? schema.oneOf
    if (several) return [...new Set(several.map((one) => grouped(typeOf(one, root))))].join(' | ')
    if (schema.allOf) return schema.allOf.map((one) => grouped(typeOf(one, root))).join(' & ')
    if (Array.isArray(schema.type)) return schema.type.map((type) => typeOf({ ...schema, type }, root)).join(' | ')
    switch (schema.type) {
      case 'string':
        return 'string'
      case 'number':
      case 'integer':
        return 'number'
      case 'boolean':
        return 'boolean'
      case 'null':
        return 'null'
      case 'array':
        if (schema.prefixItems) return `[${schema.prefixItems.map((one) => typeOf(one, root)).join(', ')}]`
        return schema.items ? `${grouped(typeOf(schema.items, root))}[]` : 'unknown[]'
      case 'object':
        return objectOf(schema, root)
      default:
        return schema.properties ? objectOf(schema, root) : 'unknown'
    }
  }

  function objectOf(schema: Schema, root: Schema): string {
    const { properties = {}, required = [], additionalProperties } = schema
    const fields = Object.entries(properties).map(
      ([name, one]) => `${/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name)}${required.includes(name) ? '' : '?'}: ${typeOf(one, root)}`,
    ) // biome-ignore format: a template
    const rest = additionalProperties === undefined || additionalProperties === false ? undefined : additionalProperties
    const more =
      rest === undefined ? undefined : rest === true || Object.keys(rest).length === 0 ? 'unknown' : typeOf(rest, root)
    if (fields.length === 0) return more === undefined ? 'Record<string, never>' : `{ [name: string]: ${more} }`
    const body = `{ ${fields.join('; ')} }`
    return shared(more === undefined ? body : `${body} & { [name: string]: unknown }`)
  }

  /** What stands in several places is written once. */
  function shared(body: string): string {
    if (body.length < 160) return body
    uses.set(body, (uses.get(body) ?? 0) + 1)
    const name = named.get(body) ?? `Shape${named.size + 1}`
    if (!named.has(body)) definitions.push(`export type ${name} = ${body}`)
    named.set(body, name)
    return name
  }

  function refOf(ref: string, root: Schema): string {
    if (ref === '#') return 'unknown'
    const key = ref.replace('#/$defs/', '')
    const target = root.$defs?.[key]
    if (!target) throw new Error(`The description refers to nothing: ${ref}`)
    const id = `${ref} ${JSON.stringify(target)}`
    const known = named.get(id)
    if (known) return known
    const name = `Shape${named.size + 1}`
    named.set(id, name)
    definitions.push(`export type ${name} = ${typeOf(target, root)}`)
    return name
  }

  const whole = (schema: Schema | undefined) => (schema ? typeOf(schema, schema) : undefined)
  const lines: string[] = []
  for (const [path, methods] of Object.entries(description.paths)) {
    for (const [method, operation] of Object.entries(methods) as [string, Operation][]) {
      if (!/^(get|post|put|patch|delete|head)$/.test(method)) continue
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => `${name}: string`)
      const query = operation.parameters?.filter((one) => one.in === 'query') ?? []
      const asked = query.map(
        ({ name, required, schema }) => `${name}${required ? '' : '?'}: ${typeOf(schema, schema)}`,
      )
      const [[bodyType, body] = []] = Object.entries(operation.requestBody?.content ?? {})
      const [, { content = {} } = {}] =
        Object.entries(operation.responses).find(([status]) => status.startsWith('2')) ?? []
      const [[answerType, answer] = []] = Object.entries(content)
      const parts = [
        ...(names.length > 0 ? [`path: { ${names.join('; ')} }`] : []),
        ...(asked.length > 0 ? [`query?: { ${asked.join('; ')} }`] : []),
        ...(bodyType === undefined
          ? []
          : [`body: ${bodyType === 'application/json' ? (whole(body?.schema) ?? 'unknown') : 'BodyInit'}`]),
        `answer: ${answerType === undefined ? 'undefined' : answerType === 'application/json' ? (whole(answer?.schema) ?? 'unknown') : 'Uint8Array'}`,
      ]
      lines.push(`  /** ${operation.summary} */`, `  '${method.toUpperCase()} ${path}': { ${parts.join('; ')} }`)
    }
  }
  return [
    '// Written by `npm run client` from the description of the API; not by hand.',
    '',
    ...definitions,
    '',
    '/** Every operation of the API: what its path, query and body take, and what it answers. */',
    'export interface Operations {',
    ...lines,
    '}',
    '',
  ].join('\n')
}

const grouped = (type: string) => (/[|&]/.test(type) && !/^[[{(]/.test(type) ? `(${type})` : type)

if (import.meta.main) writeFileSync(join(import.meta.dirname, 'operations.ts'), operationsText())
