import { findOrganisation } from '../../accounts/index.ts'
import { newId } from '../../base/ids.ts'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import type { DataItem, Facts, LawBase } from '../../law/index.ts'
import { settle } from '../course.ts'
import { RequestError } from '../errors.ts'
import type { DealingId, DealingOf } from '../examination/dealing.ts'
import { put } from '../examination/putting.ts'
import { refuseOutOfTurn } from '../examination/sides.ts'
import type { FormCopy } from '../forms/form.ts'
import type { Arrival } from '../receiving/arrival.ts'
import type { Party, Request } from '../request.ts'
import { findDealings } from '../store/dealings.ts'
import { findByOrigin, insertRequest, updateRequest } from '../store/requests.ts'
import { enforcingOf } from './procedure.ts'

/** An order that was not obeyed is handed to this authority to enforce. Throws `wrong_state`, `wrong_seat`, `wrong_organisation`. */
export async function enforcementAsked(tx: Tx, law: LawBase, arrival: Arrival<'enforcement'>): Promise<void> {
  const { org, from, body, now } = arrival
  const own = await findOrganisation(tx, org)
  enforcingOf(law, body)
  const sender = body.parties.find((party) => party.org === from)
  const known = await findByOrigin(tx, org, body.request)
  if (!sender || body.asked.body.authority.org !== org || (known && known.counterpart !== from))
    throw new RequestError('forbidden', 'wrong_organisation', 'The sender cannot ask for this here')
  if (own.state !== body.to)
    throw new RequestError('forbidden', 'wrong_state', `This is for an authority of ${body.to}, not of ${own.state}`)
  if (!(own.seats as readonly string[]).includes('central'))
    throw new RequestError('forbidden', 'wrong_seat', `${own.name} enforces no orders`)
  const request = known ? await asKnown(tx, known, body.parties as Party[]) : await asNew(tx, arrival, sender.name)
  const said: DealingOf<'asked'> = {
    dealing: body.dealing as DealingId,
    step: body.step,
    kind: 'asked',
    org: from,
    orgName: sender.name,
    person: undefined,
    name: body.asked.name,
    at: instantText(now),
    body: body.asked.body,
  }
  const setting = { law, now: () => now }
  refuseOutOfTurn(await findDealings(tx, request.id), said)
  await put(tx, request, said, setting)
  await settle(tx, org, request.id, setting)
}

/** An authority that was notified of the order has it already; now it learns who else has a part in it. */
async function asKnown(tx: Tx, known: Request, parties: readonly Party[]): Promise<Request> {
  const all = [...known.parties, ...parties.filter(({ org }) => !known.parties.some((one) => one.org === org))]
  await updateRequest(tx, known.id, { parties: all })
  return { ...known, parties: all }
}

async function asNew(tx: Tx, { org, from, body, now }: Arrival<'enforcement'>, name: string): Promise<Request> {
  const id = newId('request', now.epochMilliseconds)
  const request: Request = {
    id,
    org,
    origin: body.request,
    direction: 'incoming',
    matter: undefined,
    title: body.title,
    fileNumber: `${now.toString().slice(0, 4)}-${id.slice(-6).toUpperCase()}`,
    counterpart: from,
    counterpartName: name,
    counterpartNumber: body.fileNumber,
    rule: body.rule,
    routeTitle: body.routeTitle,
    to: body.to,
    law: body.law,
    facts: { asking: { state: body.asking } } as Facts,
    items: body.items as DataItem[],
    parties: body.parties as Party[],
    answers: {},
    statement: undefined,
    copy: body.form as FormCopy | undefined,
    digest: body.digest,
    status: 'received',
    author: body.author,
    createdAt: instantText(now),
    leftAt: undefined,
    endedAt: undefined,
  }
  await insertRequest(tx, request)
  return request
}
