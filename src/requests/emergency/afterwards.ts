import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import { eraseReceived } from '../../vault/index.ts'
import { note } from '../course.ts'
import type { Request, Setting } from '../request.ts'
import { findEmergency, updateEmergency } from '../store/emergencies.ts'
import { isEmergency } from './emergency.ts'

/** An emergency request has left: from now on it is marked for oversight, whatever becomes of it. */
export async function mark(tx: Tx, request: Request, { now }: Setting): Promise<void> {
  const emergency = isEmergency(request) ? await findEmergency(tx, request.id) : undefined
  if (!emergency) return
  const { threat, stated, signed } = emergency
  await updateEmergency(tx, request, { leftAt: instantText(now()) })
  const body = { threat, route: request.rule, stated: stated.name, ...(signed && { signed: signed.name }) }
  await note(tx, request, 'request.emergency-marked', { org: 'system', name: 'system' }, body, now())
}

/** What the law wanted validated afterwards has been. */
export async function confirmed(tx: Tx, request: Request): Promise<void> {
  if (isEmergency(request) && (await findEmergency(tx, request.id)))
    await updateEmergency(tx, request, { afterwards: 'confirmed' })
}

/** Validation afterwards was refused: what came is deleted, which is recorded. Answers how many pieces it was. */
export async function eraseUnvalidated(tx: Tx, request: Request, reason: string, { now }: Setting): Promise<number> {
  const at = now()
  const { length } = await eraseReceived(tx, request.org, request.origin, reason, at)
  await note(tx, request, 'request.data-erased', { org: 'system', name: 'system' }, { pieces: length, reason }, at)
  if (await findEmergency(tx, request.id)) await updateEmergency(tx, request, { afterwards: 'refused', erased: length })
  return length
}
