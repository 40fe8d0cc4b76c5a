import { type Event, eventsAbout } from '../audit/index.ts'
import { instantText, parseInstant } from '../base/time.ts'
import type { Db } from '../db/index.ts'
import { type CustodyEntry, entrySchema, type Taking } from './custody-entries.ts'
import type { DerivedFate } from './derived.ts'
import type { Act, Item } from './item.ts'

/** One line of a custody record; `after` is how long nobody is recorded to have touched it, in seconds. */
export interface CustodyLine extends Act {
  readonly after: number
  /** The place in our own log that proves it; undefined for what the producer says of its time. */
  readonly seq?: number
  /** Of a destruction: what became of all that had been made of the piece. */
  readonly derived?: readonly DerivedFate[]
}

/** Every hand a piece of evidence went through, in order, and every second between. */
export interface CustodyRecord {
  readonly item: Item
  readonly lines: readonly CustodyLine[]
  /** The longest time between two lines, in seconds. */
  readonly longestGap: number
}

/**
 * The custody record of one piece, made from events and from nothing else: the producer's account as it came in the
 * signed message, then our own log. `orgName` says what organisations are called.
 */
export async function custodyOf(db: Db, item: Item, orgName: (org: string) => string): Promise<CustodyRecord> {
  const own = await actsAbout(db, item.org, item.id, orgName)
  const devices = [...new Set(takingsIn(own).flatMap(({ device }) => device ?? []))]
  const around = await Promise.all(devices.map((id) => actsAbout(db, item.org, id, orgName)))
  return custodyFrom(item, [...item.acts, ...around.flat(), ...own])
}

/** A line as whoever the piece goes on to is told it: without what only one's own log and time say of it. */
export const asTold = ({ after: _, seq: __, derived: ___, ...act }: CustodyLine): Act => act

/** The record of these acts: in their order, with the time between. */
export function custodyFrom(item: Item, acts: readonly Omit<CustodyLine, 'after'>[]): CustodyRecord {
  const ordered = acts.toSorted((a, b) => a.at.localeCompare(b.at))
  const lines = ordered.map((act, i) => ({ ...act, after: secondsBetween(ordered[i - 1], act) }))
  return { item, lines, longestGap: Math.max(0, ...lines.map(({ after }) => after)) }
}

/** What our own log says was done with a piece, or with a device. */
export async function actsAbout(
  db: Db,
  org: string,
  about: string,
  orgName: (org: string) => string,
): Promise<(Omit<CustodyLine, 'after'> & { readonly seq: number })[]> {
  return (await eventsAbout(db, org, about)).flatMap((event) => {
    const act = actOf(event, orgName)
    return act ? [{ ...act, seq: event.seq }] : []
  })
}

/** What was put down of how a piece was taken, oldest first. */
export const takingsIn = (acts: readonly Act[]): Taking[] =>
  acts.flatMap(({ entry }) => (entry?.kind === 'taking' ? [entry] : []))

/** What an event says was done with a piece; undefined for an event that touches nobody's custody. */
function actOf(
  { kind, at, by, org, about, body }: Event,
  orgName: (org: string) => string,
): Omit<CustodyLine, 'after'> | undefined {
  const what = whats[kind]
  if (!what) return undefined
  const said = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const word = (key: string) => (typeof said[key] === 'string' ? said[key] : undefined)
  const says = word('purpose') ?? word('why') ?? word('reason')
  const read = said.entry === undefined ? undefined : entrySchema.safeParse(said.entry).data
  const happened = read && timeOf(read)
  return {
    at: happened === undefined ? at : instantText(parseInstant(happened)),
    ...(read && { entry: read, recorded: at }),
    ...(about.startsWith('device_') && { device: about }),
    // One's own log: nobody else writes it.
    ...(Array.isArray(said.derived) && { derived: said.derived as DerivedFate[] }),
    what,
    org,
    orgName: orgName(org),
    by,
    byName: word('byName') ?? orgName(org),
    ...(says ? { says } : {}),
    ...(word('sha256') ? { sha256: word('sha256') } : {}),
    ...(word('sealedSha256') ? { sealedSha256: word('sealedSha256') } : {}),
  }
}

const whats: Record<string, Act['what']> = {
  'evidence.sealed': 'sealed',
  'evidence.rewrapped': 'sealed',
  'evidence.handed-over': 'handed-over',
  'evidence.received': 'received',
  'evidence.verified': 'verified',
  'evidence.refused': 'refused',
  'evidence.opened': 'opened',
  'evidence.exported': 'exported',
  'evidence.erased': 'erased',
  'evidence.taken-back': 'erased',
  'evidence.taken': 'taken',
  'evidence.stated': 'stated',
  'device.seized': 'seized',
  'device.passed': 'passed',
  'device.checked': 'checked',
  'evidence.destroyed': 'erased',
  'evidence.bytes-erased': 'bytes-erased',
  'evidence.held': 'held',
  'evidence.released': 'released',
  'evidence.restricted': 'restricted',
  'evidence.excluded': 'excluded',
  'evidence.part-made': 'minimised',
  'evidence.minimised': 'minimised',
  'evidence.set-apart': 'set-apart',
  'evidence.kept-longer': 'kept-longer',
  'evidence.original-destroyed': 'original-destroyed',
}

/** The moment an entry tells of; undefined for what is said of no other moment than that it is said. */
export function timeOf(entry: CustodyEntry): string | undefined {
  if (entry.kind === 'taking') return entry.at ?? entry.control
  if (entry.kind === 'seizure') return entry.control
  return entry.kind === 'passing' || entry.kind === 'check' ? entry.at : undefined
}

function secondsBetween(earlier: Act | undefined, later: Act): number {
  if (!earlier) return 0
  return parseInstant(earlier.at).until(parseInstant(later.at)).total('seconds')
}
