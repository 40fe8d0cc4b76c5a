import { type Context, Hono } from 'hono'
import {
  admitProgram, endProgram, findOrganisation, listPrograms, type Program, scopes,
} from '../../accounts/index.ts' // biome-ignore format: one line of words
import { DomainError } from '../../base/errors.ts'
import { parseId } from '../../base/ids.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import {
  addWebhook, listDeliveries, listWebhooks, type Reachable, removeWebhook, resendDelivery, type Webhook, webhookKinds,
} from '../../exchange/index.ts' // biome-ignore format: one line of words
import { type Complaint, complaintsIn } from '../refusal.ts'
import type { Env } from '../shell/env.ts'
import { formIn } from '../shell/form.ts'
import { actorIn } from '../shell/signed-in.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Actions, ChoiceField, SelectField, TextField } from '../ui/fields.tsx'
import { Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls, withQuery } from '../urls.ts'
import { statuses } from './error.tsx'

const ON_A_PAGE = 100

/** Which programs may come in, which addresses are told what happens, and how that went. */
export function programPages({ db, now, reachable }: { db: Db; now: Now; reachable: Reachable }) {
  const show = async (
    c: Context<Env>,
    {
      complaints = [],
      given,
      token,
    }: { complaints?: readonly Complaint[]; given?: URLSearchParams; token?: string } = {},
  ) => {
    const actor = actorIn(c, 'program.manage')
    const { reader, formToken } = c.var
    const { people: t, errors, forms, seats } = reader.t
    const organisation = await findOrganisation(db, actor.org)
    const errorAt = (field: string) => complaints.find((one) => one.field === field)?.message
    const typed = (field: string) => given?.get(field) ?? ''
    return c.render(
      <>
        <Crumbs
          label={reader.t.shell.breadcrumbs}
          crumbs={[{ text: t.people, href: urls.people }, { text: t.programs }]}
        />
        <ErrorSummary title={errors.title} errors={complaints} />
        <PageHead title={t.programs} lead={t.programsLead} />
        <div class="flow flow-wide">
          {c.req.query('done') && complaints.length === 0 && (
            <Notice kind="done">
              <p>{t.done}</p>
            </Notice>
          )}
          {token && (
            <Notice kind="done">
              <p>{t.tokenOnce}</p>
              <p>
                <code class="hash">{token}</code>
              </p>
            </Notice>
          )}
          <Programs c={c} programs={await listPrograms(db, actor)} at={now().toString()} />
          <section class="flow measure no-print" aria-labelledby="admit">
            <h2 id="admit">{t.admit}</h2>
            <p class="soft">{t.admitNote}</p>
            <form method="post" action={urls.programs} class="card flow">
              <input type="hidden" name="form_token" value={formToken} />
              <TextField
                name="name"
                label={t.name}
                value={typed('name')}
                error={errorAt('name')}
                errorWord={forms.error}
                required
              />
              <SelectField
                name="seat"
                label={t.seat}
                value={typed('seat')}
                error={errorAt('seat')}
                errorWord={forms.error}
                choices={organisation.seats.map((value) => ({ value, label: seats[value] }))}
              />
              <ChoiceField
                name="scopes"
                label={t.scopes}
                several
                value={given?.getAll('scopes') ?? []}
                error={errorAt('scopes')}
                errorWord={forms.error}
                choices={Object.entries(scopes).map(([value, acts]) => ({
                  value,
                  label: reader.list(acts.map((act) => t.acts[act] ?? act)),
                  hint: value,
                }))}
              />
              <TextField
                name="days"
                type="number"
                narrow
                label={t.days}
                value={typed('days') || '90'}
                error={errorAt('days')}
                errorWord={forms.error}
              />
              <Actions>
                <button type="submit" class="button">
                  {t.admitButton}
                </button>
              </Actions>
            </form>
          </section>
          <Webhooks c={c} webhooks={await listWebhooks(db, actor)} />
          <section class="flow measure no-print" aria-labelledby="add-webhook">
            <h2 id="add-webhook">{t.addWebhook}</h2>
            <form method="post" action={urls.webhooks} class="card flow">
              <input type="hidden" name="form_token" value={formToken} />
              <TextField
                name="url"
                label={t.address}
                value={typed('url')}
                error={errorAt('url')}
                errorWord={forms.error}
                required
              />
              <ChoiceField
                name="kinds"
                label={t.toldOf}
                several
                value={given?.getAll('kinds') ?? []}
                error={errorAt('kinds')}
                errorWord={forms.error}
                choices={webhookKinds.map((value) => ({ value, label: value }))}
              />
              <Actions>
                <button type="submit" class="button">
                  {t.addWebhook}
                </button>
              </Actions>
            </form>
          </section>
        </div>
      </>,
      { title: t.programs },
    )
  }

  const refused = (c: Context<Env>, error: unknown, given: URLSearchParams, field: string) => {
    const complaints = complaintsIn(error, c.var.reader, (path) => path || field)
    if (error instanceof DomainError) c.status(statuses[error.kind])
    return show(c, { complaints, given })
  }

  return new Hono<Env>()
    .get(urls.programs, (c) => show(c))
    .post(urls.programs, async (c) => {
      const actor = actorIn(c, 'program.manage')
      const given = await formIn(c)
      const [name, seat] = [given.get('name') ?? '', given.get('seat') ?? '']
      const input = { name, seat, scopes: given.getAll('scopes'), days: Number(given.get('days')) }
      try {
        const { token } = await db.transaction().execute((tx) => admitProgram(tx, actor, input, now()))
        return show(c, { token })
      } catch (error) {
        return refused(c, error, given, 'name')
      }
    })
    .post(urls.programEnds, async (c) => {
      const actor = actorIn(c, 'program.manage')
      const id = parseId('program', (await formIn(c)).get('id') ?? '')
      await db.transaction().execute((tx) => endProgram(tx, actor, id, now()))
      return c.redirect(withQuery(urls.programs, { done: 'yes' }), 303)
    })
    .post(urls.webhooks, async (c) => {
      const actor = actorIn(c, 'program.manage')
      const given = await formIn(c)
      const input = { url: given.get('url') ?? '', kinds: given.getAll('kinds') }
      try {
        await db.transaction().execute((tx) => addWebhook(tx, actor, input, { now, reachable }))
        return c.redirect(withQuery(urls.programs, { done: 'yes' }), 303)
      } catch (error) {
        return refused(c, error, given, 'url')
      }
    })
    .post(urls.webhookEnds, async (c) => {
      const actor = actorIn(c, 'program.manage')
      const id = parseId('webhook', (await formIn(c)).get('id') ?? '')
      await db.transaction().execute((tx) => removeWebhook(tx, actor, id, now()))
      return c.redirect(withQuery(urls.programs, { done: 'yes' }), 303)
    })
    .get('/programs/webhooks/:id', async (c) => {
      const actor = actorIn(c, 'program.manage')
      const id = parseId('webhook', c.req.param('id'))
      const { reader, formToken } = c.var
      const { people: t, log } = reader.t
      const behind = /^\d{1,15}$/.test(c.req.query('after') ?? '') ? Number(c.req.query('after')) : undefined
      const deliveries = await listDeliveries(db, actor, id, { limit: ON_A_PAGE, behind })
      return c.render(
        <>
          <Crumbs
            label={reader.t.shell.breadcrumbs}
            crumbs={[{ text: t.programs, href: urls.programs }, { text: t.deliveries }]}
          />
          <PageHead title={t.deliveries} />
          {deliveries.length === 0 && <p class="soft">{t.noDeliveries}</p>}
          <table class="table" aria-label={t.deliveries}>
            <thead>
              <tr>
                <th scope="col">{t.event}</th>
                <th scope="col">{t.state}</th>
                <th scope="col">{t.answer}</th>
                <th scope="col">{t.tries}</th>
                <th scope="col">{t.nextTry}</th>
                <th scope="col" class="no-print">
                  <span class="hidden-text">{t.resend}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {deliveries.map(({ id: delivery, seq, kind, at, state, answer, tries, next }) => (
                <tr>
                  <th scope="row">
                    <a href={urls.logEvent(seq)}>{log.entry(String(seq))}</a>: <code>{kind}</code>, {reader.instant(at)}
                  </th>
                  <td data-label={t.state}>{t.states[state]}</td>
                  <td data-label={t.answer}>{answer ?? '–'}</td>
                  <td data-label={t.tries}>{reader.number(tries)}</td>
                  <td data-label={t.nextTry}>{state === 'waiting' ? reader.instant(next) : '–'}</td>
                  <td class="no-print">
                    {state !== 'waiting' && (
                      <form method="post" action={`${urls.webhook(id)}/resending`}>
                        <input type="hidden" name="form_token" value={formToken} />
                        <input type="hidden" name="id" value={delivery} />
                        <button type="submit" class="button button-second">
                          {t.resend}
                          <span class="hidden-text">: {log.entry(String(seq))}</span>
                        </button>
                      </form>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {deliveries.length === ON_A_PAGE && (
            <p>
              <a href={withQuery(urls.webhook(id), { after: String(deliveries.at(-1)?.seq) })}>{log.older}</a>
            </p>
          )}
        </>,
        { title: t.deliveries },
      )
    })
    .post('/programs/webhooks/:id/resending', async (c) => {
      const actor = actorIn(c, 'program.manage')
      const webhook = parseId('webhook', c.req.param('id'))
      const delivery = parseId('delivery', (await formIn(c)).get('id') ?? '')
      await db.transaction().execute((tx) => resendDelivery(tx, actor, { webhook, delivery }, now()))
      return c.redirect(urls.webhook(webhook), 303)
    })
}

function Programs({ c, programs, at }: { c: Context<Env>; programs: readonly Program[]; at: string }) {
  const { reader, formToken } = c.var
  const { people: t, seats } = reader.t
  if (programs.length === 0) return <p class="soft">{t.noPrograms}</p>
  return (
    <table class="table" aria-label={t.programs}>
      <thead>
        <tr>
          <th scope="col">{t.name}</th>
          <th scope="col">{t.seat}</th>
          <th scope="col">{t.scopes}</th>
          <th scope="col">{t.expires}</th>
          <th scope="col">{t.lastUsed}</th>
          <th scope="col" class="no-print">
            <span class="hidden-text">{t.shutOut}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {programs.map(({ id, name, seat, scopes, expires, used, ended }) => (
          <tr>
            <th scope="row">{name}</th>
            <td data-label={t.seat}>{seats[seat]}</td>
            <td data-label={t.scopes}>{scopes.join(' ')}</td>
            <td data-label={t.expires}>{reader.instant(ended ?? expires)}</td>
            <td data-label={t.lastUsed}>{used ? reader.instant(used) : t.never}</td>
            <td class="no-print">
              {ended || expires <= at ? (
                t.isOver
              ) : (
                <form method="post" action={urls.programEnds}>
                  <input type="hidden" name="form_token" value={formToken} />
                  <input type="hidden" name="id" value={id} />
                  <button type="submit" class="button button-second">
                    {t.shutOut}
                    <span class="hidden-text">: {name}</span>
                  </button>
                </form>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Webhooks({ c, webhooks }: { c: Context<Env>; webhooks: readonly Webhook[] }) {
  const { reader, formToken } = c.var
  const { people: t } = reader.t
  return (
    <section class="flow" aria-labelledby="webhooks">
      <h2 id="webhooks">{t.webhooks}</h2>
      <p class="soft measure">{t.webhooksNote}</p>
      {webhooks.length === 0 ? (
        <p>{t.noWebhooks}</p>
      ) : (
        <ul>
          {webhooks.map(({ id, url, kinds }) => (
            <li>
              <code>{url}</code> ({kinds.join(', ')}) <a href={urls.webhook(id)}>{t.deliveries}</a>
              <form method="post" action={urls.webhookEnds} class="no-print">
                <input type="hidden" name="form_token" value={formToken} />
                <input type="hidden" name="id" value={id} />
                <button type="submit" class="button button-text">
                  {t.remove}
                  <span class="hidden-text">: {url}</span>
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
