import type { Facts } from '../../law/index.ts'
import type { Reader } from '../reader.ts'
import { FactsTable } from '../ui/facts-table.tsx'
import { fields } from './fields.ts'
import { factInWords, factLabel, itemInWords } from './words.ts'

const groups = {
  asking: ['asking', 'proceeding'],
  offence: ['offence'],
  person: ['person'],
  holder: ['holder'],
  circumstances: ['measure', 'urgency', 'emergency', 'outbound', 'history', 'on'],
} as const

/** Every fact given, in groups, with the way to change it. */
export function FactsSoFar({
  facts,
  reader,
  change,
}: {
  facts: Facts
  reader: Reader
  change?: (name: string) => string
}) {
  const { facts: t, forms, routes } = reader.t
  const rows = (names: readonly string[]) =>
    names.flatMap((name) => {
      const value = factInWords(facts, name, reader)
      return value === undefined
        ? []
        : [{ label: factLabel(name, reader), value, ...(change ? { change: change(name) } : {}) }]
    })
  const sections = Object.entries(groups).map(([group, firsts]) => {
    const names = fields
      .map(({ path }) => path)
      .filter((path) => (firsts as readonly string[]).includes(path.split('.')[0] ?? ''))
    return { title: t.groups[group as keyof typeof groups], rows: rows(names) }
  })
  const items = (facts.data ?? []).map(({ id }, i) => {
    const names = fields
      .filter(({ path }) => path.startsWith('data.') && path !== 'data.id')
      .map(({ path }) => path.replace('data.', `data.${i}.`))
    return { title: `${t.groups.data}${reader.colon}${itemInWords(facts, id, reader)}`, rows: rows(names) }
  })
  const given = [...sections, ...items].filter((section) => section.rows.length > 0)
  if (given.length === 0) return <p class="soft">{routes.noFacts}</p>
  return (
    <div class="flow">
      {given.map((section) => (
        <section>
          <h3 class="eyebrow">{section.title}</h3>
          <FactsTable rows={section.rows} changeWord={forms.change} />
        </section>
      ))}
    </div>
  )
}
