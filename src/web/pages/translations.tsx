import { createHash } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { isPermitted, membersOf } from '../../accounts/index.ts'
import { DomainError } from '../../base/errors.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import {
  askTranslation,
  certifyTranslation,
  copyFor,
  findRequest,
  formOf,
  once,
  translationsOf,
} from '../../requests/index.ts'
import { takeFiles } from '../evidence/upload.ts'
import { type Complaint, complaintsIn } from '../refusal.ts'
import { TranslationPage } from '../requests/translation/translation-page.tsx'
import type { Env } from '../shell/env.ts'
import { formIn, inputOf } from '../shell/form.ts'
import { actorIn } from '../shell/signed-in.ts'
import { urls, withQuery } from '../urls.ts'
import { statuses } from './error.tsx'

export interface TranslationParts {
  readonly db: Db
  readonly law: LawBase
  readonly now: Now
}

const one = '/requests/:id{request_[0-9a-z]+}/translations'

/** The translations of a request's form: what is to be translated, each certificate, whether it still fits. */
export function translationPages({ db, law, now }: TranslationParts) {
  const setting = { law, now }
  const show = async (c: Context<Env>, complaints: readonly Complaint[] = [], typed?: URLSearchParams) => {
    const actor = actorIn(c, 'request.read')
    const { reader, formToken: token } = c.var
    const request = await findRequest(db, actor.org, c.req.param('id') ?? '')
    const filled = request.copy ? undefined : await formOf(db, actor.org, request.id, setting)
    const sum = c.req.query('sum')
    return c.render(
      <TranslationPage
        request={request}
        copy={request.copy ?? (filled && copyFor(filled, 'authority'))}
        translations={await translationsOf(db, actor.org, request.id, setting)}
        people={new Map((await membersOf(db, actor.org)).map(({ person, name }) => [person, name]))}
        mayAsk={isPermitted(actor, 'request.draft')}
        done={c.req.query('done')}
        sum={sum && /^[0-9a-f]{64}$/.test(sum) ? sum : undefined}
        {...{ token, reader, typed, complaints }}
      />,
      { title: `${reader.t.translation.title}${reader.colon}${request.title}`, current: 'requests' },
    )
  }
  const refused = (c: Context<Env>, error: unknown, given: URLSearchParams, place: (path: string) => string) => {
    const complaints = complaintsIn(error, c.var.reader, place)
    if (error instanceof DomainError) c.status(statuses[error.kind])
    return show(c, complaints, given)
  }
  return new Hono<Env>()
    .get(one, (c) => show(c))
    .post(one, async (c) => {
      const actor = actorIn(c, 'request.draft')
      const { id } = c.req.param()
      const given = await formIn(c)
      const doing = { about: id, act: 'translations', input: inputOf(given) }
      try {
        await db
          .transaction()
          .execute((tx) =>
            once(tx, actor, doing, now, () => askTranslation(tx, actor, id, given.get('language') ?? '', setting)),
          )
        return c.redirect(withQuery(urls.translations(id), { done: 'ask' }), 303)
      } catch (error) {
        return refused(c, error, given, () => 'language')
      }
    })
    .post(`${one}/certificates`, async (c) => {
      const actor = actorIn(c, 'request.draft')
      const { id } = c.req.param()
      const given = await formIn(c)
      const translation = given.get('translation') ?? ''
      const field = (name: string) => (given.get(`${translation}.${name}`) ?? '').trim()
      const input = {
        translator: field('translator'),
        certifiedOn: field('certifiedOn'),
        document: field('document').toLowerCase(),
      }
      const doing = { about: id, act: 'certificates', input: inputOf(given) }
      try {
        await db
          .transaction()
          .execute((tx) =>
            once(tx, actor, doing, now, () => certifyTranslation(tx, actor, translation, input, setting)),
          )
        return c.redirect(withQuery(urls.translations(id), { done: 'certify' }), 303)
      } catch (error) {
        return refused(c, error, given, (path) => `${translation}.${path || 'translator'}`)
      }
    })
    .post(`${one}/sums`, async (c) => {
      actorIn(c, 'request.draft')
      const { id } = c.req.param()
      try {
        const [sum] = await takeFiles(c.req.raw, async ({ bytes }) => {
          const hash = createHash('sha256')
          for await (const part of bytes) hash.update(part)
          return hash.digest('hex')
        })
        return c.redirect(withQuery(urls.translations(id), { sum }), 303)
      } catch (error) {
        return refused(c, error, new URLSearchParams(), () => 'files')
      }
    })
}
