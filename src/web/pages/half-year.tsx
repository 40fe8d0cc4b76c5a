import { type Context, Hono } from 'hono'
import { DomainError } from '../../base/errors.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import {
  editionFile,
  editionTable,
  editionTableDefinitions,
  halfYearDefinitions,
  halfYearTable,
  lastHalfYear,
  newestEdition,
} from '../../oversight/index.ts'
import { sentToSave } from '../evidence/sent.ts'
import { editionTableCsv, halfYearCsv } from '../public-tables/half-year-csv.ts'
import { EditionTables, HalfYearTables } from '../public-tables/half-year-table.tsx'
import { type Complaint, complaintsIn } from '../refusal.ts'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { editionUrls } from '../statistics/edition-urls.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Actions, TextField } from '../ui/fields.tsx'
import { Empty } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls, withQuery } from '../urls.ts'
import { statuses } from './error.tsx'

interface Parts {
  readonly db: Db
  readonly law: LawBase
  readonly now: Now
}

const utf8 = (text: string) => new TextEncoder().encode(text)

/** Half-year tables as companies publish them: of one's own record, and for anyone of the newest edition. */
export function halfYearPages({ db, law, now }: Parts) {
  const asked = (c: Context<Env>) => c.req.query('period')?.trim() || lastHalfYear(now())
  const own = (c: Context<Env>) => halfYearTable(db, law, actorIn(c, 'figures.report'), asked(c), now())
  const published = async () => {
    const newest = await newestEdition(db)
    return newest === undefined ? undefined : (await editionFile(db, newest)).edition
  }
  return new Hono<Env>()
    .get(urls.halfYear, async (c) => {
      const actor = actorIn(c, 'figures.report')
      const { reader } = c.var
      const { publicTables, errors, forms, shell, statistics } = reader.t
      const { halfYear: t } = publicTables
      const period = asked(c)
      const wrong: Complaint[] = []
      const table = await own(c).catch((error) => {
        wrong.push(...complaintsIn(error, reader, (path) => path))
        if (error instanceof DomainError) c.status(statuses[error.kind])
        return undefined
      })
      const problem = wrong.find(({ field }) => field === 'period')?.message
      const address = (kind: 'csv' | 'json') => withQuery(urls.halfYearFile(kind), { period })
      return c.render(
        <>
          <ErrorSummary title={errors.title} errors={wrong} />
          <Crumbs
            label={shell.breadcrumbs}
            crumbs={[{ text: statistics.title, href: urls.statistics }, { text: t.title }]}
          />
          <PageHead title={t.title} lead={t.lead}>
            {table && (
              <p class="soft">
                {t.counted(actor.orgName, table.period, reader.instant(table.asOf))} {!table.isOver && t.notOver} {t.own}
              </p>
            )}
          </PageHead>
          <div class="flow flow-wide">
            <form method="get" action={urls.halfYear} class="log-search no-print">
              <TextField
                name="period"
                label={t.period}
                hint={t.hint}
                narrow
                value={period}
                errorWord={forms.error}
                {...(problem && { error: problem })}
              />
              <Actions>
                <button type="submit" class="button button-second">
                  {t.show}
                </button>
              </Actions>
            </form>
            {table && (
              <>
                <p class="no-print">
                  <a href={address('csv')}>{t.csv}</a> · <a href={address('json')}>{t.json}</a> ·{' '}
                  <a href={urls.publicTables}>{publicTables.link}</a>
                </p>
                <HalfYearTables table={table} law={law} reader={reader} />
              </>
            )}
          </div>
        </>,
        { title: t.title, current: 'requests' },
      ) // biome-ignore format: short
    })
    .get(urls.halfYearFile('csv'), async (c) => {
      const table = await own(c)
      return sentToSave(c, { name: `half-year-${table.period}.csv`, mediaType: 'text/csv; charset=utf-8', bytes: utf8(halfYearCsv(table)) }) // biome-ignore format: one line
    })
    .get(urls.halfYearFile('json'), async (c) => c.json({ definitions: halfYearDefinitions, ...(await own(c)) }))
    .get(urls.halfYearPublished, async (c) => {
      const { reader } = c.var
      const { publicTables, shell, statistics } = reader.t
      const { ofEdition: t, halfYear } = publicTables
      const edition = await published()
      return c.render(
        <>
          <Crumbs
            label={shell.breadcrumbs}
            crumbs={[{ text: statistics.title, href: urls.statistics }, { text: t.title }]}
          />
          <PageHead title={t.title} lead={t.lead}>
            {edition && (
              <p class="soft">
                <a href={editionUrls.one(edition.number)}>{statistics.editions.edition(edition.number)}</a>
                <span class="no-print">
                  {' · '}
                  <a href={urls.halfYearPublishedFile('csv')}>{halfYear.csv}</a>
                  {' · '}
                  <a href={urls.halfYearPublishedFile('json')}>{halfYear.json}</a>
                </span>
              </p>
            )}
          </PageHead>
          {edition ? (
            <div class="flow">
              <EditionTables rows={editionTable(edition)} law={law} reader={reader} />
            </div>
          ) : (
            <Empty title={t.none} />
          )}
        </>,
        { title: t.title, current: 'statistics' },
      )
    })
    .get(urls.halfYearPublishedFile('csv'), async (c) => {
      const edition = await published()
      const csv = editionTableCsv(edition ? editionTable(edition) : [])
      return sentToSave(c, { name: 'half-years.csv', mediaType: 'text/csv; charset=utf-8', bytes: utf8(csv) })
    })
    .get(urls.halfYearPublishedFile('json'), async (c) => {
      const edition = await published()
      const rows = edition ? editionTable(edition) : []
      return c.json({ edition: edition?.number ?? null, definitions: editionTableDefinitions, rows })
    })
}
