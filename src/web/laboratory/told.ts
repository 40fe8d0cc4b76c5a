import { type Counting, changes, type Result, type Side } from '../../laboratory/index.ts'
import { type LawBase, routeStatuses } from '../../law/index.ts'
import type { Reader } from '../reader.ts'
import { withQuery } from '../urls.ts'

export interface Told {
  /** The address of the page it is told on. */
  readonly page: string
  readonly result: Result
  readonly law: LawBase
  /** The law with the proposal in it: only there its own rules have titles. */
  readonly would: LawBase
  readonly reader: Reader
}

/** Which of the requests stand below, which page of them, and by what the maps go. */
export interface Narrowed {
  readonly counting: Counting
  readonly page: number
  readonly side: Side
}

/** Where the requests a figure counts stand one by one. */
export const placeOf = (page: string, counting: Counting, number = 1): string =>
  `${withQuery(page, {
    ...(counting as Record<string, string>),
    ...(number > 1 ? { page: String(number) } : {}),
  })}#single`

export const placeName = (place: string, { country, t }: Reader) =>
  place === '' ? t.laboratory.unknownPlace : country(place)

/** As the address of a page has it; what is none of these words narrows nothing. */
export function narrowedBy(query: Readonly<Record<string, string>>): Narrowed {
  const status = (wanted: string | undefined) => routeStatuses.find((one) => one === wanted)
  return {
    counting: {
      change: changes.find((one) => one === query.change),
      asking: query.asking,
      at: query.at,
      was: status(query.was),
      is: status(query.is),
      conflict: query.conflict,
    },
    page: Math.max(1, Math.trunc(Number(query.page ?? 1)) || 1),
    side: query.side === 'at' || query.at !== undefined ? 'at' : 'asking',
  }
}
