import { type Actor, permit } from '../../accounts/index.ts'
import type { Tx } from '../../db/index.ts'
import { personOf, reasonFrom } from '../course.ts'
import { draftRequest } from '../drafting.ts'
import { RequestError } from '../errors.ts'
import type { Party, Request, Setting } from '../request.ts'
import { chooseRoute } from '../route.ts'
import { findMatter } from '../store/matters.ts'
import { findRequest } from '../store/requests.ts'
import { join } from './linking.ts'

export interface Addition {
  /** It adds to what was asked for, or takes its place. */
  readonly as: 'supplements' | 'replaces'
  /** What it asks for, by the ids of the matter's data. */
  readonly data: readonly string[]
  readonly title?: string
  readonly despite?: string
}

/**
 * Asks the same holder by the same route for something more, or anew: a draft of its own, linked to the first, which goes
 * through every approval again. Throws `not_current` for a request that has not left, `bad_text` for a supplement that
 * adds nothing, and what drafting throws where the law has become another.
 */
export async function addTo(tx: Tx, actor: Actor, id: string, input: Addition, setting: Setting): Promise<Request> {
  permit(actor, 'request.draft')
  const first = await findRequest(tx, actor.org, id)
  if (first.direction !== 'outgoing' || first.matter === undefined)
    throw new RequestError('forbidden', 'wrong_organisation', 'Only the organisation whose request it is can add to it')
  if (first.leftAt === undefined)
    throw new RequestError('conflict', 'not_current', 'It has not left yet: change the draft itself')
  if (input.as !== 'supplements' && input.as !== 'replaces')
    throw new RequestError('invalid', 'bad_text', 'Say whether it adds to the first or takes its place', { path: 'as' })
  if (input.data.length === 0 || (input.as === 'supplements' && input.data.every((one) => isAskedFor(first, one))))
    throw new RequestError('invalid', 'bad_text', 'Choose what it is to ask for', { path: 'data' })
  const { facts } = await findMatter(tx, actor.org, first.matter)
  const choice = { rule: first.rule, to: first.to, data: input.data, despite: input.despite }
  const measure = first.facts.measure === 'preserve' ? ('preserve' as const) : undefined
  const { finding } = chooseRoute(measure ? { ...facts, measure } : facts, choice, setting)
  const title = input.title?.trim() ? reasonFrom(input.title, 'title') : first.title
  const hasPart = ({ seat, state }: Party) => finding.steps.some((step) => step.seat === seat && step.state === state)
  const parties = first.parties.filter((party) => party.org !== actor.org && hasPart(party))
  const request = await draftRequest(
    tx,
    actor,
    first.matter,
    { ...choice, ...(measure && { measure }), title, parties },
    setting,
  )
  await join(tx, request, first, input.as, personOf(actor), setting)
  return request
}

const isAskedFor = ({ items }: Request, item: string): boolean => items.some(({ id }) => id === item)
