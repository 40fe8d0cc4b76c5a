import { type Context, Hono } from 'hono'
import { isPermitted, listOrganisations } from '../../accounts/index.ts'
import { parseId } from '../../base/ids.ts'
import { counterparts, sendAgain } from '../../exchange/index.ts'
import { healthOf, ShowHealth } from '../operator/health.tsx'
import type { OperatorParts } from '../operator/parts.ts'
import { FindPeers, Peers } from '../operator/peers.tsx'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { urls, withQuery } from '../urls.ts'
import { organisationPages } from './operator-organisations.tsx'
import { peerPages } from './operator-peers.tsx'

/** The operator's pages: who is hosted here, who is trusted elsewhere, and whether the instance is well. */
export function operatorPages(parts: OperatorParts) {
  const { db, blobs, law, now } = parts

  async function home(c: Context<Env>, trouble: { address?: string; error?: string } = {}) {
    const { reader, formToken } = c.var
    const { operator: t, seats, errors } = reader.t
    const actor = actorIn(c, 'instance.read')
    const organisations = await listOrganisations(db)
    const peers = (await counterparts(db)).filter(({ url }) => url !== null)
    const health = await healthOf({ db, blobs, law, now })
    const mayChange = isPermitted(actor, 'organisation.create')
    const { revoked, confirmed, again } = c.req.query()
    const newest = peers.find(({ org }) => org === confirmed)
    const done = revoked ? t.revoked : newest ? t.confirmed(newest.name) : again ? t.sentAgain : undefined
    return c.render(
      <>
        <ErrorSummary title={errors.title} errors={trouble.error ? [{ field: 'address', message: trouble.error }] : []} />
        <PageHead title={t.title} lead={t.lead} />
        <div class="flow flow-wide">
          {done && <Notice kind="done"><p>{done}</p></Notice>}
          <section class="flow" aria-labelledby="organisations">
            <div class="between">
              <h2 id="organisations">{t.organisations}</h2>
              {mayChange && <a class="button button-second" href={urls.operatorOrganisations}>{t.newOrganisation}</a>}
            </div>
            <p class="soft measure">{t.organisationsNote}</p>
            {mayChange && <p class="no-print"><a href={urls.redressSettings}>{reader.t.redress.desk.settings.title}</a></p>}
            <table class="table">
              <thead>
                <tr>
                  <th scope="col">{t.name}</th>
                  <th scope="col">{t.kind}</th>
                  <th scope="col">{t.seats}</th>
                  <th scope="col">{t.state}</th>
                </tr>
              </thead>
              <tbody>
                {organisations.map((one) => (
                  <tr>
                    <th scope="row"><a href={`${urls.operatorOrganisations}/${one.id}`}>{one.name}</a></th>
                    <td data-label={t.kind}>{t.kinds[one.kind]}</td>
                    <td data-label={t.seats}>{reader.list(one.seats.map((seat) => seats[seat]))}</td>
                    <td data-label={t.state}>{reader.country(one.state)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          <section class="flow" aria-labelledby="peers">
            <h2 id="peers">{t.peers}</h2>
            <p class="soft measure">{t.peersNote}</p>
            <Peers peers={peers} token={formToken} reader={reader} />
            {mayChange && (
              <>
                <h3>{t.addPeers}</h3>
                <FindPeers address={trouble.address ?? ''} error={trouble.error} token={formToken} reader={reader} />
              </>
            )}
          </section>
          <section class="flow" aria-labelledby="health">
            <h2 id="health">{t.health}</h2>
            <ShowHealth health={health} token={formToken} reader={reader} />
          </section>
        </div>
      </>,
      { title: t.title, current: 'operator' },
    ) // biome-ignore format: a page
  }

  return new Hono<Env>()
    .get(urls.operator, (c) => home(c))
    .post('/operator/messages/:message', async (c) => {
      const actor = actorIn(c, 'organisation.create')
      await db.transaction().execute((tx) => sendAgain(tx, actor, parseId('message', c.req.param('message')), now()))
      return c.redirect(withQuery(urls.operator, { again: 'yes' }), 303)
    })
    .route('/', organisationPages(parts))
    .route('/', peerPages({ db, now, fetchCards: parts.fetchCards, home }))
}
