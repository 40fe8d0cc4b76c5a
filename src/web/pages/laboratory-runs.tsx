import { Hono } from 'hono'
import { isPermitted } from '../../accounts/index.ts'
import { DomainError } from '../../base/errors.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import {
  behind,
  briefOfRun,
  cancelRun,
  csvOfResult,
  expectedOfRun,
  proposalOf,
  type Result,
  readProposal,
  resultOfRun,
  runOf,
  waitUnder,
} from '../../laboratory/index.ts'
import type { LawBase } from '../../law/index.ts'
import { sentToSave } from '../evidence/sent.ts'
import { type Asked, CapacitySection } from '../laboratory/capacity.tsx'
import { ChangesTable, SafeguardsTable, StatusTable, Unreadable } from '../laboratory/changes.tsx'
import { ConflictsTable } from '../laboratory/conflicts.tsx'
import { DaysTable } from '../laboratory/days.tsx'
import { Expected } from '../laboratory/expected.tsx'
import { Method } from '../laboratory/method.tsx'
import { ResultMaps } from '../laboratory/result-maps.tsx'
import { SingleTable } from '../laboratory/single.tsx'
import { narrowedBy } from '../laboratory/told.ts'
import { Where } from '../laboratory/where.tsx'
import { FlowTable, WinnersTable } from '../laboratory/winners.tsx'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { urls } from '../urls.ts'

/** A page that waits looks again after so many seconds. */
const AGAIN = '3'

/** Trials of proposals: how far they are, and what came of them. */
export function laboratoryRunPages({ db, law, now }: { readonly db: Db; readonly law: LawBase; readonly now: Now }) {
  return new Hono<Env>()
    .post('/laboratory/runs/:id/cancel', async (c) => {
      const actor = actorIn(c, 'laboratory.use')
      const id = c.req.param('id')
      await db.transaction().execute((tx) => cancelRun(tx, actor, id, { now }))
      return c.redirect(urls.laboratoryRun(id), 303)
    })
    .get('/laboratory/runs/:id/result.json', async (c) => {
      const actor = actorIn(c, 'laboratory.read')
      const result = await resultOfRun(db, actor, c.req.param('id'))
      const bytes = new TextEncoder().encode(JSON.stringify(result, undefined, 1))
      return sentToSave(c, { name: 'result.json', mediaType: 'application/json', bytes })
    })
    .get('/laboratory/runs/:id/result.csv', async (c) => {
      const actor = actorIn(c, 'laboratory.read')
      const bytes = new TextEncoder().encode(csvOfResult(await resultOfRun(db, actor, c.req.param('id'))))
      return sentToSave(c, { name: 'result.csv', mediaType: 'text/csv; charset=utf-8', bytes })
    })
    .get('/laboratory/runs/:id/brief.pdf', async (c) => {
      const actor = actorIn(c, 'laboratory.read')
      const { language } = c.var.reader
      const bytes = await briefOfRun(db, actor, c.req.param('id'), { law, language })
      return sentToSave(c, { name: 'brief.pdf', mediaType: 'application/pdf', bytes })
    })
    .get('/laboratory/runs/:id', async (c) => {
      const actor = actorIn(c, 'laboratory.read')
      const { reader, formToken: token } = c.var
      const { laboratory: t } = reader.t
      const run = await runOf(db, actor, c.req.param('id'))
      const written = await proposalOf(db, actor, run.proposal, run.version)
      const started = `${t.records[run.kind]} · ${t.started(run.byName, reader.instant(run.at))}`
      if (run.state !== 'done') {
        if (run.state === 'running') c.header('refresh', AGAIN)
        return c.render(
          <>
            <Where reader={reader} title={written.title} />
            <PageHead title={written.title} eyebrow={t.states[run.state]} />
            <div class="flow">
              <p>{started}</p>
              {run.failure && (
                <Notice kind="grave">
                  <p>{run.failure}</p>
                </Notice>
              )}
              {run.state === 'running' && (
                <>
                  <p class="how-far">
                    <label for="progress">
                      {t.progress(reader.number(run.looked), reader.number(run.requests))}
                    </label>
                    <progress id="progress" value={run.looked} max={run.requests} />
                  </p>
                  <p class="soft">{t.progressNote}</p>
                  {isPermitted(actor, 'laboratory.use') && (
                    <form method="post" action={urls.laboratoryCancel(run.id)}>
                      <input type="hidden" name="form_token" value={token} />
                      <button type="submit" class="button button-second">
                        {t.cancel}
                      </button>
                    </form>
                  )}
                </>
              )}
              <p>
                <a href={urls.laboratoryProposal(run.proposal)}>{written.title}</a>
              </p>
            </div>
          </>,
          { title: written.title, current: 'laboratory' },
        )
      }
      const result = await resultOfRun(db, actor, run.id)
      const query = c.req.query()
      const narrowed = narrowedBy(query)
      const told = { page: urls.laboratoryRun(run.id), result, law, would: readProposal(written.text, law).law, reader }
      return c.render(
        <>
          <Where reader={reader} title={t.result} of={{ text: written.title, href: urls.laboratoryProposal(run.proposal) }} />
          <PageHead title={written.title} eyebrow={`${t.result} · ${started}`}>
            <p class="cluster no-print">
              <a class="button" href={urls.laboratoryBrief(run.id)}>
                {t.brief}
              </a>
              <a class="button button-second" href={urls.laboratoryFile(run.id, 'csv')}>
                {t.csv}
              </a>
              <a class="button button-second" href={urls.laboratoryFile(run.id, 'json')}>
                {t.json}
              </a>
              <button type="button" class="button button-second" data-print hidden>
                {reader.t.shell.print}
              </button>
            </p>
          </PageHead>
          <div class="flow flow-wide laboratory">
            <Unreadable told={told} />
            <div class="side-by-side">
              <ChangesTable told={told} />
              <div class="flow">
                <StatusTable told={told} />
                <SafeguardsTable told={told} />
              </div>
            </div>
            <ResultMaps told={told} side={narrowed.side} />
            <WinnersTable told={told} side={narrowed.side} />
            <FlowTable told={told} />
            <DaysTable told={told} />
            <Expected told={told} days={await expectedOfRun(db, actor, run.id, told.would)} />
            <CapacitySection told={told} asked={askedIn(query, result)} />
            <section class="flow" aria-labelledby="conflicts">
              <h2 id="conflicts">{t.conflicts}</h2>
              <ConflictsTable told={told} />
            </section>
            <SingleTable told={told} cells={behind(result, narrowed.counting)} narrowed={narrowed} />
            <Method told={told} />
          </div>
        </>,
        { title: written.title, current: 'laboratory' },
      )
    })
} // biome-ignore format: a page in a few lines

/** A question about an authority, undefined where none was asked; what cannot be worked out is told beside it. */
function askedIn(query: Readonly<Record<string, string>>, result: Result): Asked | undefined {
  const { state, layers = '1', officers, days, perYear } = query
  if (state === undefined) return undefined
  const capacity = {
    state,
    layers: Number(layers),
    officers: Number(officers),
    days: Number(days),
    perYear: Number(perYear),
  }
  try {
    return { capacity, wait: waitUnder(result, capacity), error: undefined }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { capacity, wait: undefined, error: error.message }
  }
}
