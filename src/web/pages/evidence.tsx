import { type Context, Hono } from 'hono'
import { type InstanceSecret, isPermitted, sealingIdentities, signer } from '../../accounts/index.ts'
import { parseId } from '../../base/ids.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import { counterparts } from '../../exchange/index.ts'
import type { LawBase } from '../../law/index.ts'
import { assessRecords, exportRequest, findRequest, printCustody, RequestError } from '../../requests/index.ts'
import { type Blobs, custodyOf, listItems, type Timestamper, verifyEvidence, zipped } from '../../vault/index.ts'
import { Arrivals } from '../evidence/arrivals.tsx'
import { EvidenceCrumbs } from '../evidence/crumbs.tsx'
import { CustodyList, PieceFacts } from '../evidence/custody-list.tsx'
import { ExportForm, type Exporting } from '../evidence/export-form.tsx'
import { sentToSave } from '../evidence/sent.ts'
import { addresseeIn, barredIn } from '../gate/addressee.tsx'
import type { Env } from '../shell/env.ts'
import { formIn } from '../shell/form.ts'
import { actorIn } from '../shell/signed-in.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { PrintButton } from '../ui/print-button.tsx'
import { urls, withQuery } from '../urls.ts'

export interface EvidenceParts {
  readonly db: Db
  readonly blobs: Blobs
  readonly secret: InstanceSecret
  readonly law: LawBase
  readonly timestamp?: Timestamper | undefined
  readonly now: Now
}

/** The evidence of a request: where each piece stands, verified together, its custody, its package. */
export function evidencePages({ db, blobs, secret, law, timestamp, now }: EvidenceParts) {
  const idIn = (c: Context<Env>) => parseId('request', c.req.param('id') ?? '')
  const vault = { db, blobs, now, timestamp }

  /** The request, what is held for it, and the custody record of each piece. */
  async function custodyIn(c: Context<Env>) {
    const actor = actorIn(c, 'evidence.read')
    const request = await findRequest(db, actor.org, idIn(c))
    const names = new Map((await counterparts(db)).map(({ org, name }) => [org, name]))
    const items = await listItems(db, actor.org, request.origin)
    return {
      actor,
      request,
      records: await Promise.all(items.map((item) => custodyOf(db, item, (org) => names.get(org) ?? org))),
    }
  }

  async function show(c: Context<Env>, exporting: Exporting = { given: new URLSearchParams() }) {
    const { reader, formToken } = c.var
    const { evidence: t, errors } = reader.t
    const actor = actorIn(c, 'evidence.read')
    const request = await findRequest(db, actor.org, idIn(c))
    const items = await listItems(db, actor.org, request.origin)
    const arrived = items.filter(({ state }) => state === 'received')
    const asked = request.direction === 'outgoing'
    const good = items.filter(({ state }) => state === 'verified').length
    const bad = items.filter(({ state }) => state === 'refused').length
    return c.render(
      <>
        <EvidenceCrumbs request={request} reader={reader} />
        <ErrorSummary
          title={errors.title}
          errors={[
            ...(exporting.error ? [{ field: 'purpose', message: exporting.error }] : []),
            ...(exporting.barred ? [{ field: 'to', message: exporting.barred }] : []),
          ]}
        />
        <PageHead
          eyebrow={request.title}
          title={t.title}
          lead={asked ? t.lead(request.counterpartName) : t.ownLead(request.counterpartName)}
        >
          <p class="soft">{t.file(request.fileNumber)}</p>
        </PageHead>
        <div class="flow flow-wide">
          {c.req.query('verified') && good + bad > 0 && (
            <Notice kind={bad === 0 ? 'done' : 'grave'}>
              <p>{t.verifiedNow(good, good + bad)}</p>
            </Notice>
          )}
          {arrived.length > 0 && isPermitted(actor, 'evidence.receive') && (
            <form method="post" action={urls.evidenceVerifications(request.id)} class="card flow flow-tight">
              <input type="hidden" name="form_token" value={formToken} />
              <p class="soft">{t.verifyNote}</p>
              <button type="submit" class="button">
                {t.verifyAll(arrived.length)}
              </button>
            </form>
          )}
          <section class="flow">
            <Arrivals items={items} reader={reader} />
            {items.length > 0 && (
              <p>
                <a href={urls.requestCustody(request.id)}>{t.custodyTitle}</a> ·{' '}
                <a href={urls.devices(request.id)}>{reader.t.custody.devices}</a>
              </p>
            )}
            {!asked && isPermitted(actor, 'order.produce') && (
              <p>
                <a href={urls.production(request.id)}>{t.produce}</a>
              </p>
            )}
          </section>
          {isPermitted(actor, 'evidence.export') && (
            <ExportForm
              action={urls.packages(request.id)}
              token={formToken}
              possible={items.some(({ state }) => state === 'verified')}
              exporting={exporting}
              actor={actor}
              known={await counterparts(db)}
              reader={reader}
            />
          )}
        </div>
      </>,
      { title: t.title, current: 'requests' },
    )
  }

  return new Hono<Env>()
    .get('/requests/:id/evidence', (c) => show(c))
    .post('/requests/:id/evidence/verifications', async (c) => {
      const actor = actorIn(c, 'evidence.receive')
      const request = await findRequest(db, actor.org, idIn(c))
      const arrived = (await listItems(db, actor.org, request.origin)).filter(({ state }) => state === 'received')
      const identity = await sealingIdentities(db, secret, actor.org)
      for (const { id } of arrived) await verifyEvidence(vault, actor, identity, id)
      return c.redirect(withQuery(urls.evidence(request.id), { verified: 'yes' }), 303)
    })
    .get('/requests/:id/custody', async (c) => {
      const { reader } = c.var
      const { evidence: t } = reader.t
      const { request, records } = await custodyIn(c)
      return c.render(
        <>
          <EvidenceCrumbs request={request} below={[{ text: t.custodyTitle }]} reader={reader} />
          <PageHead eyebrow={request.title} title={t.custodyTitle} lead={t.requestCustodyLead(request.title)}>
            <p class="soft">{t.file(request.fileNumber)}</p>
            <p class="cluster no-print">
              <a class="button button-second" href={`${urls.requestCustody(request.id)}.pdf`}>
                {t.custodyPdf}
              </a>
              <PrintButton label={reader.t.shell.print} />
            </p>
          </PageHead>
          <div class="flow flow-wide">
            {records.length === 0 && <p class="soft">{t.none}</p>}
            {records.map((record) => (
              <section class="flow custody-piece" aria-labelledby={record.item.id}>
                <h2 id={record.item.id} class="file-name">
                  {record.item.name}
                </h2>
                <PieceFacts record={record} reader={reader} />
                <CustodyList record={record} reader={reader} />
              </section>
            ))}
          </div>
        </>,
        { title: t.custodyTitle, current: 'requests' },
      )
    })
    .get('/requests/:id/custody.pdf', async (c) => {
      const { actor, request, records } = await custodyIn(c)
      const at = now()
      const assessed = await assessRecords(db, law, request, records, at)
      const pdf = await printCustody({
        title: request.title,
        fileNumber: request.fileNumber,
        request: request.origin,
        order: `${request.routeTitle}, ${request.counterpartName}`,
        exporter: actor.orgName,
        purpose: '',
        goes: { name: actor.orgName, stays: true },
        custody: records.flatMap((record) => {
          const admissibility = assessed.get(record.item.id)
          return admissibility ? [{ ...record, admissibility }] : []
        }),
        law,
        language: c.var.reader.language,
        at,
      })
      return sentToSave(c, { name: `custody-${request.origin}.pdf`, mediaType: 'application/pdf', bytes: pdf })
    })
    .post('/requests/:id/packages', async (c) => {
      const actor = actorIn(c, 'evidence.export')
      const given = await formIn(c)
      const exporting = {
        purpose: (given.get('purpose') ?? '').trim(),
        to: addresseeIn(given),
        law,
        language: c.var.reader.language,
        signing: await signer(db, secret, actor.org),
        sealing: { identity: await sealingIdentities(db, secret, actor.org) },
        directory: await counterparts(db),
      }
      try {
        const made = zipped(await exportRequest(vault, actor, idIn(c), exporting))
        return sentToSave(c, { ...made, mediaType: 'application/zip' })
      } catch (error) {
        const barred = barredIn(error, c.var.reader)
        if (barred) {
          c.status(barred.status)
          return show(c, { given, barred: barred.says })
        }
        if (!(error instanceof RequestError) || error.code !== 'reason_missing') throw error
        c.status(400)
        return show(c, { given, error: c.var.reader.t.evidence.noPurpose })
      }
    })
}
