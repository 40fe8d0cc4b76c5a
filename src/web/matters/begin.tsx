import { categories, type LawBase } from '../../law/index.ts'
import { FactField } from '../interview/fact-field.tsx'
import { EVERY } from '../interview/query.ts'
import { wordingOf } from '../interview/questions.ts'
import { optionLabel } from '../interview/words.ts'
import type { Reader } from '../reader.ts'
import { ChoiceField } from '../ui/fields.tsx'

/** The main facts of a case on one page; any may stay open. Everything else the interview asks when it decides something. */
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
  const fields = (...names: string[]) => (
    <div>
      {names.map((name) => (
        <FactField
          name={name}
          facts={{}}
          typed={typed}
          reader={reader}
          wording={wordingOf(law, name.replace(EVERY, 'data.'), reader)}
          error={wrong.get(name)}
          compact
        />
      ))}
    </div>
  )
  return (
    <div class="main-facts">
      <section>
        <h3>{facts.groups.asking}</h3>
        {fields('asking.state', 'asking.authority', 'proceeding')}
      </section>
      <section>
        <h3>{facts.groups.offence}</h3>
        {fields('offence.description', 'offence.maxPenaltyMonths', 'offence.byInformationSystem')}
      </section>
      <section class="main-facts-wide">
        <h3>{facts.groups.holder}</h3>
        <div class="side-by-side">
          {fields('holder.name', 'holder.kind', 'holder.seat', 'holder.service')}
          {fields('holder.addressees', 'holder.offersServicesIn')}
        </div>
      </section>
      <section class="main-facts-wide">
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
        <div class="side-by-side">
          {fields(`${EVERY}stored`)}
          {fields(`${EVERY}storedIn`)}
        </div>
      </section>
      <section>
        <h3>{facts.groups.person}</h3>
        {fields('person.residence')}
      </section>
      <section>
        <h3>{facts.groups.circumstances}</h3>
        {fields('measure', 'urgency')}
      </section>
    </div>
  )
}
