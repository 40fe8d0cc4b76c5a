import type { Organisation } from '../../accounts/index.ts'
import { instrumentOf, type LawBase } from '../../law/index.ts'
import type { Decision, Party, Request, Step } from '../request.ts'

export interface FormContext {
  readonly request: Request
  readonly own: Pick<Organisation, 'id' | 'name' | 'languages'>
  readonly steps: readonly Step[]
  readonly decisions: readonly Decision[]
  /** The day it bears: today while it is a draft. */
  readonly sent: string
  /** The treaty its route rests on, as the law names it. */
  readonly treaty: string | undefined
}

/**
 * What the boxes of an asking authority's form may name as `request.…`: author, validator, addressee, notified and the
 * request's own data. A part that does not exist is left out, and so is unknown.
 */
export function formContext({ request, own, steps, decisions, sent, treaty }: FormContext): Record<string, unknown> {
  const partyOf = (does: Step['does']) => {
    const step = steps.find((one) => one.does === does)
    return step && request.parties.find(({ org }) => org === step.doer)
  }
  const ours = request.parties.find(({ org }) => org === own.id)
  const addressee = request.parties.find(({ org }) => org === request.counterpart)
  const notified = steps.some(({ does }) => does === 'notify') ? partyOf('assess') : undefined
  return {
    id: request.origin,
    fileNumber: request.fileNumber,
    matter: { title: request.title },
    identifiers: { ...request.statement?.identifiers, period: request.statement?.period },
    statement: { necessity: necessityIn(request) },
    sent,
    treaty,
    to: request.to,
    author: {
      name: request.author?.name,
      fileNumber: request.fileNumber,
      languages: own.languages,
      organisation: { ...contact(ours), name: own.name },
    },
    validator: validator(partyOf('validate'), validationIn(steps, decisions)),
    addressee: addressee && { ...contact(addressee), as: addressee.as, fileNumber: request.counterpartNumber },
    notified: notified && contact(notified),
  }
}

/** The treaty that the route rests on by the law of the request's day, as the law names it; custom and reciprocity are none. */
export function treatyOf(
  { rule, facts, to, law: read }: Pick<Request, 'rule' | 'facts' | 'to' | 'law'>,
  law: LawBase,
): string | undefined {
  const edition = law.at(read.on)
  const route = edition.find('route', rule)
  const instrument = route && edition.find('instrument', instrumentOf(edition, route, to, facts, read.on))
  return instrument?.level === 'treaty' ? instrument.title : undefined
}

/** What the author states of each item: what it will show, why nothing milder would do, what speaks against it. */
function necessityIn({ statement, items }: Request): string | undefined {
  const said = items.flatMap(({ id, category }) => {
    const weighed = statement?.necessity?.[id]
    const sides = weighed ? [weighed.need, weighed.milder, weighed.against].filter((side) => side !== '') : []
    return sides.length > 0 ? [`${category ?? id}: ${sides.join(' ')}`] : []
  })
  return said.length > 0 ? said.join('\n') : undefined
}

/** The approval by a judge or other authority that the law asks for, once it is given. */
export function validationIn(steps: readonly Step[], decisions: readonly Decision[]): Decision | undefined {
  const validating = new Set(steps.filter(({ does }) => does === 'validate').map(({ id }) => id))
  return decisions.findLast(({ step, outcome, void: isVoid }) => validating.has(step) && outcome === 'done' && !isVoid)
}

/** Who is to validate is known from the draft on; who did, and under which number, from the validation. */
function validator(party: Party | undefined, validation: Decision | undefined): Record<string, unknown> | undefined {
  if (!party && !validation) return undefined
  const organisation = party && contact(party)
  if (!validation) return { organisation, languages: party?.languages }
  const { post, fileNumber, authority } = validation.details
  return {
    name: validation.name,
    post,
    fileNumber,
    validated: validation.at.slice(0, 10),
    languages: party?.languages,
    organisation: organisation ?? { name: authority },
  }
}

/** What a form prints of an organisation. */
export const contact = ({ name, address, email, phone, fax, contact: person }: Party | Partial<Party> = {}) => ({
  name,
  address,
  email,
  phone,
  fax,
  contact: person,
})
