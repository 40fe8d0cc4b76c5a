import { countryCodes } from '../../base/countries.ts'
import { entryWords } from '../../requests/index.ts'
import { type Device, type EntryField, type EntryKind, fieldsOf, type HandKind, type Item } from '../../vault/index.ts'
import type { Reader } from '../reader.ts'
import { Actions, ChoiceField, LongTextField, SelectField, TextField } from '../ui/fields.tsx'

/** What a form was filled with, by the names of its controls. */
export type Filled = Readonly<Record<string, readonly string[]>>

/** How many persons one form asks for. */
const PERSONS = 3

export interface EntryFormProps {
  readonly kind: EntryKind | HandKind
  readonly action: string
  readonly token: string
  readonly filled: Filled
  readonly errors: Readonly<Record<string, string>>
  /** Pieces of the same request that may show something, and its devices. */
  readonly pieces: readonly Item[]
  readonly devices: readonly Device[]
  /** The items of the checklist that may be explained, by their numbers. */
  readonly checks: readonly { readonly id: string; readonly title: string }[]
  /** The pieces it is said of, where it is said of several at once. */
  readonly of?: readonly Item[]
  readonly reader: Reader
}

/** One entry of a custody record as a form, made from what the entry is: a control for every field. */
export function EntryForm(props: EntryFormProps) {
  const { kind, action, token, of, filled, errors, reader } = props
  const { custody: t, forms } = reader.t
  return (
    <form method="post" action={action} class="card flow">
      <input type="hidden" name="form_token" value={token} />
      {of && (
        <ChoiceField
          name="piece"
          label={t.pieces}
          several
          choices={of.map(({ id, name }) => ({ value: id, label: name }))}
          value={filled.piece ?? of.map(({ id }) => id)}
          error={errors.piece}
          errorWord={forms.error}
        />
      )}
      {fieldsOf(kind).map((field) => (
        <Control {...props} field={field} />
      ))}
      <Actions>
        <button type="submit" class="button">
          {t.putDown}
        </button>
      </Actions>
    </form>
  )
}

function Control({
  field,
  kind,
  filled,
  errors,
  pieces,
  devices,
  checks,
  reader,
}: EntryFormProps & { field: EntryField }) {
  const { custody: t, forms } = reader.t
  const words = entryWords(reader.language)
  const { name, type, needed, of = [] } = field
  const values = filled[name] ?? []
  const [value = ''] = values
  const plain = words.field(kind, name)
  // Where everything may be left blank, the page says so once.
  const optional = needed || fieldsOf(kind).every((one) => !one.needed) ? '' : ` ${forms.optional}`
  const label = `${plain}${optional}`
  const frame = { name, label, error: errors[name], errorWord: forms.error }
  const choices = of.map((one) => ({ value: one, label: words.option(one) }))
  switch (type) {
    case 'prose':
      return <LongTextField {...frame} value={value} rows={3} />
    case 'instant':
      return <TextField {...frame} label={`${plain}, ${t.utc}${optional}`} type="datetime-local" value={value} />
    case 'day':
      return <TextField {...frame} type="date" value={value} />
    case 'sum':
      return <TextField {...frame} hint={t.sumHint} value={value} />
    case 'yes-no':
      return (
        <ChoiceField
          {...frame}
          row
          value={[value]}
          choices={[
            { value: 'yes', label: t.yes },
            { value: 'no', label: t.no },
            { value: '', label: t.notSaidChoice },
          ]}
        />
      )
    case 'choice':
      return <SelectField {...frame} choices={choices} value={value} empty={t.notSaidChoice} />
    case 'choices':
      return <ChoiceField {...frame} several choices={choices} value={values} />
    case 'state':
      return (
        <SelectField
          {...frame}
          choices={countryCodes
            .map((code) => ({ value: code, label: reader.country(code) }))
            .sort((a, b) => reader.compare(a.label, b.label))}
          value={value}
          empty={t.notSaidChoice}
        />
      )
    case 'checks':
      return (
        <ChoiceField
          {...frame}
          several
          value={values}
          choices={checks.map(({ id, title }) => ({ value: id, label: `${id} ${reader.law(title)}` }))}
        />
      )
    case 'pieces':
      if (pieces.length === 0) return null
      return (
        <ChoiceField
          {...frame}
          several
          value={values}
          choices={pieces.map(({ id, name: file }) => ({ value: id, label: file }))}
        />
      )
    case 'device':
      if (devices.length === 0) return null
      return (
        <SelectField
          {...frame}
          choices={devices.map(({ id, name: one, serial }) => ({
            value: id,
            label: serial ? `${one}, ${serial}` : one,
          }))}
          value={value}
          empty={t.notSaidChoice}
        />
      )
    case 'people':
      return <People filled={filled} label={plain} reader={reader} />
    default:
      return <TextField {...frame} value={value} />
  }
}

function People({ filled, label, reader }: { filled: Filled; label: string; reader: Reader }) {
  const { custody: t } = reader.t
  const value = (name: string) => filled[name]?.[0] ?? ''
  return (
    <fieldset class="field persons">
      <legend>{label}</legend>
      {Array.from({ length: PERSONS }, (_, i) => (
        <div class="cluster">
          <TextField name={`person-${i}-name`} label={t.personName(i + 1)} value={value(`person-${i}-name`)} />
          <TextField name={`person-${i}-role`} label={t.personRole} value={value(`person-${i}-role`)} />
          <TextField
            name={`person-${i}-qualification`}
            label={t.personQualification}
            value={value(`person-${i}-qualification`)}
          />
          <div class="option">
            <input
              type="checkbox"
              id={`person-${i}-signed`}
              name={`person-${i}-signed`}
              value="yes"
              checked={value(`person-${i}-signed`) === 'yes'}
            />
            <label for={`person-${i}-signed`}>{t.personSigned}</label>
          </div>
        </div>
      ))}
    </fieldset>
  )
}

/** What a form says, as the entry it stands for; what was left blank is left out. */
export function entryOf(kind: EntryKind | HandKind, filled: Filled): Record<string, unknown> {
  const entry: Record<string, unknown> = { kind }
  const given = (name: string) => (filled[name] ?? []).map((one) => one.trim()).filter((one) => one !== '')
  for (const { name, type } of fieldsOf(kind)) {
    const values = type === 'people' ? [] : given(name)
    if (type === 'people') {
      const people = Array.from({ length: PERSONS }, (_, i) => personOf(i, given)).filter((one) => one !== undefined)
      if (people.length > 0) entry[name] = people
    } else if (values.length === 0) continue
    else if (type === 'yes-no') entry[name] = values[0] === 'yes'
    else if (type === 'instant') entry[name] = instantOf(values[0] ?? '')
    else if (type === 'sum') entry[name] = values[0]?.toLowerCase()
    else entry[name] = /^(choices|checks|pieces)$/.test(type) ? values : values[0]
  }
  return entry
}

function personOf(i: number, given: (name: string) => string[]) {
  const [name] = given(`person-${i}-name`)
  if (name === undefined) return undefined
  const [role] = given(`person-${i}-role`)
  const [qualification] = given(`person-${i}-qualification`)
  return {
    name,
    ...(role && { role }),
    ...(qualification && { qualification }),
    signed: given(`person-${i}-signed`)[0] === 'yes',
  }
}

/** `2026-11-22T09:30` in UTC, as a browser writes it; anything else stays what it is, and is refused. */
const instantOf = (local: string) =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(local) ? `${local.length === 16 ? `${local}:00` : local}Z` : local
