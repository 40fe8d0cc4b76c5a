import type { Reader } from '../reader.ts'
import { type Fill, Swatch } from './fills.tsx'

export interface LegendEntry {
  readonly fill: Fill
  readonly label: string
  /** How many places; absent for one that is not counted. */
  readonly count?: number
  /** Said beside the number: how many need an approval. */
  readonly more?: string
  /** Where the places are listed. */
  readonly href?: string
}

/** What the patterns mean, and how many places have each; every entry leads to its list. */
export function Legend({
  entries,
  of,
  reader,
}: {
  entries: readonly LegendEntry[]
  /** Which of several maps it belongs to: a name for the page, and the word for it. */
  of?: { readonly name: string; readonly word: string }
  reader: Reader
}) {
  const { maps: t } = reader.t
  const id = of ? `legend-${of.name}` : 'legend'
  return (
    <section class="legend" aria-labelledby={id}>
      <h2 id={id}>{of ? `${t.legend}${reader.colon}${of.word}` : t.legend}</h2>
      <ul class="plain">
        {entries.map(({ fill, label, count, more, href }) => (
          <li>
            <Swatch fill={fill} />
            <div>
              {href && count ? <a href={href}>{label}</a> : label}
              {count !== undefined && (
                <p class="small soft">
                  {count === 0 ? t.none : placesInWords(count, reader)}
                  {more && ` · ${more}`}
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

export const placesInWords = (count: number, { t, number }: Reader): string =>
  count === 1 ? t.maps.onePlace : t.maps.places(number(count))
