import { type Context, Hono } from 'hono'
import { isPermitted, signer } from '../../accounts/index.ts'
import { eventsAbout } from '../../audit/index.ts'
import { DomainError } from '../../base/errors.ts'
import { parseId } from '../../base/ids.ts'
import type { LawBase } from '../../law/index.ts'
import {
  certificateOf, decideRetention, extendKeeping, keptHere, listRequests, printCertificate, scheduleOf, wantDestroyed,
} from '../../requests/index.ts' // biome-ignore format: one line of words
import {
  type ChosenFate,
  derivedFrom,
  findItem,
  liftHold,
  openProposals,
  placeHold,
  removeErased,
} from '../../vault/index.ts'
import { EvidenceCrumbs } from '../evidence/crumbs.tsx'
import { sentToSave } from '../evidence/sent.ts'
import { StateOf } from '../evidence/state.tsx'
import { KeepOrDestroy } from '../retention/acting.tsx'
import { derivedFields, Fates } from '../retention/derived.tsx'
import { Holds, type Typed } from '../retention/holds.tsx'
import { Proposals, proposedInWords } from '../retention/proposals.tsx'
import { Outcome, RuleLines } from '../retention/schedule.tsx'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { urls } from '../urls.ts'
import { statuses } from './error.tsx'
import type { EvidenceParts } from './evidence.tsx'

/** How long evidence is kept: what is due, each piece with its rules, holds, what two persons decide, and the certificate. */
export function retentionPages({ db, blobs, secret, now, law }: EvidenceParts & { readonly law: LawBase }) {
  const setting = { law, now }

  async function pieceIn(c: Context<Env>) {
    const actor = actorIn(c, 'evidence.read')
    const item = await findItem(db, actor.org, parseId('item', c.req.param('id') ?? ''))
    const [request] = await listRequests(db, actor.org, { origin: item.origin, limit: 1 })
    return { actor, item, request }
  }

  async function show(c: Context<Env>, typed?: Typed) {
    const { reader, formToken } = c.var
    const { retention: t, errors } = reader.t
    const { actor, item, request } = await pieceIn(c)
    const schedule = await scheduleOf(db, law, item, now())
    const isGone = item.state === 'erased'
    const open = schedule.proposals.filter(({ decided }) => !decided)
    const past = schedule.proposals.filter(({ decided }) => decided)
    const may = isPermitted(actor, 'evidence.destroy')
    const derived = may && !isGone ? await derivedFrom(db, item) : []
    const complaints = Object.entries(typed?.errors ?? {}).map(([field, message]) => ({
      field: `${typed?.form}-${field}`,
      message,
    }))
    return c.render(
      <>
        <EvidenceCrumbs
          request={request}
          below={[{ text: item.name, href: urls.piece(item.id) }, { text: t.title }]}
          reader={reader}
        />
        <ErrorSummary title={errors.title} errors={complaints} />
        <PageHead fileName={item.name} title={t.title} lead={t.lead}>
          <p class="cluster">
            <StateOf state={item.state} reader={reader} />
            <a href={urls.kept}>{t.listTitle}</a>
          </p>
        </PageHead>
        <div class="flow flow-wide">
          {isGone ? (
            <CertificateLinks c={c} item={item.id} gone={await bytesGone(actor.org, item.id)} />
          ) : (
            <Outcome schedule={schedule} today={now().toString().slice(0, 10)} law={law} reader={reader} />
          )}
          {item.excluded && !isGone && (
            <Notice kind="care">
              <p>
                <strong>{t.restricted}</strong>
              </p>
              <p>{item.excluded}</p>
            </Notice>
          )}
          {item.restricted !== null && !isGone && (
            <Notice kind="care">
              <p>
                <strong>{t.restricted}</strong>
              </p>
              <p>{t.restrictedNote(item.restricted)}</p>
            </Notice>
          )}
          {may && <Proposals proposals={open} actor={actor} typed={typed} token={formToken} reader={reader} />}
          <Holds
            item={item.id}
            holds={schedule.holds}
            may={isPermitted(actor, 'evidence.hold')}
            isGone={isGone}
            typed={typed}
            token={formToken}
            reader={reader}
          />
          {may && !isGone && (
            <KeepOrDestroy
              item={item.id}
              schedule={schedule}
              derived={derived}
              typed={typed}
              token={formToken}
              reader={reader}
            />
          )}
          <section class="flow" aria-labelledby="rules">
            <h2 id="rules">{t.rules}</h2>
            <RuleLines lines={schedule.lines} law={law} reader={reader} />
          </section>
          {past.length > 0 && (
            <section class="flow" aria-labelledby="past">
              <h2 id="past">{t.past}</h2>
              <ul>
                {past.map((one) => (
                  <li>
                    {proposedInWords(one, reader)}
                    {reader.colon}
                    {one.reason} ({one.cite}). {t.proposedBy(one.byName, reader.instant(one.at))}.{' '}
                    {one.decided && t.decided[one.decided.outcome](one.decided.byName)}
                    {one.decided?.reason && `: ${one.decided.reason}`}
                    {one.derived && <Fates derived={one.derived} reader={reader} />}
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </>,
      { title: `${t.title}${reader.colon}${item.name}`, current: 'requests' },
    )
  }

  /** Does what a form of a piece asks for; what cannot be is said beside its field. */
  async function act(
    c: Context<Env>,
    form: string,
    fields: readonly string[],
    fallback: string,
    work: (values: Record<string, string>) => Promise<unknown>,
  ) {
    const body = await c.req.parseBody()
    const word = (name: string) => (typeof body[name] === 'string' ? body[name].trim() : '')
    const which = form === '' ? word('form') : form
    const values = Object.fromEntries(fields.map((name) => [name, word(`${which}-${name}`)]))
    try {
      await work({ ...values, form: which })
    } catch (error) {
      const says = error instanceof DomainError ? c.var.reader.t.retention.problems[error.code] : undefined
      if (!(error instanceof DomainError) || says === undefined) throw error
      c.status(statuses[error.kind])
      const field = error.path && fields.includes(error.path) ? error.path : fallback
      return show(c, { form: which, values, errors: { [field]: says } })
    }
    return c.redirect(urls.retention(c.req.param('id') ?? ''), 303)
  }

  /** When the bytes of a piece were erased. */
  const bytesGone = async (org: string, id: string) =>
    (await eventsAbout(db, org, id)).findLast(({ kind }) => kind === 'evidence.bytes-erased')?.at

  const idIn = (c: Context<Env>) => parseId('item', c.req.param('id') ?? '')
  const certificate = async (c: Context<Env>) => {
    const { actor, item } = await pieceIn(c)
    return certificateOf(db, actor, item.id, await signer(db, secret, actor.org), now())
  }

  return new Hono<Env>()
    .get(urls.kept, async (c) => {
      const { reader, formToken } = c.var
      const { retention: t } = reader.t
      const actor = actorIn(c, 'evidence.read')
      const kept = await keptHere(db, actor.org, now())
      const may = isPermitted(actor, 'evidence.destroy')
      const open = may ? await openProposals(db, actor.org) : []
      const names = new Map<string, string>()
      for (const { kind, about } of open)
        if (kind !== 'bodies') names.set(about, (await findItem(db, actor.org, about)).name)
      return c.render(
        <>
          <PageHead title={t.listTitle} lead={t.listLead(actor.orgName)} />
          <div class="flow flow-wide">
            <Proposals
              proposals={open}
              about={({ kind, about }) =>
                kind === 'bodies'
                  ? { text: t.erasure.title, href: urls.erasures }
                  : { text: names.get(about) ?? about, href: urls.retention(about) }
              }
              actor={actor}
              token={formToken}
              reader={reader}
            />
            {kept.length === 0 ? (
              <Empty title={t.none}>
                <p>{t.noneNote}</p>
              </Empty>
            ) : (
              <ul class="flow plain">
                {kept.map(({ item, reviewOn, late }) => (
                  <li class="card between">
                    <div>
                      <p>
                        <a href={urls.retention(item.id)}>{item.name}</a>
                      </p>
                      <p class="small soft">
                        {reviewOn === undefined
                          ? t.noDay
                          : late
                            ? t.reviewLate(reader.date(reviewOn))
                            : t.reviewOn(reader.date(reviewOn))}
                      </p>
                    </div>
                    <StateOf state={item.state} reader={reader} />
                  </li>
                ))}
              </ul>
            )}
          </div>
        </>,
        { title: t.listTitle, current: 'requests' },
      )
    })
    .get('/evidence/:id/retention', (c) => show(c))
    .post('/evidence/:id/holds', (c) => {
      const actor = actorIn(c, 'evidence.hold')
      return act(c, 'hold', ['reason', 'authority'], 'reason', ({ reason = '', authority = '' }) =>
        db.transaction().execute((tx) => placeHold(tx, actor, idIn(c), { reason, authority }, now())),
      )
    })
    .post('/evidence/:id/holds/lifting', (c) => {
      const actor = actorIn(c, 'evidence.hold')
      return act(c, '', ['reason', 'authority'], 'reason', ({ reason = '', authority = '', form = '' }) =>
        db.transaction().execute((tx) => liftHold(tx, actor, idIn(c), form, { reason, authority }, now())),
      )
    })
    .post('/evidence/:id/extensions', (c) => {
      const actor = actorIn(c, 'evidence.destroy')
      return act(c, 'extension', ['until', 'reason'], 'until', ({ until = '', reason = '' }) =>
        db.transaction().execute((tx) => extendKeeping(tx, actor, idIn(c), { until, reason }, setting)),
      )
    })
    .post('/evidence/:id/destruction', async (c) => {
      const actor = actorIn(c, 'evidence.destroy')
      const there = await derivedFrom(db, (await pieceIn(c)).item)
      const fields = ['rule', 'authority', 'reason', 'derived', ...derivedFields(there)]
      return act(c, 'destruction', fields, 'reason', ({ rule, authority, reason = '', ...more }) => {
        const derived = there.flatMap(({ id }): ChosenFate[] => {
          const fate = more[`fate.${id}`]
          return fate === 'destroyed' || fate === 'kept' ? [{ id, fate, reason: more[`derived.${id}`] }] : []
        })
        const wanted = { rule, authority, reason, derived }
        return db.transaction().execute((tx) => wantDestroyed(tx, actor, idIn(c), wanted, setting))
      })
    })
    .post('/retention/:proposal/decision', async (c) => {
      const actor = actorIn(c, 'evidence.read')
      const id = parseId('proposal', c.req.param('proposal'))
      const body = await c.req.parseBody()
      const reason = typeof body[`${id}-reason`] === 'string' ? String(body[`${id}-reason`]) : ''
      const decision = { agree: body.decision === 'agree', reason }
      const { about, kind } = await db.transaction().execute((tx) => decideRetention(tx, actor, id, decision, setting))
      if (kind === 'bodies') return c.redirect(urls.erasures, 303)
      // The bytes go at once where they can; whatever is cut off here is done by who tidies.
      await removeErased({ db, blobs, now })
      return c.redirect(urls.retention(about), 303)
    })
    .get('/evidence/:id/certificate.pdf', async (c) => {
      const bytes = await printCertificate(await certificate(c), c.var.reader.language, now())
      return sentToSave(c, { name: `destruction-${idIn(c)}.pdf`, mediaType: 'application/pdf', bytes })
    })
    .get('/evidence/:id/certificate.json', async (c) => {
      const bytes = new TextEncoder().encode(JSON.stringify(await certificate(c), undefined, 2))
      return sentToSave(c, { name: `destruction-${idIn(c)}.json`, mediaType: 'application/json', bytes })
    })
}

function CertificateLinks({ c, item, gone }: { c: Context<Env>; item: string; gone: string | undefined }) {
  const { reader } = c.var
  const { retention: t } = reader.t
  return (
    <section class="card flow flow-tight" aria-labelledby="certificate">
      <h2 id="certificate">{t.certificate}</h2>
      <p>{gone === undefined ? t.bytesWaiting : t.bytesGone(reader.instant(gone))}</p>
      <p>{t.certificateNote}</p>
      <ul>
        <li>
          <a href={urls.certificate(item, 'pdf')}>{t.certificatePdf}</a>
        </li>
        <li>
          <a href={urls.certificate(item, 'json')}>{t.certificateJson}</a>
        </li>
      </ul>
    </section>
  )
}
