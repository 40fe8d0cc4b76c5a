import type { Analysis, LawBase, RouteFinding } from '../../law/index.ts'
import type { FoundReciprocity } from '../../oversight/index.ts'
import type { Matter, OverviewLine } from '../../requests/index.ts'
import { AnalysisView } from '../analysis/analysis.tsx'
import { Answers as AnswersInWords } from '../analysis/answers.tsx'
import { More, Skipped } from '../interview/change.tsx'
import { FactsSoFar } from '../interview/facts-so-far.tsx'
import { Interview } from '../interview/interview.tsx'
import { hrefIn, type InterviewPlace } from '../interview/place.ts'
import type { Answers } from '../interview/query.ts'
import { askedOf } from '../interview/questions.ts'
import type { Reader } from '../reader.ts'
import { ReciprocityProposals } from '../reciprocity/found.tsx'
import { Overview } from '../requests/linking/overview.tsx'
import { Actions } from '../ui/fields.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls, withQuery } from '../urls.ts'

interface Known {
  matter: Matter
  analysis: Analysis
  law: LawBase
  reader: Reader
}

const draftOf =
  ({ id }: Matter) =>
  ({ rule, to, data }: RouteFinding) =>
    withQuery(
      urls.draft(id),
      new URLSearchParams([['rule', rule], ['to', to ?? ''], ...data.map((one) => ['data', one])]),
    )

/** A matter: what the law allows so far, the requests made, the questions left, the facts. */
export function MatterPage({
  matter,
  requests,
  reciprocity,
  mayAudit,
  now,
  answers,
  analysis,
  place,
  law,
  reader,
  typed,
}: Known & {
  requests: readonly OverviewLine[]
  reciprocity: readonly FoundReciprocity[]
  mayAudit: boolean
  now: Temporal.Instant
  answers: Answers
  place: InterviewPlace
  typed?: URLSearchParams
}) {
  const { matters: t, routes, shell } = reader.t
  const isOver = requests.length > 0 && requests.every(({ request }) => request.endedAt !== undefined)
  const open = askedOf(analysis, matter.facts).filter(({ name }) => !answers.skipped.includes(name)).length
  const asks = (
    <section class="flow" aria-labelledby="ask">
      <h2 id="ask">{routes.ask}</h2>
      {open > 0 && <p class="soft">{routes.askNote(Math.min(open, 3), open)}</p>}
      <Interview answers={answers} analysis={analysis} law={law} reader={reader} place={place} typed={typed} />
    </section>
  )
  return (
    <>
      <Crumbs label={shell.breadcrumbs} crumbs={[{ text: t.title, href: urls.matters }, { text: matter.title }]} />
      <PageHead title={matter.title} fileNumber={matter.fileNumber}>
        <p class="soft small">
          {t.changed(reader.instant(matter.changedAt))} · {routes.asOf(reader.date(analysis.on))}
        </p>
      </PageHead>
      {requests.length > 0 && <Overview lines={requests} now={now} reader={reader} />}
      <ReciprocityProposals found={reciprocity} facts={matter.facts} place={place} reader={reader} />
      <div class="columns">
        <div class="flow flow-wide">
          {answers.errors.length > 0 && asks}
          <section class="flow" aria-labelledby="so-far">
            <h2 id="so-far">{t.answers}</h2>
            {analysis.items.length > 0 ? (
              <AnswersInWords
                analysis={analysis}
                facts={matter.facts}
                reader={reader}
                links={urls.matterAnalysis(matter.id)}
                draft={draftOf(matter)}
              />
            ) : (
              <p class="soft">{routes.noData}</p>
            )}
            <Actions>
              <a class="button button-second" href={urls.matterAnalysis(matter.id)}>
                {t.analysis}
              </a>
              {matter.facts.measure !== 'preserve' && (
                <a class="button button-second" href={urls.preservations(matter.id)}>
                  {reader.t.running.first.open}
                </a>
              )}
              {mayAudit && isOver && (
                <a class="button button-second" href={`${withQuery(urls.audits, { about: matter.id })}#audit`}>
                  {reader.t.audits.open.title}
                </a>
              )}
            </Actions>
          </section>
          {answers.errors.length === 0 && asks}
          <Skipped answers={answers} place={place} reader={reader} />
        </div>
        <aside class="flow" aria-labelledby="facts">
          <h2 id="facts">{routes.factsSoFar}</h2>
          <FactsSoFar facts={matter.facts} reader={reader} change={(name) => hrefIn(place, { change: name })} />
          <More answers={answers} place={place} reader={reader} />
        </aside>
      </div>
    </>
  )
}

/** The whole analysis of a matter, with a way on from every route that can be taken. */
export function MatterAnalysis({ matter, analysis, law, reader }: Known) {
  const { matters: t, routes, shell } = reader.t
  return (
    <>
      <Crumbs
        label={shell.breadcrumbs}
        crumbs={[
          { text: t.title, href: urls.matters },
          { text: matter.title, href: urls.matter(matter.id) },
          { text: t.analysisTitle },
        ]}
      />
      <PageHead title={routes.analysisTitle} fileNumber={`${matter.fileNumber} · ${matter.title}`}>
        <p class="soft small">{routes.asOf(reader.date(analysis.on))}</p>
        <div class="actions no-print">
          <a class="button button-second" href={urls.matter(matter.id)}>
            {t.back}
          </a>
          <button type="button" class="button button-text" data-print hidden>
            {shell.print}
          </button>
        </div>
      </PageHead>
      <AnalysisView
        shown={{ analysis, facts: matter.facts, law, reader, draft: draftOf(matter) }}
        aside={
          <>
            <section class="flow flow-tight" aria-labelledby="facts-used">
              <h2 id="facts-used">{routes.factsUsed}</h2>
              <FactsSoFar
                facts={matter.facts}
                reader={reader}
                change={(name) => withQuery(urls.matter(matter.id), { change: name })}
              />
            </section>
            <p class="small soft">
              {routes.digest}: <code>{analysis.law.digest}</code>
            </p>
          </>
        }
      />
    </>
  )
}
