import { type Context, Hono } from 'hono'
import type { Actor, InstanceSecret } from '../../accounts/index.ts'
import type { Now } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import {
  acceptProof, askStatement, type ComplaintOutcome, clocksFor, complaintOutcomes, decideComplaint, decideDeletion, findComplaint, giveStatement, likelyRequests,
  listComplaints, makeCode, openDocument, pauseForComplaint, remedyFor,
} from '../../oversight/index.ts' // biome-ignore format: one line of words
import { sentToSave } from '../evidence/sent.ts'
import { Acts, ComplaintList, FileOf, Happened, Standing } from '../redress/desk.tsx'
import { type Given, takeIn } from '../requests/running/perform.ts'
import type { TriedSheet } from '../requests/running/sheet.tsx'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { PrintButton } from '../ui/print-button.tsx'
import { urls, withQuery } from '../urls.ts'

interface Parts {
  readonly db: Db
  readonly law: LawBase
  readonly secret: InstanceSecret
  readonly now: Now
}

/** Complaints at the seats: of whoever decides, and of whoever they are about. */
export function complaintPages({ db, law, secret, now }: Parts) {
  const setting = { law, now }
  const one = '/complaints/:id{complaint_[0-9a-z]+}'

  const show = async (c: Context<Env>, tried?: TriedSheet) => {
    const actor = actorIn(c, 'complaint.read')
    const { reader, formToken: token } = c.var
    const { redress, shell, errors } = reader.t
    const { desk: t } = redress
    const complaint = await findComplaint(db, actor.org, c.req.param('id') ?? '')
    const remedy = await remedyFor(db, law, complaint)
    const clocks = await clocksFor(db, law, complaint)
    const requests = complaint.about.org === actor.org ? await likelyRequests(db, complaint) : []
    const sheet = { reader, token, tried, address: (act: string) => urls.complaintAct(complaint.id, act) }
    const done = c.req.query('done')
    return c.render(
      <>
        <Crumbs
          label={shell.breadcrumbs}
          crumbs={[{ text: t.title, href: urls.complaints }, { text: t.kinds[complaint.against] }]}
        />
        <ErrorSummary title={errors.title} errors={tried?.complaints ?? []} />
        <PageHead
          title={t.kinds[complaint.against]}
          eyebrow={`${t.filed}${reader.colon}${reader.instant(complaint.filedAt)}`}
        >
          <p class="cluster">
            <Standing complaint={complaint} reader={reader} />
          </p>
        </PageHead>
        {done && t.done[done] && !tried && (
          <Notice kind="done">
            <p>{t.done[done]}</p>
          </Notice>
        )}
        <div class="flow flow-wide">
          <FileOf {...{ complaint, remedy, clocks, reader }} />
          <Happened complaint={complaint} reader={reader} />
          <Acts {...{ complaint, remedy, requests, actor, sheet }} />
        </div>
      </>,
      { title: t.kinds[complaint.against], current: 'today' },
    )
  }

  type Deed = (tx: Tx, given: Given, id: string, actor: Actor) => Promise<unknown>
  const acts: Readonly<Record<'ask' | 'state' | 'pause' | 'accept' | 'decide' | 'agree' | 'decline', Deed>> = {
    ask: (tx, given, id, actor) => askStatement(tx, actor, id, given.one('text'), setting),
    state: (tx, given, id, actor) =>
      giveStatement(tx, actor, id, { request: given.one('request'), text: given.one('text') }, setting),
    pause: (tx, given, id, actor) => pauseForComplaint(tx, actor, id, given.one('reason'), setting),
    accept: (tx, _, id, actor) => acceptProof(tx, actor, id, setting),
    decide: (tx, given, id, actor) =>
      decideComplaint(
        tx,
        actor,
        id,
        {
          outcome: (complaintOutcomes.find((outcome) => outcome === given.one('outcome')) ??
            'none') as ComplaintOutcome,
          pieces: given.all('pieces'),
          reason: given.one('reason'),
          told: given.one('told'),
        },
        setting,
      ),
    agree: (tx, _, id, actor) => decideDeletion(tx, actor, id, { agree: true }, setting),
    decline: (tx, given, id, actor) =>
      decideDeletion(tx, actor, id, { agree: false, reason: given.one('reason') }, setting),
  }

  return new Hono<Env>()
    .get(urls.complaints, async (c) => {
      const actor = actorIn(c, 'complaint.read')
      const { reader } = c.var
      const { desk: t } = reader.t.redress
      const complaints = await listComplaints(db, actor.org)
      return c.render(
        <>
          <PageHead title={t.title} lead={t.lead}>
            <p class="no-print">
              <a href={urls.redress}>{t.publicPage}</a>
            </p>
          </PageHead>
          {complaints.length === 0 ? (
            <Empty title={t.none}>
              <p>{t.noneNote}</p>
            </Empty>
          ) : (
            <ComplaintList {...{ complaints, law, reader }} />
          )}
        </>,
        { title: t.title, current: 'today' },
      )
    })
    .get(one, (c) => show(c))
    .get(`${one}/document`, async (c) => {
      const actor = actorIn(c, 'complaint.decide')
      const { name, bytes } = await db
        .transaction()
        .execute((tx) => openDocument(tx, secret, actor, c.req.param('id'), setting))
      // Whatever it is, a browser saves it and never shows it here.
      return sentToSave(c, { name, mediaType: 'application/octet-stream', bytes: new Uint8Array(bytes) })
    })
    .post(`${one}/letter`, async (c) => {
      const actor = actorIn(c, 'complaint.decide')
      const { reader } = c.var
      const { letter: t } = reader.t.redress.desk
      const { id } = c.req.param()
      const { code, said } = await db.transaction().execute(async (tx) => {
        const made = await makeCode(tx, actor, id, setting)
        return { code: made, said: (await findComplaint(tx, actor.org, id)).said }
      })
      return c.render(
        <>
          <PageHead title={t.title} lead={t.about} />
          <article class="card flow measure">
            <p class="prose">{[said.name, said.address].filter(Boolean).join('\n')}</p>
            <p>
              <strong>{t.text(code)}</strong>
            </p>
            <p>{t.enter}</p>
          </article>
          <p class="cluster no-print">
            <PrintButton label={t.print} />
            <a href={urls.complaint(id)}>{reader.t.redress.desk.title}</a>
          </p>
        </>,
        { title: t.title, current: 'today' },
      )
    })
    .post(`${one}/:act{ask|state|pause|accept|decide|agree|decline}`, async (c) => {
      const actor = actorIn(c, 'complaint.read')
      const { id, act } = c.req.param()
      const doing = { db, now, actor, reader: c.var.reader, act, about: id }
      return takeIn(
        c,
        doing,
        (tx, given) => acts[act as keyof typeof acts](tx, given, id, actor),
        (result) =>
          withQuery(urls.complaint(id), { done: act === 'decide' && result === 'proposed' ? 'propose' : act }),
        (tried) => show(c, tried),
      )
    })
}
