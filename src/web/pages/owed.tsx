import { type Context, Hono } from 'hono'
import { DomainError } from '../../base/errors.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import { due, type LawBase, type Rule } from '../../law/index.ts'
import { type Grouping, groupings, type OwedFigures, type OwedRow, owedBy, owedFigures } from '../../oversight/index.ts'
import { optionLabel } from '../interview/words.ts'
import { sourceOf } from '../law/sources.ts'
import type { Reader } from '../reader.ts'
import { type Complaint, complaintsIn } from '../refusal.ts'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { owedCsv } from '../statistics/owed-csv.ts'
import { Citation } from '../ui/citation.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Actions, SelectField, TextField } from '../ui/fields.tsx'
import { Empty } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls, withQuery } from '../urls.ts'
import { statuses } from './error.tsx'

interface Parts {
  readonly db: Db
  readonly law: LawBase
  readonly now: Now
}

/** The figures a law has whoever sits here give each year: on a page, and as files. */
export function owedPages({ db, law, now }: Parts) {
  const asked = (c: Context<Env>, duties: readonly Rule<'clock'>[]) => {
    const year = c.req.query('year') ?? String(Number(now().toString().slice(0, 4)))
    return {
      clock: c.req.query('clock') ?? duties[0]?.rule ?? '',
      year: /^\d{4}$/.test(year) ? Number(year) : Number.NaN,
    }
  }
  const file = (c: Context<Env>) => {
    const actor = actorIn(c, 'figures.report')
    const duties = owedBy(law, actor.seat, now().toString().slice(0, 10))
    return owedFigures(db, law, actor, asked(c, duties), now())
  }
  return new Hono<Env>()
    .get(urls.owed, async (c) => {
      const actor = actorIn(c, 'figures.report')
      const { reader } = c.var
      const { owed: t, errors, forms, statistics } = reader.t
      const duties = owedBy(law, actor.seat, now().toString().slice(0, 10))
      const wanted = asked(c, duties)
      const wrong: Complaint[] = []
      const found =
        duties.length === 0
          ? undefined
          : await owedFigures(db, law, actor, wanted, now()).catch((error) => {
              wrong.push(...complaintsIn(error, reader, (path) => path))
              if (error instanceof DomainError) c.status(statuses[error.kind])
              return undefined
            })
      const problem = wrong.find(({ field }) => field === 'year')?.message
      return c.render(
        <>
          <ErrorSummary title={errors.title} errors={wrong} />
          <Crumbs
            label={reader.t.shell.breadcrumbs}
            crumbs={[{ text: statistics.title, href: urls.statistics }, { text: t.title }]}
          />
          <PageHead title={t.title} lead={t.lead}>
            {found && <p class="soft">{t.counted(actor.orgName, String(found.year), reader.instant(found.asOf))}</p>}
          </PageHead>
          {duties.length === 0 ? (
            <Empty title={t.none} />
          ) : (
            <div class="flow flow-wide">
              <form method="get" action={urls.owed} class="log-search no-print">
                <SelectField
                  name="clock"
                  label={t.which}
                  value={wanted.clock}
                  choices={duties.map(({ rule, title }) => ({ value: rule, label: reader.law(title) }))}
                />
                <TextField
                  name="year"
                  label={t.year}
                  narrow
                  value={c.req.query('year') ?? String(wanted.year)}
                  errorWord={forms.error}
                  {...(problem && { error: problem })}
                />
                <Actions>
                  <button type="submit" class="button button-second">
                    {t.show}
                  </button>
                </Actions>
              </form>
              {found && <Figures found={found} law={law} reader={reader} />}
            </div>
          )}
        </>,
        { title: t.title, current: 'requests' },
      )
    })
    .get(urls.owedFile('csv'), async (c) => {
      const found = await file(c)
      c.header('content-type', 'text/csv; charset=utf-8')
      c.header('content-disposition', `attachment; filename="figures-${found.year}.csv"`)
      return c.body(owedCsv(found))
    })
    .get(urls.owedFile('json'), async (c) => c.json(await file(c)))
}

function Figures({ found, law, reader }: { found: OwedFigures; law: LawBase; reader: Reader }) {
  const { owed: t } = reader.t
  const address = (kind: 'csv' | 'json') =>
    withQuery(urls.owedFile(kind), { clock: found.clock, year: String(found.year) })
  return (
    <>
      <p>
        {dueIn(found, law, reader)}{' '}
        <span class="no-print">
          <a href={address('csv')}>{t.csv}</a> · <a href={address('json')}>{t.json}</a>
        </span>
      </p>
      {found.figures.map(({ id, says, cite, counts, definition, by, rows }) => (
        <section class="flow flow-tight" aria-labelledby={id}>
          <h2 id={id}>
            {reader.law(says)} <Citation source={sourceOf(law, found.clock, cite, reader)} />
          </h2>
          <p class="small soft measure">{t.definitions[counts] ?? definition}</p>
          <Rows id={id} rows={rows} by={by} reader={reader} law={law} />
        </section>
      ))}
    </>
  )
}

/** By when: the day of the year the law names, of the year after. */
function dueIn({ clock, year }: OwedFigures, law: LawBase, reader: Reader): string {
  const end = Temporal.Instant.from(`${year}-12-31T23:59:59Z`)
  const { due: day } = due(law, clock, end, {})
  return day === undefined ? '' : reader.t.owed.due(reader.date(day.slice(0, 10)))
}

function Rows({
  id,
  rows,
  by,
  reader,
  law,
}: {
  id: string
  rows: readonly OwedRow[]
  by: readonly Grouping[]
  reader: Reader
  law: LawBase
}) {
  const { owed: t } = reader.t
  const shown = rows.filter(({ number }) => number > 0)
  if (shown.length === 0) return <p>{t.nothing}</p>
  const groups = groupings.filter((one) => by.includes(one))
  const hasDays = rows.some(({ days }) => days !== undefined)
  const hasMoney = rows.some(({ currency }) => currency !== undefined)
  return (
    <table class="table" aria-labelledby={id}>
      <thead>
        <tr>
          <th scope="col">{t.columns.what}</th>
          {groups.map((one) => (
            <th scope="col">{t.columns[one]}</th>
          ))}
          {hasMoney && <th scope="col">{t.columns.currency}</th>}
          <th scope="col" class="numeric">
            {t.columns.number}
          </th>
          {hasDays && (
            <th scope="col" class="numeric">
              {t.columns.days}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {shown.map((row) => (
          <tr>
            <th scope="row">{t.whats[row.what] ?? row.what}</th>
            {groups.map((one) => (
              <td data-label={t.columns[one]}>{inWords(row, one, reader, law)}</td>
            ))}
            {hasMoney && <td data-label={t.columns.currency}>{row.currency}</td>}
            <td data-label={t.columns.number} class="numeric">
              {reader.number(row.number)}
            </td>
            {hasDays && (
              <td data-label={t.columns.days} class="numeric">
                {row.days === undefined ? '' : reader.number(row.days)}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function inWords(row: OwedRow, grouping: Grouping, reader: Reader, law: LawBase): string {
  const value = row[grouping]
  if (value === undefined) return reader.t.owed.all
  if (value === 'not stated') return reader.t.owed.notStated
  if (grouping === 'state') return reader.country(value)
  if (grouping === 'emergency') return value === 'yes' ? reader.t.forms.yes : reader.t.forms.no
  if (grouping === 'ground') return reader.law(law.rules.get(value)?.title ?? value)
  return grouping === 'category' ? optionLabel(value, reader) : value
}
