import { type Context, Hono } from 'hono'
import { type InstanceSecret, isPermitted } from '../../accounts/index.ts'
import { parseId } from '../../base/ids.ts'
import { type Now, parseDate } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import {
  attest,
  type Counterpart,
  counterparts,
  directory,
  directoryEntry,
  markDoubtful,
  revokePeer,
  takeBackAttestation,
} from '../../exchange/index.ts'
import {
  addDomain,
  allAttestations,
  attestationsAbout,
  believe,
  believedBy,
  disbelieve,
  domainsOf,
  removeDomain,
  type Signal,
  setTrustSettings,
  trustSettings,
  verifyOrganisation,
} from '../../trust/index.ts'
import { Entry } from '../directory/entry.tsx'
import { OrganisationList } from '../directory/list.tsx'
import { Settings } from '../directory/settings.tsx'
import { Statements } from '../directory/statements.tsx'
import { type Given, takeIn } from '../requests/running/perform.ts'
import type { TriedSheet } from '../requests/running/sheet.tsx'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Actions, TextField } from '../ui/fields.tsx'
import { Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls } from '../urls.ts'

export interface DirectoryParts {
  readonly db: Db
  readonly secret: InstanceSecret
  readonly now: Now
}

const one = '/directory/:org{org_[0-9a-z]+}'
const acts = 'verification|domain|domain-removal|attestation|belief|disbelief|revocation|withdrawal-[a-z0-9_]+'

/** Who everybody is: the directory, one organisation of it, what is said of it, and whose word counts. */
export function directoryPages({ db, secret, now }: DirectoryParts) {
  const named = async (): Promise<ReadonlyMap<string, Counterpart>> =>
    new Map((await counterparts(db)).map((other) => [other.org, other]))

  async function list(c: Context<Env>, tried?: TriedSheet) {
    const actor = actorIn(c, 'directory.read')
    const { reader, formToken: token } = c.var
    const { directory: t, operator, errors } = reader.t
    const { q = '', done } = c.req.query()
    const words = q.trim().toLowerCase().split(/\s+/)
    const found = (await directory(db, now())).filter((org) => {
      const text = [org.name, reader.country(org.state), operator.kinds[org.kind] ?? org.kind].join(' ').toLowerCase()
      return words.every((word) => text.includes(word))
    })
    const sheet = { reader, token, tried, address: (act: string) => `${urls.directory}/${act}` }
    const said = await allAttestations(db, actor.org, now())
    return c.render(
      <>
        <ErrorSummary title={errors.title} errors={tried?.complaints ?? []} />
        <PageHead title={t.title} lead={t.lead} />
        <div class="flow flow-wide">
          {done && t.done[done] && !tried && (
            <Notice kind="done">
              <p>{t.done[done]}</p>
            </Notice>
          )}
          <form method="get" action={urls.directory} class="no-print">
            <TextField name="q" label={t.search} value={q} type="search" />
            <Actions>
              <button type="submit" class="button button-second">
                {t.find}
              </button>
            </Actions>
          </form>
          <OrganisationList found={found} reader={reader} />
          <section class="flow" aria-labelledby="statements">
            <h2 id="statements">{t.allAttestations}</h2>
            <p class="measure soft">{t.attestationsAbout}</p>
            <Statements
              list={said}
              names={await named()}
              sheet={sheet}
              mayWithdraw={isPermitted(actor, 'attestation.give')}
            />
          </section>
          <Settings settings={await trustSettings(db)} may={isPermitted(actor, 'directory.keep')} sheet={sheet} />
        </div>
      </>,
      { title: t.title, current: 'directory' },
    )
  }

  async function entry(c: Context<Env>, tried?: TriedSheet) {
    const actor = actorIn(c, 'directory.read')
    const { reader, formToken: token } = c.var
    const { directory: t, shell, errors, operator } = reader.t
    const org = parseId('org', c.req.param('org') ?? '')
    const found = await directoryEntry(db, org, now())
    const done = c.req.query('done')
    const props = {
      one: found,
      domains: await domainsOf(db, org),
      attestations: await attestationsAbout(db, actor.org, org, now()),
      believed: await believedBy(db, actor.org),
      settings: await trustSettings(db),
      names: await named(),
      actor,
      may: {
        keep: isPermitted(actor, 'directory.keep'),
        attest: isPermitted(actor, 'attestation.give'),
        believe: isPermitted(actor, 'attestation.believe'),
      },
      sheet: { reader, token, tried, address: (act: string) => urls.organisationAct(org, act) },
    }
    return c.render(
      <>
        <Crumbs label={shell.breadcrumbs} crumbs={[{ text: t.title, href: urls.directory }, { text: found.name }]} />
        <ErrorSummary title={errors.title} errors={tried?.complaints ?? []} />
        <PageHead
          eyebrow={`${operator.kinds[found.kind] ?? found.kind} · ${reader.country(found.state)}`}
          title={found.name}
        />
        {done && t.done[done.replace(/-attestation_.*/, '')] && !tried && (
          <Notice kind="done">
            <p>{t.done[done.replace(/-attestation_.*/, '')]}</p>
          </Notice>
        )}
        <Entry {...props} />
      </>,
      { title: found.name, current: 'directory' },
    )
  }

  const whole = (input: string): number => (/^\d{1,6}$/.test(input) ? Number(input) : Number.NaN)

  /** What each form does; a withdrawal names its statement. */
  function perform(c: Context<Env>, tx: Tx, act: string, given: Given): Promise<unknown> {
    const actor = actorIn(c, 'directory.read')
    const org = parseId('org', c.req.param('org') ?? '')
    const said = { attester: org, says: given.one('says'), reason: given.one('reason') }
    const since = given.one('since')
    switch (act) {
      case 'verification': {
        const [phone, phoneSource, attestation] = ['phone', 'phoneSource', 'attestation'].map((name) => given.one(name))
        const more = {
          ...(phone && { phone }),
          ...(phoneSource && { phoneSource }),
          ...(attestation && { attestation }),
        }
        return verifyOrganisation(
          tx,
          actor,
          { org, method: given.one('method'), says: given.one('says'), ...more },
          now(),
        )
      }
      case 'domain': {
        const registeredOn = given.one('registeredOn')
        const input = {
          domain: given.one('domain'),
          source: given.one('source'),
          ...(registeredOn && { registeredOn }),
        }
        return addDomain(tx, actor, org, input, now())
      }
      case 'domain-removal':
        return removeDomain(tx, actor, org, given.one('domain'), now())
      case 'attestation': {
        const input = { subject: org, says: given.one('says'), reason: given.one('reason'), to: given.all('to') }
        return attest(tx, secret, actor, input, now())
      }
      case 'belief':
        return believe(tx, actor, said, now())
      case 'disbelief':
        return disbelieve(tx, actor, said, now())
      case 'revocation': {
        const from = since ? parseDate(since, 'since').toZonedDateTime('UTC').toInstant() : undefined
        return revokePeer(tx, actor, org, given.one('reason'), now(), from)
      }
      default:
        return takeBackAttestation(
          tx,
          actor,
          { id: act.replace('withdrawal-', ''), reason: given.one('reason') },
          now(),
        )
    }
  }

  return new Hono<Env>()
    .get(urls.directory, (c) => list(c))
    .post(`${urls.directory}/:act{settings|withdrawal-[a-z0-9_]+}`, (c) => {
      const actor = actorIn(c, 'directory.read')
      const act = c.req.param('act')
      return takeIn(
        c,
        { db, now, actor, reader: c.var.reader, act, about: actor.org },
        (tx, given) => {
          if (act !== 'settings')
            return takeBackAttestation(
              tx,
              actor,
              { id: act.replace('withdrawal-', ''), reason: given.one('reason') },
              now(),
            )
          const input = {
            reverifyDays: whole(given.one('reverifyDays')),
            attestationDays: whole(given.one('attestationDays')),
            secondCheckMinutes: whole(given.one('secondCheckMinutes')),
            followUpDays: whole(given.one('followUpDays')),
            youngDomainDays: whole(given.one('youngDomainDays')),
            deskFor: given.all('deskFor') as Signal[],
          }
          return setTrustSettings(tx, actor, input, now())
        },
        () => `${urls.directory}?done=${act === 'settings' ? act : 'withdrawal'}`,
        (tried) => list(c, tried),
      )
    })
    .get(one, (c) => entry(c))
    .post(`${one}/:act{${acts}}`, async (c) => {
      const actor = actorIn(c, 'directory.read')
      const { org, act } = c.req.param()
      const answer = await takeIn(
        c,
        { db, now, actor, reader: c.var.reader, act, about: org },
        (tx, given) => perform(c as Context<Env>, tx, act, given),
        () => `${urls.organisation(org)}?done=${act.replace(/-attestation_.*/, '')}`,
        (tried) => entry(c as Context<Env>, tried),
      )
      // Each organisation marks for itself what it got, in its own log.
      if (act === 'revocation' && answer.status === 303) await markDoubtful(db, org, now())
      return answer
    })
}
