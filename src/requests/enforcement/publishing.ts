import type { Actor } from '../../accounts/index.ts'
import type { Db, Tx } from '../../db/index.ts'
import { reasonFrom } from '../course.ts'
import { RequestError } from '../errors.ts'
import { dayFrom, say } from '../examination/acting.ts'
import type { DealingId } from '../examination/dealing.ts'
import type { Request, Setting } from '../request.ts'
import { findPublishedDealings, type PublishedDealings } from '../store/dealings.ts'
import { at } from './acting.ts'
import { enforcementsOf, type Penalty } from './standing.ts'

/**
 * The addressee learns that its name will be public, by which law, and until when it may reply. Throws `reason_missing` where
 * neither the law of the route nor the authority names a law for it.
 */
export async function announcePublication(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { dealing: string; basis: string; until: string },
  setting: Setting,
): Promise<Request> {
  const { course, about, procedure } = await at(tx, actor, id, input.dealing, 'authority', setting, 'late')
  const { publishes } = procedure.law
  const until = dayFrom(input.until, setting)
  if (!until) throw new RequestError('invalid', 'bad_text', 'Set the day until which it may reply', { path: 'until' })
  const basis = reasonFrom(input.basis.trim() || publishes?.cite, 'basis')
  return say(tx, actor, course, { ...about, kind: 'announced', body: { basis, until } }, setting)
}

/** The addressee’s reply: it stands beside what is published, whole. */
export async function replyToPublication(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { dealing: string; text: string },
  setting: Setting,
): Promise<Request> {
  const { course, about } = await at(tx, actor, id, input.dealing, 'holder', setting, 'late')
  return say(tx, actor, course, { ...about, kind: 'replied', body: { text: reasonFrom(input.text, 'text') } }, setting)
}

/** What was imposed becomes public, in figures and facts alone. Throws `too_early` before a reply or the end of the time for one. */
export async function publishPenalty(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { dealing: string },
  setting: Setting,
): Promise<Request> {
  const { course, about, enforcement } = await at(tx, actor, id, input.dealing, 'authority', setting, 'late')
  const { announced, reply } = enforcement.penalty ?? {}
  const until = announced?.body.until
  if (until !== undefined && !reply && setting.now().toString().slice(0, 10) <= until)
    throw new RequestError('conflict', 'too_early', `The addressee may reply until ${until}`)
  return say(tx, actor, course, { ...about, kind: 'published', body: {} }, setting)
}

/** It is public no longer. */
export async function takeDown(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { dealing: string; reason: string },
  setting: Setting,
): Promise<Request> {
  const { course, about } = await at(tx, actor, id, input.dealing, 'authority', setting, 'late')
  return say(tx, actor, course, { ...about, kind: 'taken-down', body: { reason: reasonFrom(input.reason) } }, setting)
}

/** A penalty as the public reads it: facts, what became of it, and the addressee’s reply. Of the case nothing. */
export interface PublishedPenalty {
  readonly id: DealingId
  readonly authority: string
  readonly state: string | undefined
  readonly addressee: string
  /** The route whose order was not obeyed, and the law on whose day. */
  readonly route: string
  readonly on: string
  readonly penalty: Penalty
}

/** What is public on this instance, newest first; `next` is behind what the following page begins. */
export async function listPublished(
  db: Db,
  { after, limit }: { after?: number | undefined; limit: number },
): Promise<{ penalties: PublishedPenalty[]; next: number | undefined }> {
  const found = await findPublishedDealings(db, { before: after, limit: limit + 1 })
  const page = found.slice(0, limit)
  return { penalties: page.flatMap(readPublished), next: found.length > limit ? page.at(-1)?.seq : undefined }
}

function readPublished({ request, dealings }: PublishedDealings): PublishedPenalty[] {
  const enforcement = enforcementsOf(dealings).at(-1)
  if (!enforcement?.penalty) return []
  const { id, asked, penalty } = enforcement
  const { authority, holder } = asked.body
  return [
    {
      id,
      authority: authority.name,
      state: request.to,
      addressee: holder.name,
      route: request.rule,
      on: request.on,
      penalty,
    },
  ]
}
