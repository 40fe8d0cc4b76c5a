import { findOrganisation } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import type { Json } from '../../base/canonical-json.ts'
import type { InstantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import { type LawBase, opensGate } from '../../law/index.ts'
import { RequestError } from '../errors.ts'
import type { Permission } from '../release/permission.ts'
import { findStanding } from '../store/organisations.ts'
import { findPermission, insertPermission, writeDecision, writeRevocation } from '../store/permissions.ts'
import type { Arrival } from './arrival.ts'

const refuse = (message: string, path?: string) =>
  new RequestError('forbidden', 'wrong_organisation', message, path === undefined ? {} : { path })

/** Somebody asks us for permission. Throws `wrong_seat` and `wrong_state` where it is not ours to give, `no_such_gate`. */
export async function permissionAsked(
  tx: Tx,
  law: LawBase,
  { org, from, body, now, at }: Arrival<'permission-application'>,
): Promise<void> {
  const own = await findOrganisation(tx, org)
  const applicant = await findStanding(tx, from)
  if (!applicant) throw refuse('Nobody here knows who applies')
  if (!opensGate(law, body.gate, now.toString().slice(0, 10), own.seats)?.seat)
    throw new RequestError('invalid', 'no_such_gate', 'No leave that is given here opens this', { path: 'gate' })
  if (body.state !== own.state)
    throw new RequestError('forbidden', 'wrong_state', `It is for ${body.state}; ${own.name} is in ${own.state}`)
  if (!(own.seats as readonly string[]).includes(body.seat))
    throw new RequestError('forbidden', 'wrong_seat', `${own.name} has no seat ${body.seat}`, { path: 'seat' })
  const permission: Permission = {
    id: body.permission,
    org,
    side: 'authority',
    other: from,
    otherName: applicant.name,
    origin: body.request,
    requestTitle: body.title,
    gate: body.gate,
    state: body.state,
    seat: body.seat,
    capacity: body.capacity,
    recipient: body.recipient,
    items: body.items,
    content: body.content,
    applied: { by: body.by, name: body.name, at: at },
    decision: undefined,
    revoked: undefined,
  }
  await insertPermission(tx, permission)
  const said = { request: body.request, gate: body.gate, recipient: body.recipient, items: body.items, name: body.name }
  await tellLog(tx, permission, 'permission.application-received', said, now)
}

/** The authority has decided on what we applied for. */
export async function permissionDecided(
  tx: Tx,
  _: LawBase,
  { org, from, body, now }: Arrival<'permission-decision'>,
): Promise<void> {
  const permission = await ours(tx, org, from, body.permission)
  const { outcome, reason, conditions, by, name } = body
  const period = { from: body.from as InstantText | undefined, until: body.until as InstantText | undefined }
  const decision = { outcome, by, name, at: body.at as InstantText, reason, conditions, ...period }
  if (!(await writeDecision(tx, permission, decision)))
    throw new RequestError('conflict', 'already_decided', 'That was decided before')
  await tellLog(tx, permission, 'permission.decision-received', { ...body }, now)
}

/** The authority takes back what it gave: the gate is closed from now on. */
export async function permissionRevoked(
  tx: Tx,
  _: LawBase,
  { org, from, body, now, at }: Arrival<'permission-revocation'>,
): Promise<void> {
  const permission = await ours(tx, org, from, body.permission)
  await writeRevocation(tx, permission, { at, name: body.name, reason: body.reason })
  await tellLog(tx, permission, 'permission.revocation-received', { ...body }, now)
}

async function ours(tx: Tx, org: string, from: string, id: string): Promise<Permission> {
  const permission = await findPermission(tx, org, id, 'lock')
  if (permission.side !== 'applicant' || permission.other !== from)
    throw refuse('Only the authority that was asked decides on it')
  return permission
}

async function tellLog(tx: Tx, { org, id, other }: Permission, kind: string, body: object, at: Temporal.Instant) {
  const said = JSON.parse(JSON.stringify(body)) as Json
  await record(tx, { org, by: other, kind, about: id, body: said }, at)
}
