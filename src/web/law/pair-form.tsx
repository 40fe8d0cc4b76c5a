import { TextField } from '../ui/fields.tsx'
import { urls } from '../urls.ts'
import { CountryField } from './country-field.tsx'
import type { Reading } from './reading.tsx'

export interface PairChoice {
  readonly a?: string | undefined
  readonly b?: string | undefined
  /** What is wrong with a choice, beside its field. */
  readonly errors?: { readonly a?: string; readonly b?: string }
}

/** Two states and a day; the answer has an address of its own. */
export function PairForm({ choice, reading }: { choice: PairChoice; reading: Reading }) {
  const { lawPairs: t } = reading.reader.t
  const { a, b, errors = {} } = choice
  return (
    <form action={urls.lawPairs} method="get" class="card search search-even no-print">
      <CountryField name="a" label={t.one} reading={reading} value={a} error={errors.a} />
      <CountryField name="b" label={t.other} reading={reading} value={b} error={errors.b} />
      <TextField name="on" type="date" label={t.on} value={reading.on} />
      <button type="submit" class="button">
        {t.show}
      </button>
    </form>
  )
}
