import { categories, type LawBase } from '../../law/index.ts'
import { FactField } from '../interview/fact-field.tsx'
import { EVERY } from '../interview/query.ts'
import { wordingOf } from '../interview/questions.ts'
import { optionLabel } from '../interview/words.ts'
import type { Reader } from '../reader.ts'
import { ChoiceField } from '../ui/fields.tsx'

/** What is asked first of a case: what most of the law hangs on. Everything else the interview asks when it matters. */
const sections = [
  ['asking', ['asking.state', 'asking.authority', 'proceeding']],
  ['offence', ['offence.description', 'offence.maxPenaltyMonths', 'offence.byInformationSystem']],
  ['holder', ['holder.name', 'holder.kind', 'holder.seat', 'holder.service', 'holder.addressees', 'holder.offersServicesIn']],
  ['person', ['person.residence']],
] as const // biome-ignore format: a table

const ofData = [`${EVERY}stored`, `${EVERY}storedIn`] as const

/** The main facts of a case on one page; any may stay open. */
export function MainFacts({
  typed,
  wrong,
  law,
  reader,
}: {
  /** What the form holds: what was typed, or what is known of the office that asks. */
  typed: URLSearchParams
  wrong: ReadonlyMap<string, string>
  law: LawBase
  reader: Reader
}) {
  const { facts, routes } = reader.t
  const field = (name: string) => {
    const wording = wordingOf(law, name.replace(EVERY, 'data.'), reader)
    return <FactField name={name} facts={{}} typed={typed} reader={reader} wording={wording} error={wrong.get(name)} />
  }
  return (
    <>
      <div class="start-grid">
        {sections.map(([group, names]) => (
          <section>
            <h3>{facts.groups[group]}</h3>
            {names.map(field)}
          </section>
        ))}
      </div>
      <h3>{facts.groups.data}</h3>
      <ChoiceField
        name="category"
        label={routes.questions.categories}
        hint={routes.questions.categoriesHint}
        several
        row
        value={typed.getAll('category')}
        choices={categories.map((value) => ({ value, label: optionLabel(value, reader) }))}
      />
      {ofData.map(field)}
      {field('measure')}
      {field('urgency')}
    </>
  )
}
