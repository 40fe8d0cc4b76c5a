import { type Actor, findOrganisation, permit } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import type { Json } from '../../base/canonical-json.ts'
import { newId } from '../../base/ids.ts'
import { instantText, isDay } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import { OversightError } from '../errors.ts'
import { isInForce, limitsSchema, type Mandate } from './mandate.ts'
import { findMandates, insertMandate, setEnded } from './store.ts'

export interface NewMandate {
  readonly overseer: string
  readonly overseen: string
  /** The law or decision it rests on, as it is cited. */
  readonly basis: string
  readonly from: string
  readonly until?: string | undefined
  readonly limits?: unknown
}

/**
 * Gives an organisation oversight over another. The overseen can see that; what is looked at it sees afterwards. Throws
 * `no_such_organisation`, `bad_text` for an overseer without that seat, a basis that says nothing, or days in no order.
 */
export async function giveMandate(tx: Tx, actor: Actor, input: NewMandate, at: Temporal.Instant): Promise<Mandate> {
  permit(actor, 'mandate.give')
  const overseer = await findOrganisation(tx, input.overseer).catch(unknown('overseer'))
  const overseen = await findOrganisation(tx, input.overseen).catch(unknown('overseen'))
  if (!overseer.seats.includes('overseer')) throw bad(`${overseer.name} has no overseer’s seat`, 'overseer')
  if (overseer.id === overseen.id) throw bad('Nobody oversees themselves', 'overseen')
  const { from, until } = input
  if (!isDay(from)) throw bad('Say from which day', 'from')
  if (until !== undefined && (!isDay(until) || until < from)) throw bad('It cannot end before it begins', 'until')
  const limits = limitsSchema.safeParse(input.limits ?? {})
  if (!limits.success) {
    const [issue] = limits.error.issues
    throw bad(issue?.message ?? '', ['limits', ...(issue?.path ?? []).map(String)].join('.'))
  }
  const mandate: Mandate = {
    id: newId('mandate', at.epochMilliseconds),
    org: actor.org,
    overseer: overseer.id,
    overseen: overseen.id,
    basis: textFrom(input.basis, 'basis', 1000),
    limits: limits.data,
    from,
    until,
    given: { name: actor.name, at: instantText(at) },
    ended: undefined,
  }
  await insertMandate(tx, mandate)
  const { id, basis } = mandate
  const body = { overseer: overseer.id, overseen: overseen.id, basis, from, until: until ?? null, limits: limits.data as Json, byName: actor.name } // biome-ignore format: a row
  await record(tx, { org: actor.org, by: actor.person, kind: 'oversight.mandate-given', about: id, body }, at)
  return mandate
}

/** Ends a mandate before its day. Throws `no_such_mandate`, `already_ended`, `bad_text` without a reason. */
export async function endMandate(
  tx: Tx,
  actor: Actor,
  id: string,
  { reason }: { readonly reason: string },
  at: Temporal.Instant,
): Promise<void> {
  permit(actor, 'mandate.give')
  const [mandate] = await findMandates(tx, { id })
  if (!mandate) throw new OversightError('missing', 'no_such_mandate', 'There is no such mandate')
  if (mandate.ended) throw new OversightError('conflict', 'already_ended', `It was ended by ${mandate.ended.name}`)
  const why = textFrom(reason, 'reason', 2000)
  await setEnded(tx, id, { name: actor.name, at: instantText(at), why })
  const body = { reason: why, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'oversight.mandate-ended', about: id, body }, at)
}

/** The mandate under which an overseer may look at somebody's record now. Throws `forbidden` / `no_mandate`. */
export async function mandateInForce(db: Db, overseer: string, overseen: string, at: Temporal.Instant): Promise<Mandate> {
  const day = at.toString().slice(0, 10)
  const found = (await findMandates(db, { overseer, overseen })).find((one) => isInForce(one, day))
  if (found) return found
  throw new OversightError('forbidden', 'no_mandate', 'No mandate over this organisation is in force')
} // biome-ignore format: short

/** What somebody wrote, trimmed. Throws `bad_text` where that is nothing. */
export function textFrom(input: string, path: string, most: number): string {
  const text = input.trim().slice(0, most)
  if (text === '') throw bad('Say what', path)
  return text
}

export const bad = (message: string, path: string) => new OversightError('invalid', 'bad_text', message, { path })

const unknown = (path: string) => () => {
  throw new OversightError('missing', 'no_such_organisation', 'There is no such organisation on this instance', {
    path,
  })
}
