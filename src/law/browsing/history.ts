import type { LawBase } from '../compile.ts'
import type { Rule } from '../data/rule.ts'

/** The text of a rule between two changes of it. */
export interface Version {
  /** The first day of this text; absent for the oldest. */
  readonly from?: string
  /** The last day of it; absent for the newest. */
  readonly to?: string
  readonly rule: Rule
  /** What differs from the version before: the field, and what it said then. */
  readonly changed: readonly FieldChange[]
  /** The act that changed it. */
  readonly by: readonly string[]
}

export interface FieldChange {
  readonly field: string
  readonly before: unknown
  readonly after: unknown
  /** Where nothing differs but the numbers of articles: the old ones and the new. */
  readonly renumbered?: readonly { readonly before: string; readonly after: string }[]
}

/** Every text a rule has had or is known to get, the oldest first: one where nothing ever changed. */
export function versionsOf(law: LawBase, id: string): Version[] {
  const base = law.rules.get(id)
  if (!base) return []
  const instrument = law.rules.get(base.instrument)
  const acts = [...(base.amendments ?? []), ...(instrument?.kind === 'instrument' ? (instrument.renumbered ?? []) : [])]
  const days = [...new Set(acts.map(({ from }) => from))].sort()
  const versions: Version[] = [{ rule: base, changed: [], by: [] }]
  for (const day of days) {
    const before = versions.at(-1) as Version
    const rule = law.at(day).rules.get(id) ?? base
    const by = acts.filter(({ from }) => from === day).flatMap(({ cites }) => cites.map(({ cite }) => cite))
    const changed = differences(before.rule, rule, by)
    if (changed.length === 0) continue
    versions[versions.length - 1] = { ...before, to: dayBefore(day) }
    versions.push({ from: day, rule, changed, by })
  }
  return versions
}

/** Citations of the amending act are added by the change itself and are not told as one. */
function differences(was: Rule, is: Rule, by: readonly string[]): Version['changed'] {
  const [a, b] = [body(was), body(is)]
  const without = (value: unknown) =>
    Array.isArray(value) ? value.filter((one) => !by.includes((one as { cite?: string }).cite ?? '')) : value
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((field) => {
    const [before, after] = [a[field], b[field]].map((value) => (field === 'cites' ? without(value) : value))
    if (JSON.stringify(before) === JSON.stringify(after)) return []
    const renumbered = renumberings(before, after)
    return [{ field, before, after, ...(renumbered ? { renumbered } : {}) }]
  })
}

function renumberings(before: unknown, after: unknown): FieldChange['renumbered'] {
  const [was, is] = [citesIn(before), citesIn(after)]
  if (was.text !== is.text || was.cites.length !== is.cites.length) return undefined
  const pairs = was.cites.map((cite, i) => ({ before: cite, after: is.cites[i] ?? '' }))
  const told = new Map(pairs.filter((pair) => pair.before !== pair.after).map((pair) => [pair.before, pair]))
  return [...told.values()]
}

/** A value with its citations taken out, and the citations in their order. */
function citesIn(value: unknown): { text: string; cites: string[] } {
  const cites: string[] = []
  const text = JSON.stringify(value, (key, inner) => {
    if (key !== 'cite' || typeof inner !== 'string') return inner
    cites.push(inner)
    return ''
  })
  return { text, cites }
}

const body = ({ amendments: _, ...rest }: Rule) => rest as Readonly<Record<string, unknown>>

const dayBefore = (day: string) => Temporal.PlainDate.from(day).subtract({ days: 1 }).toString()

/** What happened to an instrument on one day. */
export interface LawEvent {
  readonly on: string
  readonly enters: boolean
  readonly ends: boolean
  /** States that are bound from this day, and no longer bound after it. */
  readonly binds: readonly string[]
  readonly leaves: readonly string[]
  /** Its rules whose text changes, that begin to apply, that cease to. */
  readonly changed: readonly string[]
  readonly begin: readonly string[]
  readonly cease: readonly string[]
  /** The acts that changed it. */
  readonly by: readonly string[]
}

/** The days that matter in the life of an instrument, in order; planned ones are among them. */
export function lawEvents(law: LawBase, id: string): LawEvent[] {
  const instrument = law.at('9999-12-31').find('instrument', id)
  if (!instrument) return []
  const days = new Map<
    string,
    { [K in keyof Omit<LawEvent, 'on' | 'enters' | 'ends'>]: string[] } & { enters: boolean; ends: boolean }
  >()
  const day = (on: string) => {
    const known = days.get(on) ?? {
      enters: false, ends: false, binds: [], leaves: [], changed: [], begin: [], cease: [], by: [],
    } // biome-ignore format: an empty day
    days.set(on, known)
    return known
  }
  const { from, to } = instrument.in_force
  if (from) day(from).enters = true
  if (to) day(to).ends = true
  for (const party of instrument.parties ?? []) {
    // That it binds its first parties from its first day goes without saying.
    if (party.bound && party.from && party.from !== from) day(party.from).binds.push(party.state)
    if (party.bound && party.to && party.to !== to) day(party.to).leaves.push(party.state)
  }
  for (const { from: on, cites } of instrument.renumbered ?? []) day(on).by.push(...cites.map(({ cite }) => cite))
  for (const rule of law.rules.values()) {
    if (rule.instrument !== id) continue
    for (const version of versionsOf(law, rule.rule).slice(1)) {
      const known = day(version.from ?? '')
      known.changed.push(rule.rule)
      known.by.push(...version.by.filter((act) => !known.by.includes(act)))
    }
    if (rule.rule === id) continue
    if (rule.in_force?.from && rule.in_force.from !== from) day(rule.in_force.from).begin.push(rule.rule)
    if (rule.in_force?.to && rule.in_force.to !== to) day(rule.in_force.to).cease.push(rule.rule)
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([on, known]) => ({ on, ...known }))
}
