import { type Context, Hono } from 'hono'
import { DomainError } from '../../base/errors.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { Facts, LawBase } from '../../law/index.ts'
import { checksFor, findRequest, heldTo, isEditable, once, stateCase } from '../../requests/index.ts'
import { itemInWords } from '../interview/words.ts'
import { type Complaint, complaintsIn } from '../refusal.ts'
import { PartHead } from '../requests/part-head.tsx'
import { CheckList } from '../requests/statement/check-list.tsx'
import { StatementFields, statementIn } from '../requests/statement/fields.tsx'
import { StatementRead } from '../requests/statement/reading.tsx'
import type { Env } from '../shell/env.ts'
import { formIn, inputOf } from '../shell/form.ts'
import { actorIn } from '../shell/signed-in.ts'
import { Actions } from '../ui/fields.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { urls, withQuery } from '../urls.ts'
import { statuses } from './error.tsx'

export interface StatementParts {
  readonly db: Db
  readonly law: LawBase
  readonly now: Now
}

const one = '/requests/:id{request_[0-9a-z]+}/statement'

/** Why a request is made: written by its author, read by those who approve it. */
export function statementPages({ db, law, now }: StatementParts) {
  const setting = { law, now }
  const show = async (c: Context<Env>, errors: readonly Complaint[] = [], typed?: URLSearchParams) => {
    const actor = actorIn(c, 'request.read')
    const { reader, formToken } = c.var
    const { statement: t } = reader.t
    const request = await findRequest(db, actor.org, c.req.param('id') ?? '')
    const isOurs = request.direction === 'outgoing'
    const editing = isOurs && isEditable(request) && actor.seat === 'authority'
    const checks = isOurs ? await checksFor(db, actor.org, request.id, setting) : []
    const nameOf = (item: string) => itemInWords({ data: [...request.items] } as Facts, item, reader)
    const titleOf = (rule: string) => law.rules.get(rule)?.title ?? rule
    return c.render(
      <>
        <PartHead
          request={request}
          title={t.title}
          lead={t.lead}
          complaints={errors}
          done={c.req.query('done') ? t.saved : undefined}
          reader={reader}
        />
        <div class="flow flow-wide">
          {isOurs && (
            <section class="flow" aria-labelledby="checks">
              <h2 id="checks">{t.checks}</h2>
              <CheckList checks={checks} nameOf={nameOf} law={law} reader={reader} />
            </section>
          )}
          {editing && (
            <form method="post" action={urls.statement(request.id)} class="flow flow-wide" novalidate>
              <input type="hidden" name="form_token" value={formToken} />
              <StatementFields
                {...{ request, typed, errors, checks, nameOf, reader }}
                instructions={await heldTo(db, request, now().toString().slice(0, 10))}
                statement={request.statement ?? {}}
              />
              <Actions>
                <button type="submit" class="button">
                  {t.button}
                </button>
                <a href={urls.request(request.id)}>{t.back}</a>
              </Actions>
            </form>
          )}
          {!editing && isOurs && (
            <Notice>
              <p>{t.fixed}</p>
            </Notice>
          )}
          {!editing && request.statement && (
            <section class="card">
              <StatementRead statement={request.statement} nameOf={nameOf} titleOf={titleOf} reader={reader} />
            </section>
          )}
          {!editing && !request.statement && <Empty title={t.noStatement} />}
        </div>
      </>,
      { title: `${t.title}${reader.colon}${request.title}`, current: 'requests' },
    )
  }
  return new Hono<Env>()
    .get(one, (c) => show(c))
    .post(one, async (c) => {
      const actor = actorIn(c, 'request.draft')
      const { id } = c.req.param()
      const given = await formIn(c)
      const request = await findRequest(db, actor.org, id)
      try {
        await db
          .transaction()
          .execute((tx) =>
            once(tx, actor, { about: id, act: 'statement', input: inputOf(given) }, now, () =>
              stateCase(tx, actor, id, statementIn(given, request), setting),
            ),
          )
        return c.redirect(withQuery(urls.statement(id), { done: 'statement' }), 303)
      } catch (error) {
        const complaints = complaintsIn(error, c.var.reader, (path) => path || 'purpose')
        if (error instanceof DomainError) c.status(statuses[error.kind])
        return show(c, complaints, given)
      }
    })
}
