import type { z } from 'zod'
import { near } from './near.ts'

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

/** What is wrong in a file, where, and what to write instead. */
export interface Mistake {
  readonly at: Path
  readonly says: string
}

/** Of all that does not fit, the mistake that was most likely made; a field nobody knows comes before one that is missing. */
export function mistakeIn(issues: readonly Issue[], value: unknown, schema: z.core.$ZodType): Mistake {
  const issue = likeliest(issues)
  const { path } = issue
  const given = valueAt(value, path)
  const fields = () => fieldsAt(schema, path)
  switch (issue.code) {
    case 'unrecognized_keys': {
      const [key = ''] = issue.keys
      const others = Object.keys(given ?? {}).filter((one) => one !== key)
      return { at: [...path, key], says: unknownField(key, fields(), others) }
    }
    case 'invalid_type':
      if (given !== undefined || path.length === 0) return { at: path, says: wrongType(issue, given, fields()) }
      return { at: path.slice(0, -1), says: `${String(path.at(-1))} is missing` }
    case 'invalid_union':
      return { at: path, says: `write here one of ${fields().join(', ')}` }
    case 'invalid_value':
      return { at: path, says: `'${shown(given)}' is none of ${issue.values.map(String).join(', ')}` }
    case 'invalid_format':
      return { at: path, says: `'${shown(given)}' ${wrongForm(issue)}` }
    case 'too_small':
      return { at: path, says: issue.origin === 'array' || given === '' ? 'is empty' : `${shown(given)} is too little` }
    default:
      return { at: path, says: issue.message }
  }
}

/** The deepest is what the author was writing; a field nobody knows stands one deeper than the place it stands in. */
function likeliest(issues: readonly Issue[]): Issue {
  const depth = (issue: Issue) => issue.path.length + (issue.code === 'unrecognized_keys' ? 1 : 0)
  const found = issues.map(insideUnion).sort((a, b) => depth(b) - depth(a) || rank(a) - rank(b))
  return found[0] ?? ({ code: 'custom', path: [], message: 'this is no rule' } as unknown as Issue)
}

const rank = ({ code }: Issue) => (code === 'unrecognized_keys' ? 0 : 1)

/** Of the readings a union allows, the one of which the file has the most; where none fits better, the union itself. */
function insideUnion(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue
  const readings = issue.errors
    .filter((reading) => reading.length > 0)
    .map((reading) => ({ strange: strangers(reading), issue: likeliest(reading) }))
    .sort((a, b) => a.strange - b.strange || b.issue.path.length - a.issue.path.length)
  const [best, second] = readings
  if (!best || (second && alike(best, second) && best.issue.path.length === 0)) return { ...issue, errors: [] }
  return { ...best.issue, path: [...issue.path, ...best.issue.path] } as Issue
}

interface Reading {
  readonly strange: number
  readonly issue: Issue
}

const alike = (a: Reading, b: Reading) => a.strange === b.strange && a.issue.path.length === b.issue.path.length

/** How much of what stands there a reading does not know. */
const strangers = (reading: readonly Issue[]) =>
  reading.reduce(
    (sum, one) =>
      sum +
      (one.path.length > 0
        ? 0
        : one.code === 'unrecognized_keys'
          ? one.keys.length
          : one.code === 'invalid_type'
            ? 9
            : 0),
    0,
  )

function unknownField(key: string, fields: readonly string[], others: readonly string[]): string {
  const free = fields.filter((field) => !others.includes(field))
  const meant = near(key, free)
  if (fields.includes(key) && others.some((one) => fields.includes(one)))
    return `${[...others, key].filter((one) => fields.includes(one)).join(' and ')} cannot stand together`
  return `there is no field '${key}' here; ${meant ? `did you mean ${meant}?` : `there ${free.length === 1 ? 'is' : 'are'} ${free.join(', ')}`}`
}

function wrongType(issue: z.core.$ZodIssueInvalidType, given: unknown, fields: readonly string[]): string {
  if (given === null || given === undefined)
    return issue.path.length === 0 ? 'the file is empty' : 'nothing stands here'
  switch (issue.expected) {
    case 'array':
      return "write a list here: lines that begin with '- ', or [one, two]"
    case 'object':
    case 'record':
      return `write fields here${fields.length > 0 ? `: ${fields.join(', ')}` : ''}, not '${shown(given)}'`
    case 'string':
      return `write text here: '${shown(given)}' in quotes`
    case 'boolean':
      return `write true or false here, not '${shown(given)}'`
    case 'int':
      return `write a whole number here, not ${shown(given)}`
    case 'number':
      return `write a number here, without quotes, not '${shown(given)}'`
    default:
      return issue.message
  }
}

function wrongForm(issue: z.core.$ZodIssueInvalidStringFormat): string {
  if (issue.format === 'date') return 'is no date: write it as 2026-11-21'
  if (issue.format === 'url') return 'is no address: write it as https://…'
  return issue.message
}

const shown = (value: unknown): string =>
  (typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)).slice(0, 80)

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | null | undefined)?.[key], value)
}

/** The fields that can stand at that place, whichever way of a union is taken. */
function fieldsAt(schema: z.core.$ZodType, path: Path): string[] {
  const objects = path.reduce<z.core.$ZodType[]>((at, key) => at.flatMap((one) => into(one, key)), plain(schema))
  return [...new Set(objects.flatMap((one) => Object.keys(shapeOf(one) ?? {})))]
}

type Def = {
  type: string
  innerType?: z.core.$ZodType
  options?: z.core.$ZodType[]
  getter?: () => z.core.$ZodType
  element?: z.core.$ZodType
  valueType?: z.core.$ZodType
  shape?: Record<string, z.core.$ZodType>
}
const defOf = (schema: z.core.$ZodType) => schema._zod.def as unknown as Def
const shapeOf = (schema: z.core.$ZodType) => defOf(schema).shape

/** What a schema may be once defaults, options and unions are taken off. */
function plain(schema: z.core.$ZodType): z.core.$ZodType[] {
  const { type, innerType, options, getter } = defOf(schema)
  if (innerType) return plain(innerType)
  if (type === 'union') return (options ?? []).flatMap(plain)
  return type === 'lazy' && getter ? plain(getter()) : [schema]
}

function into(schema: z.core.$ZodType, key: PropertyKey): z.core.$ZodType[] {
  const { element, valueType, shape } = defOf(schema)
  const inner = typeof key === 'number' ? element : (shape?.[String(key)] ?? valueType)
  return inner ? plain(inner) : []
}
