import { countryCodes } from '../../base/countries.ts'
import type { Facts } from '../../law/index.ts'
import type { Reader } from '../reader.ts'
import { type Choice, ChoiceField, SelectField, TextField } from '../ui/fields.tsx'
import { fieldAt } from './fields.ts'
import { factAt, NONE, UNKNOWN } from './query.ts'
import { factLabel, optionLabel } from './words.ts'

/** How the law base words the question for a fact. */
export interface Wording {
  readonly asks: string
  readonly options: ReadonlyMap<string, string>
}

interface Props {
  /** The name in the form: `data.0.category`. */
  name: string
  facts: Facts
  reader: Reader
  wording?: Wording
  hint?: string
  error?: string
  large?: boolean
  /** Offers "not known yet". */
  skippable?: boolean
  /** A form that came back: what was written there stands above the facts. */
  typed?: URLSearchParams
  /** Choices of more than three are a list to open: for pages with many fields. */
  compact?: boolean
}

/** The control for one fact, whatever its kind. */
export function FactField({ name, facts, reader, wording, hint, error, large, skippable, typed, compact }: Props) {
  const field = fieldAt(name)
  if (!field) return null
  const { forms, facts: texts } = reader.t
  const value = factAt(facts, name)
  const frame = { name, label: wording?.asks ?? factLabel(name, reader), hint, error, errorWord: forms.error, large }
  const unknown: Choice | undefined = skippable ? { value: UNKNOWN, label: forms.unknown } : undefined
  const choices = field.options.map((option) => ({
    value: option,
    label: wording?.options.get(option) ?? optionLabel(option, reader),
  }))
  const written = typed?.getAll(name)
  const chosen = written ?? (Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)])
  switch (field.kind) {
    case 'choice':
      if (compact && choices.length > 3)
        return <SelectField {...frame} choices={choices} value={chosen[0]} empty={forms.choose} />
      return <ChoiceField {...frame} choices={choices} value={chosen} otherwise={unknown} />
    case 'yes-no': {
      const both = [
        { value: 'true', label: forms.yes },
        { value: 'false', label: forms.no },
      ]
      return <ChoiceField {...frame} choices={both} value={chosen} otherwise={unknown} />
    }
    case 'choices':
      return (
        <ChoiceField
          {...frame}
          several
          row
          choices={[...choices, { value: NONE, label: forms.noneKnown }]}
          value={!written && Array.isArray(value) && value.length === 0 ? [NONE] : chosen}
          otherwise={unknown}
        />
      )
    case 'state':
      return <SelectField {...frame} choices={states(reader, skippable)} value={chosen[0]} empty={forms.choose} />
    case 'states':
      return <StatesField frame={frame} value={value} written={written} unknown={unknown} reader={reader} />
    case 'addressees': {
      const capacities = ['designated-establishment', 'legal-representative'].map((one) => ({
        value: one,
        label: optionLabel(one, reader),
      }))
      const [first] = (value as { as?: string }[] | undefined) ?? []
      return (
        <>
          <StatesField frame={frame} value={value} written={written} unknown={unknown} reader={reader} />
          <ChoiceField
            name={`${name}.as`}
            label={texts.labels['to.as'] ?? ''}
            choices={capacities}
            value={typed?.getAll(`${name}.as`) ?? (first?.as ? [first.as] : [])}
          />
        </>
      )
    }
    case 'number':
      return <TextField {...frame} type="number" narrow value={chosen[0]} />
    case 'date':
      return <TextField {...frame} type="date" value={chosen[0]} />
    case 'text':
      if (wording && wording.options.size > 0) {
        const given = [...wording.options].map(([one, label]) => ({ value: one, label }))
        return <ChoiceField {...frame} choices={given} value={chosen} otherwise={unknown} />
      }
      return <TextField {...frame} value={chosen[0]} />
  }
}

interface StatesProps {
  frame: { name: string; label: string; hint?: string; error?: string; errorWord: string; large?: boolean }
  value: unknown
  written: readonly string[] | undefined
  unknown: Choice | undefined
  reader: Reader
}

/** Several states, written or named; that there is none is an answer of its own. */
function StatesField({ frame, value, written, unknown, reader }: StatesProps) {
  const { forms } = reader.t
  const known = Array.isArray(value)
    ? value.map((one) => (typeof one === 'object' ? String(one.state) : String(one)))
    : []
  const given = written?.filter((one) => one !== NONE && one !== UNKNOWN) ?? known
  const ticked = written ?? (Array.isArray(value) && value.length === 0 ? [NONE] : [])
  const hint = [frame.hint, forms.statesHint].filter(Boolean).join(' ')
  const boxes = [{ value: NONE, label: forms.noneKnown }, ...(unknown ? [unknown] : [])]
  return (
    <div class="field">
      <TextField {...frame} hint={hint} value={given.join(', ')} />
      <div class="options">
        {boxes.map((box) => (
          <div class="option">
            <input
              type="checkbox"
              id={`${frame.name}-${box.value}`}
              name={frame.name}
              value={box.value}
              checked={ticked.includes(box.value)}
            />
            <label for={`${frame.name}-${box.value}`}>{box.label}</label>
          </div>
        ))}
      </div>
    </div>
  )
}

const lists = new Map<string, readonly Choice[]>()

/** Every state, in the reader's alphabet. */
function states(reader: Reader, skippable = false): readonly Choice[] {
  let list = lists.get(reader.tag)
  if (!list) {
    list = countryCodes
      .map((code) => ({ value: code as string, label: reader.country(code) }))
      .sort((a, b) => reader.compare(a.label, b.label))
    lists.set(reader.tag, list)
  }
  return skippable ? [{ value: UNKNOWN, label: reader.t.forms.unknown }, ...list] : list
}
