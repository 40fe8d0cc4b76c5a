import type { Tx } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { hearOfCustody, listItems } from '../../vault/index.ts'
import { note } from '../course.ts'
import { RequestError } from '../errors.ts'
import type { Arrival } from './arrival.ts'
import { knownCourse, nameOf } from './known.ts'

/**
 * Whoever sealed a piece says what was put down of it since. It stands in the custody record here as what the producer says.
 * Throws `wrong_organisation` for a piece the sender did not seal, or for what it says of somebody else.
 */
export async function custodyTold(tx: Tx, _law: LawBase, { org, from, body, now }: Arrival<'custody'>): Promise<void> {
  const course = await knownCourse(tx, org, body.request, 'late')
  const known = new Map((await listItems(tx, org, body.request)).map((item) => [item.id, item]))
  let heard = 0
  for (const { id, sha256, acts } of body.items) {
    const item = known.get(id)
    const isTheirs = item?.producer === from && item.sha256 === sha256 && acts.every((act) => act.org === from)
    if (!item || !isTheirs)
      throw new RequestError('forbidden', 'wrong_organisation', 'The sender did not seal this piece for us')
    if (item.state !== 'erased') heard += await hearOfCustody(tx, item, acts, now)
  }
  const by = { org: from, name: nameOf(course, from) }
  if (heard > 0) await note(tx, course.request, 'request.custody-told', by, { name: by.name, acts: heard }, now)
}
