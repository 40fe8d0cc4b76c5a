import { countryCodes, isCountryCode } from '../../base/countries.ts'
import { DomainError } from '../../base/errors.ts'
import { type Facts, parseFacts } from '../../law/index.ts'
import type { Reader } from '../reader.ts'
import { type Field, fields } from './fields.ts'

export interface Answers {
  readonly facts: Facts
  /** Facts answered with "not known yet", as form names: `data.0.stored`. */
  readonly skipped: readonly string[]
  readonly errors: readonly { field: string; message: string }[]
}

/** Says that a list is known to be empty; a list not given is unknown. */
export const NONE = 'none'
export const UNKNOWN = 'unknown'
/** A fact of all items that have none of their own: `data.every.stored`. */
export const EVERY = 'data.every.'

const MOST_ITEMS = 200

/**
 * Reads facts from a form or an address: one parameter a fact, named by its path (`asking.state=DE`,
 * `data.0.category=content`). What cannot be read is left out and told in `errors`; empty means not given.
 */
export function readAnswers(query: URLSearchParams, reader: Reader): Answers {
  const errors: { field: string; message: string }[] = []
  const skipped = new Set(query.getAll('skip'))
  const facts: Record<string, unknown> = {}
  for (const { field, name } of namesIn(query)) {
    const read = readFact(query, name, field, reader)
    if (read === UNKNOWN) skipped.add(name)
    else if (read) {
      if ('message' in read) errors.push({ field: name, message: read.message })
      else put(facts, name.replace(EVERY, 'every.').split('.'), read.value)
      skipped.delete(name)
    }
  }
  const items = (facts.data as Record<string, unknown>[] | undefined)?.filter((item) => item !== undefined) ?? []
  for (const category of query.getAll('category')) {
    if (!items.some((item) => item.category === category)) items.push({ category })
  }
  for (const item of items)
    for (const [fact, value] of Object.entries((facts.every as object | undefined) ?? {})) item[fact] ??= value
  delete facts.every
  if (items.length > 0) facts.data = named(items)
  try {
    return { facts: parseFacts(facts), skipped: [...skipped], errors }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const field = (error.path ?? '').replace(/\[(\d+)\]/g, '.$1')
    return { facts: {}, skipped: [...skipped], errors: [...errors, { field, message: error.message }] }
  }
}

/** The same facts as parameters, in the order of the contract. */
export function writeAnswers(facts: Facts, skipped: readonly string[] = []): URLSearchParams {
  const query = new URLSearchParams()
  for (const field of fields) {
    const [first = '', ...rest] = field.path.split('.')
    if (first !== 'data') append(query, field.path, at(facts, field.path.split('.')))
    else
      for (const [i, item] of (facts.data ?? []).entries()) append(query, `data.${i}.${rest.join('.')}`, at(item, rest))
  }
  for (const name of skipped) query.append('skip', name)
  return query
}

/** The fact of a form name: `data.0.category` of the first item. */
export const factAt = (facts: Facts, name: string): unknown => at(facts, name.split('.'))

function* namesIn(query: URLSearchParams): Generator<{ field: Field; name: string }> {
  const places = new Set(
    [...query.keys()].map((key) => /^data\.(\d{1,4})\./.exec(key)?.[1]).filter((place) => place !== undefined),
  )
  const inOrder = [...places]
    .map(Number)
    .filter((n) => n < MOST_ITEMS)
    .sort((a, b) => a - b)
  for (const field of fields) {
    if (!field.path.startsWith('data.')) yield { field, name: field.path }
    else for (const place of [...inOrder, 'every']) yield { field, name: field.path.replace('data.', `data.${place}.`) }
  }
}

export type Value = { value: unknown } | { message: string }

/** What a form says of one fact: its value or what is wrong with it, that it is not known; undefined where nothing. */
export function readFact(
  query: URLSearchParams,
  name: string,
  field: Field,
  reader: Reader,
): Value | typeof UNKNOWN | undefined {
  const given = query
    .getAll(name)
    .map((value) => value.trim())
    .filter((value) => value !== '')
  if (given.includes(UNKNOWN)) return UNKNOWN
  return given.length > 0 ? readValue(field, given, query.get(`${name}.as`) ?? '', reader) : undefined
}

function readValue(field: Field, given: readonly string[], as: string, reader: Reader): Value {
  const [first = ''] = given
  const { problems } = reader.t.forms
  switch (field.kind) {
    case 'yes-no':
      return first === 'true' || first === 'false' ? { value: first === 'true' } : { message: problems.choice }
    case 'number':
      return /^\d{1,9}$/.test(first) ? { value: Number(first) } : { message: problems.number }
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(first) && !Number.isNaN(Date.parse(first))
        ? { value: first }
        : { message: problems.date }
    case 'choice':
      return field.options.includes(first) ? { value: first } : { message: problems.choice }
    case 'choices':
      if (given.includes(NONE)) return { value: [] }
      return given.every((one) => field.options.includes(one)) ? { value: given } : { message: problems.choice }
    case 'state': {
      const code = stateNamed(first, reader)
      return code ? { value: code } : { message: problems.state(first) }
    }
    case 'states':
    case 'addressees':
      return statesOf(field.kind, given, as, reader)
    case 'text':
      return { value: first }
  }
}

function statesOf(kind: 'states' | 'addressees', given: readonly string[], as: string, reader: Reader): Value {
  if (given.includes(NONE)) return { value: [] }
  const value: unknown[] = []
  for (const word of given
    .flatMap((text) => text.split(/[,，、;；]/))
    .map((text) => text.trim())
    .filter((text) => text !== '')) {
    const [name = '', capacity = as] = word.split(':')
    const state = stateNamed(name, reader)
    if (!state) return { message: reader.t.forms.problems.state(name) }
    value.push(kind === 'states' ? state : { state, ...(capacity ? { as: capacity } : {}) })
  }
  return { value }
}

/** A state by its code, or by its name in the reader's language or in English. */
function stateNamed(input: string, reader: Reader): string | undefined {
  const upper = input.trim().toUpperCase()
  if (isCountryCode(upper) || upper === 'EL' || upper === 'UK') return upper
  const names = [reader.country, (code: string) => new Intl.DisplayNames(['en'], { type: 'region' }).of(code) ?? code]
  return countryCodes.find((code) => names.some((name) => name(code).toUpperCase() === upper))
}

function put(into: Record<string, unknown>, [first = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) into[first] = value
  else {
    into[first] ??= /^\d+$/.test(rest[0] ?? '') ? [] : {}
    put(into[first] as Record<string, unknown>, rest, value)
  }
}

/** Every item has a name nobody else has. */
function named(items: readonly Record<string, unknown>[]): Record<string, unknown>[] {
  const taken = new Set(items.map(({ id }) => id))
  let next = 1
  return items.map((item) => {
    if (typeof item.id === 'string') return item
    while (taken.has(`d${next}`)) next++
    taken.add(`d${next}`)
    return { id: `d${next}`, ...item }
  })
}

function at(value: unknown, [first, ...rest]: string[]): unknown {
  if (first === undefined || value === undefined || value === null) return value
  return at((value as Record<string, unknown>)[first], rest)
}

function append(query: URLSearchParams, name: string, value: unknown): void {
  if (value === undefined) return
  if (!Array.isArray(value)) query.append(name, String(value))
  else if (value.length === 0) query.append(name, NONE)
  else
    for (const one of value)
      query.append(name, typeof one === 'object' ? [one.state, one.as].filter(Boolean).join(':') : String(one))
}
