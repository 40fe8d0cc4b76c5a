import { isCountryCode } from '../../base/countries.ts'
import { RequestError } from '../errors.ts'
import { boxValue } from './fill.ts'
import type { BoxValue, FilledBox, FilledForm } from './form.ts'

/**
 * What a person writes into a box, checked against its type; undefined empties the box. Throws `no_such_box` or
 * `bad_box` with the box's id as the path.
 */
export function readBox(form: Pick<FilledForm, 'sections'>, id: string, input: unknown): BoxValue | undefined {
  const box = form.sections.flatMap(({ boxes }) => boxes).find((one) => one.id === id)
  if (!box)
    throw new RequestError('invalid', 'no_such_box', `The form has no box '${id.slice(0, 100)}'`, {
      path: id.slice(0, 100),
    })
  const value = boxValue(typeof input === 'string' && isMany(box) ? input.split(/\r?\n/).filter(Boolean) : input)
  if (value === undefined) return undefined
  const wrong = complaint(box, value)
  if (wrong) throw new RequestError('invalid', 'bad_box', `'${box.label}': ${wrong}`, { path: id })
  return value
}

const isMany = ({ type }: FilledBox) => type === 'list' || type === 'choices'
const date = /^\d{4}-\d\d-\d\d$/

function complaint({ type, options = [] }: FilledBox, value: BoxValue): string | undefined {
  const among = (choice: unknown) => options.length === 0 || options.some(({ id }) => id === choice)
  const isText = typeof value === 'string'
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'it is ticked or not'
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : 'it takes a number'
    case 'choice':
      return isText && among(value) ? undefined : 'choose one of the answers given'
    case 'choices':
      return Array.isArray(value) && value.every(among) ? undefined : 'choose among the answers given'
    case 'list':
      return Array.isArray(value) ? undefined : 'it takes a list'
    case 'country':
      return isText && isCountryCode(value) ? undefined : 'it takes a state by its code, such as IE'
    case 'date':
      return isText && date.test(value) && !Number.isNaN(Date.parse(value))
        ? undefined
        : 'it takes a date such as 2026-11-21'
    case 'datetime':
      return isText && !Number.isNaN(Date.parse(value)) ? undefined : 'it takes a date and time'
    case 'email':
      return isText && /^[^\s@]+@[^\s@]+$/.test(value) ? undefined : 'it takes an e-mail address'
    case 'period':
      return periodComplaint(value)
    default:
      return isText && value.length <= 50_000 ? undefined : 'it takes a text'
  }
}

function periodComplaint(value: BoxValue): string | undefined {
  if (typeof value !== 'object' || Array.isArray(value)) return 'it takes a beginning and an end'
  const { from, to } = value as { from?: string; to?: string }
  const isTime = (text: string | undefined) => text === undefined || !Number.isNaN(Date.parse(text))
  if (!isTime(from) || !isTime(to)) return 'it takes dates such as 2026-11-21'
  return from !== undefined && to !== undefined && Date.parse(from) > Date.parse(to)
    ? 'it ends before it begins'
    : undefined
}
