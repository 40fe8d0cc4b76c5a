import { type Context, Hono } from 'hono'
import { isPermitted } from '../../accounts/index.ts'
import { DomainError } from '../../base/errors.ts'
import { type Now, parseDate } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import {
  behind,
  cancelRun,
  changes,
  csvOfResult,
  keepProposal,
  type Proposal,
  proposalOf,
  proposalsOf,
  type RecordKind,
  type Run,
  readProposal,
  resultOfRun,
  runOf,
  runsOf,
  startRun,
} from '../../laboratory/index.ts'
import type { LawBase } from '../../law/index.ts'
import { sentToSave } from '../evidence/sent.ts'
import { ModelForm, ProposalForm, textOfChoices } from '../laboratory/proposal-form.tsx'
import {
  ChangesTable,
  ConflictsTable,
  DaysTable,
  FlowTable,
  Method,
  ResultMaps,
  RuleName,
  SafeguardsTable,
  SingleTable,
  StatusTable,
  Unreadable,
  WinnersTable,
} from '../laboratory/result-view.tsx'
import type { Reader } from '../reader.ts'
import type { Env } from '../shell/env.ts'
import { formIn } from '../shell/form.ts'
import { actorIn } from '../shell/signed-in.ts'
import { Actions, LongTextField, SelectField, TextField } from '../ui/fields.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls, withQuery } from '../urls.ts'

interface LaboratoryParts {
  readonly db: Db
  readonly law: LawBase
  readonly now: Now
  /** Proposals to begin from. */
  readonly examples?: readonly { readonly name: string; readonly text: string }[]
}

const kinds: readonly RecordKind[] = ['own', 'pairs', 'file']
/** A page that waits looks again after so many seconds. */
const AGAIN = '3'

/** The seat of the treaty and policy desk: proposals written, tried on records, and what came of them. */
export function laboratoryPages({ db, law, now, examples = [] }: LaboratoryParts) {
  const setting = { law, now }

  const writing = (c: Context<Env>, text: string, id?: string, error?: string) => {
    const { reader, formToken: token } = c.var
    const { laboratory: t } = reader.t
    return c.render(
      <>
        <Where reader={reader} title={id ? t.newVersion : t.new} />
        <PageHead title={id ? t.newVersion : t.new} />
        <div class="flow flow-wide">
          <ProposalForm {...{ text, id, error, token, reader }} />
          {!id && (
            <section class="flow" aria-labelledby="model">
              <h2 id="model">{t.model}</h2>
              <ModelForm reader={reader} />
            </section>
          )}
        </div>
      </>,
      { title: t.new, current: 'laboratory' },
    )
  }

  return new Hono<Env>()
    .get(urls.laboratory, async (c) => {
      const actor = actorIn(c, 'laboratory.read')
      const { reader } = c.var
      const { laboratory: t } = reader.t
      const [proposals, runs] = [await proposalsOf(db, actor), await runsOf(db, actor)]
      return c.render(
        <>
          <PageHead title={t.title} lead={t.lead}>
            {isPermitted(actor, 'laboratory.use') && (
              <p class="no-print">
                <a class="button" href={urls.laboratoryNew}>
                  {t.new}
                </a>
              </p>
            )}
          </PageHead>
          <div class="flow flow-wide">
            <section class="flow" aria-labelledby="proposals">
              <h2 id="proposals">{t.proposals}</h2>
              {proposals.length === 0 && (
                <Empty title={t.none}>
                  <p>{t.noneNote}</p>
                </Empty>
              )}
              <ul class="flow">
                {proposals.map(({ id, title, version, byName, at }) => (
                  <li>
                    <a href={urls.laboratoryProposal(id)}>{title}</a>
                    <p class="small soft">
                      {t.version(reader.number(version))} · {t.writtenBy(byName, reader.instant(at))}
                    </p>
                  </li>
                ))}
              </ul>
            </section>
            <RunList runs={runs} reader={reader} titles={new Map(proposals.map(({ id, title }) => [id, title]))} />
            {examples.length > 0 && (
              <section class="flow" aria-labelledby="examples">
                <h2 id="examples">{t.examples}</h2>
                <ul class="flow">
                  {examples.map(({ name, text }) => (
                    <li>
                      <a href={withQuery(urls.laboratoryNew, { example: name })}>{titleIn(text) ?? name}</a>
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </div>
        </>,
        { title: t.title, current: 'laboratory' },
      )
    })
    .get(urls.laboratoryNew, async (c) => {
      const actor = actorIn(c, 'laboratory.use')
      const query = new URL(c.req.url).searchParams
      const id = query.get('of') ?? undefined
      const example = examples.find(({ name }) => name === query.get('example'))
      const own = id === undefined ? undefined : (await proposalOf(db, actor, id)).text
      return writing(c, own ?? textOfChoices(query) ?? example?.text ?? 'title: \nsummary: \n', id)
    })
    .post(urls.laboratoryProposals, async (c) => {
      const actor = actorIn(c, 'laboratory.use')
      const fields = await formIn(c)
      const text = (fields.get('text') ?? '').replaceAll('\r\n', '\n')
      const id = fields.get('id') ?? undefined
      try {
        const kept = await db.transaction().execute((tx) => keepProposal(tx, actor, { text, id }, setting))
        return c.redirect(urls.laboratoryProposal(kept.id), 303)
      } catch (error) {
        if (!(error instanceof DomainError) || error.kind !== 'invalid') throw error
        c.status(422)
        return writing(c, text, id, error.message)
      }
    })
    .get('/laboratory/proposals/:id', async (c) => {
      const actor = actorIn(c, 'laboratory.read')
      const { reader, formToken: token } = c.var
      const { laboratory: t } = reader.t
      const written = await proposalOf(db, actor, c.req.param('id'))
      const proposal = readProposal(written.text, law)
      const runs = await runsOf(db, actor, written.id)
      const others = (await proposalsOf(db, actor)).filter(({ id }) => id !== written.id)
      const mayUse = isPermitted(actor, 'laboratory.use')
      return c.render(
        <>
          <Where reader={reader} title={written.title} />
          <PageHead
            title={written.title}
            lead={proposal.summary}
            eyebrow={`${t.version(reader.number(written.version))} · ${t.writtenBy(written.byName, reader.instant(written.at))}`}
          >
            <p class="cluster no-print">
              {mayUse && (
                <a class="button button-second" href={withQuery(urls.laboratoryNew, { of: written.id })}>
                  {t.newVersion}
                </a>
              )}
              <button type="button" class="button button-text" data-print hidden>
                {reader.t.shell.print}
              </button>
            </p>
          </PageHead>
          <div class="flow flow-wide">
            <Summary proposal={proposal} law={law} reader={reader} />
            {mayUse && (
              <section class="flow no-print" aria-labelledby="run">
                <h2 id="run">{t.run}</h2>
                <form method="post" action={urls.laboratoryRuns(written.id)} class="flow">
                  <input type="hidden" name="form_token" value={token} />
                  <SelectField
                    name="record"
                    label={t.record}
                    choices={kinds.map((value) => ({ value, label: t.records[value] }))}
                  />
                  <LongTextField name="lines" label={t.file} rows={4} />
                  <TextField name="on" label={t.on} hint={t.onHint} type="date" narrow />
                  <Actions>
                    <button type="submit" class="button">
                      {t.start}
                    </button>
                  </Actions>
                </form>
              </section>
            )}
            <RunList runs={runs} reader={reader} />
            {others.length > 0 && (
              <form method="get" action={urls.laboratoryComparison} class="flow no-print">
                <input type="hidden" name="a" value={written.id} />
                <SelectField
                  name="b"
                  label={t.compareWith}
                  choices={others.map(({ id, title }) => ({ value: id, label: title }))}
                />
                <Actions>
                  <button type="submit" class="button button-second">
                    {t.compare}
                  </button>
                </Actions>
              </form>
            )}
          </div>
        </>,
        { title: written.title, current: 'laboratory' },
      )
    })
    .get(urls.laboratoryComparison, async (c) => {
      const actor = actorIn(c, 'laboratory.read')
      const { reader } = c.var
      const { laboratory: t } = reader.t
      const both = []
      for (const name of ['a', 'b']) both.push(await proposalOf(db, actor, c.req.query(name) ?? ''))
      const read = both.map((one) => readProposal(one.text, law))
      const names = read.map(({ rules }) => new Set(rules.map(({ rule, does }) => `${does} ${rule}`)))
      return c.render(
        <>
          <Where reader={reader} title={t.comparison} />
          <PageHead title={t.comparison} />
          <div class="side-by-side">
            {read.map((proposal, i) => (
              <section class="flow">
                <h2>{proposal.title}</h2>
                <p>{proposal.summary}</p>
                <Summary
                  proposal={proposal}
                  law={law}
                  reader={reader}
                  onlyHere={({ does, rule }) => !names[1 - i]?.has(`${does} ${rule}`)}
                />
              </section>
            ))}
          </div>
        </>,
        { title: t.comparison, current: 'laboratory' },
      )
    })
    .post('/laboratory/proposals/:id/runs', async (c) => {
      const actor = actorIn(c, 'laboratory.use')
      const fields = await formIn(c)
      const kind = kinds.find((one) => one === fields.get('record')) ?? 'own'
      const day = fields.get('on')?.trim()
      const on = day ? parseDate(day, 'on').toString() : undefined
      const wanted = { proposal: c.req.param('id'), kind, lines: fields.get('lines') ?? '', on }
      const run = await db.transaction().execute((tx) => startRun(tx, actor, wanted, setting))
      return c.redirect(urls.laboratoryRun(run.id), 303)
    })
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
                  <p>
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
      const narrowed = {
        change: changes.find((one) => one === query.change),
        asking: query.asking,
        at: query.at,
        side: query.side === 'at' || query.at !== undefined ? ('at' as const) : ('asking' as const),
      }
      const told = { run: run.id, result, law, would: readProposal(written.text, law).law, reader }
      return c.render(
        <>
          <Where reader={reader} title={t.result} of={{ text: written.title, href: urls.laboratoryProposal(run.proposal) }} />
          <PageHead title={written.title} eyebrow={`${t.result} · ${started}`}>
            <p class="cluster no-print">
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
            <section class="flow" aria-labelledby="conflicts">
              <h2 id="conflicts">{t.conflicts}</h2>
              <ConflictsTable told={told} />
            </section>
            <SingleTable told={told} cells={behind(result, narrowed)} narrowed={narrowed} />
            <Method told={told} />
          </div>
        </>,
        { title: written.title, current: 'laboratory' },
      )
    })
} // biome-ignore format: a page in a few lines

function Where({ reader, title, of }: { reader: Reader; title: string; of?: { text: string; href: string } }) {
  const crumbs = [{ text: reader.t.laboratory.title, href: urls.laboratory }, ...(of ? [of] : []), { text: title }]
  return <Crumbs label={reader.t.shell.breadcrumbs} crumbs={crumbs} />
}

const titleIn = (text: string) => /^title: (.+)$/m.exec(text)?.[1]

/** What a proposal changes, on one page. */
function Summary({
  proposal,
  law,
  reader,
  onlyHere,
}: {
  proposal: Proposal
  law: LawBase
  reader: Reader
  onlyHere?: (one: Proposal['rules'][number]) => boolean
}) {
  const { laboratory: t } = reader.t
  const kinds = reader.t.facts.values as Record<string, string>
  return (
    <section class="flow" aria-label={t.summary}>
      {proposal.agreements.map((one) => (
        <dl class="pairs">
          <dt>{t.modelTitle}</dt>
          <dd>{one.title}</dd>
          <dt>{t.parties}</dt>
          <dd>{reader.list(one.parties.map((state) => reader.country(state)))}</dd>
          <dt>{t.from}</dt>
          <dd>{reader.date(one.from)}</dd>
          <dt>{t.channel}</dt>
          <dd>{t.channels[one.channel]}</dd>
          <dt>{t.categories}</dt>
          <dd>{reader.list(one.categories.map((category) => kinds[category] ?? category))}</dd>
          <dt>{t.answerDays}</dt>
          <dd>{reader.number(one.answer_days)}</dd>
          {one.emergency_hours !== undefined && (
            <>
              <dt>{t.emergencyHours}</dt>
              <dd>{reader.number(one.emergency_hours)}</dd>
            </>
          )}
          <dt>{t.safeguardsWanted}</dt>
          <dd>{one.safeguards.length > 0 ? reader.list(one.safeguards.map((each) => t.safeguard[each])) : '–'}</dd>
          {one.opens.length > 0 && (
            <>
              <dt>{t.opens}</dt>
              <dd>
                {one.opens.map((id) => (
                  <p>
                    <RuleName id={id} law={law} reader={reader} />
                  </p>
                ))}
              </dd>
            </>
          )}
        </dl>
      ))}
      <table class="table">
        <caption>{t.summary}</caption>
        <tbody>
          {proposal.rules.map((one) => (
            <tr>
              <td>{t.does[one.does]}</td>
              <th scope="row">
                <RuleName id={one.rule} law={law} would={proposal.law} reader={reader} />
                {onlyHere?.(one) && <span class="small soft"> · {t.onlyHere}</span>}
              </th>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="small soft">
        {t.digestBefore}: <code>{law.digest}</code>
        <br />
        {t.digestAfter}: <code>{proposal.law.digest}</code>
      </p>
    </section>
  )
}

function RunList({
  runs,
  reader,
  titles,
}: {
  runs: readonly Run[]
  reader: Reader
  titles?: ReadonlyMap<string, string>
}) {
  const { laboratory: t } = reader.t
  return (
    <section class="flow" aria-labelledby="runs">
      <h2 id="runs">{t.runs}</h2>
      {runs.length === 0 && <p class="soft">{t.noRuns}</p>}
      <ul class="flow">
        {runs.map((run) => (
          <li>
            <a href={urls.laboratoryRun(run.id)}>
              {titles?.get(run.proposal) ?? t.records[run.kind]} · {t.states[run.state]}
            </a>
            <p class="small soft">
              {t.records[run.kind]} · {reader.number(run.requests)} · {t.started(run.byName, reader.instant(run.at))}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
