import { type Actor, permit } from '../../accounts/index.ts'
import type { Db } from '../../db/index.ts'
import { type Narrowing, narrow, type Release, type ReleaseDecision } from '../../law/index.ts'
import { findItem } from '../../vault/index.ts'
import { givenFor } from '../answering.ts'
import type { Setting } from '../request.ts'
import { findRequest } from '../store/requests.ts'
import { decideFor } from './gate.ts'

/** What the gate would say if these pieces were handed over on a request now, with the facts it rests on. Nothing is kept. */
export async function previewRelease(
  db: Db,
  actor: Actor,
  id: string,
  { evidence, data = [] }: { readonly evidence: readonly string[]; readonly data?: readonly string[] | undefined },
  setting: Setting,
): Promise<{ readonly release: Release; readonly decision: ReleaseDecision }> {
  permit(actor, 'order.produce')
  const request = await findRequest(db, actor.org, id)
  const pieces = await Promise.all(evidence.map((item) => findItem(db, actor.org, item)))
  return decideFor(db, actor, givenFor(request, pieces, data), request.counterpart, setting)
}

/** What of these pieces the gate would let out to whoever asked, and what would have to change; undefined where nothing could go. */
export async function narrowAnswer(
  db: Db,
  actor: Actor,
  id: string,
  wanted: Parameters<typeof previewRelease>[3],
  setting: Setting,
): Promise<Narrowing | undefined> {
  const { release } = await previewRelease(db, actor, id, wanted, setting)
  return narrow(setting.law, release)
}
