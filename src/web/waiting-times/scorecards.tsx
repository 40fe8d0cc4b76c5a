import type { LawBase } from '../../law/index.ts'
import { type Scorecard, type ScoreLine, scorecardDefinitions } from '../../oversight/index.ts'
import { optionLabel } from '../interview/words.ts'
import type { Reader } from '../reader.ts'
import { Fold } from '../ui/fold.tsx'

interface Shown {
  readonly law: LawBase
  readonly reader: Reader
}

/** Each counterpart beside all of them, of requests of the same route, data and urgency alone. */
export function Scorecards({ cards, law, reader }: Shown & { cards: readonly Scorecard[] }) {
  const { waitingTimes: t, reciprocity } = reader.t
  return (
    <section class="flow" aria-labelledby="scorecards">
      <h2 id="scorecards">{t.scorecards}</h2>
      <p class="soft measure">{t.scorecardsNote}</p>
      {cards.map(({ name, lines }) => (
        <>
          <h3>{name}</h3>
          <Card name={name} lines={lines} law={law} reader={reader} />
        </>
      ))}
      <Fold title={reciprocity.counts}>
        <dl>
          {(Object.keys(scorecardDefinitions) as (keyof typeof scorecardDefinitions)[]).map((figure) => (
            <>
              <dt>{t.score[figure]}</dt>
              <dd>{t.scoreDefinitions[figure] ?? scorecardDefinitions[figure]}</dd>
            </>
          ))}
        </dl>
      </Fold>
    </section>
  )
}

function Card({ name, lines, law, reader }: Shown & { name: string; lines: readonly ScoreLine[] }) {
  const { waitingTimes: t, reciprocity } = reader.t
  const days = (number: number | null) => (number === null ? reciprocity.tooFew : t.daysLong(reader.number(number)))
  return (
    <table class="table">
      <caption class="hidden-text">{name}</caption>
      <thead>
        <tr>
          <th scope="col">{t.score.alike}</th>
          <th scope="col" class="numeric">
            {t.score.asked}
          </th>
          <th scope="col" class="numeric">
            {t.score.answered}
          </th>
          <th scope="col" class="numeric">
            {t.score.refused}
          </th>
          <th scope="col" class="numeric">
            {t.score.open}
          </th>
          <th scope="col" class="numeric">
            {t.score.days}
          </th>
          <th scope="col" class="numeric">
            {t.score.among}
          </th>
          <th scope="col" class="numeric">
            {t.score.ratio}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr>
            <th scope="row">
              {reader.law(law.rules.get(line.route)?.title ?? line.route)}{' '}
              <span class="small soft">
                {[
                  t.directions[line.direction],
                  reader.list(line.categories.map((one) => optionLabel(one, reader))),
                  optionLabel(line.urgency, reader),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </th>
            {(['asked', 'answered', 'refused', 'open'] as const).map((column) => (
              <td data-label={t.score[column]} class="numeric">
                {reader.number(line[column])}
              </td>
            ))}
            <td data-label={t.score.days} class="numeric">
              {days(line.days)}
            </td>
            <td data-label={t.score.among} class="numeric">
              {line.among ? t.amongAll(days(line.among.days), reader.number(line.among.counterparts)) : t.nobody}
            </td>
            <td data-label={t.score.ratio} class="numeric">
              {line.ratio === null ? '–' : reader.number(Math.round(line.ratio * 100) / 100)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
