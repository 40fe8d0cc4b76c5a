import { type Context, Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import {
  beginSignIn, demonstrationPlaces, endSession, finishSignIn, isSeat, type OpenId, type Place, type RelyingParty, signInToDemonstration,
} from '../../accounts/index.ts' // biome-ignore format: one line of words
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import { WebError } from '../errors.ts'
import type { Env } from '../shell/env.ts'
import { forgetSession, keepSession, sessionToken } from '../shell/session.ts'
import { PageHead } from '../ui/page-head.tsx'
import { PasskeyButton } from '../ui/passkey-button.tsx'
import { placeHere, urls, withQuery } from '../urls.ts'

export interface SignInParts {
  readonly db: Db
  readonly now: Now
  readonly party: RelyingParty
  readonly demonstration: boolean
  readonly secure: boolean
  /** The provider of the office, where there is one. */
  readonly openId?: OpenId | undefined
}

/** Signing in: with a passkey, or, where the instance is a demonstration, as one of its invented persons. */
export function signInPages({ db, now, party, demonstration, secure, openId }: SignInParts) {
  return new Hono<Env>()
    .get(urls.signIn, async (c) => {
      const places = demonstration ? await demonstrationPlaces(db) : []
      return c.render(<SignIn c={c} places={places} hasProvider={openId !== undefined} />, {
        title: c.var.reader.t.signIn.title,
        current: 'signIn',
        scripts: ['webauthn', 'passkey'],
      })
    })
    .post(urls.signInDemonstration, async (c) => {
      const { place, back } = await c.req.parseBody()
      const [org = '', seat = '', person = ''] = String(place ?? '').split(' ')
      if (!isSeat(seat))
        throw new WebError('invalid', 'bad_answer', 'Choose one of the persons shown', { path: 'place' })
      const opened = await db
        .transaction()
        .execute((tx) =>
          signInToDemonstration(tx, { org, person, seat }, { demonstration }, now(), c.req.header('user-agent')),
        )
      keepSession(c, opened, secure)
      return c.redirect(typeof back === 'string' && back !== '' ? placeHere(back) : urls.today, 303)
    })
    .post(urls.passkeyOptions, async (c) => c.json(await beginSignIn(db, party, now())))
    .post(urls.passkey, async (c) => {
      keepSession(c, await finishSignIn(db, party, await c.req.json(), now(), c.req.header('user-agent')), secure)
      return c.json({ to: urls.today })
    })
    .get(urls.openId, async (c) => {
      if (!openId) throw new WebError('missing', 'no_such_page', 'There is no such page')
      const { to, browser } = await openId.begin(db, placeHere(c.req.query('back') || urls.today))
      // Lax: the answer comes as a link from the provider's site.
      setCookie(c, BROWSER, browser, { path: urls.openId, httpOnly: true, sameSite: 'Lax', secure, maxAge: 600 })
      return c.redirect(to, 303)
    })
    .get(urls.openIdAnswer, async (c) => {
      if (!openId) throw new WebError('missing', 'no_such_page', 'There is no such page')
      const came = new URL(c.req.url).searchParams
      const browser = getCookie(c, BROWSER) ?? ''
      deleteCookie(c, BROWSER, { path: urls.openId })
      const { session, back } = await openId.finish(db, came, browser, c.req.header('user-agent'))
      keepSession(c, session, secure)
      return c.redirect(back, 303)
    })
    .post(urls.signOut, async (c) => {
      const token = sessionToken(c)
      if (token) await db.transaction().execute((tx) => endSession(tx, token, now()))
      forgetSession(c)
      return c.redirect(urls.front, 303)
    })
}

/** The cookie of a sign-in under way at the provider. */
const BROWSER = 'comity_openid'

function SignIn({ c, places, hasProvider }: { c: Context<Env>; places: readonly Place[]; hasProvider: boolean }) {
  const { reader, formToken } = c.var
  const { signIn: t } = reader.t
  return (
    <>
      <PageHead title={t.title} />
      <div class="flow flow-wide">
        {places.length > 0 && (
          <section class="flow" aria-labelledby="demonstration">
            <h2 id="demonstration">{t.demonstration}</h2>
            <p class="soft measure">{t.demonstrationNote}</p>
            <form method="post" action={urls.signInDemonstration}>
              <input type="hidden" name="form_token" value={formToken} />
              <input type="hidden" name="back" value={c.req.query('back') ?? ''} />
              <div class="flow flow-wide">
                {[...Map.groupBy(places, ({ state }) => state)].map(([state, there]) => (
                  <section class="flow flow-tight" aria-labelledby={`people-${state}`}>
                    <h3 id={`people-${state}`}>{reader.country(state)}</h3>
                    <ul class="people plain">
                      {there.map((place) => (
                        <li>
                          <Person place={place} c={c} />
                        </li>
                      ))}
                    </ul>
                  </section>
                ))}
              </div>
            </form>
          </section>
        )}
        {hasProvider && (
          <section class="flow" aria-labelledby="provider">
            <h2 id="provider">{t.provider}</h2>
            <p class="soft measure">{t.providerNote}</p>
            <p>
              <a class="button" href={withQuery(urls.openId, { back: c.req.query('back') })}>
                {t.providerButton}
              </a>
            </p>
          </section>
        )}
        <section class="flow" aria-labelledby="passkey">
          <h2 id="passkey">{t.passkey}</h2>
          <p class="soft measure">{t.passkeyNote}</p>
          <PasskeyButton
            act="sign-in"
            options={urls.passkeyOptions}
            finish={urls.passkey}
            token={formToken}
            label={t.passkeyButton}
            words={t}
          />
        </section>
      </div>
    </>
  )
}

function Person({ place, c }: { place: Place; c: Context<Env> }) {
  const { signIn, seats, roles } = c.var.reader.t
  return (
    <div class="card person">
      <p class="eyebrow">
        {seats[place.seat]} · {roles[place.role]}
      </p>
      <h4>{place.name}</h4>
      <p class="soft small">{place.orgName}</p>
      <button
        type="submit"
        class="button button-second"
        name="place"
        value={`${place.org} ${place.seat} ${place.person}`}
      >
        {signIn.enter}
        <span class="hidden-text">
          : {signIn.as(place.name)}, {seats[place.seat]}
        </span>
      </button>
    </div>
  )
}
