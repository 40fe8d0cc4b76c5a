import { type Context, Hono } from 'hono'
import { isPermitted, sealingIdentities } from '../../accounts/index.ts'
import { parseId } from '../../base/ids.ts'
import { counterparts } from '../../exchange/index.ts'
import { boundFor, listRequests } from '../../requests/index.ts'
import {
  apartOf,
  custodyOf,
  findItem,
  levelOf,
  openEvidence,
  openedAt,
  VaultError,
  verifyEvidence,
} from '../../vault/index.ts'
import { Standing } from '../evidence/arrivals.tsx'
import { EvidenceCrumbs } from '../evidence/crumbs.tsx'
import { CustodyList, PieceFacts } from '../evidence/custody-list.tsx'
import { Found } from '../evidence/found.tsx'
import { OpenForm, type Opening } from '../evidence/open-form.tsx'
import { sentToSave } from '../evidence/sent.ts'
import { ShowView } from '../evidence/show-view.tsx'
import { Signatures } from '../evidence/signatures.tsx'
import { StateOf } from '../evidence/state.tsx'
import { viewOf } from '../evidence/view.ts'
import { addresseeIn, barredIn } from '../gate/addressee.tsx'
import { HandlingFold } from '../law/handling.tsx'
import { ApartNotice } from '../minimising/leaves.tsx'
import type { Env } from '../shell/env.ts'
import { formIn } from '../shell/form.ts'
import { actorIn } from '../shell/signed-in.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { PrintButton } from '../ui/print-button.tsx'
import { urls } from '../urls.ts'
import type { EvidenceParts } from './evidence.tsx'

/** One piece of evidence: where it stands, opened for a purpose, and every hand it went through. */
export function piecePages({ db, blobs, secret, law, now }: EvidenceParts) {
  const vault = { db, blobs, now }
  const identityOf = (org: string) => sealingIdentities(db, secret, org)

  /** The piece as the actor's organisation holds it; another's is missing. */
  async function pieceIn(c: Context<Env>) {
    const actor = actorIn(c, 'evidence.read')
    const item = await findItem(db, actor.org, parseId('item', c.req.param('id') ?? ''))
    const [request] = await listRequests(db, actor.org, { origin: item.origin, limit: 1 })
    return { actor, item, request }
  }

  async function recordOf(item: Awaited<ReturnType<typeof findItem>>) {
    const names = new Map((await counterparts(db)).map(({ org, name }) => [org, name]))
    return custodyOf(db, item, (org) => names.get(org) ?? org)
  }

  async function show(c: Context<Env>, opening: Opening = { purpose: '', how: 'view' }) {
    const { reader, formToken } = c.var
    const { evidence: t, errors } = reader.t
    const { actor, item, request } = await pieceIn(c)
    const record = await recordOf(item)
    const level = await levelOf(db, actor.org, item.sha256)
    const arrived = item.state === 'received' || item.state === 'verified' || item.state === 'refused'
    return c.render(
      <>
        <EvidenceCrumbs request={request} below={[{ text: item.name }]} reader={reader} />
        <ErrorSummary
          title={errors.title}
          errors={[
            ...(opening.error ? [{ field: 'purpose', message: opening.error }] : []),
            ...(opening.barred ? [{ field: 'to', message: opening.barred }] : []),
          ]}
        />
        <PageHead eyebrow={t.piece} title={item.name}>
          <p class="cluster">
            <StateOf state={item.state} reader={reader} />
            <span>{t.meaning[item.state]}</span>
          </p>
          <p class="soft">
            <Standing item={item} reader={reader} />
          </p>
        </PageHead>
        <div class="columns">
          <div class="flow flow-wide">
            {arrived && item.state !== 'verified' && isPermitted(actor, 'evidence.receive') && (
              <form method="post" action={urls.verifications(item.id)} class="card flow flow-tight">
                <input type="hidden" name="form_token" value={formToken} />
                <p class="soft">{t.verifyNote}</p>
                <button type="submit" class="button">
                  {item.state === 'refused' ? t.verifyAgain : t.verify}
                </button>
              </form>
            )}
            <ApartNotice apart={await apartOf(db, actor.org, [item.id])} sheet={{ reader }} />
            {isPermitted(actor, 'evidence.open') && (
              <OpenForm
                item={item}
                opening={opening}
                token={formToken}
                actor={actor}
                known={await counterparts(db)}
                reader={reader}
              />
            )}
            <section class="flow" aria-labelledby="custody">
              <div class="between">
                <h2 id="custody">{t.custodyTitle}</h2>
                <a href={urls.custody(item.id)}>{reader.t.shell.print}</a>
              </div>
              <p>
                <a href={urls.admissibility(item.id)}>{reader.t.custody.toIt}</a>
              </p>
              <CustodyList record={record} reader={reader} />
            </section>
          </div>
          <aside>
            <PieceFacts record={record} reader={reader} />
            {level && <HandlingFold edition={law.at(now().toString().slice(0, 10))} level={level} reader={reader} />}
            <p>
              <a href={urls.retention(item.id)}>
                {item.state === 'erased' ? reader.t.retention.certificate : reader.t.retention.link}
              </a>
            </p>
            {item.state === 'verified' && (
              <p>
                <a href={urls.minimising(item.id)}>{reader.t.minimising.link}</a>
              </p>
            )}
          </aside>
        </div>
      </>,
      { title: item.name, current: 'requests' },
    )
  }

  return new Hono<Env>()
    .get('/evidence/:id', (c) => show(c))
    .post('/evidence/:id/verifications', async (c) => {
      const { item } = await pieceIn(c)
      const actor = actorIn(c, 'evidence.receive')
      await verifyEvidence(vault, actor, await identityOf(actor.org), item.id)
      return c.redirect(urls.piece(item.id), 303)
    })
    .post('/evidence/:id/openings', async (c) => {
      const { reader } = c.var
      const { evidence: t } = reader.t
      const { item, request } = await pieceIn(c)
      const actor = actorIn(c, 'evidence.open')
      const given = await formIn(c)
      const purpose = (given.get('purpose') ?? '').trim()
      const how = given.get('how') === 'download' ? 'download' : 'view'
      const to = addresseeIn(given)
      try {
        const identities = await identityOf(actor.org)
        const bound = boundFor(actor, to, { law, now })
        const opening = { purpose, bound, saved: how === 'download' }
        const { bytes } = await openEvidence({ ...vault, law }, actor, identities, item.id, opening)
        // Whatever it says it is, no browser is to run it.
        if (how === 'download') return sentToSave(c, { name: item.name, mediaType: 'application/octet-stream', bytes })
        const view = await viewOf(item, bytes, openedAt(blobs, item, { identities: [identities].flat() }))
        return c.render(
          <>
            <EvidenceCrumbs
              request={request}
              below={[{ text: item.name, href: urls.piece(item.id) }, { text: t.open }]}
              reader={reader}
            />
            <PageHead eyebrow={t.seenFor(purpose)} title={item.name} />
            <div class="flow">
              <Notice>
                <p>{t.seenNote}</p>
                {!to && <p>{reader.t.gate.destination.staysNow(actor.orgName)}</p>}
              </Notice>
              <Signatures signatures={view.signatures} reader={reader} />
              <ShowView view={view} item={item} reader={reader} />
              <Found
                facts={view.facts}
                item={item}
                by={actor.name}
                token={isPermitted(actor, 'custody.keep') ? c.var.formToken : undefined}
                reader={reader}
              />
              <p>
                <a href={urls.piece(item.id)}>{t.toPiece}</a>
              </p>
            </div>
          </>,
          { title: t.seen(item.name), current: 'requests' },
        )
      } catch (error) {
        const barred = barredIn(error, reader)
        if (barred) {
          c.status(barred.status)
          return show(c, { purpose, how, given, barred: barred.says })
        }
        if (!(error instanceof VaultError) || error.code !== 'no_purpose') throw error
        c.status(400)
        return show(c, { purpose, how, given, error: t.noPurpose })
      }
    })
    .get('/evidence/:id/custody', async (c) => {
      const { reader } = c.var
      const { evidence: t, shell } = reader.t
      const { item, request } = await pieceIn(c)
      const record = await recordOf(item)
      return c.render(
        <>
          <EvidenceCrumbs
            request={request}
            below={[{ text: item.name, href: urls.piece(item.id) }, { text: t.custodyTitle }]}
            reader={reader}
          />
          <PageHead
            eyebrow={request?.title ?? t.piece}
            title={`${t.custodyTitle}${reader.colon}${item.name}`}
            lead={t.custodyLead}
          >
            {request && <p class="soft">{t.file(request.fileNumber)}</p>}
            <p class="cluster no-print">
              <PrintButton label={shell.print} />
            </p>
          </PageHead>
          <div class="flow flow-wide">
            <PieceFacts record={record} reader={reader} />
            <CustodyList record={record} reader={reader} />
          </div>
        </>,
        { title: `${t.custodyTitle}${reader.colon}${item.name}`, current: 'requests' },
      )
    })
}
