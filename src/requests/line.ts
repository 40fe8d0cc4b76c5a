import type { InstantText } from '../base/time.ts'
import type { MatterId, Request, RequestId, Status } from './request.ts'
import type { Range } from './waiting/forecast.ts'

/** A request as lists show it: without its form, its facts and what was written into it. */
export interface RequestLine
  extends Pick<
    Request,
    | 'org' | 'origin' | 'direction' | 'title' | 'fileNumber' | 'counterpart' | 'counterpartName' | 'counterpartNumber'
    | 'rule' | 'routeTitle' | 'to' | 'createdAt' | 'leftAt' | 'endedAt'
  > /* biome-ignore format: a list of fields */ {
  readonly id: RequestId
  readonly matter: MatterId | undefined
  /** As it is at the moment of asking: a hold that has ended is none, though nobody wrote that down. */
  readonly status: Status
  /** The earliest end among the periods that run. */
  readonly due: InstantText | undefined
  /** Between when and when its end is expected. */
  readonly expected?: Range | undefined
  /** It has periods that run and one of them is past. */
  readonly overdue: boolean
}

/** Which request it is, for a line of a few words. */
export type Headline = Pick<RequestLine, 'id' | 'title' | 'fileNumber' | 'counterpartName'>

/** The line as it is written down: whether a hold has ended, or a period, only time tells. */
export type WrittenLine = Omit<RequestLine, 'overdue'> & {
  /** While it is held: when the last hold ends by itself. */
  readonly heldUntil: InstantText | undefined
}

/** A line at a moment: a hold ends by itself when its time is over, without anything that would be written down. */
export function lineAt({ heldUntil, ...line }: WrittenLine, now: InstantText): RequestLine {
  const isHeld = heldUntil === undefined || heldUntil > now
  const status = line.status !== 'held' || isHeld ? line.status : line.direction === 'outgoing' ? 'sent' : 'received'
  return { ...line, status, overdue: line.due !== undefined && line.due < now }
}

/** Within how long something is due; `overdue`: it was. */
export const dueWithin = { overdue: 'PT0H', day: 'PT24H', week: 'PT168H', month: 'PT720H' } as const
export type DueWithin = keyof typeof dueWithin

/** What a list is narrowed to; everything that is named must fit. */
export interface LineFilter {
  /** `open`: not over yet. */
  readonly status?: Status | 'open' | undefined
  readonly direction?: Request['direction'] | undefined
  /** Id of the route's rule. */
  readonly route?: string | undefined
  /** The other state: whom it goes to, or who asks. */
  readonly state?: string | undefined
  readonly urgency?: 'ordinary' | 'urgent' | 'emergency' | undefined
  /** The company whose data are asked for. */
  readonly company?: string | undefined
  readonly due?: DueWithin | undefined
  /** Words of titles, names and file numbers. */
  readonly words?: string | undefined
  readonly matter?: string | undefined
  /** Not narrowed by it: what is expected first stands first, what nobody can expect last. */
  readonly order?: 'expected' | undefined
}

/** Where a page of a list begins: behind this place of its order, or before it. */
export interface Place {
  readonly after?: string | undefined
  readonly before?: string | undefined
}

export interface Page<Entry> {
  readonly entries: readonly Entry[]
  /** Places to go on from; undefined where there is nothing more that way. */
  readonly next: string | undefined
  readonly previous: string | undefined
}

/** How many there are, counted no further than is worth waiting for. */
export interface Count {
  readonly atLeast: number
  readonly exact: boolean
}

const SEPARATOR = '~'

/** A place in an order, as an address carries it. */
const placeAt = (keys: readonly string[]): string => keys.join(SEPARATOR)

/** The keys of a place, so many instants and then ids; undefined for what is none: a list then begins at its beginning. */
export function keysOf(place: string | undefined, instants: number, ids: number): string[] | undefined {
  const keys = place?.split(SEPARATOR) ?? []
  const fits = (key: string, i: number) => (i < instants ? isInstant(key) : /^\w{1,60}$/.test(key))
  return keys.length === instants + ids && keys.every(fits) ? keys : undefined
}

const isInstant = (key: string) =>
  key === 'infinity' || (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(key) && !Number.isNaN(Date.parse(key)))

/** A page of rows that were asked for one by one more than it holds, in the direction they were read. */
export function pageOf<Row, Entry>(
  rows: readonly Row[],
  limit: number,
  { after, before }: Place,
  keys: (row: Row) => readonly string[],
  read: (row: Row) => Entry,
): Page<Entry> {
  const back = before !== undefined
  const shown = back ? rows.slice(0, limit).toReversed() : rows.slice(0, limit)
  const more = rows.length > limit
  const [first, last] = [shown.at(0), shown.at(-1)]
  const isNext = back ? first !== undefined : more
  const isPrevious = back ? more : after !== undefined
  return {
    entries: shown.map(read),
    next: isNext && last ? placeAt(keys(last)) : undefined,
    previous: isPrevious && first ? placeAt(keys(first)) : undefined,
  }
}
