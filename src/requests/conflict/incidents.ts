import { type Actor, permit } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import { isCountryCode } from '../../base/countries.ts'
import { newId } from '../../base/ids.ts'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import { reasonFrom } from '../course.ts'
import { RequestError } from '../errors.ts'
import type { Setting } from '../request.ts'
import { insertIncident } from '../store/weighings.ts'
import type { Incident } from './conflict.ts'

/** Puts an incident into the log of this organisation. Throws `bad_text`, `bad_period` for a day to come. */
export async function recordIncident(
  tx: Tx,
  actor: Actor,
  input: Pick<Incident, 'state' | 'what' | 'day' | 'account' | 'measures'> & { readonly request?: string | undefined },
  { now }: Pick<Setting, 'now'>,
): Promise<Incident> {
  permit(actor, 'order.check')
  const at = now()
  if (!isCountryCode(input.state))
    throw new RequestError('invalid', 'bad_text', 'Name the state that did it', { path: 'state' })
  if (
    !/^\d{4}-\d\d-\d\d$/.test(input.day) ||
    Number.isNaN(Date.parse(input.day)) ||
    input.day > at.toString().slice(0, 10)
  )
    throw new RequestError('invalid', 'bad_period', 'Name the day it happened', { path: 'day' })
  const incident: Incident = {
    id: newId('incident', at.epochMilliseconds),
    org: actor.org,
    request: input.request,
    state: input.state,
    what: input.what,
    day: input.day,
    account: reasonFrom(input.account, 'account'),
    measures: input.measures.trim(),
    by: actor.person,
    byName: actor.name,
    at: instantText(at),
  }
  await insertIncident(tx, incident)
  const { id, state, what, day, account, measures, request } = incident
  const body = { state, what, day, account, measures, ...(request && { request }), byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'incident.recorded', about: id, body }, at)
  return incident
}
