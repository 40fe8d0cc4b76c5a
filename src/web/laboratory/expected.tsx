import { type ExpectedDays, type RouteDays, rangeInWords, sourceInWords } from '../../laboratory/index.ts'
import { sourceOf } from '../law/sources.ts'
import { Fold } from '../ui/fold.tsx'
import { Notice } from '../ui/notice.tsx'
import { RuleName } from './rule-name.tsx'
import type { Told } from './told.ts'

/** So many routes are shown at once; the others are folded. */
const FIRST = 6

/** The days requests would take, before and after, as ranges; of each route where its figure is from, and whether it held. */
export function Expected({ told, days }: { told: Told; days: ExpectedDays }) {
  const { reader } = told
  const { laboratory: t } = reader.t
  const wrong = days.routes.filter(({ known }) => known?.by === 'record' && known.times.fitted?.wrong)
  const more = days.routes.length > FIRST
  return (
    <section class="flow" aria-labelledby="expected">
      <h2 id="expected">{t.expected}</h2>
      <dl class="pairs">
        {(['before', 'after'] as const).map((when) => (
          <>
            <dt>{t[when]}</dt>
            <dd>
              {days[when] ? rangeInWords(days[when], t.range, reader.number) : t.untoldDays}
              {days.untold[when] > 0 && (
                <p class="small soft">{t.untoldOf(reader.number(days.untold[when]))}</p>
              )}
            </dd>
          </>
        ))}
      </dl>
      {wrong.length > 0 && (
        <Notice kind="care">
          <p>{t.wrongFit(reader.number(wrong.length))}</p>
        </Notice>
      )}
      <Routes told={told} rows={days.routes.slice(0, FIRST)} />
      {more && (
        <Fold title={t.others(reader.number(days.routes.length - FIRST))} prints>
          <Routes told={told} rows={days.routes.slice(FIRST)} />
        </Fold>
      )}
      <p class="small soft">{t.expectedNote}</p>
    </section>
  )
} // biome-ignore format: read on

function Routes({ told, rows }: { told: Told; rows: readonly RouteDays[] }) {
  const { reader, law, would } = told
  const { laboratory: t } = reader.t
  return (
    <table class="table">
      <caption>{t.expectedByRoute}</caption>
      <thead>
        <tr>
          <th scope="col">{t.rule}</th>
          <th scope="col" class="numeric">
            {t.before}
          </th>
          <th scope="col" class="numeric">
            {t.after}
          </th>
          <th scope="col">{t.daysTaken}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ route, before, after, known, spread }) => (
          <tr>
            <th scope="row">
              <RuleName id={route} law={law} would={would} reader={reader} />
            </th>
            <td class="numeric" data-label={t.before}>
              {reader.number(before)}
            </td>
            <td class="numeric" data-label={t.after}>
              {reader.number(after)}
            </td>
            <td data-label={t.daysTaken}>
              {spread ? rangeInWords(spread, t.range, reader.number) : t.untoldDays}
              {known && (
                <p class="small soft">
                  {sourceInWords(known, t, reader.number, (cite) => sourceOf(would, route, cite, reader).text)}
                </p>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
