import { Hono } from 'hono'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { scorecards, waitingTimes } from '../../oversight/index.ts'
import { type Complaint, complaintsIn } from '../refusal.ts'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Actions, TextField } from '../ui/fields.tsx'
import { Empty } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls } from '../urls.ts'
import { CostOfLayers } from '../waiting-times/layers.tsx'
import { Scorecards } from '../waiting-times/scorecards.tsx'
import { StagesOfRoutes } from '../waiting-times/stages.tsx'
import { statuses } from './error.tsx'

interface Parts {
  readonly db: Db
  readonly law: LawBase
  readonly now: Now
}

/** Where the requests of one's organisation lost their time, which layer costs what, and how counterparts compare, like with like. */
export function waitingTimePages({ db, law, now }: Parts) {
  return new Hono<Env>().get(urls.waitingTimes, async (c) => {
    const actor = actorIn(c, 'waiting-times.read')
    const { reader } = c.var
    const { waitingTimes: t, reciprocity, errors, forms, requests } = reader.t
    const asked = (name: 'from' | 'until') => c.req.query(name) || undefined
    const period = { from: asked('from'), until: asked('until') }
    // What was typed may be no days at all: the page then shows the whole record, and says so.
    const wrong: Complaint[] = []
    const times = await waitingTimes(db, actor, period, now()).catch((error) => {
      wrong.push(...complaintsIn(error, reader, (path) => path))
      c.status(statuses.invalid)
      return waitingTimes(db, actor, {}, now())
    })
    const cards = await scorecards(db, actor, wrong.length > 0 ? {} : period, now())
    const fault = (name: string) => {
      const found = wrong.find(({ field }) => field === name)?.message
      return { errorWord: forms.error, ...(found && { error: found }) }
    }
    const from = times.from === undefined ? reciprocity.beginning : reader.date(times.from)
    const until = times.until === undefined ? reciprocity.now : reader.date(times.until)
    return c.render(
      <>
        <ErrorSummary title={errors.title} errors={wrong} />
        <Crumbs
          label={reader.t.shell.breadcrumbs}
          crumbs={[{ text: requests.title, href: urls.requests }, { text: t.title }]}
        />
        <PageHead title={t.title} lead={t.lead}>
          <p class="soft">{t.period(from, until)}</p>
        </PageHead>
        <div class="flow flow-wide">
          <form method="get" action={urls.waitingTimes} class="log-search no-print">
            <TextField name="from" type="date" label={reciprocity.from} value={period.from ?? ''} {...fault('from')} />
            <TextField
              name="until"
              type="date"
              label={reciprocity.until}
              value={period.until ?? ''}
              {...fault('until')}
            />
            <Actions>
              <button type="submit" class="button button-second">
                {reciprocity.show}
              </button>
            </Actions>
          </form>
          {times.lines.length === 0 ? (
            <Empty title={t.none} />
          ) : (
            <>
              <CostOfLayers costs={times.layers} reader={reader} />
              <StagesOfRoutes lines={times.lines} law={law} reader={reader} />
            </>
          )}
          {cards.length > 0 && <Scorecards cards={cards} law={law} reader={reader} />}
        </div>
      </>,
      { title: t.title, current: 'requests' },
    )
  })
}
