import { type Actor, permit } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import type { Json } from '../base/canonical-json.ts'
import { newId } from '../base/ids.ts'
import { instantText, type Now } from '../base/time.ts'
import type { Tx } from '../db/index.ts'
import { type Facts, parseFacts } from '../law/index.ts'
import { RequestError } from './errors.ts'
import { withFact } from './facts.ts'
import type { Matter } from './request.ts'
import { findMatter, insertMatter, updateFacts } from './store/matters.ts'

export interface NewMatter {
  readonly title: string
  readonly fileNumber: string
  readonly facts?: unknown
}

/** Opens a case of the actor's authority. Throws `invalid` for facts that are none or contradict each other. */
export async function openMatter(tx: Tx, actor: Actor, input: NewMatter, now: Now): Promise<Matter> {
  permit(actor, 'matter.open')
  const at = now()
  const matter: Matter = {
    id: newId('matter', at.epochMilliseconds),
    org: actor.org,
    title: lineFrom(input.title, 'title'),
    fileNumber: lineFrom(input.fileNumber, 'fileNumber'),
    facts: parseFacts(input.facts ?? {}),
    openedBy: actor.person,
    openedAt: instantText(at),
    changedAt: instantText(at),
  }
  await insertMatter(tx, matter)
  const body = { title: matter.title, fileNumber: matter.fileNumber, facts: matter.facts as Json }
  await record(tx, { org: actor.org, by: actor.person, kind: 'matter.opened', about: matter.id, body }, at)
  return matter
}

/**
 * Answers one question of the interview: sets the fact at that path, or with `undefined` makes it unknown again.
 * Throws `no_such_fact`, `LawError` `bad_facts` for a value that is none, `contradictory_facts` where it cannot be true
 * together with what was said before; the matter then stays as it was.
 */
export async function answer(
  tx: Tx,
  actor: Actor,
  matterId: string,
  path: string,
  value: unknown,
  now: Now,
): Promise<Matter> {
  permit(actor, 'matter.open')
  const matter = await findMatter(tx, actor.org, matterId, 'lock')
  const facts = parseFacts(withFact(matter.facts, path, value))
  return saveFacts(tx, actor, matter, facts, { fact: path, value: (value ?? null) as Json }, now)
}

/** Puts a whole set of facts in the place of the old. */
export async function replaceFacts(tx: Tx, actor: Actor, matterId: string, input: unknown, now: Now): Promise<Matter> {
  permit(actor, 'matter.open')
  const matter = await findMatter(tx, actor.org, matterId, 'lock')
  const facts = parseFacts(input)
  return saveFacts(tx, actor, matter, facts, { facts: facts as Json }, now)
}

async function saveFacts(
  tx: Tx,
  actor: Actor,
  matter: Matter,
  facts: Facts,
  body: { [key: string]: Json },
  now: Now,
): Promise<Matter> {
  const at = now()
  await updateFacts(tx, matter.id, facts, instantText(at))
  await record(tx, { org: actor.org, by: actor.person, kind: 'matter.answered', about: matter.id, body }, at)
  return { ...matter, facts, changedAt: instantText(at) }
}

export function lineFrom(input: string, path: string): string {
  const line = input.normalize('NFC').trim()
  if (line.length > 0 && line.length <= 300 && !/[\p{Cc}\p{Cs}]/u.test(line)) return line
  throw new RequestError('invalid', 'bad_text', `'${path}' takes 1 to 300 characters on one line`, { path })
}
