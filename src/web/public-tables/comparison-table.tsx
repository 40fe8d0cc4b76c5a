import type { ComparedFigure } from '../../oversight/index.ts'
import type { Reader } from '../reader.ts'
import { Status } from '../ui/status.tsx'
import { urls } from '../urls.ts'

const tones = { same: 'open', within: 'open', 'more-there': 'unknown', 'fewer-there': 'conflict', unknown: 'unknown' } as const // biome-ignore format: a row

/** What is known of a published number: the number, its bounds, or that it is unknown. */
export function boundsIn({ least, most }: { least: number | null; most: number | null }, reader: Reader): string {
  const { table: t } = reader.t.publicTables
  if (least === null && most === null) return t.unknown
  if (least === most) return reader.number(least ?? 0)
  return most === null ? t.atLeast(reader.number(least ?? 0)) : t.about(reader.number(least ?? 0), reader.number(most))
}

/** One's own figures beside the published ones, the difference, and why they may differ. */
export function ComparisonTable({ figures, reader }: { figures: readonly ComparedFigure[]; reader: Reader }) {
  const { publicTables } = reader.t
  const { comparison: t, halfYear, table } = publicTables
  const percent = (share: number | null) => (share === null ? '' : halfYear.percent(reader.number(share)))
  const signed = (n: number) => `${n > 0 ? '+' : ''}${reader.number(n)}`
  return (
    <table class="table">
      <caption class="hidden-text">{t.title}</caption>
      <thead>
        <tr>
          <th scope="col">{t.provider}</th>
          <th scope="col">{t.state}</th>
          <th scope="col">{t.lane}</th>
          {[t.ours, t.oursShare, t.theirs, t.theirsShare, t.difference].map((word) => (
            <th scope="col" class="numeric">
              {word}
            </th>
          ))}
          <th scope="col">{t.standing}</th>
          <th scope="col">{t.because}</th>
        </tr>
      </thead>
      <tbody>
        {figures.map((one) => (
          <tr>
            <th scope="row">
              <a href={urls.publicTable(one.table)}>{one.provider}</a>
            </th>
            <td data-label={t.state}>{reader.country(one.state)}</td>
            <td data-label={t.lane}>{halfYear.lanes[one.lane]}</td>
            <td data-label={t.ours} class="numeric">
              {one.ours === null ? <span class="soft">{table.unknown}</span> : reader.number(one.ours)}
            </td>
            <td data-label={t.oursShare} class="numeric">
              {percent(one.oursShare)}
            </td>
            <td data-label={t.theirs} class="numeric">
              {boundsIn(one, reader)}
            </td>
            <td data-label={t.theirsShare} class="numeric">
              {percent(one.theirsShare)}
            </td>
            <td data-label={t.difference} class="numeric">
              {one.difference === null ? <span class="soft">{table.unknown}</span> : signed(one.difference)}
            </td>
            <td data-label={t.standing}>
              <Status tone={tones[one.standing]} word={t.standings[one.standing]} />
            </td>
            <td data-label={t.because} class="small">
              <ul class="plain">
                {one.because.map((reason) => (
                  <li>{t.reasons[reason]}</li>
                ))}
              </ul>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
