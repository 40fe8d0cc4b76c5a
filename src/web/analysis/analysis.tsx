import type { Child } from 'hono/jsx'
import { writeAnswers } from '../interview/query.ts'
import { sourceOf } from '../law/sources.ts'
import { Citation } from '../ui/citation.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { urls, withQuery } from '../urls.ts'
import { Answers } from './answers.tsx'
import { Conflicts } from './conflicts.tsx'
import { Gates, Reach } from './gates.tsx'
import { Routes } from './routes.tsx'
import type { Shown } from './shown.ts'
import { commonWarnings } from './warnings.ts'

/** The whole answer: each item in words, every route, the conflicts, the bars, the claims; beside it, what it rests on. */
export function AnalysisView({ shown, aside }: { shown: Shown; aside: Child }) {
  const { analysis, facts, law, reader } = shown
  const { routes: t } = reader.t
  const warnings = commonWarnings(analysis, law)
  if (analysis.routes.length === 0)
    return (
      <Empty title={t.none}>
        <p>{t.noneNote}</p>
      </Empty>
    )
  return (
    <div class="columns">
      <div class="flow flow-wide">
        {analysis.items.length > 0 && (
          <section class="flow" aria-labelledby="answers">
            <h2 id="answers">{t.items}</h2>
            <Answers {...shown} />
          </section>
        )}
        {warnings.length > 0 && (
          <section class="flow flow-tight" aria-label={t.warnings}>
            {warnings.map(({ says, cite }) => (
              <Notice kind="care">
                <p>{reader.law(says)}</p>
                <Citation source={sourceOf(law, '', cite, reader)} />
              </Notice>
            ))}
          </section>
        )}
        {analysis.conflicts.length > 0 && (
          <section class="flow" aria-labelledby="conflicts">
            <h2 id="conflicts">{t.conflictsTitle}</h2>
            <Conflicts shown={shown} />
          </section>
        )}
        <section class="flow" aria-labelledby="routes">
          <div class="between">
            <h2 id="routes">{t.routesTitle}</h2>
            <button type="button" class="button button-text no-print" data-open-all hidden>
              {t.openAll}
            </button>
          </div>
          <p class="soft">{t.routesNote}</p>
          <Routes shown={shown} />
        </section>
        {analysis.gates.length > 0 && (
          <section class="flow" aria-labelledby="gates">
            <h2 id="gates">{t.gatesTitle}</h2>
            <p class="soft">{t.gatesNote}</p>
            <Gates shown={shown} />
          </section>
        )}
        {analysis.reach.length > 0 && (
          <section class="flow" aria-labelledby="reach">
            <h2 id="reach">{t.reachTitle}</h2>
            <Reach shown={shown} />
          </section>
        )}
      </div>
      <aside class="flow flow-wide">
        {aside}
        <p class="no-print">
          <a href={withQuery(urls.models, writeAnswers(facts))}>{reader.t.models.sameFactsThere}</a>
        </p>
      </aside>
    </div>
  )
}
