import { countryCodes } from '../../base/countries.ts'
import { SelectField } from '../ui/fields.tsx'
import type { Reading } from './reading.tsx'

/** A state to choose, by its name in the reader's language; typing the name finds it. */
export function CountryField({
  name,
  label,
  reading: { reader },
  value,
  without,
  error,
}: {
  name: string
  label: string
  reading: Pick<Reading, 'reader'>
  value?: string | undefined
  /** Is not offered. */
  without?: string
  error?: string | undefined
}) {
  const choices = countryCodes
    .filter((code) => code !== without)
    .map((code) => ({ value: code as string, label: reader.country(code) }))
    .sort((a, b) => reader.compare(a.label, b.label))
  return (
    <SelectField
      name={name}
      label={label}
      choices={choices}
      empty={reader.t.forms.choose}
      {...(value ? { value } : {})}
      {...(error ? { error, errorWord: reader.t.forms.error } : {})}
    />
  )
}
