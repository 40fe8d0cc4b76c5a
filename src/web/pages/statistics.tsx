import { Hono } from 'hono'
import { instantText, type Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { definitions } from '../../oversight/index.ts'
import { sentToSave } from '../evidence/sent.ts'
import type { Reader } from '../reader.ts'
import type { Env } from '../shell/env.ts'
import { csvOf, FEWEST, type ToldFigures, type ToldLine, toldStatistics } from '../statistics/told.ts'
import { Empty } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { urls } from '../urls.ts'

/** The figures of the organisations on this instance, for anyone, each with what it counts. */
export function statisticsPages({ db, law, now }: { db: Db; law: LawBase; now: Now }) {
  const bytes = (text: string) => new TextEncoder().encode(text)
  return new Hono<Env>()
    .get(urls.statistics, async (c) => {
      const { reader } = c.var
      const { statistics: t } = reader.t
      const told = await toldStatistics(db)
      return c.render(
        <>
          <PageHead title={t.title} lead={t.lead}>
            <p class="soft">
              {t.asOf(reader.instant(instantText(now())))} {t.fewNote}
            </p>
          </PageHead>
          <div class="flow flow-wide">
            {told.length === 0 ? (
              <Empty title={t.none} />
            ) : (
              <>
                {told.filter(isTold).map((figures) => (
                  <Figures figures={figures} law={law} reader={reader} />
                ))}
                <Few figures={told.filter((figures) => !isTold(figures))} reader={reader} />
              </>
            )}
            {told.length > 0 && (
              <p class="cluster no-print">
                <a class="button button-second" href={`${urls.statistics}.csv`}>
                  {t.csv}
                </a>
                <a class="button button-second" href={`${urls.statistics}.json`}>
                  {t.json}
                </a>
              </p>
            )}
          </div>
        </>,
        { title: t.title, current: 'statistics' },
      )
    })
    .get(`${urls.statistics}.csv`, async (c) =>
      sentToSave(c, {
        name: 'statistics.csv',
        mediaType: 'text/csv; charset=utf-8',
        bytes: bytes(csvOf(await toldStatistics(db))),
      }),
    )
    .get(`${urls.statistics}.json`, async (c) => {
      const content = {
        at: instantText(now()),
        notToldBelow: FEWEST,
        definitions,
        organisations: await toldStatistics(db),
      }
      return sentToSave(c, {
        name: 'statistics.json',
        mediaType: 'application/json',
        bytes: bytes(JSON.stringify(content, undefined, 2)),
      })
    })
}

const isTold = ({ lines }: ToldFigures) => lines.length > 1

/** Organisations with too few requests for any figure. */
function Few({ figures, reader }: { figures: readonly ToldFigures[]; reader: Reader }) {
  const { statistics: t } = reader.t
  if (figures.length === 0) return null
  return (
    <table class="table">
      <caption>{t.fewTitle}</caption>
      <thead>
        <tr>
          <th scope="col">{t.organisation}</th>
          <th scope="col">{t.figure}</th>
          <th scope="col" class="numeric">
            {t.number}
          </th>
        </tr>
      </thead>
      <tbody>
        {figures.map(({ organisation, state, direction }) => (
          <tr>
            <th scope="row">
              {organisation}, {reader.country(state)}
            </th>
            <td data-label={t.figure}>{t.directions[direction]}</td>
            <td data-label={t.number} class="numeric">
              {t.few}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Figures({ figures, law, reader }: { figures: ToldFigures; law: LawBase; reader: Reader }) {
  const { statistics: t } = reader.t
  const groups = Map.groupBy(figures.lines, ({ figure }) => figure)
  return (
    <section class="flow">
      <h2>
        {figures.organisation}, {reader.country(figures.state)}
      </h2>
      <table class="table figures">
        <caption>{t.directions[figures.direction]}</caption>
        <thead>
          <tr>
            <th scope="col">{t.figure}</th>
            <th scope="col">{t.value}</th>
            <th scope="col" class="numeric">
              {t.number}
            </th>
          </tr>
        </thead>
        {[...groups].map(([figure, lines]) => (
          <tbody>
            {lines.map((line, i) => (
              <tr>
                {i === 0 && (
                  <th scope="rowgroup" rowspan={lines.length}>
                    {t.figures[figure]}
                    <p class="small soft">{t.definitions[figure] ?? definitions[figure]}</p>
                  </th>
                )}
                <td data-label={t.value}>{valueInWords(line, law, reader)}</td>
                <td data-label={t.number} class="numeric">
                  {line.number === null ? <span class="soft">{t.few}</span> : reader.number(line.number)}
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  )
}

function valueInWords({ figure, value }: ToldLine, law: LawBase, reader: Reader): string {
  const { t } = reader
  if (value === 'not stated') return t.statistics.notStated
  switch (figure) {
    case 'byStatus':
      return (t.requests.status as Record<string, string>)[value] ?? value
    case 'byRoute':
      return reader.law(law.rules.get(value)?.title ?? value)
    case 'byState':
      return reader.country(value)
    case 'byCategory':
      return (t.facts.values as Record<string, string>)[value] ?? value
    case 'responseDays':
      return (
        ({ ended: t.statistics.ended, median: t.statistics.median } as Record<string, string>)[value] ??
        t.statistics.percentile90
      )
    default:
      return ''
  }
}
