import type { Conflict, Resolution } from '../../law/index.ts'
import { itemInWords } from '../interview/words.ts'
import { fineInWords } from '../law/money.ts'
import { sourceOf } from '../law/sources.ts'
import { Citation } from '../ui/citation.tsx'
import { Icon } from '../ui/icons.tsx'
import { urls } from '../urls.ts'
import { routeAnchor } from './answers.tsx'
import { lengthInWords } from './durations.ts'
import type { Shown } from './shown.ts'

/** Laws that pull apart: what one demands on the left, whatever forbids it on the right, and below the ways out. */
export function Conflicts({ shown }: { shown: Shown }) {
  const { analysis, reader, facts } = shown
  const { routes: t } = reader.t
  const demands = Map.groupBy(analysis.conflicts, ({ demands, by, data }) => [demands, by, ...data].join(' '))
  return (
    <div class="flow">
      {[...demands.values()].map((conflicts) => {
        const [first] = conflicts as [Conflict, ...Conflict[]]
        return (
          <article class="card flow">
            <p class="eyebrow">{first.data.map((id) => itemInWords(facts, id, reader)).join(', ')}</p>
            <div class="two-sides">
              <div class="flow">
                <Side
                  state={first.by}
                  word={t.demands}
                  rules={[first.demands]}
                  follows={t.exposureDemand}
                  exposed={[first]}
                  shown={shown}
                />
              </div>
              <span class="versus">
                <Icon sign="conflict" />
              </span>
              <div class="flow">
                {[...Map.groupBy(conflicts, ({ of }) => of)].map(([state, forbidding]) => (
                  <Side
                    state={state}
                    word={t.forbids}
                    rules={forbidding.map(({ forbids }) => forbids)}
                    follows={t.exposureForbid}
                    exposed={forbidding}
                    shown={shown}
                  />
                ))}
              </div>
            </div>
            <WaysOut conflicts={conflicts} shown={shown} />
          </article>
        )
      })}
    </div>
  )
}

interface SideProps {
  state: string
  word: string
  rules: readonly string[]
  follows: string
  exposed: readonly Conflict[]
  shown: Shown
}

function Side({ state, word, rules, follows, exposed, shown: { law, reader } }: SideProps) {
  const penalties = [...new Set(exposed.flatMap(({ exposure }) => exposure[state] ?? []))]
  return (
    <section class="side">
      <h3>
        {reader.country(state)} {word}
      </h3>
      <ul>
        {rules.map((rule) => {
          const found = law.rules.get(rule)
          return (
            <li>
              <a href={urls.rule(rule)}>{found ? reader.law(found.title) : rule}</a>{' '}
              {found?.cites[0] && <Citation source={sourceOf(law, rule, found.cites[0].cite, reader)} />}
            </li>
          )
        })}
      </ul>
      <h4>{follows}</h4>
      {penalties.length === 0 ? (
        <p class="soft">{reader.t.routes.noExposure}</p>
      ) : (
        <ul class="small">
          {penalties.map((id) => (
            <Penalty id={id} law={law} reader={reader} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Penalty({ id, law, reader }: { id: string } & Pick<Shown, 'law' | 'reader'>) {
  const rule = law.rules.get(id)
  if (rule?.kind !== 'penalty') return null
  const fine = fineInWords(rule, reader)
  return (
    <li>
      <a href={urls.rule(id)}>{reader.law(rule.title)}</a>
      {fine && <strong>: {fine}</strong>}
      {rule.other && `. ${reader.law(rule.other)}`}{' '}
      <Citation source={sourceOf(law, id, rule.cites[0]?.cite ?? '', reader)} />
    </li>
  )
}

function WaysOut({ conflicts, shown }: { conflicts: readonly Conflict[]; shown: Shown }) {
  const { routes: t } = shown.reader.t
  const ways = new Map(
    conflicts.flatMap(({ resolutions, forbids }) =>
      resolutions.map((way) => [`${way.what}|${way.cite}`, { ...way, forbids }] as const),
    ),
  )
  return (
    <section class="ways-out flow flow-tight">
      <h4>{t.waysOut}</h4>
      {ways.size === 0 ? (
        <p>{t.noWayOut}</p>
      ) : (
        <ul class="flow flow-tight">
          {[...ways.values()].map((way) => (
            <Way way={way} rule={way.route ?? way.ground ?? way.forbids} shown={shown} />
          ))}
        </ul>
      )}
    </section>
  )
}

/** One way out: who decides on it, by when, and what is weighed. */
function Way({ way, rule, shown: { analysis, law, reader } }: { way: Resolution; rule: string; shown: Shown }) {
  const { routes: t } = reader.t
  const { what, cite, before, clocks = [], weighs = [] } = way
  const found = analysis.routes.find((route) => route.rule === way.route)
  const who = before && (before.authority ? reader.law(before.authority) : reader.t.seats[before.seat])
  return (
    <li>
      {found ? <a href={`#${routeAnchor(found)}`}>{reader.law(what)}</a> : reader.law(what)}{' '}
      <Citation source={sourceOf(law, rule, cite, reader)} />
      {before && who && <p class="small soft">{t.wayBefore(who, reader.country(before.state))}</p>}
      {clocks.length > 0 && (
        <ul class="small plain">
          {clocks.map((clock) => (
            <li>
              <a href={urls.rule(clock.rule)}>{reader.law(clock.title)}</a>:{' '}
              <strong>{lengthInWords(clock, reader)}</strong>{' '}
              <Citation source={sourceOf(law, clock.rule, clock.cite, reader)} />
            </li>
          ))}
        </ul>
      )}
      {weighs.length > 0 && (
        <details class="fold prints">
          <summary>{t.weighed(reader.number(weighs.length))}</summary>
          <ul class="small">
            {weighs.map((factor) => (
              <li>
                {reader.law(factor.what)} <Citation source={sourceOf(law, rule, factor.cite, reader)} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  )
}
