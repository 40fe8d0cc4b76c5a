import type { Facts } from '../../law/index.ts'
import type { Reader } from '../reader.ts'
import { fieldAt, withoutPlace } from './fields.ts'
import { factAt } from './query.ts'

/** The name of a fact in a list. */
export function factLabel(path: string, { t }: Reader): string {
  return t.facts.labels[withoutPlace(path)] ?? path
}

/** One value of a fact as its reader would say it. */
export function optionLabel(value: string, { t, number }: Reader): string {
  const entry = /^annex-iv-(\d+)$/.exec(value)?.[1]
  return entry ? t.facts.annexIv(number(Number(entry))) : (t.facts.values[value] ?? value)
}

/** A fact in words; undefined where it is not given. `name` is a form name: `data.0.category`. */
export function factInWords(facts: Facts, name: string, reader: Reader): string | undefined {
  return valueInWords(name, factAt(facts, name), reader)
}

export function valueInWords(path: string, value: unknown, reader: Reader): string | undefined {
  const { t } = reader
  if (value === undefined) return undefined
  if (typeof value === 'boolean') return value ? t.forms.yes : t.forms.no
  if (typeof value === 'number') return reader.number(value)
  if (Array.isArray(value)) {
    if (value.length === 0) return t.forms.none
    return reader.list(value.map((one) => valueInWords(path, one, reader) ?? ''))
  }
  if (typeof value === 'object' && value !== null) {
    const { state, as } = value as { state: string; as?: string }
    return as ? `${reader.country(state)} (${optionLabel(as, reader)})` : reader.country(state)
  }
  const text = String(value)
  const kind = fieldAt(path)?.kind
  if (kind === 'state' || kind === 'states' || path === 'to') return reader.country(text)
  if (kind === 'date') return reader.date(text)
  return kind === 'text' ? (path.endsWith('.class') ? optionLabel(text, reader) : text) : optionLabel(text, reader)
}

/** The form name of a fact the law speaks of: `data.category` of the item in question is `data.0.category`. */
export function formName(path: string, item: number): string {
  const own = path.replace(/\[(\d+)\]/g, '.$1')
  return /^data\.\D/.test(own) ? own.replace('data.', `data.${item}.`) : own
}

/** An item as one would call it: its category, and its name where several share it. */
export function itemInWords(facts: Facts, id: string, reader: Reader): string {
  const items = facts.data ?? []
  const item = items.find((one) => one.id === id)
  if (!item?.category) return reader.t.facts.item(id)
  const alone = items.filter(({ category }) => category === item.category).length === 1
  const category = optionLabel(item.category, reader)
  return alone ? category : `${category} (${id})`
}
