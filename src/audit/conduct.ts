import { instantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import { record } from './record.ts'
import { firstRead, holdRefusals, putRefusals } from './store-conduct.ts'

/** Who did it, and what: a person at a place of an organisation. */
interface Doer {
  readonly org: string
  readonly by: string
  readonly byName: string
  readonly seat: string
}

/** So many refusals of one person are told one by one within an hour; the others are counted. */
const TOLD = 20
/** The same for what arrives from elsewhere, for each organisation that is named as its sender. */
const TURNED_AWAY = 100
const WINDOW = { hours: 1 }

/** An event for each refusal, and one for many. */
interface Telling {
  readonly most: number
  readonly each: (tx: Tx) => Promise<unknown>
  readonly often: (tx: Tx, since: string, times: number) => Promise<unknown>
}

/**
 * Records that somebody was refused something. Within an hour the first of one person are events of their own; that there
 * were more is one event when it begins, and one with their number when the next hour of refusals does. No flood fills a log.
 */
export async function recordRefusal(
  db: Db,
  { org, by, byName, seat }: Doer,
  { code, method, path, rules }: { code: string; method: string; path: string; rules?: readonly string[] },
  at: Temporal.Instant,
): Promise<void> {
  const body = { code, method, path: path.slice(0, 200), byName, seat, ...(rules && { rules: [...rules] }) }
  const often = (since: string, times: number) => ({ since, times, byName, seat })
  await tell(db, org, by, at, {
    most: TOLD,
    each: (tx) => record(tx, { org, by, kind: 'action.refused', about: by, body }, at),
    often: (tx, since, times) =>
      record(tx, { org, by, kind: 'action.refused-often', about: by, body: often(since, times) }, at),
  })
}

/** A message that was not taken in. `from` is whom it names as its sender, where that is somebody known. */
export interface TurnedAway {
  readonly org: string
  readonly from: string | undefined
  readonly message: string | undefined
  readonly code: string
  readonly why: string
  /** SHA-256 of the bytes that came, hexadecimal. */
  readonly digest: string
}

/** Records that a message was not taken in, with what came of it: as many of one sender as `recordRefusal` tells of a person. */
export async function recordTurnedAway(
  db: Db,
  { org, from, message, code, why, digest }: TurnedAway,
  at: Temporal.Instant,
): Promise<void> {
  const by = from ?? 'stranger'
  const body = { ...(from && { from }), code, why: why.slice(0, 500), digest }
  await tell(db, org, by, at, {
    most: TURNED_AWAY,
    each: (tx) => record(tx, { org, by: 'system', kind: 'message.turned-away', about: message ?? org, body }, at),
    often: (tx, since, times) => {
      const counted = { ...(from && { from }), since, times }
      return record(tx, { org, by: 'system', kind: 'message.turned-away-often', about: org, body: counted }, at)
    },
  })
}

async function tell(db: Db, org: string, by: string, at: Temporal.Instant, { most, each, often }: Telling) {
  await db.transaction().execute(async (tx) => {
    const before = await holdRefusals(tx, org, by)
    const runs = before && Temporal.Instant.compare(Temporal.Instant.from(before.since).add(WINDOW), at) > 0
    const { since, times, told } = runs ? before : { since: instantText(at), times: 0, told: 0 }
    if (before && !runs && before.times > before.told) await often(tx, before.since, before.times)
    if (told < most) await each(tx)
    else if (times === most) await often(tx, since, times + 1)
    await putRefusals(tx, org, by, { since, times: times + 1, told: Math.min(most, told + 1) })
  })
}

const kinds: Readonly<Record<string, string>> = {
  matter: 'matter.read',
  request: 'request.read',
  item: 'evidence.read',
  team: 'team.read',
}

/** Whether looking at a thing of this id is reading what is said of people. */
export const isRead = (about: string): boolean => Object.hasOwn(kinds, about.slice(0, about.indexOf('_')))

/** Records that somebody looked at what a matter, a request or a piece of evidence says: once a day for each thing. */
export async function recordRead(
  db: Db,
  { org, by, ...who }: Doer,
  about: string,
  at: Temporal.Instant,
): Promise<void> {
  const kind = kinds[about.slice(0, about.indexOf('_'))]
  if (kind === undefined) return
  await db.transaction().execute(async (tx) => {
    if (await firstRead(tx, { org, by, about, day: at.toString().slice(0, 10) }))
      await record(tx, { org, by, kind, about, body: who }, at)
  })
}
