import { Hono, type MiddlewareHandler } from 'hono'
import type { InstanceSecret } from '../../accounts/index.ts'
import { instantText, type Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import {
  definitions,
  FEWEST,
  newestEdition,
  type ToldFigures,
  type ToldLine,
  toldStatistics,
} from '../../oversight/index.ts'
import { sentToSave } from '../evidence/sent.ts'
import type { Reader } from '../reader.ts'
import type { Env } from '../shell/env.ts'
import { csvOf } from '../statistics/csv.ts'
import { editionUrls } from '../statistics/edition-urls.ts'
import { Empty } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { urls } from '../urls.ts'
import { editionPages } from './editions.tsx'

/** The figures of the organisations on this instance, for anyone, each with what it counts. */
export function statisticsPages({ db, law, secret, now }: { db: Db; law: LawBase; secret: InstanceSecret; now: Now }) {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const edition = keptFor(FRESH, now, async () => ({ at: instantText(now()), told: await toldStatistics(db) }))
  /** Once an edition stands it is what the public has: the figures of a moment could be held against it, or against the next moment’s. */
  const orEdition =
    (address: (number: number) => string): MiddlewareHandler<Env> =>
    async (c, next) => {
      const newest = await newestEdition(db)
      return newest === undefined ? next() : c.redirect(address(newest), 303)
    }
  return new Hono<Env>()
    .route('/', editionPages({ db, law, secret, now }))
    .get(urls.statistics, orEdition(editionUrls.one), async (c) => {
      const { reader } = c.var
      const { statistics: t } = reader.t
      const { at, told } = await edition()
      return c.render(
        <>
          <PageHead title={t.title} lead={t.lead}>
            <p class="soft">
              {t.asOf(reader.instant(at))} {t.fewNote}
            </p>
            <p class="no-print">
              <a href={editionUrls.all}>{t.editions.toEditions}</a>
              {' · '}
              <a href={urls.reciprocityPublished}>{reader.t.reciprocity.published.link}</a>
              {' · '}
              <a href={urls.halfYearPublished}>{reader.t.publicTables.ofEdition.link}</a>
              {' · '}
              <a href={urls.penalties}>{reader.t.penalties.register}</a>
            </p>
            <p>
              <a href={urls.assessments}>{reader.t.assessments.toPublic}</a>
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
    .get(`${urls.statistics}.csv`, orEdition(editionUrls.csv), async (c) =>
      sentToSave(c, {
        name: 'statistics.csv',
        mediaType: 'text/csv; charset=utf-8',
        bytes: bytes(csvOf((await edition()).told)),
      }),
    )
    .get(`${urls.statistics}.json`, orEdition(editionUrls.json), async (c) => {
      const { at, told } = await edition()
      const content = { at, notToldBelow: FEWEST, definitions, organisations: told }
      return sentToSave(c, {
        name: 'statistics.json',
        mediaType: 'application/json',
        bytes: bytes(JSON.stringify(content, undefined, 2)),
      })
    })
}

/** Anyone may ask as often as they like: what was counted is shown again for a minute, with the moment it was counted. */
const FRESH = Temporal.Duration.from({ minutes: 1 })

/** What `make` makes, made anew once it is older than that. */
function keptFor<Made>(age: Temporal.Duration, now: Now, make: () => Promise<Made>): () => Promise<Made> {
  let kept: { until: Temporal.Instant; made: Promise<Made> } | undefined
  return () => {
    if (kept && Temporal.Instant.compare(now(), kept.until) < 0) return kept.made
    const made = make()
    kept = { until: now().add(age), made }
    // What failed is not kept.
    made.catch(() => {
      kept = undefined
    })
    return made
  }
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
    case 'byGround':
      return reader.law(law.rules.get(value)?.title ?? value)
    case 'byState':
      return reader.country(value)
    case 'byCategory':
      return (t.facts.values as Record<string, string>)[value] ?? value
    case 'responseDays':
      return ({ median: t.statistics.median } as Record<string, string>)[value] ?? t.statistics.percentile90
    default:
      return ''
  }
}
