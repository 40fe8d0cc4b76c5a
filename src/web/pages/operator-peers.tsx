import { type Context, Hono } from 'hono'
import { listOrganisations } from '../../accounts/index.ts'
import { utf8 } from '../../base/bytes.ts'
import { DomainError } from '../../base/errors.ts'
import { parseId } from '../../base/ids.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import { confirmPeer, counterparts, type Roads, readCard, revokePeer } from '../../exchange/index.ts'
import { WebError } from '../errors.ts'
import { FoundCards } from '../operator/peers.tsx'
import { refusalInWords } from '../refusal.ts'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls, withQuery } from '../urls.ts'

export interface PeerParts {
  readonly db: Db
  readonly now: Now
  readonly fetchCards: Roads['fetchCards']
  /** The operator's first page, with the address that could not be used and why. */
  readonly home: (c: Context<Env>, trouble: { address: string; error: string }) => Response | Promise<Response>
}

/** Organisations of other instances: found by address, believed by fingerprint, no longer believed by decision. */
export function peerPages({ db, now, fetchCards, home }: PeerParts) {
  const textIn = async (c: Context<Env>, name: string) => {
    const { [name]: value } = await c.req.parseBody()
    return typeof value === 'string' ? value.trim() : ''
  }
  return new Hono<Env>()
    .post('/operator/peers/search', async (c) => {
      actorIn(c, 'organisation.create')
      const { reader, formToken } = c.var
      const { operator: t } = reader.t
      const address = await textIn(c, 'address')
      if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
        c.status(400)
        return home(c, { address, error: t.badAddress })
      }
      try {
        const found = await fetchCards(address)
        const known = new Map((await counterparts(db)).map((one) => [one.org, one]))
        return c.render(
          <>
            <Crumbs
              label={reader.t.shell.breadcrumbs}
              crumbs={[{ text: t.title, href: urls.operator }, { text: t.addPeers }]}
            />
            <PageHead title={t.found(new URL(address).host)} lead={found.length === 0 ? t.foundNone : t.foundNote} />
            <FoundCards found={found} known={known} token={formToken} reader={reader} />
          </>,
          { title: t.addPeers, current: 'operator' },
        )
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        c.status(400)
        return home(c, { address, error: refusalInWords(error, reader) })
      }
    })
    .post(urls.operatorPeers, async (c) => {
      const actor = actorIn(c, 'organisation.create')
      if ((await textIn(c, 'compared')) !== 'yes')
        throw new WebError('invalid', 'bad_answer', c.var.reader.t.operator.notCompared)
      const card = await readCard(utf8(await textIn(c, 'card')))
      if ((await listOrganisations(db)).some(({ id }) => id === card.org))
        throw new WebError('invalid', 'bad_answer', c.var.reader.t.operator.ownAlready)
      await db.transaction().execute((tx) => confirmPeer(tx, actor, card, now()))
      return c.redirect(withQuery(urls.operator, { confirmed: card.org }), 303)
    })
    .post('/operator/peers/:org/revocation', async (c) => {
      const actor = actorIn(c, 'organisation.create')
      const org = parseId('org', c.req.param('org'))
      const reason = await textIn(c, 'reason')
      if (reason === '')
        throw new WebError('invalid', 'bad_answer', c.var.reader.t.operator.noReason, { path: 'reason' })
      const peer = (await counterparts(db)).find((one) => one.org === org && one.url !== null)
      if (!peer) throw new WebError('missing', 'no_such_page', 'There is no such organisation')
      await db.transaction().execute((tx) => revokePeer(tx, actor, org, reason, now()))
      return c.redirect(withQuery(urls.operator, { revoked: 'yes' }), 303)
    })
}
