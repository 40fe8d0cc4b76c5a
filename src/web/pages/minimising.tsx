import { type Context, Hono } from 'hono'
import { type Actor, isPermitted, recipientsOf, sealingIdentities } from '../../accounts/index.ts'
import { parseId } from '../../base/ids.ts'
import { counterparts } from '../../exchange/index.ts'
import { listRequests } from '../../requests/index.ts'
import {
  apartOf, askLeave, decideLeave, findItem, isCurrent, leavesOf, listItems, markSensitive, minimise, partsAround, type Selection, type Survey,
  surveyPiece,
} from '../../vault/index.ts' // biome-ignore format: one line of words
import { EvidenceCrumbs } from '../evidence/crumbs.tsx'
import { StateOf } from '../evidence/state.tsx'
import { ApartNotice, Leaves } from '../minimising/leaves.tsx'
import { Counted, Parts } from '../minimising/parts.tsx'
import { minimisationsRunning } from '../minimising/running.ts'
import { fieldOf, Selecting, selectionIn } from '../minimising/selecting.tsx'
import type { Reader } from '../reader.ts'
import { complaintsIn } from '../refusal.ts'
import { Prose, type Sheet, SheetForm, type TriedSheet } from '../requests/running/sheet.tsx'
import type { Env } from '../shell/env.ts'
import { formIn } from '../shell/form.ts'
import { actorIn } from '../shell/signed-in.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Actions } from '../ui/fields.tsx'
import { Fold } from '../ui/fold.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { urls, withQuery } from '../urls.ts'
import type { EvidenceParts } from './evidence.tsx'

const one = '/evidence/:id{item_[0-9a-z]+}/minimising'

/** What of a piece the request covers, made a piece of its own; what is set apart, and leave to open it. */
export function minimisingPages({ db, blobs, secret, now }: Pick<EvidenceParts, 'db' | 'blobs' | 'secret' | 'now'>) {
  const running = minimisationsRunning()

  async function show(c: Context<Env>, tried?: TriedSheet, survey?: Survey): Promise<Response> {
    const actor = actorIn(c, 'evidence.read')
    const { reader, formToken: token } = c.var
    const { minimising: t, errors } = reader.t
    const item = await findItem(db, actor.org, parseId('item', c.req.param('id') ?? ''))
    const [request] = await listRequests(db, actor.org, { origin: item.origin, limit: 1 })
    const names = new Map((await listItems(db, actor.org, item.origin)).map(({ id, name }) => [id, name]))
    const [parts, apart, leaves] = await Promise.all([
      partsAround(db, actor.org, item.id),
      apartOf(db, actor.org, [item.id]),
      leavesOf(db, actor.org, item.id),
    ])
    const sheet: Sheet = { reader, token, tried, address: (act) => urls.minimisingAct(item.id, act) }
    const of = kindIn(c, item)
    const run = running.of(actor.org, item.id)
    if (run?.error !== undefined && !tried) {
      const complaints = complaintsIn(run.error, reader, fieldOf)
      c.status(400)
      return show(c, { act: 'minimise', given: new URLSearchParams(), complaints })
    }
    const done = c.req.query('done')
    const may = isPermitted(actor, 'evidence.minimise') && item.state === 'verified'
    const mayRead = may && (apart.length === 0 || leaves.some((leave) => isCurrent(leave, actor, now())))
    return c.render(
      <>
        <EvidenceCrumbs
          request={request}
          below={[{ text: item.name, href: urls.piece(item.id) }, { text: t.title }]}
          reader={reader}
        />
        <ErrorSummary title={errors.title} errors={tried?.complaints ?? []} />
        <PageHead fileName={item.name} title={t.title} lead={t.lead}>
          <p class="cluster">
            <StateOf state={item.state} reader={reader} />
          </p>
        </PageHead>
        {done && t.done[done] && !tried && (
          <Notice kind="done">
            <p>{t.done[done]}</p>
          </Notice>
        )}
        <div class="flow flow-wide">
          <ApartNotice apart={apart} sheet={sheet} />
          {run && <Running share={run.share} item={item.id} reader={reader} />}
          {survey && <Counted survey={survey} reader={reader} />}
          {apart.length > 0 && <Leaves leaves={leaves} actor={actor} sheet={sheet} />}
          <Parts parts={parts} names={names} item={item.id} reader={reader} />
          {mayRead && !run && of === undefined && (
            <section class="flow no-print" aria-labelledby="neither">
              <h2 id="neither">{t.neither}</h2>
              <p class="measure">{t.neitherNote}</p>
              <p class="cluster">
                {kinds.map((kind) => (
                  <a href={withQuery(urls.minimising(item.id), { of: kind })}>{t.kinds[kind]}</a>
                ))}
              </p>
            </section>
          )}
          {mayRead && !run && of && (
            <section class="flow no-print" aria-labelledby="choose">
              <div class="between">
                <h2 id="choose">{t.choose[of]}</h2>
                <p>
                  {t.other}{' '}
                  {kinds
                    .filter((kind) => kind !== of)
                    .map((kind, i) => (
                      <>
                        {i > 0 && ' · '}
                        <a href={withQuery(urls.minimising(item.id), { of: kind })}>{t.kinds[kind]}</a>
                      </>
                    ))}
                </p>
              </div>
              <p class="measure">{t.chooseNote}</p>
              <form
                method="post"
                action={withQuery(sheet.address('minimise'), { of })}
                class="card flow measure"
                novalidate
              >
                <input type="hidden" name="form_token" value={token} />
                <Selecting sheet={sheet} of={of} />
                <Actions>
                  <button type="submit" name="do" value="count" class="button">
                    {t.count}
                  </button>
                  <button type="submit" name="do" value="minimise" class="button button-grave">
                    {t.button}
                  </button>
                </Actions>
              </form>
            </section>
          )}
          {may && !apart.some(({ is }) => is === 'highly-sensitive') && (
            <Fold title={t.mark} open={tried?.act === 'mark'}>
              <SheetForm sheet={sheet} act="mark" title={t.mark} about={t.markAbout} button={t.markButton}>
                <Prose sheet={sheet} act="mark" name="reason" label={t.reason} hint={t.reasonHint} />
              </SheetForm>
            </Fold>
          )}
        </div>
      </>,
      { title: `${t.title}${reader.colon}${item.name}`, current: 'requests' },
    )
  }

  const idIn = (c: Context<Env>) => parseId('item', c.req.param('id') ?? '')
  const minimiserOf = async ({ org }: Actor) => ({
    ...{ db, blobs, now, identities: await sealingIdentities(db, secret, org), sealedTo: await recipientsOf(db, org) },
  })

  /** Does what a form asks for; what cannot be is said beside its field, and what was typed stands there still. */
  async function act(
    c: Context<Env>,
    form: { readonly act: string; readonly given: URLSearchParams; readonly field: (path: string) => string },
    done: string,
    work: () => Promise<unknown>,
  ) {
    try {
      await work()
    } catch (error) {
      const complaints = complaintsIn(error, c.var.reader, form.field)
      c.status(400)
      return show(c, { act: form.act, given: form.given, complaints })
    }
    return c.redirect(withQuery(urls.minimising(idIn(c)), { done }), 303)
  }

  return new Hono<Env>()
    .get(one, (c) => show(c))
    .post(`${one}/minimise`, async (c) => {
      const actor = actorIn(c, 'evidence.minimise')
      const given = await formIn(c)
      const id = idIn(c)
      const selection = selectionIn(given, kindIn(c, await findItem(db, actor.org, id)) ?? 'letters')
      const on = await minimiserOf(actor)
      const form = { act: 'minimise', given, field: fieldOf }
      if (given.get('do') === 'count') {
        try {
          return show(c, { ...form, complaints: [] }, await surveyPiece(on, actor, id, selection))
        } catch (error) {
          c.status(400)
          return show(c, { ...form, complaints: complaintsIn(error, c.var.reader, fieldOf) })
        }
      }
      const names = new Map((await counterparts(db)).map(({ org, name }) => [org, name]))
      const reason = given.get('minimise.reason') ?? ''
      let isDone = true
      const answer = await act(c, form, 'minimised', async () => {
        isDone = await running.begin(actor.org, id, (progress) =>
          minimise({ ...on, progress }, actor, id, { selection, reason }, (org) => names.get(org) ?? org),
        )
      })
      return isDone ? answer : c.redirect(urls.minimising(id), 303)
    })
    .post(`${one}/mark`, async (c) => {
      const actor = actorIn(c, 'evidence.minimise')
      const given = await formIn(c)
      const reason = given.get('mark.reason') ?? ''
      return act(c, { act: 'mark', given, field: () => 'mark.reason' }, 'apart', () =>
        db.transaction().execute((tx) => markSensitive(tx, actor, idIn(c), reason, now())),
      )
    })
    .post(`${one}/ask`, async (c) => {
      const actor = actorIn(c, 'evidence.open')
      const given = await formIn(c)
      const purpose = given.get('ask.purpose') ?? ''
      return act(c, { act: 'ask', given, field: () => 'ask.purpose' }, 'asked', () =>
        db.transaction().execute((tx) => askLeave(tx, actor, idIn(c), purpose, now())),
      )
    })
    .post(`${one}/leaves/:leave`, async (c) => {
      const actor = actorIn(c, 'evidence.give-leave')
      const given = await formIn(c)
      const leave = parseId('leave', c.req.param('leave'))
      const answer = {
        isGiven: given.get('answer') === 'give',
        reason: given.get(`${leave}.reason`) ?? '',
        hours: Number(given.get(`${leave}.hours`) || Number.NaN),
      }
      const field = (path: string) => `${leave}.${path === 'hours' ? 'hours' : 'reason'}`
      return act(c, { act: leave, given, field }, 'answered', () =>
        db.transaction().execute((tx) => decideLeave(tx, actor, { item: idIn(c), leave }, answer, now())),
      )
    })
}

/** What can be minimised, by its name or its kind, unless the reader says otherwise. */
function kindIn(
  c: Context<Env>,
  { name, mediaType }: { name: string; mediaType: string },
): Selection['of'] | undefined {
  const said = c.req.query('of')
  const chosen = kinds.find((kind) => kind === said)
  if (chosen) return chosen
  if (/\.(csv|tsv|txt|json|jsonl|ndjson)$/i.test(name) || mediaType.startsWith('text/csv')) return 'records'
  if (/\.zip$/i.test(name) || mediaType === 'application/zip') return 'files'
  return /\.(mbox|mbx)$/i.test(name) || mediaType === 'application/mbox' ? 'letters' : undefined
}

const kinds = ['letters', 'records', 'files'] as const

/** How far it has come. */
function Running({ share, item, reader }: { share: number; item: string; reader: Reader }) {
  const { minimising: t } = reader.t
  const percent = new Intl.NumberFormat(reader.tag, { style: 'percent' }).format(share)
  return (
    <section class="card flow" aria-labelledby="running">
      <h2 id="running">{t.running}</h2>
      <p>
        <progress max="1" value={share} aria-labelledby="running" /> {t.runningShare(percent)}
      </p>
      <p class="soft">{t.runningNote}</p>
      <p>
        <a class="button button-second" href={urls.minimising(item)}>
          {t.lookAgain}
        </a>
      </p>
    </section>
  )
}
