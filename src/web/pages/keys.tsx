import { type Context, Hono } from 'hono'
import {
  addRecovery,
  isPermitted,
  publicKeys,
  recoveryOf,
  removeRecovery,
  rotateSealingKey,
  signingPeriods,
} from '../../accounts/index.ts'
import { base64 } from '../../base/bytes.ts'
import { DomainError } from '../../base/errors.ts'
import { parseDate } from '../../base/time.ts'
import { changeSigningKey, fingerprint } from '../../exchange/index.ts'
import { itemsToRewrap, type UploadVault } from '../../vault/index.ts'
import { RecoveryKeys } from '../keys/recovery-keys.tsx'
import { ChangeSigningKey } from '../keys/signing-key.tsx'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Actions, TextField } from '../ui/fields.tsx'
import { Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls } from '../urls.ts'
import { statuses } from './error.tsx'

/** What was typed and cannot be, by field. */
type Errors = Readonly<Record<string, string>>
/** What was typed before, by field. */
type Typed = Readonly<Record<string, string>>

/** The keys of one's own organisation: what it signs with and is sealed to, a change of it, and the keys for recovery. */
export function keyPages(vault: UploadVault) {
  const { db, secret, now } = vault

  async function show(c: Context<Env>, errors: Errors = {}, typed: Typed = {}) {
    const { reader, formToken } = c.var
    const { keys: t, errors: e, forms, shell, log } = reader.t
    const actor = actorIn(c, 'log.read')
    const { signing, sealing } = await publicKeys(db, actor.org)
    const waiting = await itemsToRewrap(vault, actor.org)
    const may = isPermitted(actor, 'key.rotate')
    const [period] = await signingPeriods(db, actor.org)
    const complaints = Object.entries(errors).map(([field, message]) => ({ field, message }))
    return c.render(
      <>
        <Crumbs label={shell.breadcrumbs} crumbs={[{ text: log.title, href: urls.log }, { text: t.title }]} />
        <ErrorSummary title={e.title} errors={complaints} />
        <PageHead title={t.title} lead={t.lead(actor.orgName)} />
        <div class="flow flow-wide">
          {waiting > 0 && (
            <Notice kind="care">
              <p>{t.waiting(waiting)}</p>
            </Notice>
          )}
          <dl class="pairs">
            <dt>{t.signing}</dt>
            <dd>
              <code class="hash">{fingerprint(base64(signing))}</code>
            </dd>
            <dt>{t.sealing}</dt>
            <dd>
              <code class="hash">{sealing}</code>
            </dd>
          </dl>
          {may ? (
            <section class="flow measure" aria-labelledby="change">
              <h2 id="change">{t.change}</h2>
              <p>{t.changeNote}</p>
              <form method="post" action={urls.keyRotations} class="card flow">
                <input type="hidden" name="form_token" value={formToken} />
                <TextField
                  name="reason"
                  label={t.reason}
                  hint={t.reasonHint}
                  value={typed.reason}
                  error={errors.reason}
                  errorWord={forms.error}
                  required
                />
                <Actions>
                  <button type="submit" class="button">
                    {t.changeButton}
                  </button>
                </Actions>
              </form>
            </section>
          ) : (
            <p class="soft">{t.headOnly}</p>
          )}
          {may && (
            <ChangeSigningKey
              announced={period?.ended ?? null}
              errors={errors}
              typed={typed}
              token={formToken}
              reader={reader}
            />
          )}
          <RecoveryKeys
            keys={await recoveryOf(db, actor.org)}
            may={may}
            errors={errors}
            typed={typed}
            token={formToken}
            reader={reader}
          />
        </div>
      </>,
      { title: t.title, current: 'log' },
    )
  }

  /** Does what a form asks for; what cannot be is said beside its field. */
  async function act(c: Context<Env>, work: (typed: (name: string) => string) => Promise<unknown>) {
    const body = await c.req.parseBody()
    const typed = (name: string) => (typeof body[name] === 'string' ? body[name].trim() : '')
    try {
      await work(typed)
    } catch (error) {
      const says = error instanceof DomainError ? c.var.reader.t.keys.problems[error.code] : undefined
      if (!(error instanceof DomainError) || says === undefined) throw error
      c.status(statuses[error.kind])
      const words = ['reason', 'label', 'recipient', 'why', 'since'].map((name) => [name, typed(name)])
      const field =
        typed('why') !== '' || c.req.path === urls.signingKey ? (error.path === 'since' ? 'since' : 'why') : error.path
      return show(c, { [field ?? 'recipient']: says }, Object.fromEntries(words))
    }
    return c.redirect(urls.keys, 303)
  }

  return new Hono<Env>()
    .get(urls.keys, (c) => show(c))
    .post(urls.keyRotations, (c) => {
      const actor = actorIn(c, 'key.rotate')
      return act(c, (typed) =>
        db.transaction().execute((tx) => rotateSealingKey(tx, secret, actor, typed('reason'), now())),
      )
    })
    .post(urls.signingKey, (c) => {
      const actor = actorIn(c, 'key.rotate')
      return act(c, (typed) => {
        const since = typed('since')
        const lost = since ? { since: parseDate(since, 'since').toZonedDateTime('UTC').toInstant() } : {}
        return db
          .transaction()
          .execute((tx) => changeSigningKey(tx, secret, actor, { reason: typed('why'), ...lost }, now()))
      })
    })
    .post(urls.recoveryKeys, (c) => {
      const actor = actorIn(c, 'key.rotate')
      return act(c, (typed) => {
        const wanted = { recipient: typed('recipient'), label: typed('label') }
        return db.transaction().execute((tx) => addRecovery(tx, actor, wanted, now()))
      })
    })
    .post(urls.recoveryKeyEnds, (c) => {
      const actor = actorIn(c, 'key.rotate')
      return act(c, (typed) => db.transaction().execute((tx) => removeRecovery(tx, actor, typed('remove'), now())))
    })
}
