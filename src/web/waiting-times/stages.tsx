import type { LawBase } from '../../law/index.ts'
import { type WaitingLine, waitingDefinitions } from '../../oversight/index.ts'
import type { Reader } from '../reader.ts'
import { Fold } from '../ui/fold.tsx'
import { urls } from '../urls.ts'
import { ShareBar } from './share-bar.tsx'

interface Shown {
  readonly lines: readonly WaitingLine[]
  readonly law: LawBase
  readonly reader: Reader
}

/** Each route stage by stage in its order, with whom it stood and for how long; the route that cost most first. */
export function StagesOfRoutes({ lines, law, reader }: Shown) {
  const { waitingTimes: t } = reader.t
  const routes = [...Map.groupBy(lines, ({ direction, route }) => `${direction} ${route}`).values()].sort(
    (a, b) => sumOf(b) - sumOf(a),
  )
  return (
    <section class="flow" aria-labelledby="stages">
      <h2 id="stages">{t.stages}</h2>
      {routes.map((route) => (
        <Stages lines={route} law={law} reader={reader} />
      ))}
      <Fold title={reader.t.reciprocity.counts}>
        <dl>
          {(Object.keys(waitingDefinitions) as (keyof typeof waitingDefinitions)[]).map((figure) => (
            <>
              <dt>{t[figure]}</dt>
              <dd>{t.definitions[figure] ?? waitingDefinitions[figure]}</dd>
            </>
          ))}
        </dl>
      </Fold>
    </section>
  )
}

const sumOf = (lines: readonly WaitingLine[]) => lines.reduce((sum, one) => sum + one.sum, 0)

function Stages({ lines, law, reader }: Shown) {
  const { waitingTimes: t } = reader.t
  const [first] = lines
  if (!first) return null
  const rule = law.rules.get(first.route)
  return (
    <>
      <h3>
        <a href={urls.rule(first.route)}>{reader.law(rule?.title ?? first.route)}</a> · {t.directions[first.direction]}
      </h3>
      <table class="table">
        <caption class="hidden-text">{reader.law(rule?.title ?? first.route)}</caption>
        <thead>
          <tr>
            <th scope="col">{t.stage}</th>
            <th scope="col">{t.layer.organ}</th>
            <th scope="col" class="numeric">
              {t.stays}
            </th>
            <th scope="col" class="numeric">
              {t.days}
            </th>
            <th scope="col" class="numeric">
              {t.sum}
            </th>
            <th scope="col" class="share">
              {t.share}
            </th>
            <th scope="col" class="numeric">
              {t.open}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines
            .toSorted((a, b) => a.position - b.position)
            .map((line) => (
              <tr>
                <th scope="row">{reader.law(line.title)}</th>
                <td data-label={t.layer.organ}>
                  {line.organName ?? reader.t.seats[line.seat]}{' '}
                  <span class="small soft">{`${reader.country(line.state)}, ${reader.t.seats[line.seat]}`}</span>
                </td>
                <td data-label={t.stays} class="numeric">
                  {reader.number(line.stays)}
                </td>
                <td data-label={t.days} class="numeric">
                  {line.days ? (
                    `${reader.number(line.days.median)} · ${reader.number(line.days.percentile90)}`
                  ) : (
                    <span class="soft">{reader.t.reciprocity.tooFew}</span>
                  )}
                </td>
                <td data-label={t.sum} class="numeric">
                  {reader.number(line.sum)}
                </td>
                <td data-label={t.share} class="share">
                  <ShareBar share={line.share} reader={reader} />
                </td>
                <td data-label={t.open} class="numeric">
                  {line.open === 0 ? reader.number(0) : t.openSince(reader.number(line.open), since(line, reader))}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </>
  )
}

const since = (line: WaitingLine, reader: Reader) => (line.since ? reader.date(line.since.slice(0, 10)) : '')
