import type { BothSides } from '../../oversight/index.ts'
import type { Reader } from '../reader.ts'
import { Status } from '../ui/status.tsx'

const tones = { same: 'open', 'fewer-there': 'conflict', 'more-there': 'unknown', 'not-told': 'unknown' } as const

/** Both sides' numbers of each half-year, the difference, and how they stand to one another. */
export function BothSidesTable({ figures, reader }: { figures: readonly BothSides[]; reader: Reader }) {
  const { reciprocity: t, statistics } = reader.t
  if (figures.length === 0) return <p class="soft">{t.bothNone}</p>
  const signed = (n: number) => `${n > 0 ? '+' : ''}${reader.number(n)}`
  return (
    <table class="table">
      <caption class="hidden-text">{t.editions}</caption>
      <thead>
        <tr>
          <th scope="col">{t.counterpart}</th>
          <th scope="col">{t.direction}</th>
          <th scope="col">{t.halfYear}</th>
          <th scope="col" class="numeric">
            {t.ours}
          </th>
          <th scope="col" class="numeric">
            {t.theirs}
          </th>
          <th scope="col" class="numeric">
            {t.difference}
          </th>
          <th scope="col">{t.standing}</th>
        </tr>
      </thead>
      <tbody>
        {figures.map(({ counterpart, direction, period, ours, theirs, difference, standing }) => (
          <tr>
            <th scope="row">
              {counterpart.name}, {reader.country(counterpart.state)}
            </th>
            <td data-label={t.direction}>{t[direction]}</td>
            <td data-label={t.halfYear}>{period}</td>
            <td data-label={t.ours} class="numeric">
              {reader.number(ours)}
            </td>
            <td data-label={t.theirs} class="numeric">
              {theirs === null ? <span class="soft">{statistics.few}</span> : reader.number(theirs)}
            </td>
            <td data-label={t.difference} class="numeric">
              {difference === null ? '' : signed(difference)}
            </td>
            <td data-label={t.standing}>
              <Status tone={tones[standing]} word={t.standings[standing]} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
