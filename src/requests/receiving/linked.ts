import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { note } from '../course.ts'
import { insertLink } from '../store/links.ts'
import { findByOrigin } from '../store/requests.ts'
import type { Arrival } from './arrival.ts'
import { knownCourse, nameOf, refuseStranger } from './known.ts'

/** Whose request it is says how it belongs to an earlier one; both are then shown together, where both are here. */
export async function linked(tx: Tx, _: LawBase, { org, from, body, now }: Arrival<'link'>): Promise<void> {
  const course = await knownCourse(tx, org, body.request, 'late')
  refuseStranger(course, from)
  const other = await findByOrigin(tx, org, body.other)
  const by = { org: from, name: nameOf(course, from) }
  const isTheirs = other?.direction === 'incoming' && other.counterpart === from
  if (isTheirs) await insertLink(tx, course.request, other.id, body.kind, by, instantText(now))
  const said = { name: by.name, link: body.kind, otherNumber: body.otherNumber, ...(isTheirs && { other: other.id }) }
  await note(tx, course.request, 'request.linked', by, said, now)
}
