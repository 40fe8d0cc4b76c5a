import { type Context, Hono } from 'hono'
import { type InstanceSecret, sealingIdentities } from '../../accounts/index.ts'
import { DomainError } from '../../base/errors.ts'
import { parseId } from '../../base/ids.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import { counterparts, findCounterpart } from '../../exchange/index.ts'
import type { LawBase } from '../../law/index.ts'
import {
  answeringFile,
  findRequest,
  once,
  produce,
  type Request,
  RequestError,
  timeline,
} from '../../requests/index.ts'
import {
  type Blobs,
  giveUpUpload,
  type Item,
  listItems,
  listUploads,
  ReleaseClosed,
  sealAnew,
  sealEvidence,
  takeBack,
  VaultError,
} from '../../vault/index.ts'
import { Came, toHandOn } from '../evidence/came.tsx'
import { type Handing, TakenIn } from '../evidence/hand-over.tsx'
import { MayItLeave, mayLeave, yieldingStep } from '../evidence/leave.tsx'
import { Ordered } from '../evidence/ordered.tsx'
import { StillArriving } from '../evidence/still-arriving.tsx'
import { TakeBack, type TakingBack } from '../evidence/take-back.tsx'
import { TakeIn } from '../evidence/take-in.tsx'
import { FILES_AT_ONCE, readMediaType, takeFiles } from '../evidence/upload.ts'
import type { Reader } from '../reader.ts'
import { refusalInWords } from '../refusal.ts'
import { itemName } from '../requests/answering/desk.ts'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls, withQuery } from '../urls.ts'
import { statuses } from './error.tsx'

export interface ProductionParts {
  readonly db: Db
  readonly blobs: Blobs
  readonly secret: InstanceSecret
  readonly law: LawBase
  readonly now: Now
}

/** What went wrong on the page, and what was being handed over then. */
interface Trouble {
  readonly files?: string
  readonly came?: string
  readonly handing?: Handing
  readonly taking?: TakingBack
}

/** Who asked for the data has none to hand over. */
function refuseAsker({ direction }: Request): void {
  if (direction === 'outgoing')
    throw new RequestError('forbidden', 'wrong_organisation', 'Whoever is asked hands the data over, not whoever asks')
}

/** The holder's page: what is ordered, whether it may leave now, files taken in and handed over. */
export function productionPages({ db, blobs, law, secret, now }: ProductionParts) {
  const vault = { db, blobs, secret, now }
  const idIn = (c: Context<Env>) => parseId('request', c.req.param('id') ?? '')

  async function show(c: Context<Env>, trouble: Trouble = {}) {
    const { reader, formToken } = c.var
    const actor = actorIn(c, 'order.produce')
    const at = now()
    const story = await timeline(db, actor.org, idIn(c), at)
    const { request } = story
    refuseAsker(request)
    const all = await listItems(db, actor.org, request.origin)
    const [items, came] = [true, false].map((ours) =>
      all.filter(({ producer }) => (producer === actor.org) === ours),
    ) as [Item[], Item[]]
    const { account } = await answeringFile(db, actor.org, request.id, { law, now })
    const owed = account
      .filter(({ fate }) => fate !== 'produced' && fate !== 'lifted')
      .map(({ item }) => ({ value: item, label: itemName({ story: { request }, reader }, item) }))
    const names = new Map((await counterparts(db)).map(({ sealing, name }) => [sealing, name]))
    const recipientOf = ({ sealedTo }: Item) => reader.list(sealedTo.map((key) => names.get(key) ?? key))
    const free = await blobs.room()
    const arriving = await listUploads(vault, actor, request.origin)
    const { production: t, errors, shell } = reader.t
    const step = yieldingStep(story.steps, actor.org)
    const open = step !== undefined && (step.is === 'current' || step.is === 'pending') && request.endedAt === undefined
    const handed = Number(c.req.query('handed') ?? 0)
    const complaints = Object.entries({
      ...(trouble.files && { files: trouble.files }),
      ...(trouble.came && { came: trouble.came }),
      ...trouble.handing?.errors,
      ...trouble.taking?.errors,
    })
    return c.render(
      <>
        <Crumbs
          label={shell.breadcrumbs}
          crumbs={[
            { text: reader.t.requests.title, href: urls.requests },
            { text: request.title, href: urls.request(request.id) },
            { text: t.title },
          ]}
        />
        <ErrorSummary title={errors.title} errors={complaints.map(([field, message]) => ({ field, message }))} />
        <PageHead eyebrow={request.counterpartName} title={t.title} lead={t.lead}>
          <p class="soft">{request.title} · {reader.t.evidence.file(request.fileNumber)}</p>
        </PageHead>
        <div class="flow flow-wide">
          {handed > 0 && (
            <Notice kind="done">
              <p>{t.done(handed)}</p>
            </Notice>
          )}
          <div class="columns columns-even">
            <Ordered request={request} law={law} reader={reader} />
            <MayItLeave story={story} law={law} now={at} reader={reader} />
          </div>
          {came.length > 0 && (
            <Came
              came={came} ours={items} action={`${urls.production(request.id)}/came`} token={formToken} open={open}
              error={trouble.came} counterpart={request.counterpartName} reader={reader}
            />
          )}
          {open && (
            <section class="flow no-print" aria-labelledby="add">
              <h2 id="add">{t.addFiles}</h2>
              <TakeIn
                action={urls.productionFiles(request.id)} uploads={urls.uploads(request.id)} token={formToken} free={free}
                sealsTo={await findCounterpart(db, request.counterpart)} error={trouble.files} reader={reader}
              />
              <StillArriving uploads={arriving} request={request.id} token={formToken} reader={reader} />
            </section>
          )}
          {items.some(({ state }) => state === 'sealed') && (
            <p class="measure">
              <a href={urls.intake(request.id)}>{reader.t.custody.intake}</a>. {reader.t.custody.intakeNote}{' '}
              <a href={urls.devices(request.id)}>{reader.t.custody.devices}</a>
            </p>
          )}
          {items.some(({ state }) => state === 'sealed') && (
            <p class="measure">
              <a href={urls.gate(request.id)}>{reader.t.gate.link}</a>
            </p>
          )}
          <TakenIn
            items={items} action={urls.production(request.id)} token={formToken} may={mayLeave(story)}
            handing={trouble.handing} recipientOf={recipientOf} counterpart={request.counterpartName}
            owed={owed} reader={reader}
          />
          <TakeBack
            items={items} action={urls.takingBack(request.id)} token={formToken} taking={trouble.taking} reader={reader}
          />
        </div>
      </>,
      { title: t.title, current: 'requests', scripts: ['tus', 'upload'] },
    ) // biome-ignore format: a page
  }

  return new Hono<Env>()
    .get('/requests/:id/production', (c) => show(c))
    .post('/requests/:id/production/files', async (c) => {
      const actor = actorIn(c, 'order.produce')
      const request = await findRequest(db, actor.org, idIn(c))
      refuseAsker(request)
      if (request.endedAt !== undefined) throw new RequestError('conflict', 'ended', 'This request is over')
      const { sealing } = await findCounterpart(db, request.counterpart)
      try {
        await takeFiles(c.req.raw, ({ name, mediaType, bytes }) =>
          sealEvidence(vault, actor, {
            origin: request.origin,
            name,
            mediaType: readMediaType(mediaType),
            bytes,
            sealedTo: [sealing],
          }),
        )
        return c.redirect(`${urls.production(request.id)}#pieces`, 303)
      } catch (error) {
        const said = complaintOf(error, c.var.reader)
        if (!(error instanceof DomainError) || said === undefined) throw error
        c.status(statuses[error.kind])
        return show(c, { files: said })
      }
    })
    .post('/requests/:id/production/uploads/:upload/end', async (c) => {
      const actor = actorIn(c, 'order.produce')
      await giveUpUpload(vault, actor, parseId('item', c.req.param('upload')))
      return c.redirect(urls.production(idIn(c)), 303)
    })
    .post('/requests/:id/production/came', async (c) => {
      const actor = actorIn(c, 'order.produce')
      const request = await findRequest(db, actor.org, idIn(c))
      refuseAsker(request)
      const { org, sealing } = await findCounterpart(db, request.counterpart)
      const identity = await sealingIdentities(db, secret, actor.org)
      const names = new Map((await counterparts(db)).map((one) => [one.org, one.name]))
      const items = await listItems(db, actor.org, request.origin)
      try {
        for (const { id } of toHandOn(items, actor.org))
          await sealAnew({ db, blobs, now }, actor, identity, id, { org, sealing }, (one) => names.get(one) ?? one)
        return c.redirect(`${urls.production(request.id)}#pieces`, 303)
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        c.status(statuses[error.kind])
        return show(c, { came: refusalInWords(error, c.var.reader) })
      }
    })
    .post('/requests/:id/production/taking-back', async (c) => {
      const actor = actorIn(c, 'order.produce')
      const body = await c.req.parseBody()
      const [piece, reason] = [body.piece, body.reason].map((word) => (typeof word === 'string' ? word : '')) as [
        string,
        string,
      ]
      const { production: t } = c.var.reader.t
      const fail = (errors: Record<string, string>, status: 400 | 409 = 400) => {
        c.status(status)
        return show(c, { taking: { piece, reason, errors } })
      }
      if (piece === '') return fail({ piece: t.takeBackChoose })
      if (reason.trim() === '') return fail({ reason: t.takeBackNeedsWhy })
      try {
        await db.transaction().execute((tx) => takeBack(tx, actor, parseId('item', piece), reason, now()))
      } catch (error) {
        if (!(error instanceof VaultError) || error.code !== 'not_in_hand') throw error
        return fail({ piece: t.takeBackGone }, 409)
      }
      return c.redirect(`${urls.production(idIn(c))}#pieces`, 303)
    })
    .post('/requests/:id/production', async (c) => {
      const actor = actorIn(c, 'order.produce')
      const { production: t } = c.var.reader.t
      const body = await c.req.parseBody({ all: true })
      const chosen = [body.evidence ?? []].flat().filter((id) => typeof id === 'string')
      const note = typeof body.note === 'string' ? body.note : ''
      const complete = typeof body.complete === 'string' ? body.complete : ''
      const data = [body.data ?? []].flat().filter((id) => typeof id === 'string')
      const fail = (errors: Record<string, string>, status: 400 | 409 | 403 = 400) => {
        c.status(status)
        return show(c, { handing: { chosen, complete, note, data, errors } })
      }
      if (chosen.length === 0) return fail({ evidence: t.nothing })
      if (complete !== 'yes' && complete !== 'no') return fail({ complete: t.decideComplete })
      const production = { evidence: chosen, complete: complete === 'yes', note, data }
      try {
        await db
          .transaction()
          .execute((tx) =>
            once(tx, actor, { about: idIn(c), act: 'produce', input: production }, now, () =>
              produce(tx, actor, idIn(c), production, { law, now }),
            ),
          )
      } catch (error) {
        if (!(error instanceof RequestError || error instanceof ReleaseClosed) || error.kind === 'missing') throw error
        return fail(
          { [error.path ?? 'evidence']: refusalInWords(error, c.var.reader) },
          error.kind === 'conflict' ? 409 : 400,
        )
      }
      return c.redirect(withQuery(urls.production(idIn(c)), { handed: String(chosen.length) }), 303)
    })
}

/** Why files were not taken in, as the page says it; undefined for what is not about the files. */
function complaintOf(error: unknown, { t: { production } }: Reader): string | undefined {
  if (!(error instanceof DomainError)) return undefined
  const says = production.problems[error.code as keyof typeof production.problems]
  return typeof says === 'function' ? says(FILES_AT_ONCE) : says
}
