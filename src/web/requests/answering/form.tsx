import type { PropsWithChildren } from 'hono/jsx'
import { LongTextField, TextField } from '../../ui/fields.tsx'
import { urls } from '../../urls.ts'
import { type AnsweringDesk, typed } from './desk.ts'

/** One form of the page; its fields are named after it. */
export function ActForm({
  desk: { story, token },
  act,
  button,
  look = 'button button-second',
  children,
}: PropsWithChildren<{ desk: AnsweringDesk; act: string; button: string; look?: string }>) {
  return (
    <form method="post" action={urls.answeringAct(story.request.id, act)} class="deed flow no-print" novalidate>
      <input type="hidden" name="form_token" value={token} />
      {children}
      <p>
        <button type="submit" class={look}>
          {button}
        </button>
      </p>
    </form>
  )
}

interface Own {
  desk: AnsweringDesk
  act: string
  name: string
  label: string
  hint?: string
  value?: string
}

export function Text({ desk, act, name, label, hint, rows = 3 }: Own & { rows?: number }) {
  return <LongTextField {...typed(desk, act, name)} label={label} {...(hint && { hint })} rows={rows} />
}

export function Line({ desk, act, name, label, hint, value, ...more }: Own & { type?: 'date'; narrow?: boolean }) {
  const field = typed(desk, act, name)
  return (
    <TextField
      {...field}
      {...more}
      label={label}
      {...(hint && { hint })}
      {...('value' in field ? {} : value ? { value } : {})}
    />
  )
}
