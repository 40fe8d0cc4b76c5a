import type { Box } from '../../requests/index.ts'
import type { Reader } from '../reader.ts'

/** What stands in a box, a line for each thing. */
export function answersInWords({ value, options, type }: Box, reader: Reader): string[] {
  const { production: t, forms } = reader.t
  const chosen = (id: string) => {
    const option = options?.find((one) => one.id === id)
    return option ? reader.law(option.label) : id
  }
  const day = (text: string) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? reader.date(text) : text)
  if (value === undefined) return []
  if (typeof value === 'boolean') return [value ? forms.yes : forms.no]
  if (typeof value === 'number') return [reader.number(value)]
  if (typeof value === 'string')
    return [type === 'date' ? day(value) : type === 'country' ? reader.country(value) : chosen(value)]
  if (!('from' in value || 'to' in value)) return (value as readonly string[]).map(chosen)
  const { from, to } = value as { from?: string; to?: string }
  if (from && to) return [t.period(day(from), day(to))]
  return [from ? t.from(day(from)) : to ? t.until(day(to)) : ''].filter((line) => line !== '')
}
