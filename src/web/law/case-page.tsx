import { DomainError } from '../../base/errors.ts'
import { type Analysis, analyse, type Case, type Facts, parseFacts, runCase } from '../../law/index.ts'
import { AnalysisView } from '../analysis/analysis.tsx'
import { addressOf } from '../interview/address.ts'
import { FactsSoFar } from '../interview/facts-so-far.tsx'
import { Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { Status } from '../ui/status.tsx'
import { urls } from '../urls.ts'
import { Expectations } from './expectations.tsx'
import { Origin, type Reading } from './reading.tsx'

interface Worked {
  readonly facts?: Facts
  readonly analysis?: Analysis
  /** Why the facts are refused, where they are. */
  readonly refused?: string
}

/** A worked case: its facts, what is expected of the law, whether the base answers so, and the whole answer. */
export function CasePage({ one, reading }: { one: Case; reading: Reading }) {
  const { reader, law, today, href } = reading
  const { lawCases: t, law: texts } = reader.t
  const { facts, analysis, refused } = work(one, reading)
  const wrong = runCase(law, one, today)
  const about = Object.keys(one.facts).length > 0
  return (
    <>
      <Crumbs
        label={reader.t.shell.breadcrumbs}
        crumbs={[
          { text: texts.title, href: href(urls.law) },
          { text: t.title, href: href(urls.lawCases) },
          { text: reader.law(one.name) },
        ]}
      />
      <PageHead
        title={reader.law(one.name)}
        eyebrow={`${t.one} · ${reader.t.routes.asOf(reader.date(one.on ?? today))}`}
      >
        <p class="cluster">
          <Status tone={wrong.length === 0 ? 'open' : 'closed'} word={wrong.length === 0 ? t.holds : t.differs} />
        </p>
        {one.note && <p class="lead measure">{reader.law(one.note)}</p>}
        {one.cite && (
          <p class="soft">
            {t.source}
            {reader.colon}
            {one.cite}
          </p>
        )}
      </PageHead>
      <div class="flow flow-wide">
        {wrong.length > 0 && (
          <Notice kind="grave">
            <p>{t.differences}</p>
            <ul lang="en">
              {wrong.map((line) => (
                <li>{line}</li>
              ))}
            </ul>
          </Notice>
        )}
        <Expectations one={one} facts={facts} reading={reading} />
        {refused && (
          <section class="flow flow-tight">
            <h2>{t.refusedAs}</h2>
            <p lang="en">{refused}</p>
            <pre tabindex={0}>{JSON.stringify(one.facts, null, 2)}</pre>
          </section>
        )}
        {one.release && (
          <section class="flow flow-tight">
            <h2>{t.given}</h2>
            <pre tabindex={0}>{JSON.stringify(one.release, null, 2)}</pre>
          </section>
        )}
        {!about && !one.release && !refused && <p class="soft">{t.noFacts}</p>}
        {about && facts && analysis && (
          <section class="flow" aria-labelledby="whole">
            <div class="between">
              <h2 id="whole">{t.analysis}</h2>
              <a class="no-print" href={addressOf(urls.analysis, { facts, skipped: [] })}>
                {t.tryIt}
              </a>
            </div>
            <AnalysisView
              shown={{ analysis, facts, law, reader }}
              aside={
                <section class="flow" aria-labelledby="facts">
                  <h2 id="facts">{t.facts}</h2>
                  <FactsSoFar facts={facts} reader={reader} />
                </section>
              }
            />
          </section>
        )}
      </div>
      <Origin reading={reading} json={`/api${urls.lawCase(one.id)}`} />
    </>
  )
}

function work(one: Case, { law, today }: Reading): Worked {
  try {
    const facts = parseFacts({ ...(one.on ? { on: one.on } : {}), ...one.facts })
    return { facts, analysis: analyse(law, facts, { today }) }
  } catch (error) {
    if (error instanceof DomainError) return { refused: error.message }
    throw error
  }
}
