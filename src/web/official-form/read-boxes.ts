import type { BoxValue, FilledBox, FilledForm } from '../../requests/index.ts'
import { linesOf, periodOf } from './box-field.tsx'

/**
 * What a sent form says that the boxes do not say already, by box id: null where a box was emptied. A box that was left
 * as it was keeps its origin.
 */
export function changedBoxes(form: Pick<FilledForm, 'sections'>, given: URLSearchParams): Record<string, unknown> {
  const changed: Record<string, unknown> = {}
  for (const box of form.sections.flatMap(({ boxes }) => boxes)) {
    if (!given.has('boxes') && !isIn(box, given)) continue
    const read = readBox(box, given)
    if (JSON.stringify(read) !== JSON.stringify(asGiven(box))) changed[box.id] = read ?? null
  }
  return changed
}

const isIn = ({ id }: FilledBox, given: URLSearchParams) =>
  given.has(id) || given.has(`${id}.from`) || given.has(`${id}.to`)

function readBox({ id, type, options = [] }: FilledBox, given: URLSearchParams): unknown {
  const texts = given.getAll(id).map((text) => text.replaceAll('\r\n', '\n').trim())
  const [first = ''] = texts
  switch (type) {
    case 'boolean':
      return first === 'true' ? true : undefined
    case 'number':
      return first === '' ? undefined : /^-?\d+(\.\d+)?$/.test(first) ? Number(first) : first
    case 'choices':
      return texts.length > 0 ? texts : undefined
    case 'list': {
      const lines = options.length > 0 ? texts : first.split('\n')
      const filled = lines.map((line) => line.trim()).filter((line) => line !== '')
      return filled.length > 0 ? filled : undefined
    }
    case 'period': {
      const [from, to] = [given.get(`${id}.from`)?.trim(), given.get(`${id}.to`)?.trim()]
      return from || to ? { ...(from && { from }), ...(to && { to }) } : undefined
    }
    default:
      return first === '' ? undefined : first
  }
}

/** The value of a box in the shape in which a form gives it back untouched. */
function asGiven({ type, value }: FilledBox): BoxValue | undefined {
  if (value === undefined || value === false) return undefined
  if (type === 'period') {
    const { from, to } = periodOf(value)
    return { ...(from && { from }), ...(to && { to }) }
  }
  if (type === 'list' || type === 'choices') return linesOf(value)
  if (type === 'boolean' || type === 'number') return value
  return linesOf(value).join('\n').trim()
}
