import { eventsAbout } from '../../audit/index.ts'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { findItem, giveUp, holdsOf, type Item, listItems, madeOf, noteSenderErased } from '../../vault/index.ts'
import { note } from '../course.ts'
import { RequestError } from '../errors.ts'
import type { Arrival } from './arrival.ts'
import { knownCourse, nameOf } from './known.ts'

/**
 * Somebody has destroyed what we have as well. What we sealed for them alone is of use to nobody any more and goes, unless a
 * hold keeps it; what they handed on to us is looked at, because the law may want it erased here too.
 */
export async function destroyedElsewhere(
  tx: Tx,
  _law: LawBase,
  { org, from, body, now }: Arrival<'destruction'>,
): Promise<void> {
  const course = await knownCourse(tx, org, body.request, 'late')
  const sums = new Set(body.items.map(({ sha256 }) => sha256))
  const same = (await listItems(tx, org, body.request)).filter(
    ({ sha256, state }) => sums.has(sha256) && state !== 'erased',
  )
  const theirs = same.filter(({ producer }) => producer === from)
  const sealedForThem: Item[] = []
  for (const item of same) if (item.producer === org && (await wasHandedTo(tx, item, from))) sealedForThem.push(item)
  const isParty =
    course.request.counterpart === from ||
    course.request.parties.some((one) => one.org === from) ||
    theirs.length + sealedForThem.length > 0
  if (!isParty) throw new RequestError('forbidden', 'wrong_organisation', 'The sender has no part in this request')
  const at = instantText(now)
  // What was minimised here is theirs as much as what it was made of.
  const made = await madeOf(
    tx,
    org,
    theirs.map(({ id }) => id),
  )
  const parts = await Promise.all(made.map((id) => findItem(tx, org, id)))
  for (const { origin, producer, sha256 } of [...theirs, ...parts])
    await noteSenderErased(tx, org, { origin, producer, sha256 }, at)
  const by = { org: from, name: nameOf(course, from) }
  for (const item of sealedForThem) {
    const isHeld = (await holdsOf(tx, org, item.id)).some(({ lifted }) => !lifted)
    if (!isHeld) await giveUp(tx, item, `${by.name} has destroyed it; this copy was sealed for them alone`, now)
  }
  const said = { name: by.name, cite: body.cite, ...(body.told && { told: body.told }) }
  await note(
    tx,
    course.request,
    'request.destruction-heard',
    by,
    { ...said, pieces: theirs.length + sealedForThem.length },
    now,
  )
}

async function wasHandedTo(tx: Tx, { org, id }: Item, to: string): Promise<boolean> {
  return (await eventsAbout(tx, org, id)).some(
    ({ kind, body }) => kind === 'evidence.handed-over' && (body as { to?: unknown } | null)?.to === to,
  )
}
