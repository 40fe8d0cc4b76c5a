import type { Child, PropsWithChildren } from 'hono/jsx'

interface FieldFrame {
  /** Name in the form and id of the first control. */
  name: string
  label: Child
  hint?: string
  error?: string
  errorWord?: string
  /** The label is the question of the page. */
  large?: boolean
}

const describedBy = ({ name, hint, error }: FieldFrame) =>
  [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ') || undefined

function Notes({ name, hint, error, errorWord }: FieldFrame) {
  return (
    <>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error-text" id={`${name}-error`}>
          {errorWord && <span class="hidden-text">{errorWord} </span>}
          {error}
        </p>
      )}
    </>
  )
}

/** One control with its label, hint and error. */
export function TextField(
  props: FieldFrame & {
    value?: string
    type?: 'text' | 'date' | 'datetime-local' | 'search' | 'number' | 'email'
    list?: string
    narrow?: boolean
    unit?: string
    required?: boolean
    autocomplete?: string
  },
) {
  const { name, label, value = '', type = 'text', error, large, narrow, unit } = props
  const input = (
    <input
      id={name} name={name} type={type === 'number' ? 'text' : type} inputmode={type === 'number' ? 'numeric' : undefined} value={value}
      list={props.list} class={narrow ? 'narrow' : undefined} required={props.required} autocomplete={props.autocomplete ?? 'off'}
      aria-describedby={describedBy(props)} aria-invalid={error ? 'true' : undefined}
    />
  ) // biome-ignore format: a control in a few lines
  return (
    <div class={error ? 'field field-error' : 'field'}>
      <label for={name} class={large ? 'large' : undefined}>
        {label}
      </label>
      <Notes {...props} />
      {unit ? (
        <span class="with-unit">
          {input} {unit}
        </span>
      ) : (
        input
      )}
    </div>
  )
}

export function LongTextField(props: FieldFrame & { value?: string; rows?: number }) {
  const { name, label, value = '', error, large, rows = 5 } = props
  return (
    <div class={error ? 'field field-error' : 'field'}>
      <label for={name} class={large ? 'large' : undefined}>
        {label}
      </label>
      <Notes {...props} />
      <textarea
        id={name}
        name={name}
        rows={rows}
        aria-describedby={describedBy(props)}
        aria-invalid={error ? 'true' : undefined}
      >
        {value}
      </textarea>
    </div>
  )
}

export interface Choice {
  readonly value: string
  readonly label: string
  readonly hint?: string
}

export function SelectField(props: FieldFrame & { choices: readonly Choice[]; value?: string; empty?: string }) {
  const { name, label, choices, value = '', empty, error, large } = props
  return (
    <div class={error ? 'field field-error' : 'field'}>
      <label for={name} class={large ? 'large' : undefined}>
        {label}
      </label>
      <Notes {...props} />
      <select id={name} name={name} aria-describedby={describedBy(props)} aria-invalid={error ? 'true' : undefined}>
        {empty !== undefined && (
          <option value="" selected={value === ''}>
            {empty}
          </option>
        )}
        {choices.map((choice) => (
          <option value={choice.value} selected={choice.value === value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  )
}

/** Radio buttons, or check boxes with `several`; the first control has the field's name as its id, so an error can link to it. */
export function ChoiceField(
  props: FieldFrame & {
    choices: readonly Choice[]
    value?: readonly string[]
    several?: boolean
    row?: boolean
    /** Stands apart below the others: "Not known yet". */
    otherwise?: Choice
  },
) {
  const { name, label, choices, value = [], several, row, otherwise, error, large } = props
  const option = (choice: Choice, i: number, extra = '') => {
    const id = i === 0 ? name : `${name}-${i}`
    return (
      <div class={`option${extra}`}>
        <input
          type={several ? 'checkbox' : 'radio'} id={id} name={name} value={choice.value} checked={value.includes(choice.value)}
          aria-describedby={choice.hint ? `${id}-hint-own` : undefined}
        />
        <label for={id}>{choice.label}</label>
        {choice.hint && <span class="hint" id={`${id}-hint-own`}>{choice.hint}</span>}
      </div>
    ) // biome-ignore format: a control in a few lines
  }
  return (
    <fieldset class={error ? 'field field-error' : 'field'} aria-describedby={describedBy(props)}>
      <legend class={large ? 'large' : undefined}>{label}</legend>
      <Notes {...props} />
      <div class={row ? 'options options-row' : 'options'}>
        {choices.map((choice, i) => option(choice, i))}
        {otherwise && option(otherwise, choices.length, ' option-or')}
      </div>
    </fieldset>
  )
}

export function Actions({ children }: PropsWithChildren) {
  return <div class="actions">{children}</div>
}
