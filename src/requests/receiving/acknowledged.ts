import { parseInstant } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { raise } from '../clocks.ts'
import { note, settle, tell } from '../course.ts'
import { RequestError } from '../errors.ts'
import { updateRequest } from '../store/requests.ts'
import type { Arrival } from './arrival.ts'
import { arrivals } from './arrivals.ts'
import { knownCourse, nameOf } from './known.ts'

/** It arrived there: the clocks of that organisation's steps run here too, from the moment it arrived. */
export async function acknowledged(
  tx: Tx,
  law: LawBase,
  { org, from, body, now }: Arrival<'acknowledgement'>,
): Promise<void> {
  const course = await knownCourse(tx, org, body.request, 'late')
  const { request, steps } = course
  if (!steps.some(({ via }) => via === from)) {
    throw new RequestError('forbidden', 'wrong_organisation', 'The sender has no part in this request')
  }
  const setting = { law, now: () => now }
  if (request.direction === 'outgoing' && from === request.counterpart && !body.where)
    await updateRequest(tx, request.id, { counterpartNumber: body.fileNumber })
  await note(
    tx,
    request,
    'request.acknowledged',
    { org: from, name: nameOf(course, from) },
    { from, of: body.of, fileNumber: body.fileNumber, receivedAt: body.at },
    now,
  )
  if (request.endedAt !== undefined) return
  // Nobody received it before it left or after this answer was written.
  const said = parseInstant(body.at, 'at')
  const floor = parseInstant(request.leftAt ?? request.createdAt)
  const at = Temporal.Instant.compare(said, floor) < 0 ? floor : Temporal.Instant.compare(said, now) > 0 ? now : said
  const where = body.where ?? from
  await raise(tx, request, { names: arrivals[body.of], at, where }, setting)
  if (request.direction === 'incoming')
    await tell(tx, request, request.counterpart, 'acknowledgement', { ...body, where }, now)
  await settle(tx, org, request.id, setting)
}
