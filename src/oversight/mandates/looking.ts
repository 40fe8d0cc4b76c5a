import type { Actor } from '../../accounts/index.ts'
import { permit } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import { mandateInForce } from './giving.ts'
import type { Mandate } from './mandate.ts'
import { insertLook } from './store.ts'

/** Something of the overseen that is looked at: what, of which request, in which inspection. */
export interface Look {
  readonly overseen: string
  readonly what: 'population' | 'file' | 'alarms' | 'comparison' | 'reassessment' | 'order'
  readonly request?: string
  readonly inspection?: string
}

/**
 * The one door through which an organisation reads rows of another: under a mandate in force, for the overseer’s seat alone,
 * and each time as an event of the overseer’s own log, in the transaction in which `read` reads. The overseen learns of
 * it when the inspection is closed. Nothing of the overseen is changed, and no evidence is opened. Throws `no_mandate`.
 */
export async function lookAt<T>(
  tx: Tx,
  actor: Actor,
  { overseen, what, request, inspection }: Look,
  at: Temporal.Instant,
  read: (mandate: Mandate) => Promise<T>,
): Promise<T> {
  permit(actor, 'oversight.inspect')
  const mandate = await mandateInForce(tx, actor.org, overseen, at)
  const body = { overseen, what, mandate: mandate.id, ...(request && { request }), byName: actor.name }
  const about = inspection ?? mandate.id
  const { seq } = await record(tx, { org: actor.org, by: actor.person, kind: 'oversight.looked', about, body }, at)
  await insertLook(tx, actor, { overseen, what, request, inspection }, seq, instantText(at))
  return read(mandate)
}
