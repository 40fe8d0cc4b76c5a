import { eventsAbout } from '../audit/index.ts'
import type { InstantText } from '../base/time.ts'
import type { Db } from '../db/index.ts'
import { VaultError } from './errors.ts'
import { readReason } from './holding.ts'
import type { Item } from './item.ts'
import type { Fate } from './minimising/selection.ts'
import { madeOf, partsAround } from './minimising/store.ts'
import { copiesOf, findItem } from './store.ts'

/** What was made of a piece and would outlive it: a part of it, or a copy in a package that somebody took away. */
export interface Derived {
  readonly is: 'part' | 'package'
  readonly id: string
  /** Of a part, its file; of a package, what it was made for. */
  readonly name: string
  readonly part: Fate | null
  /** Who made it, and when. */
  readonly byName: string
  readonly at: InstantText
}

/** What becomes of it: a part goes too, a package is to be destroyed by whoever has it; or it is kept, and why. */
export interface DerivedFate extends Derived {
  readonly fate: 'destroyed' | 'kept'
  readonly reason: string | null
}

/** What somebody chose for one of them. */
export interface ChosenFate {
  readonly id: string
  readonly fate: DerivedFate['fate']
  readonly reason?: string | undefined
}

/**
 * Everything that was made of a piece and is not destroyed yet: its parts and theirs, and the packages that any of them, the
 * piece or a copy of it went out in. Oldest first.
 */
export async function derivedFrom(db: Db, item: Item): Promise<Derived[]> {
  const { org } = item
  const same = new Set([item.id, ...(await copiesOf(db, item)).map(({ id }) => id)])
  const found: Derived[] = []
  const packed = new Set(same)
  for (const id of new Set(await madeOf(db, org, [...same]))) {
    if (same.has(id)) continue
    packed.add(id)
    const { state, name } = await findItem(db, org, id)
    const made = (await partsAround(db, org, id)).find((one) => one.item === id)
    if (state === 'erased' || !made) continue
    found.push({ is: 'part', id, name, part: made.part, byName: made.byName, at: made.at })
  }
  const packages = new Map<string, Derived>()
  for (const id of packed)
    for (const { kind, seq, at, body } of await eventsAbout(db, org, id)) {
      if (kind !== 'evidence.exported') continue
      // What the event said may have been erased: that a package was made is known all the same.
      const said = (body ?? {}) as { readonly package?: string; readonly purpose?: string; readonly byName?: string }
      const { package: name = `event ${seq}`, purpose = '', byName = '' } = said
      packages.set(name, { is: 'package', id: name, name: purpose, part: null, byName, at })
    }
  return [...found, ...packages.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

/**
 * Joins what there is with what was chosen for each. Throws `derived_missing` where nothing was chosen for one, `not_derived`
 * for a choice about something else, `reason_missing` for one that is kept without saying why.
 */
export function readFates(there: readonly Derived[], chosen: readonly ChosenFate[]): DerivedFate[] {
  const fates = new Map(chosen.map((one) => [one.id, one]))
  const stranger = chosen.find(({ id }) => !there.some((one) => one.id === id))
  if (stranger)
    throw new VaultError('invalid', 'not_derived', `${stranger.id.slice(0, 100)} was not made of this piece`, {
      path: 'derived',
    })
  return there.map((one) => {
    const choice = fates.get(one.id)
    if (!choice) throw unnamed([one], 'invalid')
    if (choice.fate === 'destroyed') return { ...one, fate: 'destroyed', reason: null }
    return { ...one, fate: 'kept', reason: readReason(choice.reason ?? '', `derived.${one.id}`) }
  })
}

/** Throws `derived_missing` where something was made of a piece since its destruction was proposed. */
export function refuseNewer(there: readonly Derived[], decided: readonly DerivedFate[]): void {
  const newer = there.filter(({ id }) => !decided.some((one) => one.id === id))
  if (newer.length > 0) throw unnamed(newer, 'conflict')
}

const unnamed = (some: readonly Derived[], kind: 'invalid' | 'conflict') =>
  new VaultError(
    kind,
    'derived_missing',
    `Say what becomes of what was made of it: ${some.map(({ is, id, name }) => `${is} ${id} (${name})`).join(', ')}`,
    { path: 'derived' },
  )
