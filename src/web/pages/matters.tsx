import { type Context, Hono } from 'hono'
import { findOrganisation, isPermitted } from '../../accounts/index.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import { type Analysis, analyse, type Facts, type LawBase } from '../../law/index.ts'
import { standingReciprocity } from '../../oversight/index.ts'
import { findMatter, findMatters, openMatter, overviewOf } from '../../requests/index.ts'
import { Change } from '../interview/change.tsx'
import { fieldAt } from '../interview/fields.ts'
import { readAnswers } from '../interview/query.ts'
import { placeIn } from '../lists/filter.ts'
import { saveAnswers } from '../matters/answers.ts'
import { MatterList } from '../matters/list.tsx'
import { MatterAnalysis, MatterPage } from '../matters/matter.tsx'
import { NewMatter } from '../matters/new.tsx'
import { matterPlace } from '../matters/place.ts'
import { type Complaint, complaintsIn } from '../refusal.ts'
import type { Env } from '../shell/env.ts'
import { formIn } from '../shell/form.ts'
import { actorIn } from '../shell/signed-in.ts'
import { urls, withQuery } from '../urls.ts'

export interface MatterParts {
  readonly db: Db
  readonly law: LawBase
  readonly now: Now
}

const ON_A_PAGE = 25

const one = '/matters/:id{matter_[0-9a-z]+}'

/** An authority's matters: the list, a new one, the interview with its answers, the analysis. */
export function matterPages({ db, law, now }: MatterParts) {
  const judge = (facts: Facts) => analyse(law, facts, { today: now().toString().slice(0, 10) })

  const showMatter = async (c: Context<Env>, given: { skipped: readonly string[]; errors?: readonly Complaint[] }, typed?: URLSearchParams) => {
    const actor = actorIn(c, 'matter.read')
    const { reader, formToken } = c.var
    const matter = await findMatter(db, actor.org, c.req.param('id') ?? '')
    const answers = { facts: matter.facts, skipped: given.skipped, errors: given.errors ?? [] }
    const place = matterPlace(matter.id, given.skipped, formToken)
    const change = typed?.get('change') ?? c.req.query('change')
    if (change && (fieldAt(change) || change === 'data.category'))
      return c.render(
        <Change name={change} answers={answers} place={place} law={law} reader={reader} typed={typed} />,
        { title: reader.t.routes.changeTitle, current: 'matters' },
      )
    const at = now()
    const requests = await overviewOf(db, actor.org, matter.id, at)
    const analysis = judge(matter.facts)
    const reciprocity = isPermitted(actor, 'matter.open') ? await bearingOn(db, actor.org, matter.facts, analysis) : []
    const mayAudit = isPermitted(actor, 'audit.open')
    const shown = { matter, requests, reciprocity, mayAudit, now: at, answers, analysis, place, law, reader }
    return c.render(<MatterPage {...shown} typed={typed} />, { title: matter.title, current: 'matters' })
  } // biome-ignore format: one function

  return new Hono<Env>()
    .get(urls.matters, async (c) => {
      const actor = actorIn(c, 'matter.read')
      const { reader } = c.var
      const words = c.req.query('q')?.trim().slice(0, 200) || undefined
      const page = await findMatters(db, actor.org, words, { ...placeIn(c.req.query()), limit: ON_A_PAGE })
      return c.render(<MatterList page={page} words={words} reader={reader} />, {
        title: reader.t.matters.title,
        current: 'matters',
      })
    })
    .get(urls.newMatter, async (c) => {
      const actor = actorIn(c, 'matter.open')
      const { reader, formToken } = c.var
      const own = await findOrganisation(db, actor.org)
      const typed = new URLSearchParams({
        'asking.state': own.state,
        ...(own.authority && { 'asking.authority': own.authority }),
      })
      return c.render(<NewMatter typed={typed} errors={[]} token={formToken} law={law} reader={reader} />, {
        title: reader.t.matters.open,
        current: 'matters',
      })
    })
    .post(urls.newMatter, async (c) => {
      const actor = actorIn(c, 'matter.open')
      const { reader, formToken } = c.var
      const typed = await formIn(c)
      const again = (errors: readonly Complaint[]) => {
        c.status(400)
        return c.render(<NewMatter typed={typed} errors={errors} token={formToken} law={law} reader={reader} />, {
          title: reader.t.matters.open,
          current: 'matters',
        })
      }
      const { facts, errors } = readAnswers(typed, reader)
      if (errors.length > 0) return again(errors)
      const input = { title: typed.get('title') ?? '', fileNumber: typed.get('fileNumber') ?? '', facts }
      try {
        const matter = await db.transaction().execute((tx) => openMatter(tx, actor, input, now))
        return c.redirect(urls.matter(matter.id), 303)
      } catch (error) {
        return again(complaintsIn(error, reader, (path) => path || 'title'))
      }
    })
    .get(one, (c) => showMatter(c, { skipped: c.req.queries('skip') ?? [] }))
    .post(one, async (c) => {
      const actor = actorIn(c, 'matter.open')
      const { reader } = c.var
      const form = await formIn(c)
      const { matter, skipped, errors } = await saveAnswers(actor, c.req.param('id'), form, { db, now, reader })
      if (errors.length > 0) {
        c.status(400)
        return showMatter(c, { skipped, errors }, form)
      }
      return c.redirect(
        withQuery(urls.matter(matter.id), new URLSearchParams(skipped.map((name) => ['skip', name]))),
        303,
      )
    })
    .get(`${one}/analysis`, async (c) => {
      const actor = actorIn(c, 'matter.read')
      const { reader } = c.var
      const matter = await findMatter(db, actor.org, c.req.param('id'))
      return c.render(<MatterAnalysis matter={matter} analysis={judge(matter.facts)} law={law} reader={reader} />, {
        title: `${reader.t.matters.analysisTitle}${reader.colon}${matter.title}`,
        current: 'matters',
      })
    })
}

/** What was found of reciprocity between the asking state and those the case leads to. */
async function bearingOn(db: Db, org: string, { asking, holder }: Facts, { routes }: Analysis) {
  const states = new Set([holder?.seat, ...routes.map(({ to }) => to)])
  return (await standingReciprocity(db, org)).filter(
    ({ state, withState }) => (asking?.state ?? state) === state && states.has(withState),
  )
}
