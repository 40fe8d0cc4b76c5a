import { places } from '../../base/world.ts'
import { byPlace, type Share, type Side, shareOf, shares, type Turn, turnOf, turns } from '../../laboratory/index.ts'
import type { Fill } from '../maps/fills.tsx'
import { Legend } from '../maps/legend.tsx'
import { WorldMap } from '../maps/world-map.tsx'
import { Fold } from '../ui/fold.tsx'
import { withQuery } from '../urls.ts'
import { placeOf, type Told } from './told.ts'

const shareFills: Record<Share, Fill> = { most: 'solid', half: 'diagonal', some: 'dots', few: 'lines', no: 'bare' }
const turnFills: Record<Turn, Fill> = { wins: 'solid', eased: 'diagonal', loses: 'cross', same: 'lines' }

/** Three maps: before, after, and what differs. What they draw stands in the table of winners and losers. */
export function ResultMaps({ told, side }: { told: Told; side: Side }) {
  const { result, reader, page } = told
  const { laboratory: t, maps } = reader.t
  const rows = new Map(byPlace(result, side).map((row) => [row.place, row]))
  const shareMap = (when: 'before' | 'after') => (place: string) => {
    const row = rows.get(place)
    const name = reader.country(place)
    if (!row) return { fill: 'rings' as const, title: name }
    const word = shareOf(row, when)
    const href = placeOf(page, { [side]: place })
    return { fill: shareFills[word], title: `${name}${reader.colon}${t.share[word]}`, href }
  }
  const differs = (place: string) => {
    const row = rows.get(place)
    const name = reader.country(place)
    if (!row) return { fill: 'rings' as const, title: name }
    const turn = turnOf(row)
    return { fill: turnFills[turn], title: `${name}${reader.colon}${t.differenceOf[turn]}` }
  }
  const onMap = [...rows.values()].filter(({ place }) => (places as readonly string[]).includes(place))
  const legendOf = (when: 'before' | 'after') =>
    shares.map((word) => ({
      fill: shareFills[word],
      label: t.share[word],
      count: onMap.filter((row) => shareOf(row, when) === word).length,
    }))
  const nothing = { fill: 'rings' as const, label: t.share.nothing }
  return (
    <section class="flow" aria-labelledby="maps">
      <h2 id="maps">{t.maps}</h2>
      <p class="no-print cluster">
        {(['asking', 'at'] as const).map((one) =>
          one === side ? (
            <strong>{t.mapOf[one]}</strong>
          ) : (
            <a href={`${withQuery(page, { side: one })}#maps`}>{t.mapOf[one]}</a>
          ),
        )}
      </p>
      <h3>{t.difference}</h3>
      <WorldMap names={maps.inset} of={differs}>
        <Legend
          of={{ name: 'difference', word: t.difference }}
          reader={reader}
          entries={[
            ...turns.map((turn) => ({
              fill: turnFills[turn],
              label: t.differenceOf[turn],
              count: onMap.filter((row) => turnOf(row) === turn).length,
            })),
            nothing,
          ]}
        />
      </WorldMap>
      <Fold title={`${t.before}, ${t.after}`} prints>
        <p class="soft">{t.mapNote}</p>
        {(['before', 'after'] as const).map((when) => (
          <>
            <h3>{t[when]}</h3>
            <WorldMap names={maps.inset} of={shareMap(when)}>
              <Legend of={{ name: when, word: t[when] }} reader={reader} entries={[...legendOf(when), nothing]} />
            </WorldMap>
          </>
        ))}
      </Fold>
    </section>
  )
}
