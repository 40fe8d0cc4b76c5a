import { type Context, Hono } from 'hono'
import { eventsSaying } from '../../audit/index.ts'
import { DomainError } from '../../base/errors.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import { isErasable, proposalsAbout, proposeErasure } from '../../vault/index.ts'
import { entriesOf } from '../log/entries.ts'
import type { Typed } from '../retention/holds.tsx'
import { Grounds } from '../retention/holds.tsx'
import { Proposals } from '../retention/proposals.tsx'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Actions, TextField } from '../ui/fields.tsx'
import { Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls } from '../urls.ts'
import { statuses } from './error.tsx'

/** So many entries are shown, and can be chosen, at once. */
const SHOWN = 200
/** Fewer letters would find everything. */
const LEAST = 3

/** What entries of the log say of a person is erased on the order of a court: found by words, chosen, agreed by a second person. */
export function erasurePages({ db, now }: { readonly db: Db; readonly now: Now }) {
  async function show(c: Context<Env>, words: string, typed?: Typed, chosen: readonly number[] = []) {
    const { reader, formToken } = c.var
    const { retention, log, shell, errors, forms } = reader.t
    const t = retention.erasure
    const actor = actorIn(c, 'log.erase')
    const isSearch = words.length >= LEAST
    const found = isSearch ? await eventsSaying(db, actor.org, words, SHOWN) : []
    const entries = await entriesOf(db, actor, found, reader)
    const open = (await proposalsAbout(db, actor.org, actor.org)).filter(({ decided }) => !decided)
    const complaints = Object.entries(typed?.errors ?? {}).map(([field, message]) => ({
      field: field === 'seqs' ? 'entries' : `erasure-${field}`,
      message,
    }))
    return c.render(
      <>
        <Crumbs label={shell.breadcrumbs} crumbs={[{ text: log.title, href: urls.log }, { text: t.title }]} />
        <ErrorSummary title={errors.title} errors={complaints} />
        <PageHead title={t.title} lead={t.lead} />
        <div class="flow flow-wide">
          <Notice>
            <p>{t.scope}</p>
          </Notice>
          <Proposals proposals={open} actor={actor} token={formToken} reader={reader} />
          <form method="get" action={urls.erasures} class="card flow measure">
            <TextField name="words" label={t.find} hint={t.findHint} value={words} errorWord={forms.error} required />
            <Actions>
              <button type="submit" class="button button-second">
                {t.findButton}
              </button>
            </Actions>
          </form>
          {isSearch && entries.length === 0 && <p role="status">{t.foundNone}</p>}
          {entries.length > 0 && (
            <form method="post" action={urls.erasures} class="flow">
              <input type="hidden" name="form_token" value={formToken} />
              <input type="hidden" name="words" value={words} />
              <fieldset class="flow flow-tight" id="entries">
                <legend>{t.choose}</legend>
                <p role="status">{t.found(reader.number(entries.length))}</p>
                {entries.length === SHOWN && <p>{t.most(reader.number(SHOWN))}</p>}
                {entries.map(({ event, what, who, about }) => (
                  <div class="card flow flow-tight">
                    <p>
                      {isErasable(event) && (
                        <input
                          type="checkbox"
                          id={`seq-${event.seq}`}
                          name="seqs"
                          value={String(event.seq)}
                          checked={chosen.includes(event.seq)}
                        />
                      )}{' '}
                      <label for={`seq-${event.seq}`}>
                        {t.chosen(reader.number(event.seq))}
                        {reader.colon}
                        {what}
                        {about && `, ${about.text}`}
                      </label>{' '}
                      {!isErasable(event) && <span class="soft">({t.stays})</span>}
                    </p>
                    <p class="small soft">
                      {who} · {reader.instant(event.at)} · <a href={urls.logEvent(event.seq)}>{log.body}</a>
                    </p>
                  </div>
                ))}
              </fieldset>
              <div class="card flow measure">
                <Grounds form="erasure" typed={typed} reader={reader} reasonHint={retention.erasureReasonHint} />
                <Actions>
                  <button type="submit" class="button button-grave">
                    {t.button}
                  </button>
                </Actions>
              </div>
            </form>
          )}
        </div>
      </>,
      { title: t.title, current: 'log' },
    )
  }

  return new Hono<Env>()
    .get(urls.erasures, (c) => show(c, (c.req.query('words') ?? '').trim().slice(0, 200)))
    .post(urls.erasures, async (c) => {
      const actor = actorIn(c, 'log.erase')
      const body = await c.req.parseBody({ all: true })
      const word = (name: string) => (typeof body[name] === 'string' ? body[name].trim() : '')
      const seqs = [body.seqs ?? []].flat().flatMap((one) => (/^\d{1,15}$/.test(String(one)) ? [Number(one)] : []))
      const values = { reason: word('erasure-reason'), authority: word('erasure-authority') }
      try {
        await db.transaction().execute((tx) => proposeErasure(tx, actor, { seqs, ...values }, now()))
      } catch (error) {
        const says = error instanceof DomainError ? c.var.reader.t.retention.problems[error.code] : undefined
        if (!(error instanceof DomainError) || says === undefined) throw error
        c.status(statuses[error.kind])
        const typed = { form: 'erasure', values, errors: { [error.path ?? 'reason']: says } }
        return show(c, word('words'), typed, seqs)
      }
      return c.redirect(urls.erasures, 303)
    })
}
