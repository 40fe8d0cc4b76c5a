import type { PropsWithChildren } from 'hono/jsx'
import type { Reader } from '../../reader.ts'
import type { Complaint } from '../../refusal.ts'
import { LongTextField, TextField } from '../../ui/fields.tsx'
import { Fold } from '../../ui/fold.tsx'
import { Titled } from '../titled.tsx'

/** A form that came back: which, what was typed, and what is wrong with it. */
export interface TriedSheet {
  readonly act: string
  readonly given: URLSearchParams
  readonly complaints: readonly Complaint[]
}

/** What the forms of one page need: where each goes, and what was tried. */
export interface Sheet {
  readonly reader: Reader
  readonly token: string
  readonly address: (act: string) => string
  readonly tried: TriedSheet | undefined
}

/** One form of a page; its fields are named after it, so that several can stand on one page. */
export function SheetForm({
  sheet,
  act,
  title,
  about,
  button,
  look = 'button',
  top = false,
  folded = false,
  children,
}: PropsWithChildren<{
  sheet: Sheet
  act: string
  title: string
  about?: string
  button: string
  look?: string
  /** It stands under the title of the page alone. */
  top?: boolean
  /** One of many: unfolded by whoever wants it, and where it came back. */
  folded?: boolean
}>) {
  const form = (
    <form method="post" action={sheet.address(act)} class="deed flow" novalidate>
      <input type="hidden" name="form_token" value={sheet.token} />
      {children}
      <p>
        <button type="submit" class={look}>
          {button}
        </button>
      </p>
    </form>
  )
  return (
    <div class="offer flow no-print" id={act}>
      {folded ? (
        <Fold title={title} open={sheet.tried?.act === act}>
          {about && <p class="measure">{about}</p>}
          {form}
        </Fold>
      ) : top ? (
        <div class="flow">
          <h2>{title}</h2>
          {about && <p class="measure">{about}</p>}
          {form}
        </div>
      ) : (
        <Titled title={title} {...(about && { about })}>
          {form}
        </Titled>
      )}
    </div>
  )
}

/** What was typed into a field before, and what is wrong with it. */
export function typed({ tried, reader }: Sheet, act: string, name: string, initial: readonly string[] = []) {
  const field = `${act}.${name}`
  const { error: errorWord } = reader.t.forms
  if (tried?.act !== act) return { name: field, errorWord, values: initial }
  const error = tried.complaints.find((one) => one.field === field)?.message
  return { name: field, errorWord, values: tried.given.getAll(field), ...(error && { error }) }
}

interface Own {
  sheet: Sheet
  act: string
  name: string
  label: string
  hint?: string
  initial?: string
}

export function Prose({ sheet, act, name, label, hint, initial }: Own) {
  const { values, ...field } = typed(sheet, act, name, initial === undefined ? [] : [initial])
  return <LongTextField {...field} value={values[0] ?? ''} label={label} {...(hint && { hint })} rows={3} />
}

export function Line({ sheet, act, name, label, hint, initial, type }: Own & { type?: 'date' }) {
  const { values, ...field } = typed(sheet, act, name, initial === undefined ? [] : [initial])
  return (
    <TextField
      {...field}
      value={values[0] ?? ''}
      label={label}
      {...(hint && { hint })}
      {...(type && { type, narrow: true })}
    />
  )
}
