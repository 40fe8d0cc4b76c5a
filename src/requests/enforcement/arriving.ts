import { findOrganisation } from '../../accounts/index.ts'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { settle } from '../course.ts'
import { RequestError } from '../errors.ts'
import type { DealingId, DealingOf } from '../examination/dealing.ts'
import { put } from '../examination/putting.ts'
import { refuseOutOfTurn } from '../examination/sides.ts'
import type { Arrival } from '../receiving/arrival.ts'
import { joinParties, openFile } from '../receiving/file.ts'
import type { Party } from '../request.ts'
import { findDealings } from '../store/dealings.ts'
import { findByOrigin } from '../store/requests.ts'
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
  const request = known ? await joinParties(tx, known, body.parties as Party[]) : await openFile(tx, arrival, sender)
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
