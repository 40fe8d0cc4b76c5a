import { type Actor, permit } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import type { Json } from '../../base/canonical-json.ts'
import { instantText } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import type { Setting } from '../../requests/index.ts'
import { OversightError } from '../errors.ts'
import { bad, textFrom } from '../mandates/giving.ts'
import { type Dialogue, type DialoguePromise, directionOf, type PromiseFinding, stands } from './dialogue.ts'
import { findDialogue, insertPromiseFinding } from './store.ts'
import { type Measured, measuring } from './target.ts'

/** A promise beside what the record shows of it now. */
export interface ShownPromise extends DialoguePromise {
  readonly measured: Measured
}

/** A dialogue with what the figures show of each promise. Throws `no_such_dialogue`. */
export async function dialogueShown(
  db: Db,
  actor: Actor,
  id: string,
  at: Temporal.Instant,
): Promise<Omit<Dialogue, 'promises'> & { readonly promises: readonly ShownPromise[] }> {
  permit(actor, 'dialogue.read')
  const dialogue = await findDialogue(db, actor.org, id)
  const measure = measuring(db, actor, dialogue, at)
  const promises: ShownPromise[] = []
  for (const one of dialogue.promises) promises.push({ ...one, measured: await measured(measure, dialogue, one) })
  return { ...dialogue, promises }
}

const measured = (measure: ReturnType<typeof measuring>, { heldOn }: Dialogue, one: DialoguePromise) =>
  measure(one.target, directionOf(one), { since: heldOn, due: one.due })

/**
 * Puts down whether a promise was kept. The figures do not decide it: they are kept beside the person's reason. What is found later counts instead;
 * nothing found is changed. Throws `minutes_open` before the minutes stand, `no_such_promise`, `bad_text` without a word or a reason.
 */
export async function findPromise(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { readonly promise: string; readonly kept: boolean | undefined; readonly reason: string },
  { now }: Setting,
): Promise<PromiseFinding> {
  permit(actor, 'dialogue.find')
  const at = now()
  const dialogue = await findDialogue(tx, actor.org, id, 'lock')
  const promise = dialogue.promises.find((one) => one.id === input.promise)
  if (!promise) throw new OversightError('missing', 'no_such_promise', 'There is no such promise in this dialogue')
  if (!stands(dialogue))
    throw new OversightError('conflict', 'minutes_open', 'The minutes do not stand: first the other side signs them, or a second person confirms them') // biome-ignore format: one sentence
  const { kept } = input
  if (kept === undefined) throw bad('Say whether it was kept', 'kept')
  const reason = textFrom(input.reason, 'reason', 5000)
  const figures = await measured(measuring(tx, actor, dialogue, at), dialogue, promise)
  const finding: PromiseFinding = { kept, reason, figures, found: { name: actor.name, at: instantText(at) } }
  await insertPromiseFinding(tx, actor.org, promise.id, finding)
  const body = { promise: promise.id, kept, reason, figures: JSON.parse(JSON.stringify(figures)) as Json, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'dialogue.promise-found', about: id, body }, at)
  return finding
} // biome-ignore format: short

/** Its day has come, and nobody has found anything of it since. */
export const isDue = ({ due, found }: Pick<DialoguePromise, 'due' | 'found'>, today: string): boolean =>
  due <= today && !found.some(({ found: { at } }) => at.slice(0, 10) >= due)
