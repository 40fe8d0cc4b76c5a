import { type Actor, mustBeConfirmed, permit } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import type { Json } from '../../base/canonical-json.ts'
import { newId } from '../../base/ids.ts'
import { instantText, parseInstant } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import { isOfState, opensGate } from '../../law/index.ts'
import { type Item, inHand } from '../../vault/index.ts'
import { loadCourse, note, personOf, reasonFrom, refuseEnded } from '../course.ts'
import { RequestError } from '../errors.ts'
import type { MessageBody } from '../messages.ts'
import { objectionForm } from '../objecting.ts'
import type { Setting } from '../request.ts'
import { insertDispatch } from '../store/dispatches.ts'
import { findStanding } from '../store/organisations.ts'
import { findPermission, insertPermission, writeDecision, writeRevocation } from '../store/permissions.ts'
import type { Permission } from './permission.ts'

export interface Application {
  /** The bar it is to open: the rule of a gate, or of a check of a release that an approval opens. */
  readonly gate: string
  /** Whose leave it takes, where the rule is no state's own. */
  readonly state?: string | undefined
  /** The organ that decides. */
  readonly authority: string
  /** The pieces of evidence, taken in and not yet handed over. */
  readonly evidence: readonly string[]
  /** What the form of the application asks for, by field. */
  readonly content: Readonly<Record<string, unknown>>
}

/**
 * Applies to the competent authority for permission to give exactly these pieces to whoever the request came from. Throws `no_such_gate`,
 * `wrong_state` and `wrong_seat` for an organ that cannot decide it, `boxes_missing` while the content the law wants is not whole.
 */
export async function applyForPermission(
  tx: Tx,
  actor: Actor,
  id: string,
  input: Application,
  setting: Setting,
): Promise<Permission> {
  permit(actor, 'order.produce')
  const { request } = await loadCourse(tx, actor.org, id, 'lock')
  refuseEnded({ request, decisions: [] })
  const pieces = await piecesOf(tx, actor, request.origin, input.evidence)
  const at = setting.now()
  const organ = await organFor(tx, setting, actor.org, input, at)
  const recipient = await findStanding(tx, request.counterpart)
  if (!recipient) throw new RequestError('missing', 'not_found', 'Nobody knows any more who the data would go to')
  const content = await contentFor(tx, request, organ.form, input.content, setting)
  const permission: Permission = {
    id: newId('permission', at.epochMilliseconds),
    org: actor.org,
    side: 'applicant',
    other: organ.org,
    otherName: organ.name,
    origin: request.origin,
    requestTitle: request.title,
    gate: input.gate,
    state: organ.state,
    seat: organ.seat,
    capacity: organ.capacity,
    recipient: { org: recipient.org, name: recipient.name, state: recipient.state },
    items: pieces.map(({ id: item, sha256, name }) => ({ item, sha256, name })),
    content,
    applied: { by: actor.person, name: actor.name, at: instantText(at) },
    decision: undefined,
    revoked: undefined,
  }
  await insertPermission(tx, permission)
  await note(
    tx,
    request,
    'request.permission-applied',
    personOf(actor),
    { permission: permission.id, ...told(permission) },
    at,
  )
  const { title } = request
  await tellOther(
    tx,
    permission,
    'permission-application',
    {
      request: permission.origin,
      permission: permission.id,
      title,
      ...told(permission),
      content,
      name: actor.name,
      by: actor.person,
      at: instantText(at),
    },
    at,
  )
  return permission
}

export interface PermissionAnswer {
  readonly outcome: 'granted' | 'refused'
  readonly reason: string
  readonly conditions?: string | undefined
  /** From and until when it holds, where it is granted. */
  readonly from?: string | undefined
  readonly until?: string | undefined
}

/**
 * Decides on an application: leave from one instant to another, with conditions, or a refusal with reasons. Throws
 * `confirm_first`, `wrong_seat`, `wrong_organisation` for who applied, `already_decided`, `bad_period`, `reason_missing`.
 */
export async function decidePermission(
  tx: Tx,
  actor: Actor,
  id: string,
  { outcome, reason, conditions, from, until }: PermissionAnswer,
  { now }: Pick<Setting, 'now'>,
): Promise<Permission> {
  const permission = await decidable(tx, actor, id)
  mustBeConfirmed(actor)
  if (permission.decision) throw alreadyDecided(permission)
  const at = now()
  const period = outcome === 'granted' ? periodFrom(from, until, at) : { from: undefined, until: undefined }
  const why = reasonFrom(reason)
  const decision = {
    outcome,
    by: actor.person,
    name: actor.name,
    at: instantText(at),
    reason: why,
    conditions: conditions?.trim() || undefined,
    ...period,
  }
  if (!(await writeDecision(tx, permission, decision))) throw alreadyDecided(permission)
  const said = {
    permission: id,
    outcome,
    reason: why,
    ...(decision.conditions && { conditions: decision.conditions }),
    ...(period.from && { from: period.from, until: period.until }),
  }
  await recordIt(tx, permission, 'permission.decided', actor, said, at)
  const body = { request: permission.origin, ...said, by: actor.person, name: actor.name, at: instantText(at) }
  await tellOther(tx, permission, 'permission-decision', body, at)
  return { ...permission, decision }
}

/** Takes leave back: from now on the gate is closed again. Throws `already_decided` where it was never given or is taken back. */
export async function revokePermission(
  tx: Tx,
  actor: Actor,
  id: string,
  reason: string,
  { now }: Pick<Setting, 'now'>,
): Promise<Permission> {
  const permission = await decidable(tx, actor, id)
  const at = now()
  const revoked = { at: instantText(at), name: actor.name, reason: reasonFrom(reason) }
  if (permission.decision?.outcome !== 'granted' || !(await writeRevocation(tx, permission, revoked)))
    throw alreadyDecided(permission)
  await recordIt(tx, permission, 'permission.revoked', actor, { permission: id, reason: revoked.reason }, at)
  const body = { request: permission.origin, permission: id, reason: revoked.reason, name: actor.name, at: revoked.at }
  await tellOther(tx, permission, 'permission-revocation', body, at)
  return { ...permission, revoked }
}

/** Throws `wrong_organisation` for who applied, `wrong_seat`, and what `findPermission` does. */
async function decidable(tx: Tx, actor: Actor, id: string): Promise<Permission> {
  const permission = await findPermission(tx, actor.org, id, 'lock')
  if (permission.side !== 'authority')
    throw new RequestError('forbidden', 'wrong_organisation', `${permission.otherName} decides on it, not who applied`)
  if (permission.seat !== actor.seat)
    throw new RequestError('forbidden', 'wrong_seat', `It is for the seat ${permission.seat}, not ${actor.seat}`)
  permit(actor, actor.seat === 'court' ? 'request.validate' : 'request.examine')
  return permission
}

const alreadyDecided = ({ decision, revoked }: Permission) => {
  const last = revoked ? `taken back by ${revoked.name} on ${revoked.at}` : `${decision?.outcome ?? 'not yet granted'}`
  return new RequestError('conflict', 'already_decided', `This application is ${last}`)
}

function periodFrom(from: string | undefined, until: string | undefined, at: Temporal.Instant) {
  if (!until) throw new RequestError('invalid', 'bad_period', 'Say until when it holds', { path: 'until' })
  const begins = from ? parseInstant(from, 'from') : at
  const ends = parseInstant(until, 'until')
  if (Temporal.Instant.compare(begins, ends) >= 0 || Temporal.Instant.compare(at, ends) >= 0)
    throw new RequestError('invalid', 'bad_period', 'It ends before it begins, or has ended', { path: 'until' })
  return { from: instantText(begins), until: instantText(ends) }
}

async function piecesOf(tx: Tx, actor: Actor, origin: string, ids: readonly string[]): Promise<Item[]> {
  const pieces = await inHand(tx, actor.org, [...new Set(ids)])
  if (pieces.length === 0 || pieces.some((piece) => piece.origin !== origin))
    throw new RequestError('invalid', 'nothing_produced', 'Name pieces that were taken in for this request', {
      path: 'evidence',
    })
  return pieces
}

/** The organ that can open the bar, checked against the directory. */
async function organFor(
  db: Db,
  { law }: Pick<Setting, 'law'>,
  giver: string,
  { gate, state, authority }: Application,
  at: Temporal.Instant,
) {
  const organ = await findStanding(db, authority)
  const opening = opensGate(law, gate, at.toString().slice(0, 10), organ?.seats ?? [])
  if (!opening)
    throw new RequestError('invalid', 'no_such_gate', `No approval opens ${gate.slice(0, 200)}`, { path: 'gate' })
  const of = opening.state ?? state ?? (await findStanding(db, giver))?.state
  const isIn = organ !== undefined && of !== undefined && isOfState(law, organ.state, of, at.toString().slice(0, 10))
  if (!organ || !isIn)
    throw new RequestError('forbidden', 'wrong_state', `An authority of ${of ?? 'that state'} decides it`, {
      path: 'authority',
    })
  if (!opening.seat)
    throw new RequestError('forbidden', 'wrong_seat', `${organ.name} has no seat that decides it`, {
      path: 'authority',
    })
  return {
    org: organ.org,
    name: organ.name,
    state: organ.state,
    seat: opening.seat,
    capacity: opening.as,
    form: opening.form,
  }
}

/** What the form of the law asks for; throws `boxes_missing` while something is. */
async function contentFor(
  db: Db,
  request: Parameters<typeof objectionForm>[1],
  form: string | undefined,
  content: Readonly<Record<string, unknown>>,
  setting: Setting,
): Promise<Record<string, Json>> {
  const given = JSON.parse(JSON.stringify(content)) as Record<string, Json>
  if (!form) return { ...given, reason: reasonFrom(String(content.reason ?? ''), 'content.reason') }
  const { missing } = await objectionForm(db, request, form, given, setting)
  if (missing.length > 0)
    throw new RequestError(
      'conflict',
      'boxes_missing',
      `The application is not whole: ${missing.map(({ says }) => says).join(' ')}`,
      {
        missing,
      },
    )
  return given
}

const told = ({ gate, state, seat, capacity, recipient, items }: Permission) => ({
  gate,
  state,
  seat,
  capacity,
  recipient: { ...recipient },
  items: items.map((item) => ({ ...item })),
})

type PermissionMessage = 'permission-application' | 'permission-decision' | 'permission-revocation'

async function tellOther<T extends PermissionMessage>(
  tx: Tx,
  { org, other, id: about }: Permission,
  type: T,
  body: MessageBody<T>,
  at: Temporal.Instant,
): Promise<void> {
  const id = newId('dispatch', at.epochMilliseconds)
  await insertDispatch(tx, { id, org, to: other, request: about, type, body, queuedAt: instantText(at) })
}

async function recordIt(
  tx: Tx,
  { org, id, origin }: Permission,
  kind: string,
  { person, name }: Pick<Actor, 'person' | 'name'>,
  body: Record<string, Json | undefined>,
  at: Temporal.Instant,
): Promise<void> {
  await record(tx, { org, by: person, kind, about: id, body: { request: origin, name, ...body } as Json }, at)
}
