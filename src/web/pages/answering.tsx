import { type Context, Hono } from 'hono'
import { DomainError } from '../../base/errors.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { once, printEntry, type Request } from '../../requests/index.ts'
import { complaintsIn } from '../refusal.ts'
import { type AnsweringAct, type AnsweringDesk, answeringActs } from '../requests/answering/desk.ts'
import { AnsweringPage } from '../requests/answering/page.tsx'
import { PaperPage, paperFormIn, paperKinds, performPaper } from '../requests/answering/paper.tsx'
import { performAnswering } from '../requests/answering/perform.ts'
import { storyOf } from '../requests/story.ts'
import type { Env } from '../shell/env.ts'
import { formIn, inputOf } from '../shell/form.ts'
import { actorIn } from '../shell/signed-in.ts'
import { urls, withQuery } from '../urls.ts'
import { statuses } from './error.tsx'

export interface AnsweringParts {
  readonly db: Db
  readonly law: LawBase
  readonly now: Now
}

const place = '/requests/:id{request_[0-9a-z]+}/answering'

/** What is said and done beside the steps while a request is answered: its page at either side, and the papers that belong to it. */
export function answeringPages({ db, law, now }: AnsweringParts) {
  const setting = { law, now }
  const deskFor = async (c: Context<Env>, tried?: AnsweringDesk['tried']): Promise<AnsweringDesk> => {
    const actor = actorIn(c, 'request.read')
    const { reader, formToken: token } = c.var
    const story = await storyOf(db, actor, c.req.param('id') ?? '', setting)
    return { story, file: story.answering, law, reader, token, tried }
  }
  const show = async (c: Context<Env>, tried?: AnsweringDesk['tried']) => {
    const desk = await deskFor(c, tried)
    return c.render(<AnsweringPage desk={desk} done={c.req.query('done')} />, {
      title: `${desk.reader.t.answering.title}${desk.reader.colon}${desk.story.request.title}`,
      current: 'requests',
    })
  }
  const showPaper = async (c: Context<Env>, given: URLSearchParams, tried?: AnsweringDesk['tried']) => {
    const desk = await deskFor(c, tried)
    const kind = paperKinds.find((one) => c.req.path.endsWith(`/${one}`)) ?? 'question'
    const form = await paperFormIn(db, desk, kind, given, setting)
    return c.render(<PaperPage desk={desk} kind={kind} given={given} form={form} />, {
      title: `${desk.reader.t.answering.title}${desk.reader.colon}${desk.story.request.title}`,
      current: 'requests',
    })
  }
  const papers = `${place}/:paper{${paperKinds.join('|')}}` as const
  return new Hono<Env>()
    .get(place, (c) => show(c))
    .get(papers, (c) => showPaper(c, new URL(c.req.url).searchParams))
    .post(papers, async (c) => {
      const actor = actorIn(c, 'request.read')
      const { id } = c.req.param()
      const given = await formIn(c)
      const kind = paperKinds.find((one) => one === c.req.param('paper')) ?? 'question'
      const desk = await deskFor(c)
      try {
        const form = await paperFormIn(db, desk, kind, new URLSearchParams(), setting, given)
        await db
          .transaction()
          .execute((tx) =>
            once(tx, actor, { about: id, act: kind, input: inputOf(given) }, now, () =>
              performPaper(kind, { tx, actor, id, given, form, setting }),
            ),
          )
        const done = kind === 'user-notice' ? 'notice' : kind
        return c.redirect(withQuery(urls.answering(id), { done }), 303)
      } catch (error) {
        const complaints = complaintsIn(error, c.var.reader, (path) => path || 'text')
        if (error instanceof DomainError) c.status(statuses[error.kind])
        return showPaper(c, given, { act: kind, given, complaints })
      }
    })
    .get(`${place}/papers/:entry{(?:entry|decision)_[0-9a-z]+\\.pdf}`, async (c) => {
      const actor = actorIn(c, 'request.read')
      const { id, entry } = c.req.param()
      const pdf = await printEntry(db, actor.org, id, entry.replace(/\.pdf$/, ''), setting)
      return c.body(pdf, 200, {
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="${entry}"`,
      })
    })
    .post(`${place}/:act{${answeringActs.join('|')}}`, async (c) => {
      const actor = actorIn(c, 'request.read')
      const { reader } = c.var
      const { id } = c.req.param()
      const act = c.req.param('act') as AnsweringAct
      const given = await formIn(c)
      const { story } = await deskFor(c)
      const { directory, request } = story
      try {
        const made = await db
          .transaction()
          .execute((tx) =>
            once(tx, actor, { about: id, act, input: inputOf(given) }, now, () =>
              performAnswering[act]({ tx, actor, id, given, setting, reader, directory, request }),
            ),
          )
        if (act === 'send-on') return c.redirect(urls.request((made as Request).id), 303)
        return c.redirect(withQuery(urls.answering(id), { done: act }), 303)
      } catch (error) {
        const complaints = complaintsIn(error, reader, (path) => `${act}.${path || firstField[act]}`)
        if (error instanceof DomainError) c.status(statuses[error.kind])
        return show(c, { act, given, complaints })
      }
    })
}

/** Where a refusal that names no field is shown. */
const firstField: Readonly<Record<AnsweringAct, string>> = {
  sufficiency: 'points', ask: 'text', answer: 'text', notice: 'decision', claim: 'currency', 'claim-answer': 'accepted.0',
  payment: 'amount', 'give-back': 'reason', 'send-on': 'org',
} // biome-ignore format: a table
