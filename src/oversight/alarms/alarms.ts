import type { Actor } from '../../accounts/index.ts'
import { searchEvents } from '../../audit/index.ts'
import { instantText } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import {
  emergenciesAmong, lateDecisions, madeWithoutMatter, type RecordRow, standingOfOrigins, usesOf,
} from '../../requests/index.ts' // biome-ignore format: one line of words
import { listItems } from '../../vault/index.ts'
import { lookAt } from '../mandates/looking.ts'
import type { Limits, Mandate } from '../mandates/mandate.ts'

const alarmKinds = ['unrelated-use', 'purpose-creep', 'without-matter', 'emergencies', 'late-decision'] as const
type AlarmKind = (typeof alarmKinds)[number]

/** What an alarm goes by: a rule of the law base, a limit of the mandate as it was set, or what holds of itself. */
export type Basis =
  | { readonly of: 'law'; readonly rules: readonly { readonly rule: string; readonly cite: string }[] }
  | { readonly of: 'limit'; readonly limit: keyof Limits; readonly set: string; readonly found: string }
  | { readonly of: 'record' }

/** Something in the record that should be looked at, with the rows it is computed from. */
export interface OversightAlarm {
  readonly kind: AlarmKind
  readonly basis: Basis
  readonly rows: readonly Omit<RecordRow, 'rule'>[]
}

/** So many rows of each alarm are named; more of the same says no more. */
const MOST = 200
/** So many of the latest openings are looked through. */
const OPENINGS = 2000

/** Computes the alarms of an overseen from its record, as one look of the overseer. Throws `no_mandate`. */
export const alarmsOver = (tx: Tx, actor: Actor, overseen: string, now: Temporal.Instant): Promise<OversightAlarm[]> =>
  lookAt(tx, actor, { overseen, what: 'alarms' }, now, (mandate) => alarmsIn(tx, mandate, now))

/** What is not set in the mandate raises no alarm; what the law or the record says by itself always does. */
async function alarmsIn(
  db: Db,
  { overseen, limits }: Pick<Mandate, 'overseen' | 'limits'>,
  now: Temporal.Instant,
): Promise<OversightAlarm[]> {
  const found = [
    ...(await lateAlarm(db, overseen, now)),
    ...(await matterAlarm(db, overseen)),
    ...(await emergencyAlarm(db, overseen, limits.emergencies, now)),
    ...(await useAlarms(db, overseen, limits.otherUses)),
    ...(await openingAlarms(db, overseen, limits.openedAfterDays)),
  ]
  return found.toSorted((a, b) => alarmKinds.indexOf(a.kind) - alarmKinds.indexOf(b.kind))
}

async function lateAlarm(db: Db, org: string, now: Temporal.Instant): Promise<OversightAlarm[]> {
  const rows = await lateDecisions(db, org, instantText(now), MOST)
  if (rows.length === 0) return []
  const rules = new Map(rows.map(({ rule, says }) => [rule ?? '', { rule: rule ?? '', cite: says }]))
  return [{ kind: 'late-decision', basis: { of: 'law', rules: [...rules.values()] }, rows }]
}

async function matterAlarm(db: Db, org: string): Promise<OversightAlarm[]> {
  const rows = await madeWithoutMatter(db, org, MOST)
  return rows.length === 0 ? [] : [{ kind: 'without-matter', basis: { of: 'record' }, rows }]
}

async function emergencyAlarm(db: Db, org: string, limit: Limits['emergencies'], now: Temporal.Instant): Promise<OversightAlarm[]> {
  if (!limit) return []
  const since = instantText(now.subtract({ hours: 24 * limit.days }))
  const { made, number, rows } = await emergenciesAmong(db, org, since, MOST)
  if (made < limit.least || number * 100 <= limit.share * made) return []
  const basis = { of: 'limit', limit: 'emergencies', set: `${limit.share} % / ${limit.days} d`, found: `${number} / ${made}` } as const
  return [{ kind: 'emergencies', basis, rows }]
} // biome-ignore format: short

/** What nobody's consent and no law known here covers; and other uses than the case where they are more than a few. */
async function useAlarms(db: Db, org: string, limit: Limits['otherUses']): Promise<OversightAlarm[]> {
  const uses = await usesOf(db, org, 10_000)
  const others = uses.filter(({ purpose }) => purpose !== 'request')
  const uncovered = others.filter(({ basis }) => basis === 'silent').slice(0, MOST)
  const alarms: OversightAlarm[] = []
  if (uncovered.length > 0) alarms.push({ kind: 'unrelated-use', basis: { of: 'record' }, rows: uncovered })
  if (limit && uses.length >= limit.least && others.length * 100 > limit.share * uses.length) {
    const basis = { of: 'limit', limit: 'otherUses', set: `${limit.share} %`, found: `${others.length} / ${uses.length}` } as const
    alarms.push({ kind: 'purpose-creep', basis, rows: others.slice(0, MOST) })
  }
  return alarms
} // biome-ignore format: short

/** Openings of what belongs to no request on record, and of what was over long before. */
async function openingAlarms(db: Db, org: string, days: number | undefined): Promise<OversightAlarm[]> {
  const openings = await searchEvents(db, org, { kind: 'evidence.opened' }, OPENINGS)
  const said = openings.map(({ at, about, body }) => {
    const { origin = '', purpose = '', byName = '' } = (body ?? {}) as { origin?: string; purpose?: string; byName?: string } // biome-ignore format: a row
    return { at, about, origin, says: [byName, purpose].filter(Boolean).join(': ') }
  })
  const known = await standingOfOrigins(db, org, [...new Set(said.map(({ origin }) => origin))])
  const lost = said.filter(({ origin }) => origin !== '' && !known.has(origin))
  const alarms: OversightAlarm[] = []
  const named = await namesOf(db, org, lost.map(({ origin }) => origin)) // biome-ignore format: a row
  const rows = lost.map(({ at, origin, about, says }) => ({ request: origin, title: named.get(about) ?? about, at, says }))
  if (rows.length > 0) alarms.push({ kind: 'without-matter', basis: { of: 'record' }, rows: rows.slice(0, MOST) })
  if (days === undefined) return alarms
  const late = said.flatMap(({ at, origin, says }) => {
    const request = known.get(origin)
    if (!request?.endedAt) return []
    const end = Temporal.Instant.from(request.endedAt).add({ hours: 24 * days })
    if (Temporal.Instant.compare(Temporal.Instant.from(at), end) <= 0) return []
    return [{ request: request.request, title: request.title, at, says }]
  })
  const basis = { of: 'limit', limit: 'openedAfterDays', set: `${days} d`, found: String(late.length) } as const
  if (late.length > 0) alarms.push({ kind: 'unrelated-use', basis, rows: late.slice(0, MOST) })
  return alarms
} // biome-ignore format: short

async function namesOf(db: Db, org: string, origins: readonly string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const origin of new Set(origins))
    for (const { id, name } of await listItems(db, org, origin)) names.set(id, name)
  return names
}
