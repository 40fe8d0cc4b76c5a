import { type Context, Hono } from 'hono'
import { type Actor, isPermitted } from '../../accounts/index.ts'
import { DomainError } from '../../base/errors.ts'
import { type Now, parseDate } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import {
  findingsOf,
  keepProposal,
  proposalOf,
  proposalsOf,
  readProposal,
  runsOf,
  startRun,
} from '../../laboratory/index.ts'
import type { LawBase } from '../../law/index.ts'
import { ModelForm, ProposalForm, textOfChoices } from '../laboratory/proposal-form.tsx'
import { ProposalSummary } from '../laboratory/proposal-summary.tsx'
import { RecordFields, recordIn } from '../laboratory/record-fields.tsx'
import { RunList } from '../laboratory/run-list.tsx'
import { Where } from '../laboratory/where.tsx'
import type { Env } from '../shell/env.ts'
import { formIn } from '../shell/form.ts'
import { actorIn } from '../shell/signed-in.ts'
import { Actions, SelectField, TextField } from '../ui/fields.tsx'
import { Empty } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { urls, withQuery } from '../urls.ts'
import { laboratoryAgreementPages } from './laboratory-agreements.tsx'
import { laboratoryRunPages } from './laboratory-runs.tsx'
import { laboratoryStudyPages } from './laboratory-studies.tsx'

interface LaboratoryParts {
  readonly db: Db
  readonly law: LawBase
  readonly now: Now
  /** Proposals to begin from. */
  readonly examples?: readonly { readonly name: string; readonly text: string }[]
}

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

  /** The text of an agreement a search has tried. */
  const fromStudy = async (actor: Actor, query: URLSearchParams): Promise<string | undefined> => {
    const study = query.get('study')
    const findings = study === null ? undefined : await findingsOf(db, actor, study)
    return findings?.kind === 'next' ? findings.search.candidates[Number(query.get('agreement'))]?.text : undefined
  }

  return new Hono<Env>()
    .get(urls.laboratory, async (c) => {
      const actor = actorIn(c, 'laboratory.read')
      const { reader } = c.var
      const { laboratory: t } = reader.t
      const titles: Readonly<Record<string, string>> = t.exampleTitles
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
            <p class="cluster no-print">
              <a href={urls.laboratoryAgreements}>{t.register}</a>
              <a href={`${urls.laboratoryAgreements}#next`}>{t.nextAgreement}</a>
              <a href={urls.laboratoryModels}>{t.threeModels}</a>
            </p>
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
                      <a href={withQuery(urls.laboratoryNew, { example: name })}>{titles[name] ?? titleIn(text) ?? name}</a>
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
      const own = id === undefined ? await fromStudy(actor, query) : (await proposalOf(db, actor, id)).text
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
            <ProposalSummary proposal={proposal} law={law} reader={reader} />
            {mayUse && (
              <section class="flow no-print" aria-labelledby="run">
                <h2 id="run">{t.run}</h2>
                <form
                  method="post"
                  enctype="multipart/form-data"
                  action={withQuery(urls.laboratoryRuns(written.id), { form_token: token })}
                  class="flow"
                >
                  <RecordFields kinds={['own', 'pairs', 'file']} words={t.records} reader={reader} />
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
                <ProposalSummary
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
      const { fields, record: kind = 'own', lines } = await recordIn(c)
      const day = fields.get('on')?.trim()
      const on = day ? parseDate(day, 'on').toString() : undefined
      const wanted = { proposal: c.req.param('id'), kind, lines, on }
      const run = await db.transaction().execute((tx) => startRun(tx, actor, wanted, setting))
      return c.redirect(urls.laboratoryRun(run.id), 303)
    })
    .route('/', laboratoryAgreementPages({ db, law, now }))
    .route('/', laboratoryStudyPages({ db, law, now }))
    .route('/', laboratoryRunPages({ db, law, now }))
} // biome-ignore format: a page in a few lines

const titleIn = (text: string) => /^title: (.+)$/m.exec(text)?.[1]
