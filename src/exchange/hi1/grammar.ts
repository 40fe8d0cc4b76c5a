import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * What may stand where, read from ETSI's JSON schemas: they name every field of the standard in the order XML wants them
 * in. One grammar then reads and writes both forms.
 */
export type Shape =
  | { readonly is: 'text'; readonly verbatim: boolean }
  | { readonly is: 'moment' }
  | { readonly is: 'base64' }
  | { readonly is: 'integer' }
  | { readonly is: 'boolean' }
  | { readonly is: 'open' }
  | { readonly is: 'object'; readonly name: string; readonly fields: readonly Field[] }
  /** One of the objects that a message is about, told apart by its type. */
  | { readonly is: 'HI1Object' }

export interface Field {
  /** Its name in the standard. */
  readonly name: string
  /** Its name in JSON, with the prefix. */
  readonly key: string
  readonly namespace: string
  readonly list: boolean
  readonly shape: Shape
}

export interface ObjectType {
  readonly name: string
  readonly namespace: string
  /** Undefined for objects that the schemas at hand only name. */
  readonly fields: readonly Field[] | undefined
}

interface JsonSchema {
  readonly $id?: string
  readonly $defs?: Readonly<Record<string, JsonSchema>>
  readonly $ref?: string
  readonly type?: string
  readonly enum?: readonly string[]
  readonly pattern?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema
  readonly allOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
}

export const schemaFolder = join(import.meta.dirname, 'schema')

/** ETSI's JSON schemas, as they stand. */
export const jsonSchemas: readonly JsonSchema[] = readdirSync(join(schemaFolder, 'json')).map((file) =>
  JSON.parse(readFileSync(join(schemaFolder, 'json', file), 'utf8')),
)

export const CORE = 'http://uri.etsi.org/03120/common/2019/10/Core'
export const XSI = 'http://www.w3.org/2001/XMLSchema-instance'
export const DIGSIG = 'http://www.w3.org/2000/09/xmldsig#'

const byId = new Map(jsonSchemas.map((schema) => [schema.$id ?? '', schema]))

/** `ts_103120_Task_2020_09` is the schema of `http://uri.etsi.org/03120/common/2020/09/Task`. */
function namespaceOf(id: string): string {
  const [, number, , name, year, month] = /^ts_(\d{6})_((\w+)_)?(\d{4})_(\d\d)$/.exec(id) ?? []
  return `http://uri.etsi.org/${number?.slice(1)}/common/${year}/${month}${name ? `/${name}` : ''}`
}

/** The namespace of each prefix: the schemas use one prefix each, and Core none. */
export const namespaces: ReadonlyMap<string, string> = new Map([
  ['', CORE],
  ...jsonSchemas.flatMap(({ $id = '', $defs = {} }) =>
    Object.values($defs)
      .flatMap(ownKeys)
      // Objects of other schemas carry Core's fields, without a prefix.
      .filter((key) => key.includes(':') && !key.startsWith('@'))
      .slice(0, 1)
      .map((key) => [key.slice(0, key.indexOf(':')), namespaceOf($id)] as const),
  ),
])

function ownKeys(schema: JsonSchema): string[] {
  return [
    ...Object.keys(schema.properties ?? {}),
    ...(schema.oneOf ?? []).flatMap(ownKeys),
    ...(schema.allOf ?? []).flatMap(ownKeys),
  ]
}

/** How ETSI's mapping writes `xs:base64Binary`. */
const BASE64 = '^[A-Za-z0-9+\\/]*={0,3}$'

const shapes = new Map<string, Shape>()

function shapeAt(ref: string, from: string): Shape {
  const [id, name = ''] = ref.split('#/$defs/')
  const home = id || from
  const known = shapes.get(`${home}#${name}`)
  if (known) return known
  const schema = byId.get(home)?.$defs?.[name]
  if (!schema) throw new Error(`The schemas name ${ref} in ${from}, and nobody defines it`)
  const shape = shapeOf(schema, home, name)
  shapes.set(`${home}#${name}`, shape)
  return shape
}

function shapeOf(schema: JsonSchema, from: string, name: string): Shape {
  if (name === 'ConcreteHI1Object') return { is: 'HI1Object' }
  if (schema.$ref) return shapeAt(schema.$ref, from)
  if (schema.type === 'integer') return { is: 'integer' }
  if (schema.type === 'boolean') return { is: 'boolean' }
  if (/^Qualified(Microsecond)?DateTime$/.test(name)) return { is: 'moment' }
  if (schema.pattern === BASE64) return { is: 'base64' }
  // The blanks around a token are no part of it; those of a text, and of an LDID, which is one, are.
  if (schema.type === 'string') return { is: 'text', verbatim: schema.pattern === undefined || name === 'LDID' }
  const fields = fieldsOf(schema, from)
  if (fields.length > 0 || schema.type === 'object') return { is: 'object', name, fields }
  if (schema.allOf) return { is: 'text', verbatim: false }
  return { is: 'open' }
}

function fieldsOf(schema: JsonSchema, from: string): Field[] {
  const here = Object.entries(schema.properties ?? {})
    .filter(([key]) => !key.startsWith('@'))
    .map(([key, property]): Field => {
      const list = property.type === 'array'
      const [prefix, local] = key.includes(':') ? key.split(':') : ['', key]
      return {
        name: local ?? key,
        key,
        namespace: namespaces.get(prefix ?? '') ?? '',
        list,
        shape: shapeOf(list ? (property.items ?? {}) : property, from, ''),
      }
    })
  return [...here, ...[...(schema.allOf ?? []), ...(schema.oneOf ?? [])].flatMap((part) => fieldsOf(part, from))]
}

/** Every type of object, by its name: no two namespaces share one. */
export const objectTypes: ReadonlyMap<string, ObjectType> = new Map(
  jsonSchemas.flatMap(({ $id = '', $defs = {} }) =>
    Object.entries($defs).flatMap(([name, schema]) => {
      const type = schema.properties?.['@xsi:type']?.enum?.[0]
      if (type === undefined) return []
      const namespace = type.slice(1, type.indexOf('}'))
      const fields = fieldsOf(schema, $id)
      return [[name, { name, namespace, fields: fields.length > 0 ? fields : undefined }] as const]
    }),
  ),
)

const core = (name: string) => shapeAt(`ts_103120_Core_2019_10#/$defs/${name}`, '')

/** The two parts of a message; signatures belong to its form, and are read and written there. */
export const header = core('MessageHeader')
export const payload = core('MessagePayload')

/** What a value of one of the formats of TS 103 280 looks like; undefined for a format that no pattern describes. */
export function valuePattern(format: string): RegExp | undefined {
  const types = byId.get('ts_103280_2017_07')?.$defs ?? {}
  const type = Object.hasOwn(types, format) ? types[format] : undefined
  const pattern = type?.pattern ?? type?.allOf?.find((part) => part.pattern !== undefined)?.pattern
  if (pattern !== undefined) return new RegExp(pattern, 'u')
  return type?.$ref ? valuePattern(type.$ref.split('/').at(-1) ?? '') : undefined
}
