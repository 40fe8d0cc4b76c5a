import type { Tx } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { courseOf, settle } from '../course.ts'
import type { Arrival } from '../receiving/arrival.ts'
import { knownCourse } from '../receiving/known.ts'
import { findDealings } from '../store/dealings.ts'
import type { Dealing } from './dealing.ts'
import { put, tellOn } from './putting.ts'
import { refuseOutOfTurn, refuseWrongSender } from './sides.ts'

/**
 * The other side has said something about a request, or an organisation between passes it on. It is welcome after the request has
 * ended too: evidence is used for longer. Throws `wrong_organisation`, `no_such_dealing`, `already_decided`, `not_current`.
 */
export async function dealt(tx: Tx, law: LawBase, { org, from, body, now }: Arrival<'dealing'>): Promise<void> {
  const { request } = await knownCourse(tx, org, body.request, 'late')
  const { steps } = await courseOf(tx, request)
  const { dealing, step, by, said: told } = body
  const said = { ...told, dealing, step, org: by.org, orgName: by.name, person: undefined } as unknown as Dealing
  const dealings = await findDealings(tx, request.id)
  refuseWrongSender({ request, steps }, dealings, from, said)
  refuseOutOfTurn(dealings, said)
  const setting = { law, now: () => now }
  await put(tx, request, said, setting)
  await tellOn(tx, request, said, setting)
  await settle(tx, org, request.id, setting)
}
