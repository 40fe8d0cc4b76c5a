import { type Context, Hono } from 'hono'
import { isPermitted } from '../../accounts/index.ts'
import { type Delay, delayInforming, informingOf, reviewDelay } from '../../requests/index.ts'
import type { Reader } from '../reader.ts'
import { takeIn } from '../requests/running/perform.ts'
import { Line, Prose, SheetForm, type TriedSheet, typed } from '../requests/running/sheet.tsx'
import { storyOf } from '../requests/story.ts'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { ChoiceField } from '../ui/fields.tsx'
import { Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls } from '../urls.ts'
import type { RunningParts } from './running.tsx'

const one = '/requests/:id{request_[0-9a-z]+}/informing'

/** Whether the person has been told, and the delay of it: asked for, reviewed by another, over on its day. */
export function informingPages({ db, law, now }: RunningParts) {
  const setting = { law, now }
  const show = async (c: Context<Env>, tried?: TriedSheet) => {
    const actor = actorIn(c, 'request.read')
    const { reader, formToken: token } = c.var
    const { redress, requests, shell, errors } = reader.t
    const { delay: t } = redress
    const story = await storyOf(db, actor, c.req.param('id') ?? '', setting)
    const { request } = story
    const { rule, delay } = await informingOf(db, actor.org, request.id, setting)
    const sheet = { reader, token, tried, address: (act: string) => urls.informingAct(request.id, act) }
    const waits = delay !== undefined && delay.review === undefined
    const mayAsk = rule && !waits && !delay?.runs && isPermitted(actor, 'request.send')
    const mayReview = waits && delay.person !== actor.person && isPermitted(actor, 'request.approve')
    const { values: reason, ...reasonField } = typed(sheet, 'delay', 'reason')
    const { values: agree, ...agreeField } = typed(sheet, 'review', 'agree')
    return c.render(
      <>
        <Crumbs
          label={shell.breadcrumbs}
          crumbs={[
            { text: requests.title, href: urls.requests },
            { text: request.title, href: urls.request(request.id) },
            { text: t.title },
          ]}
        />
        <ErrorSummary title={errors.title} errors={tried?.complaints ?? []} />
        <PageHead title={t.title} lead={t.lead} />
        <div class="flow flow-wide">
          {delay && <Standing delay={delay} reader={reader} />}
          {!rule && <p>{t.none}</p>}
          {mayAsk && (
            <SheetForm
              top
              sheet={sheet}
              act="delay"
              title={t.ask}
              about={`${reader.law(rule.says)} (${rule.cite})`}
              button={t.askButton}
            >
              <ChoiceField
                {...reasonField}
                label={t.reason}
                value={reason}
                choices={rule.reasons.map(({ id, says, cite }) => ({ value: id, label: reader.law(says), hint: cite }))}
              />
              <Prose sheet={sheet} act="delay" name="grounds" label={t.grounds} />
              <Line sheet={sheet} act="delay" name="until" label={t.until} type="date" />
            </SheetForm>
          )}
          {mayReview && (
            <SheetForm top sheet={sheet} act="review" title={t.review} button={t.reviewButton}>
              <ChoiceField
                {...agreeField}
                label={t.agree}
                value={agree}
                choices={(['yes', 'no'] as const).map((value) => ({ value, label: t.choices[value] }))}
              />
              <Prose sheet={sheet} act="review" name="reason" label={t.why} />
            </SheetForm>
          )}
        </div>
      </>,
      { title: `${t.title}${reader.colon}${request.title}`, current: 'requests' },
    )
  }
  return new Hono<Env>()
    .get(one, (c) => show(c))
    .post(`${one}/:act{delay|review}`, async (c) => {
      const actor = actorIn(c, 'request.read')
      const { id, act } = c.req.param()
      return takeIn(
        c,
        { db, now, actor, reader: c.var.reader, act, about: id },
        (tx, given) =>
          act === 'delay'
            ? delayInforming(
                tx,
                actor,
                id,
                { reason: given.one('reason'), grounds: given.one('grounds'), until: given.one('until') },
                setting,
              )
            : reviewDelay(tx, actor, id, { agree: given.one('agree') === 'yes', reason: given.one('reason') }, setting),
        urls.informing(id),
        (tried) => show(c, tried),
      )
    })
}

/** How the delay stands, why, and who said what. */
function Standing({ delay, reader }: { delay: Delay; reader: Reader }) {
  const { delay: t } = reader.t.redress
  const { review, runs, until } = delay
  const day = reader.date(until)
  const says = !review ? t.waits : !review.agree ? t.declined : runs ? t.runs(day) : t.over(day)
  return (
    <Notice kind={runs ? 'plain' : 'care'}>
      <p>
        <strong>{says}</strong>
      </p>
      <p>
        {reader.law(delay.says)} <span class="cite">({delay.cite})</span>
      </p>
      <p class="prose">{delay.grounds}</p>
      <p class="small">{t.by(delay.name, reader.instant(delay.at))}</p>
      {review && (
        <>
          <p class="prose">{review.reason}</p>
          <p class="small">{t.by(review.name, reader.instant(review.at))}</p>
        </>
      )}
    </Notice>
  )
}
