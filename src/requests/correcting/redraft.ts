import { type Actor, permit } from '../../accounts/index.ts'
import { eventsAbout } from '../../audit/index.ts'
import type { Tx } from '../../db/index.ts'
import { loadCourse, note, personOf } from '../course.ts'
import { draftRequest } from '../drafting.ts'
import { RequestError } from '../errors.ts'
import { openObjection } from '../lifecycle.ts'
import { join } from '../linking/linking.ts'
import type { Party, Request, Setting } from '../request.ts'
import { chooseRoute } from '../route.ts'
import { findMatter } from '../store/matters.ts'
import { findRequest, updateRequest } from '../store/requests.ts'
import { correctionOf, setReplaces } from '../store/versions.ts'

/**
 * A new draft with all that the old one said: route, parties, data, boxes and statement, to be corrected and to go through
 * every approval again. Only of a request that was refused, objected to or withdrawn; one that was given back is changed
 * itself. Throws `not_current`, `already_decided` while there is such a draft (by whom and when), and what drafting throws
 * where the law or the facts have become other.
 */
export async function redraft(tx: Tx, actor: Actor, id: string, setting: Setting): Promise<Request> {
  permit(actor, 'request.draft')
  const course = await loadCourse(tx, actor.org, id, 'lock')
  const { request: first } = course
  if (first.direction !== 'outgoing' || first.matter === undefined)
    throw new RequestError(
      'forbidden',
      'wrong_organisation',
      'Only the organisation whose request it is can redraft it',
    )
  if (!mayBeRedrafted(course))
    throw new RequestError('conflict', 'not_current', 'Only what was refused, objected to or withdrawn is drafted anew')
  const before = await correctionOf(tx, actor.org, first.origin)
  if (before) {
    const message = `A corrected draft was made already, by ${before.name} on ${before.at}`
    throw new RequestError('conflict', 'already_decided', message)
  }
  const measure = first.facts.measure === 'preserve' ? ('preserve' as const) : undefined
  const despite = await despiteOf(tx, first)
  const data = first.items.map((item) => item.id)
  const choice = { rule: first.rule, to: first.to, data, ...(despite && { despite }), ...(measure && { measure }) }
  const { facts } = await findMatter(tx, actor.org, first.matter)
  const { finding } = chooseRoute(measure ? { ...facts, measure } : facts, choice, setting)
  const hasPart = ({ seat, state }: Party) => finding.steps.some((step) => step.seat === seat && step.state === state)
  const parties = first.parties.filter((party) => party.org !== actor.org && hasPart(party))
  const request = await draftRequest(tx, actor, first.matter, { ...choice, title: first.title, parties }, setting)
  await setReplaces(tx, request.id, first.origin)
  await updateRequest(tx, request.id, {
    answers: first.answers,
    ...(first.statement && { statement: first.statement }),
  })
  const by = personOf(actor)
  await note(tx, first, 'request.redrafted', by, { name: actor.name, draft: request.id }, setting.now())
  await join(tx, request, first, 'replaces', by, setting)
  return findRequest(tx, actor.org, request.id)
}

/** Nothing more is to be had from it as it stands. */
export function mayBeRedrafted(course: Parameters<typeof openObjection>[0] & { readonly request: Request }): boolean {
  const { request } = course
  if (request.direction !== 'outgoing' || request.matter === undefined) return false
  return request.status === 'refused' || request.status === 'withdrawn' || openObjection(course) !== undefined
}

/** Why it was sent although another state's law forbids it, as its author said then. */
async function despiteOf(tx: Tx, { org, id }: Request): Promise<string | undefined> {
  const drafted = (await eventsAbout(tx, org, id)).find(({ kind }) => kind === 'request.drafted')
  const said = drafted?.body as { despite?: unknown } | null | undefined
  return typeof said?.despite === 'string' ? said.despite : undefined
}
