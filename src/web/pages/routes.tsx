import { Hono } from 'hono'
import type { Now } from '../../base/time.ts'
import { type Analysis, analyse, type Facts, type LawBase } from '../../law/index.ts'
import { AnalysisView } from '../analysis/analysis.tsx'
import { Answers as AnswersInWords } from '../analysis/answers.tsx'
import { addressOf } from '../interview/address.ts'
import { Change, More, Skipped } from '../interview/change.tsx'
import { FactsSoFar } from '../interview/facts-so-far.tsx'
import { fieldAt } from '../interview/fields.ts'
import { Interview } from '../interview/interview.tsx'
import { routeFinder } from '../interview/place.ts'
import { type Answers, readAnswers, writeAnswers } from '../interview/query.ts'
import { askedOf } from '../interview/questions.ts'
import { Start } from '../interview/start.tsx'
import { factLabel } from '../interview/words.ts'
import type { Reader } from '../reader.ts'
import type { Env } from '../shell/env.ts'
import { Actions } from '../ui/fields.tsx'
import { Fold } from '../ui/fold.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { urls } from '../urls.ts'

export interface RoutesParts {
  readonly law: LawBase
  readonly now: Now
}

/** The route finder, for anyone: all its state is in the address, nothing is kept. */
export function routePages({ law, now }: RoutesParts) {
  const judge = (facts: Facts) =>
    analyse(law, facts, { today: now().toZonedDateTimeISO('UTC').toPlainDate().toString() })
  return new Hono<Env>()
    .get(urls.routes, (c) => {
      const { reader } = c.var
      const query = new URL(c.req.url).searchParams
      const answers = readAnswers(query, reader)
      const change = query.get('change')
      if (change && fieldAt(change))
        return c.render(
          <Change name={change} answers={answers} place={routeFinder(answers)} law={law} reader={reader} />,
          {
            title: reader.t.routes.changeTitle,
          },
        )
      if (writeAnswers(answers.facts).size === 0)
        return c.render(<Begin answers={answers} reader={reader} />, {
          title: reader.t.routes.title,
          current: 'routes',
        })
      return c.render(<Ask answers={answers} analysis={judge(answers.facts)} law={law} reader={reader} />, {
        title: reader.t.routes.title,
        current: 'routes',
      })
    })
    .get(urls.analysis, (c) => {
      const { reader } = c.var
      const answers = readAnswers(new URL(c.req.url).searchParams, reader)
      const analysis = judge(answers.facts)
      return c.render(<Analysed answers={answers} analysis={analysis} law={law} reader={reader} />, {
        title: reader.t.routes.analysisTitle,
        current: 'routes',
      })
    })
}

function Begin({ answers, reader }: { answers: Answers; reader: Reader }) {
  const { routes: t } = reader.t
  return (
    <>
      <PageHead title={t.title} lead={t.lead} />
      <Start answers={answers} reader={reader} action={urls.routes} privacy={t.privacy} />
    </>
  )
}

interface Known {
  answers: Answers
  analysis: Analysis
  law: LawBase
  reader: Reader
}

function Ask({ answers, analysis, law, reader }: Known) {
  const { routes: t } = reader.t
  const { facts, skipped } = answers
  const open = askedOf(analysis, facts).filter(({ name }) => !skipped.includes(name)).length
  return (
    <>
      <PageHead title={t.title} eyebrow={t.asOf(reader.date(analysis.on))} />
      <div class="columns">
        <div class="flow flow-wide">
          <section class="flow" aria-labelledby="so-far">
            <h2 id="so-far">{t.soFar}</h2>
            {analysis.items.length > 0 ? (
              <AnswersInWords
                analysis={analysis}
                facts={facts}
                reader={reader}
                links={addressOf(urls.analysis, answers)}
              />
            ) : (
              <p class="soft">{t.noData}</p>
            )}
            <Actions>
              <a class="button button-second" href={addressOf(urls.analysis, answers)}>
                {t.toAnalysis}
              </a>
            </Actions>
          </section>
          <section class="flow" aria-labelledby="ask">
            <h2 id="ask">{t.ask}</h2>
            {open > 0 && <p class="soft">{t.askNote(Math.min(open, 3), open)}</p>}
            <Interview answers={answers} analysis={analysis} law={law} reader={reader} place={routeFinder(answers)} />
          </section>
          <Skipped answers={answers} place={routeFinder(answers)} reader={reader} />
        </div>
        <aside class="flow" aria-labelledby="facts">
          <h2 id="facts">{t.factsSoFar}</h2>
          <FactsSoFar
            facts={facts}
            reader={reader}
            change={(name) => addressOf(urls.routes, answers, { change: name })}
          />
          <More answers={answers} place={routeFinder(answers)} reader={reader} />
        </aside>
      </div>
    </>
  )
}

function Analysed({ answers, analysis, law, reader }: Known) {
  const { routes: t, shell } = reader.t
  const { facts } = answers
  const questions = askedOf(analysis, facts)
  return (
    <>
      <PageHead title={t.analysisTitle} eyebrow={t.asOf(reader.date(analysis.on))}>
        <div class="actions no-print">
          <a class="button button-second" href={addressOf(urls.routes, answers)}>
            {t.toInterview}
          </a>
          <button type="button" class="button button-text" data-print hidden>
            {shell.print}
          </button>
        </div>
      </PageHead>
      {answers.errors.length > 0 && (
        <Notice kind="grave">
          {answers.errors.map(({ field, message }) => (
            <p>
              {factLabel(field, reader)}
              {reader.colon}
              {message}
            </p>
          ))}
        </Notice>
      )}
      <AnalysisView
        shown={{ analysis, facts, law, reader }}
        aside={
          <>
            {questions.length > 0 && (
              <section class="card flow flow-tight" aria-labelledby="questions">
                <h2 id="questions">{t.questionsLeft}</h2>
                <ol>
                  {questions.slice(0, 5).map(({ name, question }) => (
                    <li>
                      <a href={addressOf(urls.routes, answers, { change: name })}>{reader.law(question.text)}</a>
                    </li>
                  ))}
                </ol>
              </section>
            )}
            <section class="flow flow-tight" aria-labelledby="facts-used">
              <h2 id="facts-used">{t.factsUsed}</h2>
              <FactsSoFar
                facts={facts}
                reader={reader}
                change={(name) => addressOf(urls.routes, answers, { change: name })}
              />
            </section>
            <Fold title={t.facts}>
              <p class="small soft">{t.factsNote}</p>
              <pre tabindex={0}>{JSON.stringify(facts, null, 1)}</pre>
            </Fold>
            <p class="small soft">
              {t.digest}: <code>{analysis.law.digest}</code>
            </p>
          </>
        }
      />
    </>
  )
}
