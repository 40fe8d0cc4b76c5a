import { createRequire } from 'node:module'
import type { ValidateFunction } from 'ajv/dist/2020.js'
import { text, utf8 } from '../../base/bytes.ts'
import { parseJson } from '../../base/json.ts'
import { Hi1Error } from './errors.ts'
import { type Field, header, jsonSchemas, objectTypes, payload, type Shape } from './grammar.ts'
import { mustFit } from './limit.ts'
import type { Hi1Message, Hi1Object } from './model.ts'

type Values = Record<string, unknown>

/** Reads the JSON form and checks it against ETSI's schema. Throws `hi1_too_large`, `not_json`, `hi1_not_valid`. */
export function readJson(bytes: Uint8Array): Hi1Message {
  mustFit(bytes)
  const document = parseJson(text(bytes))
  mustBeValid(document)
  const { Header, Payload, Signature, Signatures, ...rest } = document as Values
  return {
    attributes: Object.fromEntries(Object.entries(rest).map(([key, value]) => [key.slice(1), String(value)])),
    Header: fromJson(header, Header, 'Header') as Hi1Message['Header'],
    Payload: fromJson(payload, Payload, 'Payload') as Hi1Message['Payload'],
    ...(Signature !== undefined && { Signature: Signature as Hi1Message['Signature'] }),
    ...(Signatures !== undefined && { Signatures: Signatures as Hi1Message['Signatures'] }),
  }
}

/** Writes the JSON form. Throws `hi1_not_valid` for what the schema does not allow, `hi1_not_expressible` for a signature of the other form. */
export function writeJson(message: Hi1Message): Uint8Array<ArrayBuffer> {
  const { attributes, Header, Payload, Signature, Signatures, XmlSignature } = message
  if (XmlSignature !== undefined || isForeign(Signature) || isForeign(Signatures))
    throw new Hi1Error('invalid', 'hi1_not_expressible', 'A signature over XML does not hold in JSON: leave it off, and sign again', { path: 'Signature' }) // biome-ignore format: one line of words
  const document = {
    ...Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`@${name}`, value])),
    Header: toJson(header, Header),
    Payload: toJson(payload, Payload),
    ...(Signature && { Signature }),
    ...(Signatures && { Signatures }),
  }
  mustBeValid(document)
  return utf8(JSON.stringify(document, null, 2))
}

const isForeign = (signature: Hi1Message['Signature' | 'Signatures']): boolean =>
  signature !== undefined && 'xml' in signature

// Ajv is large and compiles what it reads: both wait until the first message in JSON.
const require = createRequire(import.meta.url)
let compiled: ValidateFunction | undefined

function validator(): ValidateFunction {
  if (compiled) return compiled
  const { Ajv2020 } = require('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js')
  // ETSI's schemas name types and formats loosely; `strict` would refuse the schemas, not the messages.
  const ajv = new Ajv2020({ strict: false, allErrors: false })
  for (const schema of jsonSchemas) ajv.addSchema(schema)
  const found = ajv.getSchema('ts_103120_Core_2019_10')
  if (!found) throw new Error('The core schema is not among the schemas')
  compiled = found as ValidateFunction
  return compiled
}

function mustBeValid(document: unknown): void {
  const validate = validator()
  if (validate(document)) return
  const errors = validate.errors ?? []
  // Of the errors of a choice, the one deepest inside is about what the sender meant; that another type is named is none.
  const meant = errors.filter(({ instancePath }) => !instancePath.endsWith('/@xsi:type'))
  const [worst] = (meant.length > 0 ? meant : errors).toSorted((a, b) => depth(b.instancePath) - depth(a.instancePath))
  const path = worst?.instancePath.slice(1).replaceAll('/', '.')
  throw new Hi1Error('invalid', 'hi1_not_valid', `This is not an HI-1 message in JSON: ${worst?.message ?? ''}`, {
    path,
  })
}

const depth = (path: string): number => path.split('/').length

function fromJson(shape: Shape, value: unknown, path: string): unknown {
  switch (shape.is) {
    case 'HI1Object':
      return objectFrom(value as Values, path)
    case 'object':
      return fieldsFrom(shape.fields, value as Values, path)
    case 'open':
      return openFrom(value)
    case 'integer':
      return safe(value as number, path)
    default:
      return value
  }
}

function objectFrom(value: Values, path: string): unknown {
  const { '@xsi:type': qualified, ...rest } = value
  const type = String(qualified).slice(String(qualified).indexOf('}') + 1)
  const fields = objectTypes.get(type)?.fields
  return { type, ...(fields ? fieldsFrom(fields, rest, path) : rest) }
}

function fieldsFrom(fields: readonly Field[], value: Values, path: string): Values {
  const byKey = new Map(fields.map((field) => [field.key, field]))
  const read = Object.entries(value).map(([key, inner]) => {
    const at = `${path}.${key}`
    const field = byKey.get(key)
    // Where the schema offers a choice it lets strangers pass; XML has no place for them.
    if (!field)
      throw new Hi1Error('invalid', 'hi1_not_valid', `The standard has no field '${key.slice(0, 100)}' here`, {
        path: at,
      })
    return [field.name, field.list ? (inner as unknown[]).map((one) => fromJson(field.shape, one, at)) : fromJson(field.shape, inner, at)] // biome-ignore format: one line
  })
  return Object.fromEntries(read)
}

function toJson(shape: Shape, value: unknown): unknown {
  switch (shape.is) {
    case 'HI1Object': {
      const { type, ...rest } = value as Hi1Object
      const known = objectTypes.get(type)
      return {
        '@xsi:type': `{${known?.namespace}}${type}`,
        ...(known?.fields ? fieldsTo(known.fields, rest) : rest),
      }
    }
    case 'object':
      return fieldsTo(shape.fields, value as Values)
    case 'open':
      return openTo(value)
    default:
      return value
  }
}

function fieldsTo(fields: readonly Field[], value: Values): Values {
  const written = fields.flatMap(({ name, key, list, shape }) => {
    const inner = value[name]
    if (inner === undefined) return []
    return [[key, list ? (inner as unknown[]).map((one) => toJson(shape, one)) : toJson(shape, inner)]]
  })
  return Object.fromEntries(written)
}

/** XML inside JSON is an object with one key that no JSON of another kind has. */
const XML_INSIDE = '@xml'

function openFrom(value: unknown): unknown {
  const isXml = typeof value === 'object' && value !== null && Object.keys(value).join() === XML_INSIDE
  return isXml ? { xml: String((value as Values)[XML_INSIDE]) } : { json: value }
}

function openTo(value: unknown): unknown {
  const open = value as { xml?: string; json?: unknown }
  return open.xml === undefined ? open.json : { [XML_INSIDE]: open.xml }
}

function safe(value: number, path: string): number {
  if (Number.isSafeInteger(value)) return value
  throw new Hi1Error('invalid', 'hi1_not_valid', 'A whole number is too large to be kept', { path })
}
