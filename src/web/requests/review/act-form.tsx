import type { PropsWithChildren } from 'hono/jsx'
import { LongTextField, TextField } from '../../ui/fields.tsx'
import { urls } from '../../urls.ts'
import { Titled } from '../titled.tsx'
import { type ReviewDesk, typed } from './desk.ts'

/** One form of the page of a dispute; its fields are named after it. */
export function ActForm({
  desk,
  act,
  title,
  about,
  button,
  look = 'button',
  children,
}: PropsWithChildren<{
  desk: ReviewDesk
  act: string
  title: string
  about?: string
  button: string
  look?: string
}>) {
  const { story, review, token } = desk
  return (
    <div class="offer flow">
      <Titled title={title} {...(about && { about })}>
        <form method="post" action={urls.reviewAct(story.request.id, review.id, act)} class="deed flow" novalidate>
          <input type="hidden" name="form_token" value={token} />
          {children}
          <p>
            <button type="submit" class={look}>
              {button}
            </button>
          </p>
        </form>
      </Titled>
    </div>
  )
}

interface Own {
  desk: ReviewDesk
  act: string
  name: string
  label: string
  hint?: string
  rows?: number
}

export function Text({ desk, act, name, label, hint, rows = 3 }: Own) {
  const { values: _, ...field } = typed(desk, act, name)
  return <LongTextField {...field} label={label} {...(hint && { hint })} rows={rows} />
}

export function Line({ desk, act, name, label, hint, type }: Own & { type?: 'date' }) {
  const { values: _, ...field } = typed(desk, act, name)
  return <TextField {...field} label={label} {...(hint && { hint })} {...(type && { type })} />
}
