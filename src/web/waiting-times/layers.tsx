import { type LayerCost, layers } from '../../oversight/index.ts'
import type { Reader } from '../reader.ts'
import { ShareBar } from './share-bar.tsx'

const directions = ['outgoing', 'incoming'] as const

/** What each state, each kind of organ and each organ costs in days, the dearest first. */
export function CostOfLayers({ costs, reader }: { costs: readonly LayerCost[]; reader: Reader }) {
  const { waitingTimes: t } = reader.t
  return (
    <section class="flow" aria-labelledby="layers">
      <h2 id="layers">{t.layers}</h2>
      <p class="soft measure">{t.layersNote}</p>
      {directions.map((direction) =>
        layers.map((layer) => {
          const shown = costs.filter((one) => one.direction === direction && one.layer === layer)
          if (shown.length === 0) return null
          return (
            <table class="table">
              <caption>{`${t.by[layer]} · ${t.directions[direction]}`}</caption>
              <thead>
                <tr>
                  <th scope="col">{t.layer[layer]}</th>
                  <th scope="col" class="numeric">
                    {t.stays}
                  </th>
                  <th scope="col" class="numeric">
                    {t.sum}
                  </th>
                  <th scope="col" class="share">
                    {t.share}
                  </th>
                </tr>
              </thead>
              <tbody>
                {shown.map((cost) => (
                  <tr>
                    <th scope="row">{nameOf(cost, reader)}</th>
                    <td data-label={t.stays} class="numeric">
                      {reader.number(cost.stays)}
                    </td>
                    <td data-label={t.sum} class="numeric">
                      {reader.number(cost.sum)}
                    </td>
                    <td data-label={t.share} class="share">
                      <ShareBar share={cost.share} reader={reader} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }),
      )}
    </section>
  )
}

function nameOf({ layer, value, name }: LayerCost, reader: Reader): string {
  if (layer === 'state') return reader.country(value)
  if (layer === 'seat') return reader.t.seats[value as keyof typeof reader.t.seats] ?? value
  return name ?? reader.t.waitingTimes.unnamed
}
