import { record } from '../../audit/index.ts'
import { instantText } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import { holdKept, itemsToPlan, setReminded, setReview } from '../../vault/index.ts'
import type { Setting } from '../request.ts'
import { dayOf, scheduleOf } from './schedule.ts'

/** No rule here names a day. */
export const NEVER = 'infinity'

/** Works out anew by when pieces are looked at again, and reminds of those whose day is near. Answers how many it looked at. */
export async function planRetention(db: Db, setting: Setting, limit: number): Promise<number> {
  const found = await itemsToPlan(db, dayOf(setting.now()).toString(), limit)
  for (const { org, id } of found) await db.transaction().execute((tx) => plan(tx, org, id, setting))
  return found.length
}

async function plan(tx: Tx, org: string, id: string, { law, now }: Setting): Promise<void> {
  const item = await holdKept(tx, org, id)
  if (!item) return
  const at = now()
  const { reviewOn = NEVER, remindOn = null, keeping, decidedBy, owed } = await scheduleOf(tx, law, item, at)
  await setReview(tx, org, id, { reviewOn, remindOn })
  const wasReminded = keeping.remindedAt !== null && keeping.reviewOn === reviewOn
  if (wasReminded || remindOn === null || remindOn > dayOf(at).toString()) return
  await setReminded(tx, org, id, instantText(at))
  const body = {
    origin: item.origin,
    reviewOn,
    rule: decidedBy?.rule ?? null,
    cite: decidedBy?.cite ?? null,
    owed: owed !== undefined,
  }
  await record(tx, { org, by: 'system', kind: 'evidence.review-reminded', about: id, body }, at)
}
