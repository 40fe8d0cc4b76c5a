import { type Actor, permit } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import type { Json } from '../../base/canonical-json.ts'
import { isCountryCode } from '../../base/countries.ts'
import { newId } from '../../base/ids.ts'
import { instantText } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import { OversightError } from '../errors.ts'
import { bad, textFrom } from '../mandates/giving.ts'
import type { Period } from '../period.ts'
import { ledgerBetween } from './ledger.ts'
import type { FoundReciprocity } from './reciprocity.ts'
import { insertFound, listFound, listTaken } from './store.ts'

export interface NewFinding extends Period {
  readonly withState: string
  readonly holds: boolean
  readonly reason: string
}

/**
 * Puts down whether reciprocity with a state holds. The figures do not decide it and change nothing by themselves: they are kept beside the
 * person's reason. What is found later counts instead; nothing found is changed. Throws `bad_text` for a state that is none or one's own, days
 * that are none, or no reason; `no_figures` where the record has nothing with that state.
 */
export async function findReciprocity(
  tx: Tx,
  actor: Actor,
  { withState, holds, reason, ...period }: NewFinding,
  at: Temporal.Instant,
): Promise<FoundReciprocity> {
  permit(actor, 'reciprocity.find')
  if (!isCountryCode(withState)) throw bad('Say with which state', 'withState')
  const { state, lines, from, until } = await ledgerBetween(tx, actor, period, at)
  if (withState === state) throw bad('Reciprocity is with another state', 'withState')
  const why = textFrom(reason, 'reason', 5000)
  const line = lines.find(({ kind, partner }) => kind === 'state' && partner === withState)
  if (!line) {
    const message = 'The record of this organisation has nothing with that state in these days'
    throw new OversightError('conflict', 'no_figures', message, { path: 'withState' })
  }
  const editions = (await listTaken(tx, actor.org)).map(({ publisher, number }) => ({ publisher: publisher.name, number }))
  const found: FoundReciprocity = {
    id: newId('reciprocity', at.epochMilliseconds),
    org: actor.org,
    state,
    withState,
    holds,
    reason: why,
    figures: { ...(from && { from }), ...(until && { until }), line, editions },
    found: { name: actor.name, at: instantText(at) },
  }
  await insertFound(tx, found)
  const body = { withState, holds, reason: why, figures: found.figures as unknown as Json, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'reciprocity.found', about: found.id, body }, at)
  return found
} // biome-ignore format: short

/** What an organisation's people found last of each state. */
export async function standingReciprocity(db: Db, org: string): Promise<FoundReciprocity[]> {
  const newest = new Map<string, FoundReciprocity>()
  for (const one of await listFound(db, org)) if (!newest.has(one.withState)) newest.set(one.withState, one)
  return [...newest.values()].sort((a, b) => (a.withState < b.withState ? -1 : 1))
}
