import { type Actor, permit } from '../../accounts/index.ts'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import { loadCourse, note, personOf, reasonFrom, refuseEnded, settle } from '../course.ts'
import { RequestError } from '../errors.ts'
import type { Request, Setting } from '../request.ts'
import { findEmergency, updateEmergency, writeGround } from '../store/emergencies.ts'
import { isEmergency } from './emergency.ts'
import { emergencyLacks, signatureFor } from './lacking.ts'

/**
 * States the narrow ground of an emergency in words, beside the threat that the facts of the matter name. Possible until
 * it leaves; a signature under other words falls. Throws `emergency_unfounded` where the facts name no threat.
 */
export async function stateEmergency(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { grounds: string },
  setting: Setting,
): Promise<Request> {
  permit(actor, 'request.draft')
  const request = await emergencyFrom(tx, actor, id)
  const threat = request.facts.emergency?.threat
  if (!threat)
    throw unfounded('No threat to life, to a person or to critical infrastructure is among the facts', 'threat')
  const grounds = reasonFrom(input.grounds, 'grounds')
  const at = setting.now()
  const stated = { person: actor.person, name: actor.name, at: instantText(at) }
  await writeGround(tx, request, { threat, grounds, stated })
  await note(tx, request, 'request.emergency-stated', personOf(actor), { name: actor.name, threat, text: grounds }, at)
  return settle(tx, actor.org, id, setting)
}

/** The head of the office answers for it. Throws `approver_is_author`, `not_permitted`, `emergency_unfounded` before a ground is stated. */
export async function signEmergency(tx: Tx, actor: Actor, id: string, setting: Setting): Promise<Request> {
  permit(actor, 'request.approve')
  const request = await emergencyFrom(tx, actor, id)
  if (request.author?.person === actor.person)
    throw new RequestError('forbidden', 'approver_is_author', 'Authors cannot approve their own request')
  const emergency = await findEmergency(tx, id)
  if (!emergency) throw unfounded('The ground has not been stated yet', 'grounds')
  if (emergency.signed)
    throw new RequestError(
      'conflict',
      'already_decided',
      `${emergency.signed.name} signed it on ${emergency.signed.at}`,
    )
  const at = setting.now()
  await updateEmergency(tx, request, { signed: { person: actor.person, name: actor.name, at: instantText(at) } })
  await note(tx, request, 'request.emergency-signed', personOf(actor), { name: actor.name }, at)
  return settle(tx, actor.org, id, setting)
}

async function emergencyFrom(tx: Tx, actor: Actor, id: string): Promise<Request> {
  const course = await loadCourse(tx, actor.org, id, 'lock')
  refuseEnded(course)
  const { request } = course
  if (!isEmergency(request)) throw unfounded('By its facts this is no emergency', 'urgency')
  if (request.leftAt !== undefined)
    throw new RequestError('conflict', 'not_editable', 'It has left: what was stated for it stands')
  return request
}

/** Nothing is handed in as an emergency without its ground. Throws `emergency_unfounded`. */
export async function refuseUnstated(tx: Tx, request: Request): Promise<void> {
  if (isEmergency(request) && !(await findEmergency(tx, request.id)))
    throw unfounded('State the ground of the emergency first: who is in danger, why now, why no other way', 'grounds')
}

/** Nothing leaves by the emergency lane on a bare word, nor unsigned. Throws `emergency_unfounded`. */
export async function refuseUnfounded(tx: Tx, request: Request, { law }: Setting): Promise<void> {
  await refuseUnstated(tx, request)
  const wanted = signatureFor(law, request)
  if (wanted && (await emergencyLacks(tx, request, law)) === 'signature')
    throw unfounded(`It has to be signed first: ${wanted.who} (${wanted.cite})`, 'signed')
}

const unfounded = (message: string, path: string) =>
  new RequestError('conflict', 'emergency_unfounded', message, { path })
