import { byPlace, flowIn, type PlaceRow, type Side } from '../../laboratory/index.ts'
import { Fold } from '../ui/fold.tsx'
import { BeforeAfter, Figure } from './before-after.tsx'
import { placeName, placeOf, type Told } from './told.ts'

/** So many states are shown at once; the others are folded. */
const FIRST = 10

/** Who gains and who loses; states for which nothing changes are counted, not listed. */
export function WinnersTable({ told, side }: { told: Told; side: Side }) {
  const { result, reader } = told
  const { laboratory: t } = reader.t
  const rows = byPlace(result, side)
  const touched = rows.filter(({ requests, changes: c }) => c.same < requests)
  return (
    <section class="flow" aria-labelledby="winners">
      <h2 id="winners">{t.winners}</h2>
      <Places told={told} side={side} rows={touched.slice(0, FIRST)} />
      {touched.length > FIRST && (
        <Fold title={t.others(reader.number(touched.length - FIRST))} prints>
          <Places told={told} side={side} rows={touched.slice(FIRST)} />
        </Fold>
      )}
      <p class="small soft">
        {t.changes.same}
        {reader.colon}
        {reader.number(rows.length - touched.length)}
      </p>
    </section>
  )
}

const told = ['opened', 'eased', 'burdened', 'closed'] as const

function Places({ told: { reader, page }, side, rows }: { told: Told; side: Side; rows: readonly PlaceRow[] }) {
  const { laboratory: t } = reader.t
  const heads = [t.requests, `${t.ways}${reader.colon}${t.before}`, t.after, ...told.map((change) => t.changes[change])]
  return (
    <table class="table">
      <caption>{t.mapOf[side]}</caption>
      <thead>
        <tr>
          <th scope="col">{t.place}</th>
          {heads.map((head) => (
            <th scope="col" class="numeric">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ place, requests, before, after, changes: c }) => (
          <tr>
            <th scope="row">
              <a href={placeOf(page, { [side]: place })}>{placeName(place, reader)}</a>
            </th>
            {[requests, before.ways, after.ways].map((n, i) => (
              <td class="numeric" data-label={heads[i]}>
                {reader.number(n)}
              </td>
            ))}
            {told.map((change) => (
              <td class="numeric" data-label={t.changes[change]}>
                <Figure n={c[change]} href={placeOf(page, { [side]: place, change })} reader={reader} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function FlowTable({ told: { result, reader } }: { told: Told }) {
  const { laboratory: t, routes } = reader.t
  const streams = flowIn(result, FIRST)
  return (
    <BeforeAfter
      caption={`${t.flow}. ${t.flowNote}`}
      head={t.flow}
      reader={reader}
      rows={streams.map(({ asking, channel, at, before, after }) => ({
        name: `${placeName(asking, reader)} → ${routes.channel[channel]} → ${placeName(at, reader)}`,
        before,
        after,
      }))}
    />
  )
}
