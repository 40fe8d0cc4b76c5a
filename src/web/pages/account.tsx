import { type Context, Hono } from 'hono'
import {
  beginConfirmation, beginRegistration, endOwnSessions, finishConfirmation, giveUpRole, isPermitted, type KeptPasskey,
  listElevations, listPasskeys, listSessions, type RelyingParty, removePasskey, type StoredSession, sessionOf,
} from '../../accounts/index.ts' // biome-ignore format: one line of words
import { DomainError } from '../../base/errors.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import { counterparts } from '../../exchange/index.ts'
import { takeEmergencyAccess } from '../../requests/index.ts'
import type { Reader } from '../reader.ts'
import { type Complaint, complaintsIn } from '../refusal.ts'
import type { Env } from '../shell/env.ts'
import { formIn } from '../shell/form.ts'
import { sessionToken } from '../shell/session.ts'
import { actorIn } from '../shell/signed-in.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Actions, LongTextField } from '../ui/fields.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { PasskeyButton } from '../ui/passkey-button.tsx'
import { urls, withQuery } from '../urls.ts'
import { statuses } from './error.tsx'

interface AccountParts {
  readonly db: Db
  readonly now: Now
  readonly party: RelyingParty
}

/** What is a person's own: where they are signed in, with what, and the role they take when something cannot wait. */
export function accountPages({ db, now, party }: AccountParts) {
  const show = async (c: Context<Env>, complaints: readonly Complaint[] = [], typed?: URLSearchParams) => {
    const actor = actorIn(c)
    const { reader, formToken } = c.var
    const { people: t, errors, forms } = reader.t
    const at = now()
    const here = await sessionOf(db, sessionToken(c) ?? '', at)
    const sessions = await listSessions(db, actor, at)
    const passkeys = await listPasskeys(db, actor.person)
    const lent = (await listElevations(db, actor.org, at)).filter(
      ({ person, ended, ends }) => person === actor.person && !ended && ends > at.toString(),
    )
    const done = c.req.query('done')
    const mayBreak = isPermitted(actor, 'access.break-glass') && actor.role !== 'head'
    return c.render(
      <>
        <ErrorSummary title={errors.title} errors={complaints} />
        <PageHead title={t.account} eyebrow={actor.name} lead={t.accountLead} />
        <div class="flow flow-wide">
          {done && complaints.length === 0 && (
            <Notice kind="done">
              <p>{t.done}</p>
            </Notice>
          )}
          {lent.map(({ id, way, reason, ends, insteadOfName }) => (
            <Notice kind="care">
              <p>
                <strong>{way === 'break-glass' ? t.inEmergency : t.standsInFor(insteadOfName ?? '')}</strong>{' '}
                {t.until(reader.instant(ends))}
              </p>
              <p>{reason}</p>
              <form method="post" action={urls.roleEnds}>
                <input type="hidden" name="form_token" value={formToken} />
                <input type="hidden" name="id" value={id} />
                <button type="submit" class="button button-second">
                  {t.endRole}
                </button>
              </form>
            </Notice>
          ))}
          <Sessions sessions={sessions} here={here?.id} token={formToken} reader={reader} />
          <section class="flow" aria-labelledby="passkeys">
            <h2 id="passkeys">{t.passkeys}</h2>
            <p class="soft measure">{t.passkeysNote}</p>
            <Passkeys passkeys={passkeys} token={formToken} reader={reader} />
            <PasskeyButton
              act="register"
              options={urls.accountPasskeyOptions}
              finish={urls.passkeys}
              token={formToken}
              label={t.addPasskey}
              words={{ ...reader.t.signIn, failed: t.addFailed }}
            />
          </section>
          {mayBreak && (
            <section class="flow measure" aria-labelledby="emergency">
              <h2 id="emergency">{t.emergency}</h2>
              <p>{t.emergencyNote}</p>
              <form method="post" action={urls.emergencyAccess} class="card flow">
                <input type="hidden" name="form_token" value={formToken} />
                <LongTextField
                  name="reason"
                  label={t.emergencyReason}
                  hint={t.emergencyHint}
                  value={typed?.get('reason') ?? ''}
                  error={complaints.find(({ field }) => field === 'reason')?.message}
                  errorWord={forms.error}
                  rows={3}
                />
                <Actions>
                  <button type="submit" class="button">
                    {t.emergencyButton}
                  </button>
                </Actions>
              </form>
            </section>
          )}
          <p>
            <a href={urls.people}>{t.peopleOf(actor.orgName)}</a>
          </p>
        </div>
      </>,
      { title: t.account, scripts: ['webauthn', 'passkey'] },
    )
  }

  const tried = async (c: Context<Env>, work: (given: URLSearchParams) => Promise<unknown>) => {
    const given = await formIn(c)
    try {
      await work(given)
      return c.redirect(withQuery(urls.account, { done: 'yes' }), 303)
    } catch (error) {
      const complaints = complaintsIn(error, c.var.reader, (path) => path || 'passkeys')
      if (error instanceof DomainError) c.status(statuses[error.kind])
      return show(c, complaints, given)
    }
  }

  return new Hono<Env>()
    .get(urls.account, (c) => show(c))
    .post(urls.accountSessionEnds, async (c) => {
      const actor = actorIn(c)
      const here = await sessionOf(db, sessionToken(c) ?? '', now())
      return tried(c, (given) => {
        const id = given.get('id')
        const which = id ? { id } : { except: here?.id ?? '' }
        return db.transaction().execute((tx) => endOwnSessions(tx, actor, which, now()))
      })
    })
    .post(urls.accountPasskeyOptions, async (c) =>
      c.json(await beginRegistration(db, party, { actor: actorIn(c) }, now())),
    )
    .post(urls.accountPasskeyEnds, async (c) => {
      const actor = actorIn(c)
      return tried(c, (given) =>
        db.transaction().execute((tx) => removePasskey(tx, actor, given.get('id') ?? '', now())),
      )
    })
    .post(urls.emergencyAccess, async (c) => {
      const actor = actorIn(c)
      const others = await counterparts(db)
      return tried(c, (given) =>
        db
          .transaction()
          .execute((tx) => takeEmergencyAccess(tx, actor, { reason: given.get('reason') ?? '' }, { now }, others)),
      )
    })
    .post(urls.roleEnds, async (c) => {
      const actor = actorIn(c)
      return tried(c, (given) => db.transaction().execute((tx) => giveUpRole(tx, actor, given.get('id') ?? '', now())))
    })
    .post(urls.confirmationOptions, async (c) => c.json(await beginConfirmation(db, party, actorIn(c), now())))
    .post(urls.confirmation, async (c) => {
      actorIn(c)
      await finishConfirmation(db, party, sessionToken(c) ?? '', await c.req.json(), now())
      return c.json({ to: urls.account })
    })
}

function Sessions(props: {
  sessions: readonly StoredSession[]
  here: string | undefined
  token: string
  reader: Reader
}) {
  const { sessions, here, token, reader } = props
  const { people: t } = reader.t
  return (
    <section class="flow" aria-labelledby="sessions">
      <h2 id="sessions">{t.sessions}</h2>
      <p class="soft measure">{t.sessionsNote}</p>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t.device}</th>
            <th scope="col">{t.way}</th>
            <th scope="col">{t.started}</th>
            <th scope="col">{t.seen}</th>
            <th scope="col">{t.ends}</th>
            <th scope="col" class="no-print">
              <span class="hidden-text">{t.end}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sessions.map(({ id, device, via, started, seen, expires }) => (
            <tr>
              <th scope="row">
                {device || t.noDevice}
                {id === here && <strong> ({t.thisOne})</strong>}
              </th>
              <td data-label={t.way}>{t.ways[via]}</td>
              <td data-label={t.started}>{reader.instant(started)}</td>
              <td data-label={t.seen}>{reader.instant(seen)}</td>
              <td data-label={t.ends}>{reader.instant(expires)}</td>
              <td class="no-print">
                {id !== here && (
                  <form method="post" action={urls.accountSessionEnds}>
                    <input type="hidden" name="form_token" value={token} />
                    <input type="hidden" name="id" value={id} />
                    <button type="submit" class="button button-second">
                      {t.end}
                      <span class="hidden-text">: {reader.instant(started)}</span>
                    </button>
                  </form>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {sessions.length > 1 && (
        <form method="post" action={urls.accountSessionEnds} class="no-print">
          <input type="hidden" name="form_token" value={token} />
          <button type="submit" class="button button-second">
            {t.endOthers}
          </button>
        </form>
      )}
    </section>
  )
}

function Passkeys({ passkeys, token, reader }: { passkeys: readonly KeptPasskey[]; token: string; reader: Reader }) {
  const { people: t } = reader.t
  if (passkeys.length === 0) return <p class="soft">{t.noPasskeys}</p>
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{t.added}</th>
          <th scope="col">{t.used}</th>
          <th scope="col">{t.kept}</th>
          <th scope="col" class="no-print">
            <span class="hidden-text">{t.remove}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {passkeys.map(({ id, added, used, backedUp }) => (
          <tr>
            <th scope="row">{reader.instant(added)}</th>
            <td data-label={t.used}>{used ? reader.instant(used) : t.never}</td>
            <td data-label={t.kept}>{backedUp ? t.synced : t.deviceOnly}</td>
            <td class="no-print">
              {passkeys.length > 1 && (
                <form method="post" action={urls.accountPasskeyEnds}>
                  <input type="hidden" name="form_token" value={token} />
                  <input type="hidden" name="id" value={id} />
                  <button type="submit" class="button button-second">
                    {t.remove}
                    <span class="hidden-text">: {reader.instant(added)}</span>
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
