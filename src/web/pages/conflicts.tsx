import { type Context, Hono } from 'hono'
import { type Actor, isPermitted } from '../../accounts/index.ts'
import { countryCodes } from '../../base/countries.ts'
import { DomainError } from '../../base/errors.ts'
import { parseId } from '../../base/ids.ts'
import { analyse, type LawBase } from '../../law/index.ts'
import {
  choices,
  conflictDesk,
  groundsFor,
  incidentKinds,
  incidentsOf,
  objectTo,
  once,
  type Request,
  recordIncident,
  weigh,
} from '../../requests/index.ts'
import { Conflicts } from '../analysis/conflicts.tsx'
import { fineInWords } from '../law/money.ts'
import { sourceOf } from '../law/sources.ts'
import { type Complaint, complaintsIn } from '../refusal.ts'
import { PartHead } from '../requests/part-head.tsx'
import { Line, Prose, type Sheet, SheetForm, typed } from '../requests/running/sheet.tsx'
import type { Env } from '../shell/env.ts'
import { formIn } from '../shell/form.ts'
import { actorIn } from '../shell/signed-in.ts'
import { Citation } from '../ui/citation.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { SelectField } from '../ui/fields.tsx'
import { Empty } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { urls, withQuery } from '../urls.ts'
import type { ObjectionParts } from './objection.tsx'

const place = '/requests/:id{request_[0-9a-z]+}/conflict'

/** Where two laws pull apart over a request: both sides, what each choice risks, opinion and decision; and the log of incidents. */
export function conflictPages({ db, law, now }: ObjectionParts) {
  const setting = { law, now }
  const today = () => now().toString().slice(0, 10)

  async function show(c: Context<Env>, given = new URLSearchParams(), complaints: readonly Complaint[] = []) {
    const actor = actorIn(c, 'request.read')
    const { reader, formToken: token } = c.var
    const { conflicts: t } = reader.t
    const id = parseId('request', c.req.param('id') ?? '')
    const { request, conflicts, exposures, weighings, reasons } = await conflictDesk(db, actor, id, setting)
    const analysis = { ...analyse(law, request.facts, { today: today(), all: true }), conflicts }
    const tried = given.has('weigh.reason') ? { act: 'weigh', given, complaints } : undefined
    const sheet: Sheet = { reader, token, tried, address: () => urls.conflict(id) }
    return c.render(
      <>
        <PartHead request={request} title={t.title} lead={t.lead} complaints={complaints} reader={reader} />
        {conflicts.length === 0 ? (
          <Empty title={t.none} />
        ) : (
          <div class="flow flow-wide">
            <section class="flow" aria-labelledby="laws">
              <h2 id="laws">{t.laws}</h2>
              <Conflicts shown={{ analysis, facts: { ...request.facts, data: [...request.items] }, law, reader }} />
            </section>
            <section class="flow" aria-labelledby="exposure">
              <h2 id="exposure">{t.exposure}</h2>
              {exposures.map(({ choice, threats }) => (
                <article class="card flow flow-tight">
                  <h3>{t.choices[choice]}</h3>
                  {threats.length === 0 && <p class="soft">{t.noThreat}</p>}
                  <ul>
                    {threats.map(({ state, threat: { rule, title, other, cite } }) => {
                      const found = law.rules.get(rule)
                      const fine = found?.kind === 'penalty' && fineInWords(found, reader)
                      return (
                        <li>
                          {reader.country(state)}
                          {reader.colon}
                          {reader.law(title)}
                          {fine && <strong>: {fine}</strong>}
                          {other && `. ${reader.law(other)}`}
                          {choice === 'narrow' && ` (${t.remains})`}{' '}
                          <Citation source={sourceOf(law, rule, cite, reader)} />
                        </li>
                      )
                    })}
                  </ul>
                  {choice === 'narrow' && isPermitted(actor, 'order.produce') && (
                    <p>
                      <a href={urls.gate(id)}>{t.narrowAt}</a>
                    </p>
                  )}
                </article>
              ))}
            </section>
            <section class="flow" aria-labelledby="said">
              <h2 id="said">{t.said}</h2>
              {weighings.length === 0 && <p class="soft">{t.saidNone}</p>}
              <ol>
                {weighings.map(({ stage, choice, reason, byName, at }) => (
                  <li>
                    <strong>
                      {t.stages[stage]}
                      {reader.colon}
                      {t.choices[choice]}
                    </strong>
                    . {reason}{' '}
                    <span class="soft">
                      {byName}, {reader.instant(at)}
                    </span>
                  </li>
                ))}
              </ol>
              {isPermitted(actor, 'order.check') && (
                <SheetForm sheet={sheet} act="weigh" title={t.weigh} about={t.weighAbout} button={t.button}>
                  <SelectField {...single(sheet, 'weigh', 'stage')} label={t.stage} choices={entries(t.stages)} />
                  <SelectField
                    {...single(sheet, 'weigh', 'choice')}
                    label={t.choice}
                    empty={reader.t.forms.choose}
                    choices={entries(t.choices)}
                  />
                  <Prose sheet={sheet} act="weigh" name="reason" label={t.reason} />
                </SheetForm>
              )}
            </section>
          </div>
        )}
        {reasons && mayRefuse(law, actor, request) && (
          <SheetForm
            sheet={{
              ...sheet,
              tried: given.has('refusal.reason') ? { act: 'refusal', given, complaints } : undefined,
              address: () => `${urls.conflict(id)}/refusal`,
            }}
            act="refusal"
            title={t.refuse}
            about={t.refuseAbout}
            button={t.refuseButton}
            look="button button-grave"
          >
            <Prose
              sheet={{
                ...sheet,
                tried: given.has('refusal.reason') ? { act: 'refusal', given, complaints } : undefined,
              }}
              act="refusal"
              name="reason"
              label={t.reason}
              initial={reasons}
            />
          </SheetForm>
        )}
        <p class="no-print">
          <a href={urls.incidents}>{t.incidents}</a>
        </p>
      </>,
      { title: t.title, current: 'requests' },
    )
  }

  async function log(c: Context<Env>, given = new URLSearchParams(), complaints: readonly Complaint[] = []) {
    const actor = actorIn(c, 'request.read')
    const { reader, formToken: token } = c.var
    const { conflicts: t, errors, forms } = reader.t
    const all = await incidentsOf(db, actor.org)
    const tried = given.has('record.account') ? { act: 'record', given, complaints } : undefined
    const sheet: Sheet = { reader, token, tried, address: () => urls.incidents }
    const states = countryCodes.map((code) => ({ value: code, label: reader.country(code) }))
    return c.render(
      <>
        <ErrorSummary title={errors.title} errors={complaints} />
        <PageHead title={t.incidents} lead={t.incidentsLead} />
        <div class="flow flow-wide">
          {all.length === 0 && <Empty title={t.incidentsNone} />}
          {all.map(({ day, state, what, account, measures, byName, request }) => (
            <article class="card flow flow-tight">
              <h2>
                {reader.date(day)}, {reader.country(state)}
                {reader.colon}
                {t.whats[what]}
              </h2>
              <p class="measure">{account}</p>
              {measures && <p class="measure soft">{measures}</p>}
              <p class="small soft">
                {byName} {request && <a href={urls.request(request)}>{request}</a>}
              </p>
            </article>
          ))}
          {isPermitted(actor, 'order.check') && (
            <SheetForm sheet={sheet} act="record" title={t.record} button={t.button}>
              <SelectField
                {...single(sheet, 'record', 'state')}
                label={t.state}
                empty={forms.choose}
                choices={states}
              />
              <SelectField {...single(sheet, 'record', 'what')} label={t.what} choices={entries(t.whats)} />
              <Line sheet={sheet} act="record" name="day" label={t.day} type="date" />
              <Prose sheet={sheet} act="record" name="account" label={t.account} />
              <Prose sheet={sheet} act="record" name="measures" label={t.measures} />
            </SheetForm>
          )}
        </div>
      </>,
      { title: t.incidents, current: 'requests' },
    )
  }

  return new Hono<Env>()
    .get(place, (c) => show(c))
    .post(place, async (c) => {
      const actor = actorIn(c, 'order.check')
      const given = await formIn(c)
      const of = (name: string) => given.get(`weigh.${name}`) ?? ''
      const id = parseId('request', c.req.param('id'))
      const stage = of('stage') === 'decision' ? ('decision' as const) : ('opinion' as const)
      const choice = choices.find((one) => one === of('choice'))
      try {
        if (!choice) throw new DomainError('invalid', 'bad_text', 'Choose one of them', { path: 'choice' })
        await db.transaction().execute((tx) => weigh(tx, actor, id, { stage, choice, reason: of('reason') }, setting))
      } catch (error) {
        const complaints = complaintsIn(error, c.var.reader, (path) => `weigh.${path || 'stage'}`)
        c.status(400)
        return show(c, given, complaints)
      }
      return c.redirect(urls.conflict(id), 303)
    })
    .post(`${place}/refusal`, async (c) => {
      const actor = actorIn(c, 'objection.raise')
      const given = await formIn(c)
      const id = parseId('request', c.req.param('id'))
      const said = { reason: given.get('refusal.reason') ?? '', preserved: true }
      try {
        await db
          .transaction()
          .execute((tx) =>
            once(tx, actor, { about: id, act: 'object', input: said }, now, () =>
              objectTo(tx, actor, id, said, setting),
            ),
          )
      } catch (error) {
        const complaints = complaintsIn(error, c.var.reader, () => 'refusal.reason')
        c.status(400)
        return show(c, given, complaints)
      }
      return c.redirect(withQuery(urls.request(id), { done: 'object' }), 303)
    })
    .get('/incidents', (c) => log(c))
    .post('/incidents', async (c) => {
      const actor = actorIn(c, 'order.check')
      const given = await formIn(c)
      const of = (name: string) => given.get(`record.${name}`) ?? ''
      const what = incidentKinds.find((one) => one === of('what')) ?? 'other'
      const said = { state: of('state'), what, day: of('day'), account: of('account'), measures: of('measures') }
      try {
        await db.transaction().execute((tx) => recordIncident(tx, actor, said, setting))
      } catch (error) {
        const complaints = complaintsIn(error, c.var.reader, (path) => `record.${path || 'account'}`)
        c.status(400)
        return log(c, given, complaints)
      }
      return c.redirect(urls.incidents, 303)
    })
}

/** The holder says no by itself where the law of the route names no ground for it; a named ground has a page of its own. */
function mayRefuse(law: LawBase, actor: Actor, request: Request): boolean {
  return (
    request.direction === 'incoming' &&
    request.endedAt === undefined &&
    request.status !== 'refused' &&
    isPermitted(actor, 'objection.raise') &&
    groundsFor(law, request, 'provider').length === 0
  )
}

const entries = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

/** A field that takes one value, as it was typed. */
function single(sheet: Sheet, act: string, name: string) {
  const { values, ...field } = typed(sheet, act, name)
  return { ...field, value: values[0] ?? '' }
}
