import { type Actor, findOrganisation } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { type InstantText, instantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import {
  accessTo,
  type Graded,
  isClass,
  isLowered,
  type LawBase,
  type Places,
  type ReleaseLine,
  type Way,
  whyNotKept,
  whyNotSent,
} from '../law/index.ts'
import { VaultError } from './errors.ts'
import type { Item } from './item.ts'
import { isCurrent, setApart } from './minimising/apart.ts'
import { leavesOf } from './minimising/store.ts'
import { declaredPlaces, levelOf, writeLevel } from './store-levels.ts'

/** What the level of a piece is asked for: whose it is, and by which law. */
export type Held = Pick<Item, 'id' | 'org' | 'origin' | 'name' | 'sha256'>

/** Who does it, for the log. */
export type By = Pick<Actor, 'org' | 'person' | 'name'>

/** What may not be done with a piece at its level: kept here, opened, or sent in this way. */
const refused = { storage: 'kept here', access: 'opened', transmission: 'sent' } as const
type Refused = keyof typeof refused

/** The rule of its level keeps a piece from what somebody would do with it. */
export class HandlingClosed extends VaultError {
  override name = 'HandlingClosed'
  readonly part: Refused
  readonly item: Pick<Held, 'id' | 'name' | 'origin'>
  readonly closed: readonly [ReleaseLine]

  constructor(part: Refused, item: HandlingClosed['item'], line: ReleaseLine) {
    super('conflict', 'handling_closed', `${item.name} may not be ${refused[part]}: ${line.says} (${line.cite})`)
    this.part = part
    this.item = item
    this.closed = [line]
  }
}

const dayOf = (at: Temporal.Instant) => at.toString().slice(0, 10)

/** Where what an organisation of that state has lies. */
async function placesFor(db: Db, home: string): Promise<Places> {
  const places = await declaredPlaces(db)
  const [first, ...others] = places.map(({ rated }) => rated)
  return {
    states: places.map(({ state }) => (state === 'own' ? home : state)),
    rated: (first ?? []).filter((one) => others.every((rated) => rated.includes(one))),
  }
}

/** Why what an organisation has graded so may not lie here; undefined where it may. */
export async function whyNotHere(
  db: Db,
  law: LawBase,
  org: string,
  level: Graded,
  at: Temporal.Instant,
): Promise<ReleaseLine | undefined> {
  const { state: holder } = await findOrganisation(db, org)
  const on = dayOf(at)
  return whyNotKept(law.at(on), level, { on, holder, places: await placesFor(db, holder) })
}

/** Throws `handling_closed`, and records it, where a file of this level that somebody would take in may not lie here. */
export async function keepsHere(
  db: Db,
  law: LawBase,
  actor: Actor,
  { origin, name }: Pick<Held, 'origin' | 'name'>,
  level: Graded,
  at: Temporal.Instant,
): Promise<void> {
  const closed = await whyNotHere(db, law, actor.org, level, at)
  if (!closed) return
  // There is no piece yet: it is told of the request it was for.
  const file = { id: origin, origin, name }
  await recordingRefusal(db, actor, at, () => Promise.reject(new HandlingClosed('storage', file, closed)))
}

/**
 * From now on these bytes are of this level: where its rule lets nobody open them alone they are set apart, and where they may
 * not lie here that is recorded. What was told by another never lowers what is known here.
 */
export async function takeLevel(
  tx: Tx,
  law: LawBase,
  item: Held,
  level: Graded,
  { by, toldBy, at }: { readonly by: By; readonly toldBy?: string; readonly at: Temporal.Instant },
): Promise<void> {
  const edition = law.at(dayOf(at))
  const before = await levelOf(tx, item.org, item.sha256)
  if (toldBy !== undefined && before && (!isClass(edition, before) || isLowered(edition, before, level))) return
  await writeLevel(tx, item, level, { toldBy, at: instantText(at) })
  const { leave, line } = accessTo(edition, level)
  if (leave && line) await setApart(tx, by, item, 'highly-sensitive', `${line.says} (${line.cite})`, at)
  const misplaced = await whyNotHere(tx, law, item.org, level, at)
  if (misplaced) await tell(tx, by, item, 'evidence.misplaced', misplaced, at)
}

/** What is made of a piece is of its level until somebody grades it. */
export async function inheritLevel(tx: Tx, from: Held, to: Held, at: InstantText): Promise<void> {
  const level = await levelOf(tx, from.org, from.sha256)
  if (level && !(await levelOf(tx, to.org, to.sha256))) await writeLevel(tx, to, level, { toldBy: undefined, at })
}

/**
 * Throws `handling_closed` where a piece may not lie here, where its level lets nobody open it whom another has not named, and
 * where it would leave readable in a way, or for somebody, that its level does not allow.
 */
export async function refuseHandling(
  db: Db,
  law: LawBase,
  actor: Actor,
  item: Held,
  { way, to, at }: { readonly way: Way | undefined; readonly to: string | undefined; readonly at: Temporal.Instant },
): Promise<void> {
  const level = await levelOf(db, item.org, item.sha256)
  if (!level) return
  const misplaced = await whyNotHere(db, law, item.org, level, at)
  if (misplaced) throw new HandlingClosed('storage', item, misplaced)
  const edition = law.at(dayOf(at))
  const { leave, line } = accessTo(edition, level)
  if (leave && line && !(await leavesOf(db, actor.org, item.id)).some((one) => isCurrent(one, actor, at)))
    throw new HandlingClosed('access', item, line)
  const { state: from } = await findOrganisation(db, item.org)
  const unsent = way && whyNotSent(edition, level, { way, from, to: to ?? from })
  if (unsent) throw new HandlingClosed('transmission', item, unsent)
}

/** What of its level keeps a piece from going to somebody in this way; none where nothing does. */
export async function whyNotTo(
  db: Db,
  law: LawBase,
  item: Held,
  { way, to, at }: { readonly way: Way; readonly to: string | undefined; readonly at: Temporal.Instant },
): Promise<ReleaseLine[]> {
  const level = await levelOf(db, item.org, item.sha256)
  if (!level) return []
  const { state: from } = await findOrganisation(db, item.org)
  const edition = law.at(dayOf(at))
  const { inside, line } = accessTo(edition, level)
  return [
    await whyNotHere(db, law, item.org, level, at),
    whyNotSent(edition, level, { way, from, to }),
    inside && way !== 'sealed' ? line : undefined,
  ].filter((one) => one !== undefined)
}

/** Does the work; what the level of a piece forbids of it is recorded though nothing of the work is kept. */
export async function recordingRefusal<Result>(
  db: Db,
  actor: Actor,
  at: Temporal.Instant,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof HandlingClosed) {
      const { part, item, closed } = error
      const [line] = closed
      await db.transaction().execute(async (tx) => {
        await tell(tx, actor, item, `evidence.${part}-refused`, line, at)
        // From now on leave can be asked for, where nobody had set it apart yet.
        if (part === 'access') await setApart(tx, actor, item, 'highly-sensitive', `${line.says} (${line.cite})`, at)
      })
    }
    throw error
  }
}

/** In the log of the piece: which rule, and where it is written. */
export async function tell(
  tx: Tx,
  { org, person, name }: By,
  { id, origin }: Pick<Held, 'id' | 'origin'>,
  kind: string,
  { rule, says, cite }: ReleaseLine,
  at: Temporal.Instant,
): Promise<void> {
  await record(tx, { org, by: person, kind, about: id, body: { origin, rule, says, cite, byName: name } }, at)
}
