/** How long things took, in milliseconds: a quarter took no longer than `lower`, half than `median`, three than `upper`. */
export interface Quartiles {
  /** How many it is drawn from. */
  readonly n: number
  readonly lower: number
  readonly median: number
  readonly upper: number
}

/** By linear interpolation between neighbours (Hyndman and Fan's seventh definition); undefined of nothing. */
export function quartilesOf(values: readonly number[]): Quartiles | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  if (sorted.length === 0) return undefined
  const at = (share: number) => {
    const place = (sorted.length - 1) * share
    const below = sorted[Math.floor(place)] ?? 0
    const above = sorted[Math.ceil(place)] ?? below
    return below + (above - below) * (place - Math.floor(place))
  }
  return { n: sorted.length, lower: at(0.25), median: at(0.5), upper: at(0.75) }
}
