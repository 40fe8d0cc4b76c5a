import type { Rule } from '../src/law/index.ts'
import type { BoxValue } from '../src/requests/index.ts'

type Field = Rule<'form'>['sections'][number]['fields'][number]

/** What somebody might write into a box: no two boxes alike, in several scripts, so that each can be found again. */
export function sampleFor({ id, type, options = [] }: Field, number: number): BoxValue {
  const [first = { id: '' }] = options
  switch (type) {
    case 'boolean':
      return true
    case 'number':
      return 70_000 + number
    case 'choice':
      return first.id
    case 'choices':
      return options.map((option) => option.id)
    case 'list':
      return options.length > 0 ? [first.id] : [`zuerst-${number}@beispiel.example`, `其次${number}`]
    case 'country':
      return ['DE', 'FR', 'IE', 'CN', 'US'][number % 5] ?? 'DE'
    case 'date':
      return day(number)
    case 'datetime':
      return `${day(number)}T10:00:00Z`
    case 'period':
      return { from: day(number), to: `2027-${day(number).slice(5)}` }
    case 'email':
      return `kasten-${number}@beispiel.example`
    case 'phone':
      return `+49 89 55${String(number).padStart(4, '0')}`
    case 'address':
      return `Linprunstraße ${number}\n80335 München`
    case 'longtext':
      return `Über ${id} (${number}): «façade» – “straße”.\n案件事实第${number}号：网络攻击。`
    default:
      return `${id} Größe ${number} 号`
  }
}

const day = (number: number): string =>
  Temporal.PlainDate.from('2026-01-01')
    .add({ days: number % 365 })
    .toString()

/** An answer for every box of a form, by its id. */
export const sampleAnswers = (form: Pick<Rule<'form'>, 'sections'>): Record<string, BoxValue> =>
  Object.fromEntries(
    form.sections.flatMap(({ fields }) => fields).map((field, i) => [field.id, sampleFor(field, i + 1)]),
  )
