import { z } from 'zod'
import { factsSchema } from '../../law/index.ts'

type FieldKind = 'choice' | 'choices' | 'yes-no' | 'state' | 'states' | 'addressees' | 'number' | 'text' | 'date'

/** One fact as a form asks it. Paths of data items are written without their place: `data.category`. */
export interface Field {
  readonly path: string
  readonly kind: FieldKind
  readonly options: readonly string[]
}

interface Shape {
  type?: string
  format?: string
  enum?: string[]
  maxLength?: number
  properties?: Record<string, Shape>
  items?: Shape
}

/** Every fact of the contract, in its order, read from the schema itself so that no field can be forgotten. */
export const fields: readonly Field[] = walk(z.toJSONSchema(factsSchema, { io: 'input' }) as Shape, '')

const byPath = new Map(fields.map((field) => [field.path, field]))

/** The field of a path, also of one with a place: `data[0].category`, `data.0.category`. */
export const fieldAt = (path: string): Field | undefined => byPath.get(withoutPlace(path))

export const withoutPlace = (path: string): string => path.replace(/^data(?:\[\d+\]|\.\d+|\.every)\./, 'data.')

function walk(shape: Shape, path: string): Field[] {
  if (shape.properties) {
    return Object.entries(shape.properties).flatMap(([name, inner]) =>
      walk(inner, path === '' ? name : `${path}.${name}`),
    )
  }
  if (path === 'data') return walk(shape.items ?? {}, path)
  return [{ path, kind: kindOf(shape), options: shape.enum ?? shape.items?.enum ?? [] }]
}

function kindOf({ type, format, enum: options, items, maxLength }: Shape): FieldKind {
  if (options) return 'choice'
  if (type === 'boolean') return 'yes-no'
  if (type === 'integer' || type === 'number') return 'number'
  if (type === 'array') return items?.enum ? 'choices' : items?.properties ? 'addressees' : 'states'
  if (format === 'date') return 'date'
  // A text has a greatest length; a state is checked against ISO 3166-1 instead.
  return maxLength === undefined ? 'state' : 'text'
}
