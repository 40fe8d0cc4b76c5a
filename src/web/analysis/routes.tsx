import type { RouteFinding } from '../../law/index.ts'
import { itemInWords } from '../interview/words.ts'
import { marksOf } from '../law/marks.ts'
import { sourceOf } from '../law/sources.ts'
import { Citation } from '../ui/citation.tsx'
import { Explanation } from '../ui/explanation.tsx'
import { Icon } from '../ui/icons.tsx'
import { Notice } from '../ui/notice.tsx'
import { Status } from '../ui/status.tsx'
import { Steps } from '../ui/steps.tsx'
import { urls } from '../urls.ts'
import { routeAnchor, routeName } from './answers.tsx'
import { eventInWords, lengthInWords } from './durations.ts'
import { explained } from './explain.ts'
import { becauseWords, isDraftable, type Shown } from './shown.ts'
import { ownWarnings } from './warnings.ts'

/** Every route, best first; each opens to its full explanation. */
export function Routes({ shown, open = 1 }: { shown: Shown; open?: number }) {
  return (
    <div>
      {shown.analysis.routes.map((route, i) => (
        <Route route={route} shown={shown} open={i < open && route.status !== 'closed'} />
      ))}
    </div>
  )
}

function Route({ route, shown, open }: { route: RouteFinding; shown: Shown; open: boolean }) {
  const { facts, law, reader } = shown
  const { routes: t } = reader.t
  const lines = explained(route.because, { law, facts, reader, rule: route.rule, data: route.data, to: route.to })
  const first =
    route.status === 'closed' || route.status === 'unknown' ? lines.find(({ holds }) => holds !== true) : undefined
  const unbound = route.binding === false ? [t.bindsNobody] : []
  const items = (facts.data?.length ?? 0) > 1 ? [route.data.map((id) => itemInWords(facts, id, reader)).join(', ')] : []
  return (
    <details
      class="route"
      id={routeAnchor(route)}
      open={open}
      data-matters={route.status === 'closed' ? undefined : ''}
    >
      <summary>
        <div>
          <h3>{routeName(route, reader)}</h3>
          <span class="where">{[...items, t.channel[route.channel], ...unbound].join(' · ')}</span>
        </div>
        <Status tone={route.status} word={t.status[route.status]} means={t.statusMeans[route.status]} />
        {first && (
          <span class="first-reason">
            {first.holds === false ? t.fails : t.open} {first.says} ({first.source.text})
          </span>
        )}
      </summary>
      <div class="route-body">
        {shown.draft && isDraftable(route) && (
          <p class="no-print route-way-on">
            <a class="button" href={shown.draft(route)}>
              {t.draftBy}
              <span class="hidden-text">: {routeName(route, reader)}</span>
            </a>
          </p>
        )}
        {ownWarnings(route).map(({ says, cite }) => (
          <Notice kind="care">
            <p>{reader.law(says)}</p>
            <Citation source={sourceOf(law, route.rule, cite, reader)} />
          </Notice>
        ))}
        <section>
          <h4>{t.because}</h4>
          <Explanation lines={lines} words={becauseWords(reader)} />
          <p class="small">
            <a href={urls.rule(route.rule)}>{t.readRule}</a>
            {marksOf(route, reader).map((mark) => (
              <>
                {' '}
                <span class="tag">{mark}</span>
              </>
            ))}
          </p>
        </section>
        <Needs route={route} shown={shown} />
        {route.steps.length > 0 && (
          <section>
            <h4>{t.steps}</h4>
            <StepsOf route={route} shown={shown} />
          </section>
        )}
        <Clocks route={route} shown={shown} />
        {route.grounds.length > 0 && (
          <section>
            <h4>{t.grounds}</h4>
            <ul>
              {route.grounds.map(({ rule, title, seat, cite }) => (
                <li>
                  <a href={urls.rule(rule)}>{reader.law(title)}</a> <span class="soft">({reader.t.seats[seat]})</span>{' '}
                  <Citation source={sourceOf(law, rule, cite, reader)} />
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </details>
  )
}

function Needs({ route, shown: { law, reader } }: { route: RouteFinding; shown: Shown }) {
  const { routes: t, seats } = reader.t
  if (route.needs.length === 0) return null
  return (
    <section>
      <h4>{t.needs}</h4>
      <Explanation
        words={{ ...becauseWords(reader), fails: `${t.notMet}:`, holds: `${t.met}:` }}
        lines={route.needs.map(({ what, actor, cite, met }) => ({
          holds: met,
          says: `${reader.law(what)} (${seats[actor]})`,
          source: sourceOf(law, route.rule, cite, reader),
          marks: [met ? t.met : t.notMet],
          rests: [],
        }))}
      />
    </section>
  )
}

function StepsOf({ route, shown: { law, reader } }: { route: RouteFinding; shown: Shown }) {
  const { routes: t, seats } = reader.t
  const titles = new Map(route.steps.map(({ id, title }) => [id, title]))
  const clocks = new Map(route.clocks.map((clock) => [clock.rule, clock]))
  const steps = route.steps.map((step, i) => {
    const before = route.steps[i - 1]?.id
    const after = step.after.filter((id) => id !== before).map((id) => reader.law(titles.get(id) ?? id))
    const running = step.clocks.flatMap((id) => clocks.get(id) ?? [])
    return {
      id: step.id,
      title: reader.law(step.title),
      who: t.who(seats[step.seat], reader.country(step.state), step.authority && reader.law(step.authority)),
      source: sourceOf(law, route.rule, step.cite, reader),
      notes: [
        ...(after.length > 0 ? [t.afterSteps(reader.list(after))] : []),
        ...running.map(
          (clock) =>
            `${reader.law(clock.title)}${reader.colon}${lengthInWords(clock, reader)}${clock.certain === false ? ` (${t.clockUncertain})` : ''}`,
        ),
        ...(step.certain ? [] : [t.stepUncertain]),
      ],
      certain: step.certain,
    }
  })
  return <Steps steps={steps} />
}

function Clocks({ route, shown: { law, reader } }: { route: RouteFinding; shown: Shown }) {
  const { routes: t } = reader.t
  if (route.clocks.length === 0) return null
  return (
    <section>
      <h4>{t.clocks}</h4>
      <ul class="because plain">
        {route.clocks.map((clock) => (
          <li class="clock">
            <span class="soft">
              <Icon sign="clock" />
            </span>
            <div>
              <strong>{lengthInWords(clock, reader)}</strong> {t.clockFrom(eventInWords(clock.from, reader))}:{' '}
              <a href={urls.rule(clock.rule)}>{reader.law(clock.title)}</a>{' '}
              <Citation source={sourceOf(law, clock.rule, clock.cite, reader)} />
              <p class="rests">
                {t.counting[clock.counting]}
                {clock.certain === false && ` · ${t.clockUncertain}`}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
