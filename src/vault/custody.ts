import { type Event, eventsAbout } from '../audit/index.ts'
import { parseInstant } from '../base/time.ts'
import type { Db } from '../db/index.ts'
import type { Act, Item } from './item.ts'

/** One line of a custody record; `after` is how long nobody is recorded to have touched it, in seconds. */
export interface CustodyLine extends Act {
  readonly after: number
  /** The place in our own log that proves it; undefined for what the producer says of its time. */
  readonly seq?: number
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
  const own = (await eventsAbout(db, item.org, item.id)).flatMap((event) => {
    const act = actOf(event, orgName)
    return act ? [{ ...act, seq: event.seq }] : []
  })
  const acts: (Act & { seq?: number })[] = [...item.acts, ...own]
  const ordered = acts.toSorted((a, b) => a.at.localeCompare(b.at))
  const lines = ordered.map((act, i) => ({ ...act, after: secondsBetween(ordered[i - 1], act) }))
  return { item, lines, longestGap: Math.max(0, ...lines.map(({ after }) => after)) }
}

/** What an event says was done with a piece; undefined for an event that touches nobody's custody. */
function actOf({ kind, at, by, org, body }: Event, orgName: (org: string) => string): Act | undefined {
  const what = whats[kind]
  if (!what) return undefined
  const said = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const word = (key: string) => (typeof said[key] === 'string' ? said[key] : undefined)
  const says = word('purpose') ?? word('why')
  return {
    at,
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
}

function secondsBetween(earlier: Act | undefined, later: Act): number {
  if (!earlier) return 0
  return parseInstant(earlier.at).until(parseInstant(later.at)).total('seconds')
}
