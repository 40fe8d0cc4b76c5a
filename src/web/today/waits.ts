import { type Actor, isPermitted } from '../../accounts/index.ts'
import { auditWaits } from '../../audit/index.ts'
import { type Db, whether } from '../../db/index.ts'
import { oversightWaits } from '../../oversight/index.ts'
import { lookedAheadTo, requestsWait } from '../../requests/index.ts'
import { vaultWaits } from '../../vault/index.ts'

/**
 * Which of the things that may wait at an organisation besides its requests there are at all. Most days there are none: one
 * statement says so, and what there is not is not looked up.
 */
export const waitsAt = (db: Db, actor: Actor, at: Temporal.Instant) =>
  whether(db, {
    ...auditWaits(isPermitted(actor, 'instance.read') ? undefined : actor.org),
    ...oversightWaits(actor.org),
    ...requestsWait(actor.org),
    ...vaultWaits(actor.org, lookedAheadTo(at)),
  })

export type Waits = Awaited<ReturnType<typeof waitsAt>>
