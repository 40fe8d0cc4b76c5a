import { type Context, Hono } from 'hono'
import { DomainError } from '../../base/errors.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import { counterparts } from '../../exchange/index.ts'
import type { LawBase } from '../../law/index.ts'
import { once, timeline } from '../../requests/index.ts'
import { complaintsIn } from '../refusal.ts'
import { fieldName, type Tried } from '../requests/deed-form.tsx'
import { type DeedName, deedNames } from '../requests/offers.ts'
import { perform } from '../requests/perform.ts'
import { RequestPage } from '../requests/request-page.tsx'
import { storyOf } from '../requests/story.ts'
import type { Env } from '../shell/env.ts'
import { formIn, inputOf } from '../shell/form.ts'
import { actorIn } from '../shell/signed-in.ts'
import { urls, withQuery } from '../urls.ts'
import { statuses } from './error.tsx'

export interface RequestParts {
  readonly db: Db
  readonly law: LawBase
  readonly now: Now
}

const one = '/requests/:id{request_[0-9a-z]+}'

/** A request, for each who has a part in it: its page, and what can be done to it. */
export function requestPages({ db, law, now }: RequestParts) {
  const setting = { law, now }
  const show = async (c: Context<Env>, tried?: Tried) => {
    const actor = actorIn(c, 'request.read')
    const { reader, formToken: token } = c.var
    const id = c.req.param('id') ?? ''
    const story = await storyOf(db, actor, id, setting)
    const desk = { id, token, reader, tried }
    return c.render(<RequestPage story={story} desk={desk} law={law} done={c.req.query('done')} />, {
      title: `${story.request.title}, ${story.request.fileNumber}`,
      current: 'requests',
    })
  }
  return new Hono<Env>()
    .get(one, (c) => show(c))
    .post(`${one}/:act{${deedNames.join('|')}}`, async (c) => {
      const actor = actorIn(c, 'request.read')
      const { reader } = c.var
      const { id } = c.req.param()
      const act = c.req.param('act') as DeedName
      const given = await formIn(c)
      const step = given.get('step') ?? ''
      const field = (name: string) => (name === 'step' ? step : (given.get(fieldName(act, step, name)) ?? '')).trim()
      const told = await timeline(db, actor.org, id, now())
      const directory = await counterparts(db)
      try {
        await db
          .transaction()
          .execute((tx) =>
            once(tx, actor, { about: id, act, input: inputOf(given) }, now, () =>
              perform[act]({ tx, actor, id, field, setting, reader, directory, told }),
            ),
          )
        return c.redirect(withQuery(urls.request(id), { done: act }), 303)
      } catch (error) {
        const complaints = complaintsIn(error, reader, (path) => placeOf(path, { id, act, step, given }))
        if (error instanceof DomainError) c.status(statuses[error.kind])
        return show(c, { act, step, given, complaints })
      }
    })
}

/** Where what is wrong can be mended: a field of this form, a box of the official form, else at what is to be done now. */
function placeOf(
  path: string,
  { id, act, step, given }: { id: string; act: DeedName; step: string; given: URLSearchParams },
) {
  const field = fieldName(act, step, path)
  if (path !== '' && (given.has(field) || isChosen(act))) return field
  if (path.startsWith('part')) return 'parties'
  if (['grounds', 'signed', 'threat'].includes(path)) return urls.emergency(id)
  if (path.startsWith('statement.')) return `${urls.statement(id)}#checks`
  return /^[a-z]\w*\.[a-z]/.test(path) ? `${urls.requestForm(id)}#${path}` : 'now'
}

/** Forms with choices: what nobody chose is not sent at all. */
const isChosen = (act: DeedName) => ['checks', 'reply', 'ground', 'note', 'party'].includes(act)
