import { type Context, Hono } from 'hono'
import { DomainError } from '../../base/errors.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { once, partIn, procedureOf, reviewFile } from '../../requests/index.ts'
import { reviewComplaints } from '../requests/review/complaints.ts'
import type { ReviewDesk } from '../requests/review/desk.ts'
import { performReview, type ReviewAct, reviewActs } from '../requests/review/perform.ts'
import { ReviewPage } from '../requests/review/review-page.tsx'
import { storyOf } from '../requests/story.ts'
import type { Env } from '../shell/env.ts'
import { formIn, inputOf } from '../shell/form.ts'
import { actorIn } from '../shell/signed-in.ts'
import { urls, withQuery } from '../urls.ts'
import { statuses } from './error.tsx'

export interface ReviewParts {
  readonly db: Db
  readonly law: LawBase
  readonly now: Now
}

const one = '/requests/:id{request_[0-9a-z]+}/reviews/:review{review_[0-9a-z]+}'

/** Disputes over an order: the page of one for each who has a part in it, and what each can do. */
export function reviewPages({ db, law, now }: ReviewParts) {
  const setting = { law, now }
  const show = async (c: Context<Env>, tried?: ReviewDesk['tried']) => {
    const actor = actorIn(c, 'request.read')
    const { reader, formToken: token } = c.var
    const story = await storyOf(db, actor, c.req.param('id') ?? '', setting)
    const review = await reviewFile(db, actor.org, story.request.id, c.req.param('review') ?? '')
    const procedure = procedureOf(law, story.request, review)
    const part = partIn(story.request, review)
    const desk: ReviewDesk = { story, review, procedure, part, law, reader, token, tried }
    return c.render(<ReviewPage desk={desk} clocks={procedure.ground.clocks} done={c.req.query('done')} />, {
      title: `${reader.t.review.title}${reader.colon}${story.request.title}`,
      current: 'requests',
    })
  }
  return new Hono<Env>()
    .get(one, (c) => show(c))
    .post(`${one}/:act{${reviewActs.join('|')}}`, async (c) => {
      const actor = actorIn(c, 'request.read')
      const { reader } = c.var
      const { id, review } = c.req.param()
      const act = c.req.param('act') as ReviewAct
      const given = await formIn(c)
      const story = await storyOf(db, actor, id, setting)
      try {
        await db
          .transaction()
          .execute((tx) =>
            once(tx, actor, { about: id, act: `review.${act}`, input: inputOf(given) }, now, () =>
              performReview[act]({ tx, actor, id, review, given, setting, directory: story.directory }),
            ),
          )
        return c.redirect(withQuery(urls.review(id, review), { done: act }), 303)
      } catch (error) {
        const complaints = reviewComplaints(error, act, { story, reader })
        if (error instanceof DomainError) c.status(statuses[error.kind])
        return show(c, { act, given, complaints })
      }
    })
}
