import type { Analysis, Facts, RouteFinding } from '../../law/index.ts'
import { itemInWords } from '../interview/words.ts'
import type { Reader } from '../reader.ts'
import { Status } from '../ui/status.tsx'
import { isDraftable, type Shown } from './shown.ts'

interface Props {
  analysis: Analysis
  facts: Facts
  reader: Reader
  /** Where the full explanation stands, if not on this page. */
  links?: string
  draft?: Shown['draft']
}

/** The best answer for each item, in words, before any detail. */
export function Answers({ analysis, facts, reader, links = '', draft }: Props) {
  const { routes: t } = reader.t
  return (
    <div>
      {analysis.items.map(({ data, status, best }) => {
        const route = analysis.routes.find(({ rule, data: ids }) => rule === best && ids.includes(data))
        const others = analysis.routes.filter(
          (one) => one !== route && one.data.includes(data) && one.status !== 'closed',
        ).length
        return (
          <article class={`answer tone-${status}`}>
            <Status tone={status} word={t.status[status]} means={t.statusMeans[status]} />
            <p class="answer-words">{sentence(itemInWords(facts, data, reader), status, route, reader)}</p>
            {route && <Conditions route={route} reader={reader} links={links} />}
            {quicker(analysis, data, route).map((other) => (
              <p>
                {other.status === 'unknown'
                  ? t.quicker(routeName(other, reader))
                  : t.quickerApproval(routeName(other, reader))}
                {other.typicalDays !== undefined && (
                  <span class="soft"> · {t.days(reader.number(other.typicalDays))}</span>
                )}
                {draft && isDraftable(other) && (
                  <>
                    {' '}
                    <a class="no-print" href={draft(other)}>
                      {t.draftBy}
                      <span class="hidden-text">: {routeName(other, reader)}</span>
                    </a>
                  </>
                )}
              </p>
            ))}
            {others > 0 && <p class="small soft">{t.orElse(others)}</p>}
            {draft && route && isDraftable(route) && (
              <p class="no-print">
                <a class="button button-second" href={draft(route)}>
                  {t.draftBy}
                  <span class="hidden-text">: {routeName(route, reader)}</span>
                </a>
              </p>
            )}
          </article>
        )
      })}
    </div>
  )
}

/** Direct routes that want an approval or are not decided yet, where the best so far takes the long way round. */
function quicker({ routes }: Analysis, data: string, best: RouteFinding | undefined): RouteFinding[] {
  if (best?.channel !== 'cooperative') return []
  return routes
    .filter(
      ({ data: ids, channel, status }) =>
        ids.includes(data) && channel === 'direct' && (status === 'unknown' || status === 'approval'),
    )
    .slice(0, 2)
}

function Conditions({ route, reader, links }: { route: RouteFinding; reader: Reader; links: string }) {
  const { routes: t, seats } = reader.t
  const missing = route.needs.filter(({ met }) => !met)
  return (
    <>
      {missing.map(({ what, actor }) => (
        <p>{t.approvalBy(seats[actor], reader.law(what))}</p>
      ))}
      <p class="small">
        <a href={`${links}#${routeAnchor(route)}`}>{t.because}</a>
        {route.typicalDays !== undefined && <span class="soft"> · {t.days(reader.number(route.typicalDays))}</span>}
      </p>
    </>
  )
}

function sentence(
  what: string,
  status: RouteFinding['status'],
  route: RouteFinding | undefined,
  reader: Reader,
): string {
  const { best } = reader.t.routes
  if (!route) return status === 'closed' ? best.closed(what) : best.undecided(what)
  if (status === 'closed') return best.closed(what)
  return best[status](what, routeName(route, reader))
}

/** A route's title, and the state it goes to. */
export function routeName(route: RouteFinding, reader: Reader): string {
  const title = reader.law(route.title)
  return route.to ? `${title} (${reader.country(route.to)})` : title
}

/** The place of a route on its page. */
export const routeAnchor = ({ rule, to, data }: RouteFinding): string =>
  ['route', rule.replaceAll('/', '-'), to ?? '', ...data.slice(0, 1)]
    .filter((part) => part !== '')
    .join('-')
    .replace(/[^\w.-]/g, '_')
