import { type Cell, changeIn, type Outcome } from '../../laboratory/index.ts'
import type { LawBase } from '../../law/index.ts'
import type { Reader } from '../reader.ts'
import { Fold } from '../ui/fold.tsx'
import { Pagination } from '../ui/pagination.tsx'
import { RuleName } from './rule-name.tsx'
import { type Narrowed, placeName, placeOf, type Told } from './told.ts'

/** So many kinds of request stand on a page. */
const EACH = 10

/** The single requests behind a figure, alike ones as one line. */
/** `asItIs`: nothing is proposed, so there is no before and after. */
export function SingleTable({
  told,
  cells,
  narrowed,
  asItIs,
}: {
  told: Told
  cells: readonly Cell[]
  narrowed: Narrowed
  asItIs?: boolean
}) {
  const { reader, law, would, page } = told
  const { laboratory: t, routes } = reader.t
  const { counting, page: wanted } = narrowed
  const { change, asking, at, was, is, conflict } = counting
  const pages = Math.max(1, Math.ceil(cells.length / EACH))
  const shown = Math.min(wanted, pages)
  const said = [
    ...(change ? [t.changes[change]] : []),
    ...(asking === undefined ? [] : [placeName(asking, reader)]),
    ...(at === undefined ? [] : [placeName(at, reader)]),
    ...(was ? [asItIs ? routes.status[was] : `${t.before}${reader.colon}${routes.status[was]}`] : []),
    ...(is ? [`${t.after}${reader.colon}${routes.status[is]}`] : []),
    ...(conflict === undefined ? [] : [t.conflicts]),
  ]
  return (
    <section class="flow" aria-labelledby="single">
      <h2 id="single">{t.single}</h2>
      <p class="soft">
        {said.length > 0 ? reader.list(said) : t.all}
        {said.length > 0 && (
          <>
            {' · '}
            <a href={`${page}#single`}>{t.all}</a>
          </>
        )}
        . {t.singleNote}
      </p>
      <table class="table">
        <caption class="hidden-text">{t.single}</caption>
        <thead>
          <tr>
            <th scope="col">{t.requests}</th>
            {asItIs ? (
              <th scope="col">{t.status}</th>
            ) : (
              <>
                <th scope="col">{t.before}</th>
                <th scope="col">{t.after}</th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {cells.slice((shown - 1) * EACH, shown * EACH).map((cell) => (
            <tr>
              <th scope="row">
                {placeName(cell.asking, reader)} → {placeName(cell.at, reader)}
                <p class="small soft">
                  {reader.list(cell.categories.map((one) => (reader.t.facts.values as Record<string, string>)[one] ?? one))}
                  {' · '}
                  {reader.number(cell.requests)}
                  {!asItIs && ` · ${t.changes[changeIn(cell.before, cell.after)]}`}
                </p>
                <Fold title={t.first}>
                  <p class="small">
                    {cell.first.map((name) => (
                      <>
                        <code>{name}</code>{' '}
                      </>
                    ))}
                  </p>
                </Fold>
              </th>
              {(asItIs ? [cell.before] : [cell.before, cell.after]).map((outcome, i) => (
                <td data-label={asItIs ? t.status : i === 0 ? t.before : t.after}>
                  <Stands outcome={outcome} law={law} would={would} reader={reader} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Pagination page={shown} pages={pages} words={reader.t.shell} href={(n) => placeOf(page, counting, n)} />
    </section>
  )
} // biome-ignore format: a table in a few lines

function Stands({ outcome, law, would, reader }: { outcome: Outcome; law: LawBase; would: LawBase; reader: Reader }) {
  const { routes, models } = reader.t
  return (
    <>
      {routes.status[outcome.status]}
      {outcome.route && (
        <p class="small">
          <RuleName id={outcome.route} law={law} would={would} reader={reader} />
          <span class="soft"> · {models.steps(reader.number(outcome.steps))}</span>
        </p>
      )}
    </>
  )
}
