import { type Context, Hono } from 'hono'
import { type Actor, isPermitted, permit } from '../../accounts/index.ts'
import { contradictions, type KeptContradiction, settle } from '../../audit/index.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import { counterparts } from '../../exchange/index.ts'
import type { Reader } from '../reader.ts'
import { type Complaint, complaintsIn } from '../refusal.ts'
import type { Env } from '../shell/env.ts'
import { formIn } from '../shell/form.ts'
import { actorIn } from '../shell/signed-in.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Actions, LongTextField } from '../ui/fields.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls, withQuery } from '../urls.ts'
import { statuses } from './error.tsx'

/** What others signed about their logs and cannot both be true, with both checkpoints; who leads an office says how it was explained. */
export function contradictionPages({ db, now }: { readonly db: Db; readonly now: Now }) {
  const show = async (c: Context<Env>, complaints: readonly Complaint[] = []) => {
    const actor = actorIn(c, 'log.read')
    const { reader, formToken } = c.var
    const { log, shell, errors } = reader.t
    const t = log.contradictions
    // Who runs the instance sees them of every organisation here: two checkpoints say nothing of a case.
    const found = await contradictions(db, isPermitted(actor, 'instance.read') ? undefined : actor.org)
    const names = new Map((await counterparts(db)).map(({ org, name }) => [org, name]))
    const nameOf = (org: string) => names.get(org) ?? org
    return c.render(
      <>
        <Crumbs label={shell.breadcrumbs} crumbs={[{ text: log.title, href: urls.log }, { text: t.title }]} />
        <ErrorSummary title={errors.title} errors={complaints} />
        <PageHead title={t.title} lead={t.lead} />
        <div class="flow flow-wide">
          {c.req.query('done') && (
            <Notice kind="done">
              <p>{t.done}</p>
            </Notice>
          )}
          {found.length === 0 && (
            <Empty title={t.none}>
              <p>{t.noneNote}</p>
            </Empty>
          )}
          {found.map((one) => (
            <One
              one={one}
              nameOf={nameOf}
              actor={actor}
              formToken={formToken}
              complaints={complaints}
              reader={reader}
            />
          ))}
        </div>
      </>,
      { title: t.title, current: 'log' },
    )
  }

  return new Hono<Env>()
    .get(urls.contradictions, (c) => show(c))
    .post(urls.contradictions, async (c) => {
      const actor = actorIn(c)
      const fields = await formIn(c)
      const id = fields.get('id') ?? ''
      const reason = fields.get(`reason-${id}`) ?? ''
      try {
        permit(actor, 'contradiction.settle')
        await db.transaction().execute((tx) => settle(tx, { org: actor.org, id, by: actor.person, reason }, now()))
      } catch (error) {
        const complaints = complaintsIn(error, c.var.reader, () => `reason-${id}`)
        c.status(statuses.invalid)
        return show(c, complaints)
      }
      return c.redirect(withQuery(urls.contradictions, { done: '1' }), 303)
    })
}

interface Shown {
  one: KeptContradiction
  nameOf: (org: string) => string
  actor: Actor
  formToken: string
  complaints: readonly Complaint[]
  reader: Reader
}

function One({ one, nameOf, actor, formToken, complaints, reader }: Shown) {
  const { log, forms } = reader.t
  const t = log.contradictions
  const { id, how, counterparty, at, seen, shown, settled } = one
  const name = nameOf(counterparty)
  const sizes = [reader.number(seen.size), reader.number(shown.size)] as const
  const field = `reason-${id}`
  return (
    <section class="card flow" aria-labelledby={id}>
      <h2 id={id}>{name}</h2>
      <Notice kind={settled ? 'plain' : 'grave'}>
        <p>
          <strong>{how === 'forked' ? t.forked(...sizes) : t.rewound(...sizes)}</strong>
        </p>
        <p class="small">{t.noticed(nameOf(one.org), reader.instant(at))}</p>
      </Notice>
      <div class="side-by-side">
        <div class="flow flow-tight">
          <h3>{t.seen(reader.instant(seen.at))}</h3>
          <pre tabindex={0}>{seen.note}</pre>
        </div>
        <div class="flow flow-tight">
          <h3>{t.shown(reader.instant(at))}</h3>
          <pre tabindex={0}>{shown.note}</pre>
        </div>
      </div>
      <p class="soft">{t.both}</p>
      {settled && <p>{t.settled(reader.instant(settled.at), settled.reason)}</p>}
      {!settled && one.org === actor.org && isPermitted(actor, 'contradiction.settle') && (
        <form method="post" action={urls.contradictions} class="flow measure">
          <input type="hidden" name="form_token" value={formToken} />
          <input type="hidden" name="id" value={id} />
          <LongTextField
            name={field}
            label={t.reason}
            hint={t.reasonHint}
            rows={3}
            error={complaints.find((complaint) => complaint.field === field)?.message}
            errorWord={forms.error}
          />
          <Actions>
            <button type="submit" class="button">
              {t.settle}
            </button>
          </Actions>
        </form>
      )}
    </section>
  )
}
