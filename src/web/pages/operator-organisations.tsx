import { type Context, Hono } from 'hono'
import {
  AccountError, createOrganisation, findOrganisation, invite, isPermitted, isRole, isSeat, membersOf, publicKeys,
} from '../../accounts/index.ts' // biome-ignore format: one line of words
import { base64 } from '../../base/bytes.ts'
import { parseId } from '../../base/ids.ts'
import { WebError } from '../errors.ts'
import { type GivenOrganisation, givenIn, nothingGiven, organisationIn } from '../operator/new-organisation.ts'
import { OrganisationForm } from '../operator/organisation-form.tsx'
import type { OperatorParts } from '../operator/parts.ts'
import { Fingerprint } from '../operator/peers.tsx'
import { InviteForm, People } from '../operator/people.tsx'
import { refusalInWords } from '../refusal.ts'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls, withQuery } from '../urls.ts'

/** Organisations of this instance: made, and let people into. */
export function organisationPages({ db, secret, now, origin, demonstration }: OperatorParts) {
  const complaints = (errors: Readonly<Record<string, string>>) =>
    Object.entries(errors).map(([field, message]) => ({ field, message }))

  function newOrganisation(c: Context<Env>, given: GivenOrganisation, errors: Readonly<Record<string, string>> = {}) {
    const { reader, formToken } = c.var
    const { operator: t } = reader.t
    return c.render(
      <div class="measure">
        <Crumbs
          label={reader.t.shell.breadcrumbs}
          crumbs={[{ text: t.title, href: urls.operator }, { text: t.newOrganisation }]}
        />
        <ErrorSummary title={reader.t.errors.title} errors={complaints(errors)} />
        <PageHead title={t.newOrganisation} lead={t.organisationsNote} />
        <OrganisationForm given={given} errors={errors} token={formToken} reader={reader} />
      </div>,
      { title: t.newOrganisation, current: 'operator' },
    )
  }

  async function organisation(
    c: Context<Env>,
    id: string,
    more: {
      given?: { name: string; seat: string; role: string }
      errors?: Readonly<Record<string, string>>
      link?: { token: string; expires: string; name: string }
    } = {},
  ) {
    const { reader, formToken } = c.var
    const { operator: t, seats } = reader.t
    const actor = actorIn(c, 'organisation.read')
    const one = await findOrganisation(db, id)
    const { signing } = await publicKeys(db, id)
    const { given = { name: '', seat: '', role: '' }, errors = {}, link } = more
    return c.render(
      <>
        <Crumbs label={reader.t.shell.breadcrumbs} crumbs={[{ text: t.title, href: urls.operator }, { text: one.name }]} />
        <ErrorSummary title={reader.t.errors.title} errors={complaints(errors)} />
        <PageHead
          eyebrow={`${t.kinds[one.kind]} · ${reader.country(one.state)}`} title={one.name}
          lead={reader.list(one.seats.map((seat) => seats[seat]))}
        />
        <div class="flow flow-wide">
          {c.req.query('created') && <Notice kind="done"><p>{t.created(one.name)}</p></Notice>}
          {link && (
            <Notice kind="care">
              <p><strong>{t.link}</strong></p>
              <p><code class="link">{`${origin}${urls.invitation(link.token)}`}</code></p>
              <p>{t.linkNote(link.name, reader.instant(link.expires))}</p>
            </Notice>
          )}
          <section class="flow" aria-labelledby="key">
            <h2 id="key">{t.fingerprint}</h2>
            <Fingerprint signing={base64(signing)} reader={reader} large titled />
            <p class="soft">{t.fingerprintNote}</p>
          </section>
          <section class="flow" aria-labelledby="people">
            <h2 id="people">{t.people}</h2>
            <People people={await membersOf(db, id)} reader={reader} />
          </section>
          {isPermitted(actor, 'member.invite') && (
            <section class="flow measure" aria-labelledby="invite">
              <h2 id="invite">{t.invite}</h2>
              <InviteForm organisation={one} given={given} errors={errors} token={formToken} reader={reader} />
            </section>
          )}
        </div>
      </>,
      { title: one.name, current: 'operator' },
    ) // biome-ignore format: a page
  }

  return new Hono<Env>()
    .get(urls.operatorOrganisations, (c) => {
      actorIn(c, 'organisation.create')
      return newOrganisation(c, nothingGiven)
    })
    .post(urls.operatorOrganisations, async (c) => {
      const actor = actorIn(c, 'organisation.create')
      const given = givenIn(await c.req.parseBody({ all: true }))
      const read = organisationIn(given, c.var.reader)
      if ('errors' in read) {
        c.status(400)
        return newOrganisation(c, given, read.errors)
      }
      try {
        const made = await db
          .transaction()
          .execute((tx) =>
            createOrganisation(tx, secret, { ...read.organisation, isDemo: demonstration }, actor.person, now()),
          )
        return c.redirect(withQuery(`${urls.operatorOrganisations}/${made.id}`, { created: 'yes' }), 303)
      } catch (error) {
        if (!(error instanceof AccountError) || error.kind !== 'invalid') throw error
        c.status(400)
        return newOrganisation(c, given, { [error.path ?? 'name']: refusalInWords(error, c.var.reader) })
      }
    })
    .get('/operator/organisations/:id', (c) => {
      actorIn(c, 'organisation.read')
      return organisation(c, parseId('org', c.req.param('id')))
    })
    .post(urls.operatorInvitations, async (c) => {
      const actor = actorIn(c, 'organisation.read')
      const body = await c.req.parseBody()
      const [org, name, seat, role] = ['org', 'name', 'seat', 'role'].map((field) => textIn(body, field))
      const id = parseId('org', org ?? '')
      const { problems } = c.var.reader.t.forms
      if (!isSeat(seat ?? '') || !isRole(role ?? ''))
        throw new WebError('invalid', 'bad_answer', problems.choice, { path: 'seat' })
      try {
        const made = await db
          .transaction()
          .execute((tx) =>
            invite(tx, actor, { org: id, name: name ?? '', seat: seat as never, role: role as never }, now()),
          )
        return organisation(c, id, { link: { ...made, name: name ?? '' } })
      } catch (error) {
        if (!(error instanceof AccountError) || error.kind !== 'invalid') throw error
        c.status(400)
        const given = { name: name ?? '', seat: seat ?? '', role: role ?? '' }
        return organisation(c, id, { given, errors: { [error.path ?? 'name']: refusalInWords(error, c.var.reader) } })
      }
    })
}

function textIn(body: Record<string, unknown>, name: string): string {
  const value = body[name]
  return typeof value === 'string' ? value.trim() : ''
}
