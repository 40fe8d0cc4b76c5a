import { type Context, Hono } from 'hono'
import { DomainError } from '../../base/errors.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import { choiceOf, choose, letterLanguages, paces } from '../../mail/index.ts'
import { type Complaint, complaintsIn } from '../refusal.ts'
import type { Env } from '../shell/env.ts'
import { formIn } from '../shell/form.ts'
import { actorIn } from '../shell/signed-in.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Actions, ChoiceField, SelectField, TextField } from '../ui/fields.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { urls, withQuery } from '../urls.ts'
import { statuses } from './error.tsx'

/** What a person wants to be told by mail, how often and where; and what went wrong with their address. */
export function notificationPages({ db, now, sendsMail }: { db: Db; now: Now; sendsMail: boolean }) {
  const show = async (c: Context<Env>, complaints: readonly Complaint[] = [], typed?: URLSearchParams) => {
    const actor = actorIn(c)
    const { reader, formToken } = c.var
    const { notifications: t, errors, forms } = reader.t
    const chosen = await choiceOf(db, actor)
    const errorAt = (field: string) => complaints.find((one) => one.field === field)?.message
    return c.render(
      <div class="measure flow">
        <ErrorSummary title={errors.title} errors={complaints} />
        <PageHead title={t.title} lead={t.lead} />
        {c.req.query('done') && complaints.length === 0 && (
          <Notice kind="done">
            <p>{t.kept}</p>
          </Notice>
        )}
        {!sendsMail && (
          <Notice>
            <p>{t.none}</p>
          </Notice>
        )}
        {chosen?.problem && (
          <Notice kind="care">
            <p>{t.problem(chosen.address, reader.instant(chosen.problem.at))}</p>
            <p class="small">
              {t.said}: <code>{chosen.problem.said}</code>
            </p>
            <p>{t.mend}</p>
          </Notice>
        )}
        <form method="post" action={urls.notifications} class="flow" novalidate>
          <input type="hidden" name="form_token" value={formToken} />
          <ChoiceField
            name="pace"
            label={t.pace}
            error={errorAt('pace')}
            errorWord={`${errors.title}:`}
            value={[typed?.get('pace') ?? chosen?.pace ?? 'off']}
            choices={paces.map((value) => ({ value, label: t.paces[value] }))}
          />
          <TextField
            name="address"
            type="email"
            label={t.address}
            value={typed?.get('address') ?? chosen?.address}
            error={errorAt('address')}
            errorWord={forms.error}
          />
          <SelectField
            name="language"
            label={t.language}
            choices={letterLanguages.map((value) => ({ value, label: t.languages[value] }))}
            value={typed?.get('language') ?? chosen?.language ?? reader.language}
          />
          <Actions>
            <button type="submit" class="button">
              {t.button}
            </button>
          </Actions>
        </form>
      </div>,
      { title: t.title, current: 'today' },
    )
  }
  return new Hono<Env>()
    .get(urls.notifications, (c) => show(c))
    .post(urls.notifications, async (c) => {
      const actor = actorIn(c)
      const given = await formIn(c)
      const field = (name: string) => given.get(name) ?? ''
      const input = { pace: field('pace'), address: field('address'), language: field('language') }
      try {
        await db.transaction().execute((tx) => choose(tx, actor, input, now()))
        return c.redirect(withQuery(urls.notifications, { done: 'kept' }), 303)
      } catch (error) {
        const complaints = complaintsIn(error, c.var.reader, (path) => path || 'pace')
        if (error instanceof DomainError) c.status(statuses[error.kind])
        return show(c, complaints, given)
      }
    })
}
