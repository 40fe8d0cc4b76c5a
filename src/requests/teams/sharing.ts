import { type Actor, permit } from '../../accounts/index.ts'
import { instantText } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import {
  asTold,
  custodyOf,
  findItem,
  handOver,
  type Item,
  levelOf,
  openEvidence,
  sealEvidence,
  staysWith,
  type Vault,
} from '../../vault/index.ts'
import { reasonFrom } from '../course.ts'
import { RequestError } from '../errors.ts'
import { passageFor } from '../release/gate.ts'
import type { Setting } from '../request.ts'
import { findShared, findTeam, insertShared } from '../store/teams.ts'
import { isBefore, isPast, type Team } from './team.ts'
import { recordOf, tellMembers } from './telling.ts'

export interface Sharing {
  /** The piece of evidence here; it has been verified. */
  readonly item: string
  /** What it shows, or what is to be done with it. */
  readonly note: string
}

/** What sealing needs: our own keys, the present one first, and those of the other members. */
export interface Keys {
  readonly identity: string | readonly string[]
  readonly recipients: readonly string[]
}

/**
 * Shares a piece of evidence with every member, without a new request: it is opened, which stands in the log, and sealed
 * anew to them; its custody goes on from what it was. Throws `team_ended` outside its time, `not_current` before all have
 * signed, `already_decided` for what was shared before.
 */
export async function shareInTeam(
  vault: Vault,
  actor: Actor,
  id: string,
  input: Sharing,
  keys: Keys,
  setting: Setting,
): Promise<Team> {
  permit(actor, 'evidence.open')
  const note = reasonFrom(input.note, 'note')
  const team = await findTeam(vault.db, actor.org, id)
  refuseIdle(team, setting)
  const source = await findItem(vault.db, actor.org, input.item)
  await refuseShared(vault.db, actor, id, source)
  const purpose = `Shared within the team “${team.title}”`
  const opening = { purpose, bound: staysWith(actor), saved: false }
  const { bytes, item } = await openEvidence({ ...vault, law: setting.law }, actor, keys.identity, source.id, opening)
  const { name, mediaType } = item
  const sealed = await sealEvidence(vault, actor, {
    origin: team.id,
    name,
    mediaType,
    bytes,
    sealedTo: keys.recipients,
  })
  return vault.db.transaction().execute((tx) => hand(tx, actor, id, source, sealed, note, setting))
}

async function hand(
  tx: Tx,
  actor: Actor,
  id: string,
  source: Item,
  sealed: Item,
  said: string,
  setting: Setting,
): Promise<Team> {
  const at = setting.now()
  const team = await findTeam(tx, actor.org, id, 'lock')
  refuseIdle(team, setting)
  // Whoever was quicker while this was sealed has shared it.
  await refuseShared(tx, actor, id, source)
  const given = { origin: team.id, rule: team.rule, categories: [], pieces: [sealed] }
  const orgs = team.members.flatMap(({ org }) => (org === actor.org ? [] : [org]))
  await handOver(tx, actor, await passageFor(tx, actor, given, { to: team.id, orgs }, setting), at)
  const here = () => actor.orgName
  const lines = [...(await custodyOf(tx, source, here)).lines, ...(await custodyOf(tx, sealed, here)).lines]
  const acts = lines.map(asTold)
  const { name, mediaType, size, sha256, sealedSha256, sealedSize } = sealed
  const level = await levelOf(tx, actor.org, sha256)
  const told = { id: sealed.id, name, mediaType, size, sha256, sealedSha256, sealedSize, acts }
  const manifest = { ...told, ...(level && { level }) }
  await insertShared(tx, team, {
    item: sealed.id,
    name,
    sha256,
    org: actor.org,
    by: actor.name,
    at: instantText(at),
    note: said,
  })
  const shared = { name: actor.name, item: sealed.id, from: source.id, sha256, note: said }
  await recordOf(tx, team, { kind: 'team.shared', by: actor.person }, shared, at)
  const body = { request: team.id, items: [manifest], note: said, name: actor.name, at: instantText(at) }
  await tellMembers(tx, team, 'team-sharing', body, at)
  return team
}

async function refuseShared(db: Db, actor: Actor, team: string, { sha256, name }: Item): Promise<void> {
  const before = (await findShared(db, actor.org, team)).find((one) => one.sha256 === sha256 && one.org === actor.org)
  if (!before) return
  const message = `${name} has been shared already, by ${before.by} on ${before.at}`
  throw new RequestError('conflict', 'already_decided', message, { path: 'item' })
}

/** Throws `not_current` before every member has signed or its first day has come, `team_ended` after its last. */
export function refuseIdle(team: Team, { now }: Pick<Setting, 'now'>): void {
  if (team.state === 'ended' || isPast(team, now()))
    throw new RequestError(
      'conflict',
      'team_ended',
      `The team shares nothing any more: ${team.ended?.why ?? `its last day was ${team.to}`}`,
    )
  const unsigned = team.members.find(({ signed }) => signed === undefined)
  if (team.state !== 'running' || unsigned)
    throw new RequestError('conflict', 'not_current', `${unsigned?.name ?? 'A member'} has not signed yet`)
  if (isBefore(team, now()))
    throw new RequestError('conflict', 'not_current', `The team begins to work on ${team.from}`)
}
