import type { LawBase } from '../../law/index.ts'
import { type EditionRow, type HalfYearRow, type HalfYearTable, halfYearDefinitions } from '../../oversight/index.ts'
import type { Reader } from '../reader.ts'
import { Fold } from '../ui/fold.tsx'

interface Shown {
  readonly law: LawBase
  readonly reader: Reader
}

const routeIn = (route: string, { law, reader }: Shown) => reader.law(law.rules.get(route)?.title ?? route)
const percentIn = (share: number, { t, number }: Reader) => t.publicTables.halfYear.percent(number(share))
const stateIn = (state: string, reader: Reader) => (state === '' || state === 'not stated' ? reader.t.statistics.notStated : reader.country(state)) // biome-ignore format: one line

/** One's own requests of a half-year by state, kind of process and lane, outgoing and incoming apart. */
export function HalfYearTables({ table, ...shown }: Shown & { table: HalfYearTable }) {
  const { publicTables } = shown.reader.t
  const { halfYear: t } = publicTables
  if (table.rows.length === 0) return <p>{t.none}</p>
  return (
    <>
      {(['outgoing', 'incoming'] as const).map((direction) => {
        const rows = table.rows.filter((one) => one.direction === direction)
        return rows.length === 0 ? null : <Rows caption={t[direction]} rows={rows} {...shown} />
      })}
      <Fold title={t.counts}>
        <dl>
          {(Object.keys(halfYearDefinitions) as (keyof typeof halfYearDefinitions)[]).map((column) => (
            <>
              <dt>{t.columns[column]}</dt>
              <dd>{t.definitions[column] ?? halfYearDefinitions[column]}</dd>
            </>
          ))}
        </dl>
      </Fold>
    </>
  )
}

function Rows({ caption, rows, ...shown }: Shown & { caption: string; rows: readonly HalfYearRow[] }) {
  const { reader } = shown
  const { columns: words, lanes } = reader.t.publicTables.halfYear
  const numbers = ['requests', 'persons', 'answered', 'share', 'refused', 'open', 'days'] as const
  const cell = (row: HalfYearRow, column: (typeof numbers)[number]) => {
    const number = row[column]
    if (number === null)
      return <span class="soft">{column === 'days' ? reader.t.reciprocity.tooFew : reader.t.statistics.notStated}</span>
    return column === 'share' ? percentIn(number, reader) : reader.number(number)
  }
  return (
    <table class="table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.state}</th>
          <th scope="col">{words.route}</th>
          <th scope="col">{words.lane}</th>
          {numbers.map((column) => (
            <th scope="col" class="numeric">
              {words[column]}
            </th>
          ))}
          <th scope="col">{words.grounds}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            <th scope="row">{stateIn(row.state, reader)}</th>
            <td data-label={words.route}>{routeIn(row.route, shown)}</td>
            <td data-label={words.lane}>{lanes[row.lane]}</td>
            {numbers.map((column) => (
              <td data-label={words[column]} class="numeric">
                {cell(row, column)}
              </td>
            ))}
            <td data-label={words.grounds}>
              {Object.entries(row.grounds)
                .map(([ground, number]) => `${routeIn(ground, shown)} (${reader.number(number)})`)
                .join('; ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What an edition tells of each organisation, as companies publish their tables. */
export function EditionTables({ rows, ...shown }: Shown & { rows: readonly EditionRow[] }) {
  const { reader } = shown
  const { publicTables, statistics } = reader.t
  const { columns: words, notTold } = publicTables.halfYear
  const { ofEdition: t } = publicTables
  const tables = Map.groupBy(rows, (one) => [one.organisation, one.direction, one.period].join('\n'))
  const number = (value: number | null) => (value === null ? <span class="soft">{notTold}</span> : reader.number(value))
  return (
    <>
      {[...tables.values()].map((lines) => {
        const [first] = lines
        if (!first) return null
        return (
          <table class="table">
            <caption>
              {first.organisation}, {reader.country(first.state)}. {statistics.directions[first.direction]}, {first.period}
            </caption>
            <thead>
              <tr>
                <th scope="col">{t.counted}</th>
                <th scope="col">{t.value}</th>
                <th scope="col" class="numeric">
                  {words.requests}
                </th>
                <th scope="col" class="numeric">
                  {words.share}
                </th>
                <th scope="col" class="numeric">
                  {words.days}
                </th>
                <th scope="col">{words.grounds}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((row) => (
                <tr>
                  <th scope="row">{t.by[row.by]}</th>
                  <td data-label={t.value}>{valueIn(row, shown)}</td>
                  <td data-label={words.requests} class="numeric">
                    {number(row.requests)}
                  </td>
                  <td data-label={words.share} class="numeric">
                    {row.by !== 'all' ? '' : row.share === null ? number(null) : percentIn(row.share, reader)}
                  </td>
                  <td data-label={words.days} class="numeric">
                    {row.by === 'state' || row.by === 'urgency' ? '' : number(row.days)}
                  </td>
                  <td data-label={words.grounds}>
                    {Object.entries(row.refused)
                      .map(([ground, many]) => `${routeIn(ground, shown)} (${many === null ? notTold : reader.number(many)})`)
                      .join('; ')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )
      })}
    </>
  ) // biome-ignore format: short
}

function valueIn({ by, value }: EditionRow, shown: Shown): string {
  const { reader } = shown
  if (value === 'not stated') return reader.t.statistics.notStated
  if (by === 'state') return reader.country(value)
  if (by === 'route') return routeIn(value, shown)
  return (reader.t.facts.values as Record<string, string>)[value] ?? value
}
