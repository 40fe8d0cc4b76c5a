import { instantText } from '../base/time.ts'
import type { Db } from '../db/index.ts'
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
const WINDOW = { hours: 1 }

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
  await db.transaction().execute(async (tx) => {
    const often = (since: string, times: number) =>
      record(tx, { org, by, kind: 'action.refused-often', about: by, body: { since, times, byName, seat } }, at)
    const before = await holdRefusals(tx, org, by)
    const runs = before && Temporal.Instant.compare(Temporal.Instant.from(before.since).add(WINDOW), at) > 0
    const { since, times, told } = runs ? before : { since: instantText(at), times: 0, told: 0 }
    if (before && !runs && before.times > before.told) await often(before.since, before.times)
    if (told < TOLD) {
      const body = { code, method, path: path.slice(0, 200), byName, seat, ...(rules && { rules: [...rules] }) }
      await record(tx, { org, by, kind: 'action.refused', about: by, body }, at)
    } else if (times === TOLD) await often(since, times + 1)
    await putRefusals(tx, org, by, { since, times: times + 1, told: Math.min(TOLD, told + 1) })
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
