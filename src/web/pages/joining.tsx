import { Hono } from 'hono'
import {
  AccountError, beginRegistration, createFirstOperator, findOrganisation,finishRegistration, type InstanceSecret, openInvitation, type RelyingParty, 
} from '../../accounts/index.ts' // biome-ignore format: one line of words
import { countryCodes } from '../../base/countries.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { Reader } from '../reader.ts'
import type { Env } from '../shell/env.ts'
import { keepSession } from '../shell/session.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Actions, SelectField, TextField } from '../ui/fields.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { PasskeyButton } from '../ui/passkey-button.tsx'
import { urls } from '../urls.ts'

export interface JoiningParts {
  readonly db: Db
  readonly now: Now
  readonly party: RelyingParty
  readonly secret: InstanceSecret
  readonly secure: boolean
}

type Given = Record<'token' | 'organisation' | 'state' | 'name', string>
const fieldOf: Record<string, string> = { setup_refused: 'token', bad_name: 'name', bad_organisation: 'state' }

/** How people come in: the first operator with the set-up code, everybody else with an invitation. Both end in a passkey. */
export function joiningPages({ db, now, party, secret, secure }: JoiningParts) {
  return new Hono<Env>()
    .get(urls.setUp, (c) => {
      const token = c.req.query('code') ?? ''
      return c.render(
        <SetUp
          reader={c.var.reader}
          formToken={c.var.formToken}
          given={{ token, organisation: '', state: '', name: '' }}
        />,
        { title: c.var.reader.t.signIn.setUp },
      )
    })
    .post(urls.setUp, async (c) => {
      const { reader, formToken } = c.var
      const body = await c.req.parseBody()
      const text = (name: string) => (typeof body[name] === 'string' ? body[name].trim() : '')
      const given = {
        token: text('token'),
        organisation: text('organisation'),
        state: text('state'),
        name: text('name'),
      }
      try {
        const organisation = { name: given.organisation, state: given.state, languages: [reader.language] }
        const { invitation } = await createFirstOperator(
          db,
          secret,
          { token: given.token, organisation, name: given.name },
          now(),
        )
        return c.redirect(urls.invitation(invitation.token), 303)
      } catch (error) {
        const field = error instanceof AccountError ? fieldOf[error.code] : undefined
        if (!(error instanceof AccountError) || !field) throw error
        c.status(error.kind === 'forbidden' ? 403 : 400)
        return c.render(
          <SetUp reader={reader} formToken={formToken} given={given} error={{ field, message: error.message }} />,
          { title: reader.t.signIn.setUp },
        )
      }
    })
    .get('/invitations/:code', async (c) => {
      const code = c.req.param('code')
      const invitation = await openInvitation(db, code, now())
      const organisation = await findOrganisation(db, invitation.org)
      return c.render(
        <Invited
          reader={c.var.reader}
          formToken={c.var.formToken}
          code={code}
          name={invitation.name}
          organisation={organisation.name}
        />,
        {
          title: c.var.reader.t.signIn.invitation,
          scripts: ['webauthn', 'passkey'],
        },
      )
    })
    .post('/invitations/:code/options', async (c) =>
      c.json(await beginRegistration(db, party, { invitation: c.req.param('code') }, now())),
    )
    .post(urls.passkeys, async (c) => {
      const opened = await finishRegistration(db, party, await c.req.json(), now(), c.req.header('user-agent'))
      if (opened) keepSession(c, opened, secure)
      return c.json({ to: opened ? urls.today : urls.account })
    })
}

function SetUp({
  reader,
  formToken,
  given,
  error,
}: {
  reader: Reader
  formToken: string
  given: Given
  error?: { field: string; message: string }
}) {
  const { signIn: t, forms, errors } = reader.t
  const wrong = (field: string) => (error?.field === field ? error.message : undefined)
  const states = countryCodes
    .map((value) => ({ value: value as string, label: reader.country(value) }))
    .sort((a, b) => reader.compare(a.label, b.label))
  return (
    <div class="measure">
      <ErrorSummary title={errors.title} errors={error ? [error] : []} />
      <PageHead title={t.setUp} lead={t.setUpLead} />
      <form method="post" action={urls.setUp}>
        <input type="hidden" name="form_token" value={formToken} />
        <TextField
          name="token"
          label={t.setUpToken}
          hint={t.setUpTokenHint}
          value={given.token}
          error={wrong('token')}
          errorWord={forms.error}
          required
        />
        <TextField
          name="organisation"
          label={t.organisation}
          value={given.organisation}
          error={wrong('organisation')}
          errorWord={forms.error}
          autocomplete="organization"
          required
        />
        <SelectField
          name="state"
          label={t.state}
          choices={states}
          value={given.state}
          empty={forms.choose}
          error={wrong('state')}
          errorWord={forms.error}
        />
        <TextField
          name="name"
          label={t.name}
          value={given.name}
          error={wrong('name')}
          errorWord={forms.error}
          autocomplete="name"
          required
        />
        <Actions>
          <button type="submit" class="button">
            {forms.continue}
          </button>
        </Actions>
      </form>
    </div>
  )
}

function Invited({
  reader,
  formToken,
  code,
  name,
  organisation,
}: {
  reader: Reader
  formToken: string
  code: string
  name: string
  organisation: string
}) {
  const { signIn: t } = reader.t
  return (
    <div class="measure flow">
      <PageHead title={t.invitation} eyebrow={name} lead={t.invitationLead(organisation)} />
      <p class="soft">{t.passkeyNote}</p>
      <PasskeyButton
        act="register"
        options={`${urls.invitation(code)}/options`}
        finish={urls.passkeys}
        token={formToken}
        label={t.accept}
        words={t}
      />
    </div>
  )
}
