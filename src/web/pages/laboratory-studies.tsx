import { Hono } from 'hono'
import { isPermitted } from '../../accounts/index.ts'
import { DomainError } from '../../base/errors.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import {
  behind,
  byDaysSaved,
  cancelStudy,
  csvOfResult,
  csvOfSearch,
  expectedDays,
  type Findings,
  findingsOf,
  type Result,
  type Search,
  startStudy,
  studiesOf,
  studyOf,
} from '../../laboratory/index.ts'
import type { LawBase } from '../../law/index.ts'
import { sentToSave } from '../evidence/sent.ts'
import { Method } from '../laboratory/method.tsx'
import { type Compared, ModelsCompared } from '../laboratory/models-compared.tsx'
import { recordIn } from '../laboratory/record-fields.tsx'
import { Answer, CandidateName, CandidatesTable, orders, Untried } from '../laboratory/search.tsx'
import { SingleTable } from '../laboratory/single.tsx'
import { StudyForm, StudyList, titleOf } from '../laboratory/study-form.tsx'
import { narrowedBy, type Told } from '../laboratory/told.ts'
import { Where } from '../laboratory/where.tsx'
import type { Reader } from '../reader.ts'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { urls, withQuery } from '../urls.ts'

/** A page that waits looks again after so many seconds. */
const AGAIN = '3'

/** What is asked of the law without a proposal of one's own: the next agreement of a state, and the three models on the same cases. */
export function laboratoryStudyPages({ db, law, now }: { readonly db: Db; readonly law: LawBase; readonly now: Now }) {
  return new Hono<Env>()
    .get(urls.laboratoryModels, async (c) => {
      const actor = actorIn(c, 'laboratory.read')
      const { reader, formToken: token } = c.var
      const { laboratory: t } = reader.t
      return c.render(
        <>
          <Where reader={reader} title={t.threeModels} />
          <PageHead title={t.threeModels} lead={t.threeModelsLead} />
          <div class="flow flow-wide">
            {isPermitted(actor, 'laboratory.use') && <StudyForm kind="models" token={token} reader={reader} />}
            <StudyList studies={await studiesOf(db, actor, 'models')} reader={reader} />
            <p>
              <a href={urls.models}>{t.oneCase}</a>
            </p>
          </div>
        </>,
        { title: t.threeModels, current: 'laboratory' },
      )
    })
    .post(urls.laboratoryStudies, async (c) => {
      const actor = actorIn(c, 'laboratory.use')
      const { fields, record = 'pairs', lines } = await recordIn(c)
      const wanted = {
        kind: fields.get('kind') === 'models' ? ('models' as const) : ('next' as const),
        state: fields.get('state') ?? undefined,
        partners: (fields.get('partners') ?? '').toUpperCase().split(/[\s,]+/).filter(Boolean),
        record,
        lines,
      }
      const study = await db.transaction().execute((tx) => startStudy(tx, actor, wanted, { law, now }))
      return c.redirect(urls.laboratoryStudy(study.id), 303)
    })
    .post('/laboratory/studies/:id/cancel', async (c) => {
      const actor = actorIn(c, 'laboratory.use')
      const id = c.req.param('id')
      await db.transaction().execute((tx) => cancelStudy(tx, actor, id, { now }))
      return c.redirect(urls.laboratoryStudy(id), 303)
    })
    .get('/laboratory/studies/:id/result.json', async (c) => {
      const actor = actorIn(c, 'laboratory.read')
      const findings = await findingsOf(db, actor, c.req.param('id'))
      const bytes = new TextEncoder().encode(JSON.stringify(findings, undefined, 1))
      return sentToSave(c, { name: 'result.json', mediaType: 'application/json', bytes })
    })
    .get('/laboratory/studies/:id/result.csv', async (c) => {
      const actor = actorIn(c, 'laboratory.read')
      const findings = await findingsOf(db, actor, c.req.param('id'))
      const text = findings.kind === 'next' ? csvOfSearch(findings.search) : csvOfResult(findings.result)
      return sentToSave(c, { name: 'result.csv', mediaType: 'text/csv; charset=utf-8', bytes: new TextEncoder().encode(text) })
    })
    .get('/laboratory/studies/:id', async (c) => {
      const actor = actorIn(c, 'laboratory.read')
      const { reader, formToken: token } = c.var
      const { laboratory: t } = reader.t
      const study = await studyOf(db, actor, c.req.param('id'))
      const title = titleOf(study, reader)
      const started = `${t.recordOf[study.kind][study.record]} · ${t.started(study.byName, reader.instant(study.at))}`
      const back =
        study.kind === 'models'
          ? { text: t.threeModels, href: urls.laboratoryModels }
          : { text: t.register, href: withQuery(urls.laboratoryAgreements, { of: study.state ?? '' }) }
      if (study.standing !== 'done') {
        if (study.standing === 'running') c.header('refresh', AGAIN)
        const { done, parts } = study.progress
        return c.render(
          <>
            <Where reader={reader} title={title} of={back} />
            <PageHead title={title} eyebrow={t.states[study.standing]} />
            <div class="flow">
              <p>{started}</p>
              {study.failure && (
                <Notice kind="grave">
                  <p>{study.failure}</p>
                </Notice>
              )}
              {study.standing === 'running' && (
                <>
                  <p class="how-far">
                    <label for="progress">
                      {study.kind === 'next' && parts < 2
                        ? t.firstAsItIs
                        : t.studied[study.kind](reader.number(done), reader.number(parts), reader.number(study.requests))}
                    </label>
                    <progress id="progress" value={done} max={Math.max(2, parts)} />
                  </p>
                  <p class="soft">{t.progressNote}</p>
                  {isPermitted(actor, 'laboratory.use') && (
                    <form method="post" action={urls.laboratoryStudyCancel(study.id)}>
                      <input type="hidden" name="form_token" value={token} />
                      <button type="submit" class="button button-second">
                        {t.cancel}
                      </button>
                    </form>
                  )}
                </>
              )}
            </div>
          </>,
          { title, current: 'laboratory' },
        )
      }
      const findings = await findingsOf(db, actor, study.id)
      const query = c.req.query()
      return c.render(
        <>
          <Where reader={reader} title={t.result} of={back} />
          <PageHead title={title} eyebrow={`${t.result} · ${started}`}>
            <p class="cluster no-print">
              <a class="button button-second" href={urls.laboratoryStudyFile(study.id, 'csv')}>
                {t.csv}
              </a>
              <a class="button button-second" href={urls.laboratoryStudyFile(study.id, 'json')}>
                {t.json}
              </a>
              <button type="button" class="button button-second" data-print hidden>
                {reader.t.shell.print}
              </button>
            </p>
          </PageHead>
          {findings.kind === 'next' ? (
            <Found study={study.id} search={findings.search} law={law} reader={reader} order={orders.find((one) => one === query.order) ?? 'opened'} />
          ) : (
            <Models study={study.id} findings={findings} law={law} reader={reader} query={query} />
          )}
        </>,
        { title, current: 'laboratory' },
      )
    })
    .get('/laboratory/studies/:id/agreements/:n', async (c) => {
      const actor = actorIn(c, 'laboratory.read')
      const { reader } = c.var
      const { laboratory: t } = reader.t
      const study = await studyOf(db, actor, c.req.param('id'))
      const findings = await findingsOf(db, actor, study.id)
      const n = Number(c.req.param('n'))
      const one = findings.kind === 'next' ? findings.search.candidates[n] : undefined
      if (!one) throw new DomainError('missing', 'not_found', 'There is no such agreement')
      const narrowed = narrowedBy(c.req.query())
      const result = { cells: one.behind } as Result
      const told: Told = { page: urls.laboratoryCandidate(study.id, n), result, law, would: law, reader }
      const { number } = reader
      return c.render(
        <>
          <Where reader={reader} title={t.agreement} of={{ text: titleOf(study, reader), href: urls.laboratoryStudy(study.id) }} />
          <PageHead title={titleOf(study, reader)} eyebrow={t.agreement} />
          <div class="flow flow-wide laboratory">
            <p class="lead">
              <CandidateName of={one} law={law} reader={reader} />
            </p>
            <ul>
              <li>{t.opensSaid(number(one.opened), number(one.eased), number(one.closed))}</li>
              <li>
                {one.daysTold === 0
                  ? t.noDaysSaid
                  : t.savesSaid(number(Math.round(one.daysSaved)), number(one.daysTold), number(Math.round(one.kept * 10) / 10), number(one.lost))}
              </li>
            </ul>
            {isPermitted(actor, 'laboratory.use') && (
              <p class="no-print">
                <a class="button button-second" href={withQuery(urls.laboratoryNew, { study: study.id, agreement: String(n) })}>
                  {t.asProposal}
                </a>
              </p>
            )}
            <SingleTable told={told} cells={behind(result, narrowed.counting)} narrowed={narrowed} />
          </div>
        </>,
        { title: titleOf(study, reader), current: 'laboratory' },
      )
    })
} // biome-ignore format: a page in a few lines

function Found({
  study,
  search,
  law,
  reader,
  order,
}: {
  study: string
  search: Search
  law: LawBase
  reader: Reader
  order: (typeof orders)[number]
}) {
  const { laboratory: t } = reader.t
  const shown = { study, search, law, reader }
  const ranked = { opened: search.candidates, days: search.candidates.toSorted(byDaysSaved) }
  return (
    <div class="flow flow-wide laboratory">
      <p>{t.searched(reader.number(search.candidates.length), reader.number(search.requests))}</p>
      <Answer shown={shown} ranked={ranked} />
      <CandidatesTable shown={shown} candidates={ranked[order]} order={order} />
      <Untried shown={shown} />
      <section class="flow" aria-labelledby="method">
        <h2 id="method">{t.method}</h2>
        <ul class="measure">
          {[...t.searchMethod, ...t.methodText.slice(1, 3)].map((line) => (
            <li>{line}</li>
          ))}
        </ul>
        <h3>{t.again}</h3>
        <p>
          <code>comity laboratory next {search.state}</code>
        </p>
      </section>
    </div>
  )
}

function Models({
  study,
  findings: { result, blocking },
  law,
  reader,
  query,
}: {
  study: string
  findings: Extract<Findings, { kind: 'models' }>
  law: LawBase
  reader: Reader
  query: Readonly<Record<string, string>>
}) {
  const { laboratory: t } = reader.t
  const told: Told = { page: urls.laboratoryStudy(study), result, law, would: law, reader }
  const narrowed = narrowedBy(query)
  const models = [...Map.groupBy(result.cells, ({ asking }) => asking)]
    .filter(([asking]) => asking !== '')
    .map(([asking, cells]): Compared => ({ asking, cells, days: expectedDays({ ...result, cells }, law, []) }))
    .sort((a, b) => rankOf(a.asking) - rankOf(b.asking) || (a.asking < b.asking ? -1 : 1))
  return (
    <div class="flow flow-wide laboratory models">
      <p>{t.modelsNote}</p>
      <ModelsCompared told={told} models={models} blocking={blocking} />
      <SingleTable told={told} cells={behind(result, narrowed.counting)} narrowed={narrowed} asItIs />
      <Method told={told} asItIs />
    </div>
  )
}

/** China, the United States, the Union: as they stand everywhere. */
const rankOf = (asking: string) => (asking === 'CN' ? 0 : asking === 'US' ? 1 : 2)
