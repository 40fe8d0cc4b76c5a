import { Hono } from 'hono'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { comparisonOf, findRequest, once, redraft } from '../../requests/index.ts'
import { WebError } from '../errors.ts'
import { ComparisonPage } from '../requests/correcting/comparison-page.tsx'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { urls, withQuery } from '../urls.ts'

const one = '/requests/:id{request_[0-9a-z]+}'

/** A corrected draft of a request that was decided against, and what changed in it. */
export function correctingPages({ db, law, now }: { db: Db; law: LawBase; now: Now }) {
  const setting = { law, now }
  return new Hono<Env>()
    .get(`${one}/comparison`, async (c) => {
      const actor = actorIn(c, 'request.read')
      const { reader } = c.var
      const request = await findRequest(db, actor.org, c.req.param('id'))
      const comparison = await comparisonOf(db, actor.org, request.id, setting)
      if (!comparison) throw new WebError('missing', 'no_such_page', 'There is nothing to compare this request with')
      return c.render(<ComparisonPage {...{ request, comparison, law, reader }} />, {
        title: `${reader.t.correcting.title}${reader.colon}${request.title}`,
        current: 'requests',
      })
    })
    .post(`${one}/redraft`, async (c) => {
      const actor = actorIn(c, 'request.draft')
      const { id } = c.req.param()
      const doing = { about: id, act: 'corrections', input: {} }
      const draft = await db
        .transaction()
        .execute((tx) => once(tx, actor, doing, now, () => redraft(tx, actor, id, setting)))
      return c.redirect(withQuery(urls.request(draft.id), { done: 'redraft' }), 303)
    })
}
