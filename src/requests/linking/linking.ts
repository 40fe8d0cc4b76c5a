import { type Actor, permit } from '../../accounts/index.ts'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import { type Doer, note, personOf, tell } from '../course.ts'
import { RequestError } from '../errors.ts'
import type { Request, Setting } from '../request.ts'
import { organisationsTold } from '../store/dispatches.ts'
import { findLinks, insertLink } from '../store/links.ts'
import { findRequest } from '../store/requests.ts'
import { type LinkKind, linkKinds } from './link.ts'

/**
 * Says how a request belongs to another of this organisation; who was told of both is told that too. Throws `bad_text`
 * for a request and itself, `already_decided` where it stands already, `not_found`.
 */
export async function link(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { kind: LinkKind; other: string },
  setting: Setting,
): Promise<Request> {
  permit(actor, 'request.draft')
  const request = await findRequest(tx, actor.org, id, 'lock')
  const other = await findRequest(tx, actor.org, input.other)
  if (!linkKinds.includes(input.kind))
    throw new RequestError('invalid', 'bad_text', 'Say how the requests belong together', { path: 'kind' })
  if (request.id === other.id)
    throw new RequestError('invalid', 'bad_text', 'Choose another request', { path: 'other' })
  if (request.direction !== 'outgoing' || other.direction !== 'outgoing')
    throw new RequestError('forbidden', 'wrong_organisation', 'Only whose requests they are can link them')
  if (!(await join(tx, request, other, input.kind, personOf(actor), setting))) {
    const links = await findLinks(tx, actor.org, [request.id])
    const before = links.find((one) => one.kind === input.kind && [one.request, one.other].includes(other.id))
    const who = before ? `, by ${before.name} on ${before.at}` : ''
    throw new RequestError('conflict', 'already_decided', `The two requests are linked so already${who}`)
  }
  if (request.leftAt !== undefined) await tellLink(tx, request, other, input.kind, setting)
  return request
}

/** The link itself, recorded with the later request; false where it stood already. */
export async function join(
  tx: Tx,
  request: Request,
  other: Request,
  kind: LinkKind,
  by: Doer,
  { now }: Setting,
): Promise<boolean> {
  const at = now()
  if (!(await insertLink(tx, request, other.id, kind, by, instantText(at)))) return false
  const body = { name: by.name, link: kind, other: other.id, otherTitle: other.title, otherNumber: other.fileNumber }
  await note(tx, request, 'request.linked', by, body, at)
  return true
}

/** A request that leaves takes along what it is linked to. */
export async function tellLinks(tx: Tx, request: Request, setting: Setting): Promise<void> {
  for (const { request: from, other, kind } of await findLinks(tx, request.org, [request.id])) {
    if (from !== request.id) continue
    await tellLink(tx, request, await findRequest(tx, request.org, other), kind, setting)
  }
}

/** Tells those who had both; nobody learns here of a request it was never told of. */
async function tellLink(tx: Tx, request: Request, other: Request, kind: LinkKind, { now }: Setting): Promise<void> {
  const [these, those] = [await organisationsTold(tx, request.id), await organisationsTold(tx, other.id)]
  const at = now()
  const body = {
    request: request.origin,
    kind,
    other: other.origin,
    otherNumber: other.fileNumber,
    at: instantText(at),
  }
  for (const org of these.filter((one) => those.includes(one))) await tell(tx, request, org, 'link', body, at)
}
