import { type Context, Hono } from 'hono'
import { DomainError } from '../../base/errors.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { once, usableItems } from '../../requests/index.ts'
import { WebError } from '../errors.ts'
import { complaintsIn } from '../refusal.ts'
import { DealingPage } from '../requests/examination/dealing-page.tsx'
import { type Area, areas, type DealingDesk } from '../requests/examination/desk.ts'
import { formOfAct, isDealingAct, performDealing } from '../requests/examination/perform.ts'
import { storyOf } from '../requests/story.ts'
import type { Env } from '../shell/env.ts'
import { formIn, inputOf } from '../shell/form.ts'
import { actorIn } from '../shell/signed-in.ts'
import { urls, withQuery } from '../urls.ts'
import { statuses } from './error.tsx'

export interface DealingParts {
  readonly db: Db
  readonly law: LawBase
  readonly now: Now
}

const one = `/requests/:id{request_[0-9a-z]+}/:area{${areas.join('|')}}`

/** What both sides deal with beside the steps of a request: its examination, its enforcement, the use of what came. */
export function dealingPages({ db, law, now }: DealingParts) {
  const setting = { law, now }
  const show = async (c: Context<Env>, tried?: DealingDesk['tried']) => {
    const actor = actorIn(c, 'request.read')
    const { reader, formToken: token } = c.var
    const area = c.req.param('area') as Area
    const story = await storyOf(db, actor, c.req.param('id') ?? '', setting)
    const items = await usableItems(db, story.request)
    const desk: DealingDesk = { area, story, dealings: story.dealings, items, law, reader, token, tried }
    return c.render(<DealingPage desk={desk} done={c.req.query('done') !== undefined} />, {
      title: `${reader.t.dealings.areas[area]}${reader.colon}${story.request.title}`,
      current: 'requests',
    })
  }
  return new Hono<Env>()
    .get(one, (c) => show(c))
    .post(`${one}/:act{[a-z-]+}`, async (c) => {
      const actor = actorIn(c, 'request.read')
      const { reader } = c.var
      const id = c.req.param('id') ?? ''
      const act = c.req.param('act') ?? ''
      const area = c.req.param('area') as Area
      if (!isDealingAct(area, act)) throw new WebError('missing', 'no_such_page', 'There is no such page')
      const given = await formIn(c)
      const { steps, directory } = await storyOf(db, actor, id, setting)
      try {
        await db
          .transaction()
          .execute((tx) =>
            once(tx, actor, { about: id, act: `${area}.${act}`, input: inputOf(given) }, now, () =>
              performDealing(act, { tx, actor, id, given, setting, directory, steps }),
            ),
          )
        return c.redirect(withQuery(urls.dealing(id, area), { done: act }), 303)
      } catch (error) {
        const form = formOfAct(act)
        const complaints = complaintsIn(error, reader, (path) => (path === '' ? 'now' : `${form}.${path}`))
        if (error instanceof DomainError) c.status(statuses[error.kind])
        return show(c, { act: form, given, complaints })
      }
    })
}
