import type { CustodyRecord, Gap } from '../vault/index.ts'

/** One act in the picture. */
interface Dot {
  readonly at: string
  /** The row it stands in: whose hand. */
  readonly lane: number
  /** Its number in the table; an act inside another one (the seal of a seizure) has that one's. */
  readonly number: number
  readonly sign: 'control' | 'secured' | 'act' | 'refused'
  /** How long after the one before, in words; empty where it is the same moment. */
  readonly after: string
  /** Since first control nothing had sealed or hashed it yet when this came. */
  readonly bare: boolean
}

export interface Picture {
  readonly lanes: readonly string[]
  readonly dots: readonly Dot[]
}

const signs: Readonly<Record<string, Dot['sign']>> = {
  seized: 'control', taken: 'control', sealed: 'secured', verified: 'secured', refused: 'refused',
} // biome-ignore format: a table

/**
 * A record as a picture: a lane for every hand, a dot for every act, equally far apart because seconds and months stand side
 * by side; the time between is written. `words` puts seconds into words.
 */
export function pictureOf({ lines }: CustodyRecord, gap: Gap | undefined, words: (seconds: number) => string): Picture {
  const marks = lines.flatMap((line, i) => {
    const { at, what, orgName, entry } = line
    const mark = { at, number: i + 1, who: orgName, sign: signs[what] ?? 'act' }
    if (entry?.kind === 'passing')
      return [{ ...mark, who: entry.to, sign: entry.seal === 'broken' ? ('refused' as const) : mark.sign }]
    if (entry?.kind === 'check')
      return [{ ...mark, who: entry.by, sign: entry.seal === 'broken' ? ('refused' as const) : mark.sign }]
    if (entry?.kind === 'seizure') {
      const who = entry.people?.[0]?.name ?? mark.who
      const seal = entry.seal && entry.sealed ? [{ ...mark, who, at: entry.sealed, sign: 'secured' as const }] : []
      return [{ ...mark, who }, ...seal]
    }
    if (entry?.kind === 'taking') {
      const who = entry.people?.[0]?.name ?? mark.who
      const hashed = entry.sum && entry.computed ? [{ ...mark, who, at: entry.computed, sign: 'secured' as const }] : []
      const control = entry.control && entry.control !== at ? [{ ...mark, who, at: entry.control }] : []
      return [...control, { ...mark, who, sign: control.length > 0 ? ('act' as const) : mark.sign }, ...hashed]
    }
    return [mark]
  })
  const moment = (at: string) => Temporal.Instant.from(at).epochMilliseconds
  const ordered = marks.toSorted((a, b) => moment(a.at) - moment(b.at))
  const lanes = [...new Set(ordered.map(({ who }) => who))]
  return {
    lanes,
    dots: ordered.map(({ at, who, number, sign }, i) => {
      const before = ordered[i - 1]
      return {
        at: new Date(at).toISOString().slice(0, 16).replace('T', ' '),
        lane: lanes.indexOf(who),
        number,
        sign,
        after: before ? words((moment(at) - moment(before.at)) / 1000) : '',
        bare:
          gap !== undefined &&
          before !== undefined &&
          moment(before.at) >= moment(gap.from) &&
          moment(at) <= moment(gap.to),
      }
    }),
  }
}
