import type { Actor } from '../../accounts/index.ts'
import { type Graded, isClass } from '../../law/index.ts'
import { type Item, keepsHere, type Produced, sealEvidence, type Vault } from '../../vault/index.ts'
import { RequestError } from '../errors.ts'
import type { Setting } from '../request.ts'
import { gradePiece } from './grading.ts'

/**
 * Takes a file in of which it is known how it is graded: where that level may not lie here nothing of it is read. Throws
 * `bad_text` for a class the law does not have, `handling_closed` with the rule, and what `sealEvidence` does.
 */
export async function takeInGraded(
  vault: Vault,
  actor: Actor,
  given: Produced,
  level: Graded,
  { law, now }: Setting,
): Promise<Item> {
  const { db } = vault
  const at = now()
  if (!isClass(law.at(at.toString().slice(0, 10)), level))
    throw new RequestError('invalid', 'bad_text', 'The law base has no such class', { path: 'class' })
  await keepsHere(db, law, actor, given, level, at)
  const item = await sealEvidence(vault, actor, given)
  const grade = { grade: level, reason: 'As it was said when it was taken in' }
  await db.transaction().execute((tx) => gradePiece(tx, actor, item.id, grade, { law, now }))
  return item
}
