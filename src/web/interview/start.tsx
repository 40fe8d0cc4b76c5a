import { categories } from '../../law/index.ts'
import type { Reader } from '../reader.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Actions, ChoiceField } from '../ui/fields.tsx'
import { FactField } from './fact-field.tsx'
import type { Answers } from './query.ts'
import { optionLabel } from './words.ts'

/** The few facts to begin with; every one may be left out. */
export function Start({
  answers,
  reader,
  action,
  privacy,
}: {
  answers: Answers
  reader: Reader
  action: string
  privacy?: string
}) {
  const {
    routes: t,
    errors,
    facts: { groups },
  } = reader.t
  const wrong = new Map(answers.errors.map(({ field, message }) => [field, message]))
  const field = (name: string, asks: string, hint?: string) => (
    <FactField
      name={name}
      facts={answers.facts}
      reader={reader}
      wording={{ asks, options: new Map() }}
      hint={hint}
      error={wrong.get(name)}
    />
  )
  return (
    <>
      <ErrorSummary title={errors.title} errors={answers.errors} />
      <form action={action} method="get" class="card">
        <h2>{t.startTitle}</h2>
        {privacy && <p class="hint">{privacy}</p>}
        <div class="start-grid">
          <section>
            <h3>{groups.asking}</h3>
            {field('asking.state', t.questions.askingState)}
            {field('asking.authority', t.questions.authority)}
          </section>
          <section>
            <h3>{groups.holder}</h3>
            {field('holder.seat', t.questions.holderSeat)}
            {field('holder.kind', t.questions.holderKind)}
            {field('holder.addressees', t.questions.addressee, t.questions.addresseeHint)}
          </section>
        </div>
        <h3>{groups.data}</h3>
        <ChoiceField
          name="category"
          label={t.questions.categories}
          hint={t.questions.categoriesHint}
          several
          row
          choices={categories.map((value) => ({ value, label: optionLabel(value, reader) }))}
        />
        {field('measure', t.questions.measure)}
        <Actions>
          <button type="submit" class="button">
            {t.begin}
          </button>
        </Actions>
      </form>
    </>
  )
}
