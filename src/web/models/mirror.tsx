import { routeName } from '../analysis/answers.tsx'
import { writeAnswers } from '../interview/query.ts'
import { Status } from '../ui/status.tsx'
import { urls, withQuery } from '../urls.ts'
import type { Told } from './brief.tsx'
import type { mirrored, Said } from './models.ts'
import { barsIn } from './pick.ts'

/** Each of the three asks for the same data held in the land of each. */
export function Mirror({ rows, told }: { rows: ReturnType<typeof mirrored>; told: Told }) {
  const { models: t } = told.reader.t
  const { country } = told.reader
  return (
    <table class="table models-table">
      <caption class="hidden-text">{t.mirror}</caption>
      <thead>
        <tr>
          <td />
          {rows.map(({ model }) => (
            <th scope="col">{t.heldIn(country(model.asks))}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ model, cells }) => (
          <tr>
            <th scope="row">{t.asks(country(model.asks))}</th>
            {cells.map((cell) => (
              <td data-label={t.heldIn(country(cell.model.asks))}>
                <Cell said={cell} home={cell.model === model} told={told} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cell({ said, home, told: { reader } }: { said: Said; home: boolean; told: Told }) {
  const { facts, analysis } = said
  const { models: t, routes } = reader.t
  const [best] = analysis.routes
  if (!best) return <>{routes.none}</>
  const bars = barsIn(analysis).filter(({ status }) => status !== 'unknown').length
  const forbidden = analysis.routes.some(({ status }) => status === 'conflict')
  return (
    <>
      <p>
        <Status tone={best.status} word={routes.status[best.status]} means={routes.statusMeans[best.status]} />
        {home && <span class="soft"> {t.atHome}</span>}
      </p>
      <p>
        <a href={withQuery(urls.analysis, writeAnswers(facts))}>
          {best.status === 'closed' ? t.analysis : routeName(best, reader)}
        </a>{' '}
        <span class="soft">({routes.channel[best.channel]})</span>
      </p>
      {bars > 0 && <p>{bars === 1 ? t.oneBar : t.barred(reader.number(bars))}</p>}
      {forbidden && <p>{t.forbidden}</p>}
    </>
  )
}
