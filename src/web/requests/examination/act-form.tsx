import type { PropsWithChildren } from 'hono/jsx'
import { LongTextField, SelectField, TextField } from '../../ui/fields.tsx'
import { urls } from '../../urls.ts'
import { Titled } from '../titled.tsx'
import { type DealingDesk, ruleInWords, typed } from './desk.ts'

/** One form of these pages; its fields are named after it. */
export function ActForm({
  desk,
  act,
  about,
  of,
  look = 'button',
  also,
  children,
}: PropsWithChildren<{
  desk: DealingDesk
  act: string
  about: { readonly title: string; readonly about?: string; readonly button: string }
  /** The dealing it answers, or the step it is about. */
  of?: string | undefined
  look?: string
  /** A second button: another act with the same fields. */
  also?: { readonly act: string; readonly button: string }
}>) {
  const { story, area, token } = desk
  return (
    <div class="offer flow">
      <Titled title={about.title} {...(about.about && { about: about.about })}>
        <form method="post" action={urls.dealingAct(story.request.id, area, act)} class="deed flow" novalidate>
          <input type="hidden" name="form_token" value={token} />
          {of && <input type="hidden" name={`${act}.of`} value={of} />}
          {children}
          <p class="cluster">
            <button type="submit" class={look}>
              {about.button}
            </button>
            {also && (
              <button
                type="submit"
                class="button button-second"
                formaction={urls.dealingAct(story.request.id, area, also.act)}
              >
                {also.button}
              </button>
            )}
          </p>
        </form>
      </Titled>
    </div>
  )
}

interface Own {
  desk: DealingDesk
  act: string
  name: string
  label: string
  hint?: string
}

export function Text({ desk, act, name, label, hint, rows = 3 }: Own & { rows?: number }) {
  const { values: _, ...field } = typed(desk, act, name)
  return <LongTextField {...field} label={label} {...(hint && { hint })} rows={rows} />
}

export function Line({ desk, act, name, label, hint, type, unit }: Own & { type?: 'date' | 'number'; unit?: string }) {
  const { values: _, ...field } = typed(desk, act, name)
  return <TextField {...field} label={label} {...(hint && { hint })} {...(type && { type })} {...(unit && { unit })} />
}

/** One of these grounds of the law, each with its article; those that leave no choice stand first, and say so. */
export function Ground({ desk, act, grounds }: { desk: DealingDesk; act: string; grounds: readonly string[] }) {
  const { dealings: t } = desk.reader.t
  const { values: _, ...field } = typed(desk, act, 'ground')
  const isMandatory = (id: string) => {
    const rule = desk.law.rules.get(id)
    return rule?.kind === 'ground' && rule.effect === 'mandatory'
  }
  const inOrder = [...grounds.filter(isMandatory), ...grounds.filter((id) => !isMandatory(id))]
  const choices = inOrder.map((rule) => {
    const title = ruleInWords(desk, rule)
    return { value: rule, label: isMandatory(rule) ? `${t.mandatory}${desk.reader.colon}${title}` : title }
  })
  return <SelectField {...field} label={t.ground} empty={t.chooseGround} choices={choices} />
}
