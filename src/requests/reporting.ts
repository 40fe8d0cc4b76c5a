import { instantText } from '../base/time.ts'
import type { Tx } from '../db/index.ts'
import { tell } from './course.ts'
import { RequestError } from './errors.ts'
import type { MessageBody } from './messages.ts'
import { askedAs } from './passing-on.ts'
import type { Decision, Request, Setting, Step } from './request.ts'

/** Tells whoever put a request before us what was decided on it here. */
export async function tellDecision(
  tx: Tx,
  request: Request,
  { step, outcome, name, reason, rules, details, at }: Decision,
  setting: Setting,
): Promise<void> {
  if (!request.digest) throw new RequestError('conflict', 'not_current', 'There is nothing to decide on')
  if (outcome !== 'done' && outcome !== 'refused' && outcome !== 'returned')
    throw new RequestError('invalid', 'not_current', `No decision: ${outcome}`)
  const said = details as { authority?: string; type?: string; post?: string; fileNumber?: string }
  const by = {
    name,
    authority: said.authority ?? name,
    ...(said.type && { type: said.type }),
    ...(said.post && { post: said.post }),
    ...(said.fileNumber && { fileNumber: said.fileNumber }),
  }
  const body = {
    request: request.origin,
    step: askedAs(step),
    outcome,
    by,
    ...(reason && { reason }),
    rules: [...rules],
    digest: request.digest,
    at,
  }
  await tell(tx, request, request.counterpart, 'decision', body, setting.now())
}

type Told = MessageBody<'progress'>['outcome']

/** Tells on what became of a step, here or further along the way, to whoever put the request before us. */
export async function tellProgress(
  tx: Tx,
  request: Request,
  { id }: Step,
  outcome: Told,
  { name, reason, rules }: { name: string; reason?: string | undefined; rules?: readonly string[] | undefined },
  { now }: Setting,
): Promise<void> {
  const body = {
    request: request.origin,
    step: id,
    outcome,
    name,
    ...(reason && { reason }),
    rules: [...(rules ?? [])],
    at: instantText(now()),
  }
  await tell(tx, request, request.counterpart, 'progress', body, now())
}
