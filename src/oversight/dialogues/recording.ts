import { type Actor, findOrganisation, permit } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import type { Json } from '../../base/canonical-json.ts'
import { isCountryCode } from '../../base/countries.ts'
import { newId } from '../../base/ids.ts'
import { instantText, isDay } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import type { Setting } from '../../requests/index.ts'
import { OversightError } from '../errors.ts'
import { bad, textFrom } from '../mandates/giving.ts'
import { type Closing, type Dialogue, type DialoguePromise, type Partner, topics } from './dialogue.ts'
import { findDialogue, insertDialogue, insertPromise, setClosed } from './store.ts'
import { type GivenTarget, readTarget } from './target.ts'

export interface NewDialogue {
  readonly kind: string
  readonly partner: string
  readonly heldOn: string
  readonly ours: readonly string[]
  readonly theirs: readonly string[]
  readonly topics: readonly string[]
  readonly minutes: string
}

/**
 * Writes down that a dialogue was held. It counts for nothing until the minutes stand: see `closeMinutes`. Throws `bad_text` for a day that
 * is none or still to come, a partner that is none or one's own state, no office of either side, no topic, no minutes.
 */
export async function recordDialogue(tx: Tx, actor: Actor, input: NewDialogue, { now }: Setting): Promise<Dialogue> {
  permit(actor, 'dialogue.record')
  const at = now()
  const { state } = await findOrganisation(tx, actor.org)
  const { heldOn } = input
  if (!isDay(heldOn) || heldOn > at.toString().slice(0, 10))
    throw bad('Say on which day it was held, today or before', 'heldOn')
  const chosen = topics.filter((one) => input.topics.includes(one))
  if (chosen.length === 0) throw bad('Say what it was about', 'topics')
  const dialogue: Dialogue = {
    id: newId('dialogue', at.epochMilliseconds),
    org: actor.org,
    ...partnerFrom(input, state),
    heldOn,
    offices: { ours: officesFrom(input.ours, 'ours'), theirs: officesFrom(input.theirs, 'theirs') },
    topics: chosen,
    minutes: textFrom(input.minutes, 'minutes', 50_000),
    recorded: { person: actor.person, name: actor.name, at: instantText(at) },
    ...{ closed: undefined, promises: [] },
  }
  await insertDialogue(tx, dialogue)
  const { id, kind, partner, offices, minutes } = dialogue
  const body = { kind, partner, heldOn, offices: { ours: [...offices.ours], theirs: [...offices.theirs] }, topics: chosen, minutes, byName: actor.name } // biome-ignore format: a row
  await record(tx, { org: actor.org, by: actor.person, kind: 'dialogue.recorded', about: id, body }, at)
  return dialogue
}

function partnerFrom({ kind, partner }: NewDialogue, own: string): Partner {
  if (kind === 'provider') return { kind, partner: textFrom(partner, 'partner', 300) }
  if (kind !== 'state') throw bad('Say with whom', 'kind')
  if (!isCountryCode(partner)) throw bad('Say with which state', 'partner')
  if (partner === own) throw bad('A dialogue is with another state', 'partner')
  return { kind, partner }
}

function officesFrom(input: readonly string[], path: string): readonly string[] {
  const offices = [...new Set(input.map((one) => one.trim()).filter(Boolean))]
  if (offices.length === 0 || offices.length > 50) throw bad('Name the offices that took part', path)
  return offices.map((one) => textFrom(one, path, 300))
}

export interface NewPromise extends GivenTarget {
  readonly by: string
  readonly office: string
  readonly says: string
  readonly due: string
}

/**
 * Adds what one side promised, while the minutes are open. Throws `already_closed`, `bad_text` for a day that is not after the dialogue, and for
 * terms that no figure of the record can show.
 */
export async function addPromise(
  tx: Tx,
  actor: Actor,
  id: string,
  input: NewPromise,
  { law, now }: Setting,
): Promise<DialoguePromise> {
  permit(actor, 'dialogue.record')
  const at = now()
  const dialogue = await openAt(tx, actor, id)
  const by = (['us', 'them'] as const).find((one) => one === input.by)
  if (!by) throw bad('Say which side promised it', 'by')
  if (!isDay(input.due) || input.due <= dialogue.heldOn) throw bad('Say by which day, after the dialogue', 'due')
  const promise: DialoguePromise = {
    id: newId('promise', at.epochMilliseconds),
    by,
    office: textFrom(input.office, 'office', 300),
    says: textFrom(input.says, 'says', 5000),
    due: input.due,
    target: readTarget(input, law),
    recorded: { person: actor.person, name: actor.name, at: instantText(at) },
    found: [],
  }
  await insertPromise(tx, dialogue, promise)
  const { office, says, due, target } = promise
  const body = { promise: promise.id, by, office, says, due, target: target as unknown as Json, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'dialogue.promise-recorded', about: id, body }, at)
  return promise
}

/**
 * The minutes stand from here on, with all that was promised: because the other side signed them, which says where they are kept; or because a
 * person who wrote none of it confirms them. Or they are taken back, with a reason. Throws `already_closed`, `second_person`, `bad_text`.
 */
export async function closeMinutes(
  tx: Tx,
  actor: Actor,
  id: string,
  { how, says }: { readonly how: Closing; readonly says: string },
  { now }: Setting,
): Promise<void> {
  permit(actor, 'dialogue.record')
  const dialogue = await openAt(tx, actor, id)
  const writers = [dialogue, ...dialogue.promises].map(({ recorded }) => recorded.person)
  if (how === 'confirmed' && writers.includes(actor.person)) {
    const message = 'Another person confirms the minutes: nobody confirms what they wrote themselves'
    throw new OversightError('forbidden', 'second_person', message)
  }
  const why = how === 'confirmed' ? says.trim().slice(0, 5000) : textFrom(says, 'says', 5000)
  const at = instantText(now())
  await setClosed(tx, dialogue, { how, says: why, name: actor.name, at })
  const body = { reason: why, promises: dialogue.promises.length, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: events[how], about: id, body }, now())
}

const events = {
  signed: 'dialogue.minutes-signed',
  confirmed: 'dialogue.minutes-confirmed',
  withdrawn: 'dialogue.minutes-withdrawn',
} as const satisfies Record<Closing, string>

/** A dialogue whose minutes are open, locked. Throws `already_closed`, saying by whom. */
async function openAt(tx: Tx, actor: Actor, id: string): Promise<Dialogue> {
  const dialogue = await findDialogue(tx, actor.org, id, 'lock')
  const { closed } = dialogue
  if (!closed) return dialogue
  throw new OversightError('conflict', 'already_closed', `The minutes were closed already, by ${closed.name} on ${closed.at}`)
} // biome-ignore format: short
