import { findOrganisation } from '../../accounts/index.ts'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import { analyse, type Facts, type LawBase } from '../../law/index.ts'
import { actOf } from '../acts/acts.ts'
import type { Statement } from '../checks/statement.ts'
import { courseOf } from '../course.ts'
import { RequestError } from '../errors.ts'
import type { MessageBody } from '../messages.ts'
import type { Party, Step } from '../request.ts'
import { findByOrigin } from '../store/requests.ts'

/** An order as another product tells it: what it asks for and on what basis, without the steps and periods of our law base. */
export interface ToldOrder {
  /** How the request is known in messages about it. */
  readonly request: string
  readonly rule: string
  readonly title: string
  readonly fileNumber: string
  readonly asking: string
  /** Who asks. */
  readonly from: { readonly org: string; readonly name: string }
  readonly author?: string
  readonly company?: string
  readonly items: readonly { readonly id: string; readonly category?: string; readonly label?: string }[]
  readonly statement?: Statement
  readonly pdf?: string
  readonly emergency: boolean
  /** SHA-256 of the message it came in. */
  readonly digest: string
}

/**
 * The same as an order of ours to this organisation: its steps and their periods are those of the route in the law base here.
 * Throws `unknown_rule` for a route that is not there, or that has nothing for this organisation to do.
 */
export async function orderByLaw(
  tx: Tx,
  law: LawBase,
  org: string,
  told: ToldOrder,
  now: Temporal.Instant,
): Promise<MessageBody<'order'>> {
  const own = await findOrganisation(tx, org)
  const facts = {
    asking: { state: told.asking },
    holder: { kind: 'provider', name: told.company ?? own.name, addressees: own.addressees },
    data: told.items.map(({ id, category }) => ({ id, category: category ?? 'subscriber', stored: true })),
    urgency: told.emergency ? 'emergency' : 'ordinary',
  } as unknown as Facts
  const today = now.toString().slice(0, 10)
  const rule = law.at(today).find('route', told.rule)
  const measure = rule?.measure.length === 1 ? rule.measure[0] : undefined
  const analysis = analyse(law, { ...facts, ...(measure && { measure }) } as Facts, { today })
  const places = [own.state, ...own.addressees.map(({ state }) => state)]
  const found = analysis.routes.find((route) => route.rule === told.rule && places.includes(route.to ?? ''))
  const steps = (found?.steps ?? []).filter(
    ({ seat, state, does }) =>
      places.includes(state) &&
      (own.seats as readonly string[]).includes(seat) &&
      actOf(does as Step['does']).phase === 'answering',
  )
  const [first] = steps
  if (!found || !first)
    throw new RequestError('invalid', 'unknown_rule', `The law base here has no route ${told.rule} with a step for ${own.name}`, { path: 'rule' }) // biome-ignore format: one line
  const as = own.addressees.find(({ state }) => state === first.state)?.as as Party['as']
  return {
    request: told.request,
    title: told.title,
    fileNumber: told.fileNumber,
    rule: told.rule,
    routeTitle: found.title,
    ...(found.to && { to: found.to }),
    asking: told.asking,
    ...(told.company && { company: told.company }),
    ...(told.emergency && { urgency: 'emergency' as const }),
    happened: [],
    law: { digest: analysis.law.digest, on: analysis.on },
    items: told.items.map((item) => ({ ...item })),
    parties: [
      { seat: 'authority', state: told.asking, org: told.from.org, name: told.from.name },
      { seat: first.seat, state: first.state, org: own.id, name: own.name, ...(as && { as }) },
    ],
    steps: steps.map((step) => ({
      ...step,
      does: step.does as Step['does'],
      clocks: [...step.clocks],
      moments: [...(step.moments ?? actOf(step.does as Step['does']).moments)],
      after: [...step.after],
    })),
    author: { person: 'person_elsewhere', name: told.author ?? told.from.name },
    ...(told.statement && { statement: told.statement }),
    ...(told.pdf && { pdf: told.pdf }),
    digest: told.digest,
    at: instantText(now),
  }
}

/**
 * The step of our request that an organisation reports on when it says that it keeps data, or does not hand them over: another
 * product knows nothing of steps. Throws `not_found`, and `wrong_organisation` where nothing of the kind was put before it.
 */
export async function stepReportedOn(
  tx: Tx,
  org: string,
  origin: string,
  from: string,
  does: 'preserve' | 'produce',
): Promise<string> {
  const request = await findByOrigin(tx, org, origin)
  if (!request) throw new RequestError('missing', 'not_found', 'There is no such request here')
  const { steps } = await courseOf(tx, request)
  const theirs = steps.filter((step) => step.via === from && step.does === does)
  const step = theirs.find(({ is }) => is === 'current') ?? theirs[0]
  if (step) return step.id
  throw new RequestError('forbidden', 'wrong_organisation', 'Nothing of this kind was put before the organisation that reports on it') // biome-ignore format: one line
}
