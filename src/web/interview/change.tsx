import type { LawBase } from '../../law/index.ts'
import type { Reader } from '../reader.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Actions, ChoiceField, SelectField } from '../ui/fields.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { FactField } from './fact-field.tsx'
import { fieldAt, fields, withoutPlace } from './fields.ts'
import { Kept } from './interview.tsx'
import { askAgainIn, hrefIn, type InterviewPlace } from './place.ts'
import { type Answers, factAt } from './query.ts'
import { wordingOf } from './questions.ts'
import { factLabel } from './words.ts'

/** The questions put aside, each with the way back to it. */
export function Skipped({ answers, place, reader }: { answers: Answers; place: InterviewPlace; reader: Reader }) {
  const { routes: t } = reader.t
  if (answers.skipped.length === 0) return null
  return (
    <section class="flow flow-tight" aria-labelledby="skipped">
      <h2 id="skipped">{t.skipped}</h2>
      <p class="soft">{t.skippedNote}</p>
      <ul>
        {answers.skipped
          .filter((name) => fieldAt(name))
          .map((name) => (
            <li>
              {factLabel(name, reader)}{' '}
              <a href={askAgainIn(place, name)}>
                {t.askAgain}
                <span class="hidden-text"> {factLabel(name, reader)}</span>
              </a>
            </li>
          ))}
      </ul>
    </section>
  )
}

/** Any other fact, another item, or a new start. */
export function More({ answers, place, reader }: { answers: Answers; place: InterviewPlace; reader: Reader }) {
  const { routes: t, forms } = reader.t
  const missing = fields
    .filter(({ path }) => !path.startsWith('data.') && factAt(answers.facts, path) === undefined)
    .map(({ path }) => ({ value: path, label: factLabel(path, reader) }))
  return (
    <div class="flow no-print">
      <form action={place.page} method="get" class="flow">
        <Kept place={{ ...place, form: { action: place.page, method: 'get' } }} except={[]} />
        <SelectField name="change" label={t.addFact} choices={missing} empty={forms.choose} />
        <button type="submit" class="button button-second">
          {forms.add}
        </button>
      </form>
      <p>
        <a href={hrefIn(place, { change: 'data.category' })}>{t.addItem}</a>
      </p>
      {place.startOver && (
        <p>
          <a href={place.startOver}>{t.startOver}</a>
        </p>
      )}
    </div>
  )
}

/** One fact to change, or to take back. */
export function Change({
  name,
  answers,
  place,
  law,
  reader,
  typed,
}: {
  name: string
  answers: Answers
  place: InterviewPlace
  typed?: URLSearchParams
  law: LawBase
  reader: Reader
}) {
  const { routes: t, forms, errors } = reader.t
  const wording = wordingOf(law, withoutPlace(name), reader)
  const back = hrefIn(place)
  const another = name === 'data.category'
  const error = answers.errors.find(({ field }) => field === name)?.message
  return (
    <div class="measure flow">
      <PageHead title={another ? t.addItem : t.changeTitle} />
      <ErrorSummary title={errors.title} errors={answers.errors} />
      <form action={place.form.action} method={place.form.method} class="card">
        <Kept place={place} except={[name, `${name}.as`]} />
        {place.form.method === 'post' && <input type="hidden" name="change" value={name} />}
        {another ? (
          <ChoiceField
            name="category" several large label={t.questions.categories}
            choices={(fieldAt(name)?.options ?? []).map((value) => ({ value, label: wording?.options.get(value) ?? value }))}
          />
        ) : (
          <FactField name={name} facts={answers.facts} reader={reader} wording={wording} hint={wording?.why} error={error} typed={typed} large skippable />
        )}
        <Actions>
          <button type="submit" class="button">{forms.save}</button>
          <a href={back}>{forms.cancel}</a>
        </Actions>
      </form>
    </div>
  ) // biome-ignore format: a page in one look
}
