import { countryCodes } from '../../base/countries.ts'
import type { BoxValue, FilledBox } from '../../requests/index.ts'
import type { Reader } from '../reader.ts'
import { ChoiceField, LongTextField, SelectField, TextField } from '../ui/fields.tsx'

interface Props {
  box: FilledBox
  /** What was typed before, where the form came back; stands above what is in the box. */
  typed: URLSearchParams | undefined
  error: string | undefined
  reader: Reader
}

/** One box of an official form as a control, with where its value comes from. */
export function BoxField({ box, typed, error, reader }: Props) {
  const { officialForm: t, forms } = reader.t
  const { id, type, value, options = [] } = box
  const frame = {
    name: id,
    label: <Label box={box} reader={reader} />,
    hint: [box.note && reader.law(box.note), hintFor(type, t)].filter(Boolean).join(' ') || undefined,
    error,
    errorWord: forms.error,
  }
  const lines = typed?.getAll(id) ?? linesOf(value)
  const choices = options.map((option) => ({ value: option.id, label: reader.law(option.label) }))
  switch (type) {
    case 'longtext':
    case 'address':
      return <LongTextField {...frame} rows={type === 'address' ? 3 : 6} value={lines.join('\n')} />
    case 'list':
      if (choices.length > 0) return <ChoiceField {...frame} several choices={choices} value={lines} />
      return <LongTextField {...frame} rows={3} value={lines.join('\n')} />
    case 'choices':
      return (
        <ChoiceField {...frame} several row={choices.length > 4 && isShort(choices)} choices={choices} value={lines} />
      )
    case 'choice':
      return <ChoiceField {...frame} choices={choices} value={lines} />
    case 'boolean':
      return <ChoiceField {...frame} several value={lines} choices={[{ value: 'true', label: t.yes }]} />
    case 'country':
      return <SelectField {...frame} value={lines[0]} empty={forms.choose} choices={states(reader)} />
    case 'date':
      return <TextField {...frame} type="date" value={lines[0]} />
    case 'number':
      return <TextField {...frame} type="number" narrow value={lines[0]} />
    case 'email':
      return <TextField {...frame} type="email" value={lines[0]} />
    case 'period':
      return <Period frame={frame} value={value} typed={typed} reader={reader} />
    default:
      return <TextField {...frame} value={lines[0]} />
  }
}

function Label({ box, reader }: { box: FilledBox; reader: Reader }) {
  const { officialForm: t } = reader.t
  const { number, label, cite, origin, asked, type } = box
  return (
    <>
      <span class="box-number">{number}</span> {reader.law(label)}
      {asked && type !== 'boolean' && <span class="soft box-must"> ({t.required})</span>}
      {cite && <span class="cite soft"> {cite}</span>}
      {origin !== 'empty' && (
        <>
          {' '}
          <span class={`tag origin-${origin}`} title={t.originMeans[origin]}>
            {box.awaitsValidation && origin === 'missing' ? t.awaiting : t.origin[origin]}
          </span>
        </>
      )}
    </>
  )
}

function hintFor(type: FilledBox['type'], t: Reader['t']['officialForm']): string | undefined {
  if (type === 'datetime') return t.dateTimeHint
  return type === 'list' ? t.listHint : undefined
}

/** A beginning and an end, each of which may stay open. */
function Period({
  frame,
  value,
  typed,
  reader,
}: {
  frame: { name: string; label: unknown; hint?: string; error?: string }
  value: BoxValue | undefined
  typed: URLSearchParams | undefined
  reader: Reader
}) {
  const { officialForm: t, forms } = reader.t
  const { from, to } = periodOf(value)
  const { name, label, hint, error } = frame
  return (
    <fieldset class={error ? 'field field-error' : 'field'} id={name}>
      <legend>{label}</legend>
      {hint && <p class="hint">{hint}</p>}
      {error && (
        <p class="error-text">
          <span class="hidden-text">{forms.error} </span>
          {error}
        </p>
      )}
      <div class="cluster">
        <TextField name={`${name}.from`} label={t.from} type="date" value={typed?.get(`${name}.from`) ?? from} />
        <TextField name={`${name}.to`} label={t.to} type="date" value={typed?.get(`${name}.to`) ?? to} />
      </div>
    </fieldset>
  )
}

export const periodOf = (value: BoxValue | undefined): { from?: string; to?: string } =>
  typeof value === 'object' && !Array.isArray(value) ? (value as { from?: string; to?: string }) : {}

/** What stands in a box, one text a line. */
export function linesOf(value: BoxValue | undefined): string[] {
  if (value === undefined) return []
  if (Array.isArray(value)) return value.map(String)
  return typeof value === 'object' ? [] : [String(value)]
}

const states = (reader: Reader) =>
  countryCodes
    .map((code) => ({ value: code as string, label: reader.country(code) }))
    .sort((a, b) => reader.compare(a.label, b.label))

/** Whether the choices can stand side by side. */
const isShort = (choices: readonly { label: string }[]) => choices.every(({ label }) => label.length <= 40)
