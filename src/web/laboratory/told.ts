import type { Counting, Result, Side } from '../../laboratory/index.ts'
import type { LawBase } from '../../law/index.ts'
import type { Reader } from '../reader.ts'
import { urls, withQuery } from '../urls.ts'

export interface Told {
  readonly run: string
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
export const placeOf = (run: string, counting: Counting, page = 1): string =>
  `${withQuery(urls.laboratoryRun(run), {
    ...(counting as Record<string, string>),
    ...(page > 1 ? { page: String(page) } : {}),
  })}#single`

export const placeName = (place: string, { country, t }: Reader) =>
  place === '' ? t.laboratory.unknownPlace : country(place)
