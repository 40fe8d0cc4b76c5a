import type { PropsWithChildren } from 'hono/jsx'
import type { Reader } from '../reader.ts'
import type { Complaint } from '../refusal.ts'
import { LongTextField, TextField } from '../ui/fields.tsx'
import { urls } from '../urls.ts'
import type { DeedName } from './offers.ts'

/** A form that came back: which, what was typed, and what is wrong with it. */
export interface Tried {
  readonly act: DeedName
  readonly step: string
  readonly given: URLSearchParams
  readonly complaints: readonly Complaint[]
}

/** What every form of a request's page needs. */
export interface Desk {
  readonly id: string
  readonly token: string
  readonly reader: Reader
  readonly tried: Tried | undefined
}

/** The form of one deed; its fields are named after it, so that several forms can stand on one page. */
export function DeedForm({
  desk: { id, token },
  act,
  step,
  button,
  look = 'first',
  children,
}: PropsWithChildren<{
  desk: Desk
  act: DeedName
  step?: string
  button: string
  look?: 'first' | 'second' | 'grave'
}>) {
  const style = { first: 'button', second: 'button button-second', grave: 'button button-grave' }[look]
  return (
    <form method="post" action={urls.requestAct(id, act)} class="deed flow">
      <input type="hidden" name="form_token" value={token} />
      {step && <input type="hidden" name="step" value={step} />}
      {children}
      <p>
        <button type="submit" class={style}>
          {button}
        </button>
      </p>
    </form>
  )
}

/** `skip.inform.reason`: the deed, the step where several have the same deed, the field. */
export const fieldName = (act: string, step: string | undefined, name: string): string =>
  [act, step, name].filter(Boolean).join('.')

interface Own {
  desk: Desk
  act: DeedName
  step?: string
  name: string
  label: string
  hint?: string
}

/** What was typed into a field before, and what is wrong with it. */
export function before({ tried }: Desk, act: DeedName, step: string | undefined, name: string) {
  const field = fieldName(act, step, name)
  if (tried?.act !== act || tried.step !== (step ?? '')) return { name: field }
  return {
    name: field,
    value: tried.given.get(field) ?? '',
    error: tried.complaints.find((one) => one.field === field)?.message,
  }
}

/** A long text of a deed. */
export function Words({ desk, act, step, name, label, hint }: Own) {
  const { forms } = desk.reader.t
  return <LongTextField {...before(desk, act, step, name)} label={label} hint={hint} errorWord={forms.error} rows={3} />
}

/** A line of a deed. */
export function Line({ desk, act, step, name, label, hint }: Own) {
  const { forms } = desk.reader.t
  return <TextField {...before(desk, act, step, name)} label={label} hint={hint} errorWord={forms.error} />
}
