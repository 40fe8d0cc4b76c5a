import type { Conflict, LawBase } from '../../law/index.ts'
import { itemInWords } from '../interview/words.ts'
import { fineInWords } from '../law/money.ts'
import { sourceOf } from '../law/sources.ts'
import type { Reader } from '../reader.ts'
import { Citation } from '../ui/citation.tsx'
import { Icon } from '../ui/icons.tsx'
import { urls } from '../urls.ts'
import { routeAnchor } from './answers.tsx'
import type { Shown } from './shown.ts'

/** Two laws that pull apart, side by side: what each threatens, and the ways out. */
export function Conflicts({ shown }: { shown: Shown }) {
  const { analysis, law, reader, facts } = shown
  const { routes: t } = reader.t
  return (
    <div class="flow">
      {analysis.conflicts.map((conflict) => (
        <article class="card flow">
          <p class="small soft">{conflict.data.map((id) => itemInWords(facts, id, reader)).join(', ')}</p>
          <div class="two-sides">
            <Side
              state={conflict.by}
              word={t.demands}
              rule={conflict.demands}
              follows={t.exposureDemand}
              conflict={conflict}
              law={law}
              reader={reader}
            />
            <span class="versus">
              <Icon sign="conflict" />
            </span>
            <Side
              state={conflict.of}
              word={t.forbids}
              rule={conflict.forbids}
              follows={t.exposureForbid}
              conflict={conflict}
              law={law}
              reader={reader}
            />
          </div>
          <WaysOut conflict={conflict} shown={shown} />
        </article>
      ))}
    </div>
  )
}

function Side({
  state,
  word,
  rule,
  follows,
  conflict,
  law,
  reader,
}: {
  state: string
  word: string
  rule: string
  follows: string
  conflict: Conflict
  law: LawBase
  reader: Reader
}) {
  const found = law.rules.get(rule)
  const penalties = (conflict.exposure[state] ?? []).flatMap((id) => penaltyLine(law, id, reader))
  return (
    <section class="side">
      <h3>
        {reader.country(state)} {word}
      </h3>
      <p>
        <a href={urls.rule(rule)}>{found ? reader.law(found.title) : rule}</a>{' '}
        {found?.cites[0] && <Citation source={sourceOf(law, rule, found.cites[0].cite)} />}
      </p>
      <h4>{follows}</h4>
      {penalties.length === 0 ? (
        <p class="soft">{reader.t.routes.noExposure}</p>
      ) : (
        <ul>
          {penalties.map(({ href, title, what, source }) => (
            <li>
              <a href={href}>{title}</a>
              {what && `: ${what}`} <Citation source={source} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function penaltyLine(law: LawBase, id: string, reader: Reader) {
  const rule = law.rules.get(id)
  if (rule?.kind !== 'penalty') return []
  const what = [fineInWords(rule, reader), rule.other && reader.law(rule.other)].filter(Boolean).join('; ')
  return [
    { href: urls.rule(id), title: reader.law(rule.title), what, source: sourceOf(law, id, rule.cites[0]?.cite ?? '') },
  ]
}

function WaysOut({ conflict, shown: { analysis, law, reader } }: { conflict: Conflict; shown: Shown }) {
  const { routes: t } = reader.t
  return (
    <section class="ways-out flow flow-tight">
      <h4>{t.waysOut}</h4>
      {conflict.resolutions.length === 0 ? (
        <p>{t.noWayOut}</p>
      ) : (
        <ul>
          {conflict.resolutions.map(({ route, what, cite }) => {
            const found = analysis.routes.find(({ rule }) => rule === route)
            return (
              <li>
                {found ? <a href={`#${routeAnchor(found)}`}>{reader.law(what)}</a> : reader.law(what)}{' '}
                <Citation source={sourceOf(law, route ?? conflict.forbids, cite)} />
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}
