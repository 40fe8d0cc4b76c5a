import { type Context, Hono } from 'hono'
import { DomainError } from '../../base/errors.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import { counterparts } from '../../exchange/index.ts'
import type { LawBase, Rule } from '../../law/index.ts'
import {
  findRequest,
  objectionForm,
  objectTo,
  once,
  openGroundsFor,
  pastTime,
  procedureFor,
  type Request,
  timeline,
} from '../../requests/index.ts'
import { sourceOf } from '../law/sources.ts'
import { MissingBoxes, Sections } from '../official-form/editor.tsx'
import { changedBoxes } from '../official-form/read-boxes.ts'
import { type Complaint, complaintsIn } from '../refusal.ts'
import { PartHead } from '../requests/part-head.tsx'
import { Disputing } from '../requests/review/disputing.tsx'
import type { Env } from '../shell/env.ts'
import { formIn } from '../shell/form.ts'
import { actorIn } from '../shell/signed-in.ts'
import { Citation } from '../ui/citation.tsx'
import { Actions, ChoiceField, LongTextField } from '../ui/fields.tsx'
import { Empty } from '../ui/notice.tsx'
import { urls, withQuery } from '../urls.ts'
import { statuses } from './error.tsx'

export interface ObjectionParts {
  readonly db: Db
  readonly law: LawBase
  readonly now: Now
}

const place = '/requests/:id{request_[0-9a-z]+}/objection'

/** The holder says why the order is not carried out: first the ground of the law, then its form. */
export function objectionPages({ db, law, now }: ObjectionParts) {
  const setting = { law, now }
  const formWith = async (request: Request, formId: string, given: URLSearchParams) => {
    const empty = await objectionForm(db, request, formId, {}, setting)
    try {
      return await objectionForm(db, request, formId, given.has('boxes') ? changedBoxes(empty, given) : {}, setting)
    } catch (error) {
      // A box that cannot be read stands as it was typed; what is missing is told once it can be.
      if (error instanceof DomainError) return empty
      throw error
    }
  }
  const show = async (c: Context<Env>, given: URLSearchParams, errors: readonly Complaint[] = []) => {
    const actor = actorIn(c, 'objection.raise')
    const { reader, formToken } = c.var
    const { forms, routes } = reader.t
    const t = reader.t.deeds.objection
    const request = await findRequest(db, actor.org, c.req.param('id') ?? '')
    const grounds = openGroundsFor(law, request, 'provider')
    const ground = grounds.find(({ rule }) => rule === given.get('ground'))
    const form = ground?.form ? await formWith(request, ground.form, given) : undefined
    const wrong = (field: string) => errors.find((one) => one.field === field)?.message
    return c.render(
      <>
        <PartHead request={request} title={t.title} lead={t.lead} complaints={errors} reader={reader} />
        {grounds.length === 0 && <Empty title={t.none} />}
        {grounds.length > 0 && !ground && (
          <form method="get" action={urls.objection(request.id)} class="card flow">
            <fieldset class="field">
              <legend class="large">{t.choose}</legend>
              <div class="options">
                {grounds.map(({ rule, title, effect, cites }, i) => (
                  <div class="option">
                    <input type="radio" id={`ground-${i}`} name="ground" value={rule} required />
                    <label for={`ground-${i}`}>{reader.law(title)}</label>
                    <span class="hint">
                      {cites.slice(0, 1).map(({ cite }) => (
                        <Citation source={sourceOf(law, rule, cite, reader)} />
                      ))}{' '}
                      · {t.kinds[effect] ?? effect}
                    </span>
                  </div>
                ))}
              </div>
            </fieldset>
            <Actions>
              <button type="submit" class="button">
                {t.goOn}
              </button>
              <a href={urls.request(request.id)}>{forms.cancel}</a>
            </Actions>
          </form>
        )}
        {ground && (
          <form method="post" action={urls.objection(request.id)} class="flow flow-wide" novalidate>
            <input type="hidden" name="form_token" value={formToken} />
            <input type="hidden" name="ground" value={ground.rule} />
            <input type="hidden" name="boxes" value="all" />
            <section class="card flow" aria-labelledby="ground">
              <h2 id="ground">{reader.law(ground.title)}</h2>
              <p>
                {ground.cites.slice(0, 1).map(({ cite }) => (
                  <Citation source={sourceOf(law, ground.rule, cite, reader)} />
                ))}{' '}
                · {t.kinds[ground.review?.brought_by === 'holder' ? 'court' : ground.effect] ?? ground.effect} ·{' '}
                <a href={urls.rule(ground.rule)}>{routes.readRule}</a>
              </p>
              <p>
                <a href={urls.objection(request.id)}>{t.another}</a>
              </p>
              <LongTextField
                name="reason"
                label={t.reason}
                value={given.get('reason') ?? ''}
                error={wrong('reason')}
                errorWord={forms.error}
              />
              {ground.review && (
                <Disputing
                  {...{ request, ground, given, errors, law, reader }}
                  past={await past(request, ground)}
                  directory={await counterparts(db)}
                />
              )}
              <ChoiceField
                name="preserved"
                label={t.preserved}
                row
                value={[given.get('preserved') ?? 'yes']}
                choices={[
                  { value: 'yes', label: forms.yes },
                  { value: 'no', label: forms.no },
                ]}
              />
            </section>
            {form && <h2>{reader.law(form.heading)}</h2>}
            {form && errors.length === 0 && <MissingBoxes form={form} reader={reader} />}
            {form && (
              <Sections form={form} typed={given.has('boxes') ? given : undefined} errors={errors} reader={reader} />
            )}
            <Actions>
              <button type="submit" class="button">
                {t.button}
              </button>
              <a href={urls.request(request.id)}>{forms.cancel}</a>
            </Actions>
          </form>
        )}
      </>,
      { title: t.title, current: 'requests' },
    )
  }
  /** When the time to object on this ground ended, if it did. */
  const past = async (request: Request, { rule }: Rule<'ground'>) => {
    const procedure = procedureFor(law, request, rule)
    const { clocks } = await timeline(db, request.org, request.id, now())
    return procedure && pastTime(procedure, request, clocks, setting)?.due
  }
  const courtIn = async (org: string | null) => {
    const found = (await counterparts(db)).find((one) => one.org === org && one.seats.includes('court'))
    return found ? { court: { org: found.org, name: found.name, state: found.state } } : {}
  }
  return new Hono<Env>()
    .get(place, (c) => show(c, new URL(c.req.url).searchParams))
    .post(place, async (c) => {
      const actor = actorIn(c, 'objection.raise')
      const { id } = c.req.param()
      const given = await formIn(c)
      try {
        const request = await findRequest(db, actor.org, id)
        const rule = given.get('ground') ?? ''
        const formId = openGroundsFor(law, request, 'provider').find((one) => one.rule === rule)?.form
        const form = formId && (await objectionForm(db, request, formId, {}, setting))
        const input = {
          ground: rule,
          reason: given.get('reason') ?? '',
          preserved: given.get('preserved') !== 'no',
          boxes: form ? changedBoxes(form, given) : {},
          items: given.getAll('items'),
          late: given.get('late') ?? '',
          ...(await courtIn(given.get('court'))),
        }
        await db
          .transaction()
          .execute((tx) =>
            once(tx, actor, { about: id, act: 'object', input }, now, () => objectTo(tx, actor, id, input, setting)),
          )
        return c.redirect(withQuery(urls.request(id), { done: 'object' }), 303)
      } catch (error) {
        const complaints = complaintsIn(error, c.var.reader, (path) => path || 'reason')
        if (error instanceof DomainError) c.status(statuses[error.kind])
        return show(c, given, complaints)
      }
    })
}
