import { type Actor, permit } from '../../accounts/index.ts'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import {
  type ChosenFate, decideProposal, findItem, type Item, type Proposal, proposeDestruction, proposeExtension, VaultError,
} from '../../vault/index.ts' // biome-ignore format: one line of words
import { note, personOf, tell } from '../course.ts'
import { handedTo } from '../custody-telling.ts'
import { RequestError } from '../errors.ts'
import type { Setting } from '../request.ts'
import { listRequests } from '../store/requests.ts'
import { type RetentionLine, scheduleOf } from './schedule.ts'

/** Why a piece is to be destroyed: a rule that applies to it, or an order of somebody with authority. */
export interface WantedDestruction {
  readonly reason: string
  readonly rule?: string | undefined
  readonly authority?: string | undefined
  /** What becomes of everything that was made of it. */
  readonly derived?: readonly ChosenFate[] | undefined
}

/**
 * Proposes that a piece be destroyed, under a rule that applies to it or on somebody's authority. Throws `unknown_rule`,
 * `authority_missing`, and what `proposeDestruction` throws.
 */
export async function wantDestroyed(
  tx: Tx,
  actor: Actor,
  id: string,
  { reason, rule, authority = '', derived: chosen }: WantedDestruction,
  { law, now }: Setting,
): Promise<Proposal> {
  permit(actor, 'evidence.destroy')
  const at = now()
  if (!rule) {
    const cite = authority.trim().slice(0, 500)
    if (cite === '')
      throw new VaultError('invalid', 'authority_missing', 'Name the rule, or on whose authority', {
        path: 'authority',
      })
    return proposeDestruction(tx, actor, id, { reason, cite, chosen }, at)
  }
  const { lines } = await scheduleOf(tx, law, await findItem(tx, actor.org, id), at)
  const line = lines.find((one) => one.rule === rule && one.from !== undefined)
  if (!line)
    throw new RequestError('invalid', 'unknown_rule', `No such rule runs for this piece: ${rule.slice(0, 200)}`, {
      path: 'rule',
    })
  return proposeDestruction(tx, actor, id, { reason, rule, cite: line.cite, chosen }, at)
}

/**
 * Proposes that a piece be kept until a day, for no longer than the rule of the house lets anything lie unseen. Throws
 * `erasure_owed` where the law wants it gone, and what `proposeExtension` throws.
 */
export async function extendKeeping(
  tx: Tx,
  actor: Actor,
  id: string,
  { until, reason }: { readonly until: string; readonly reason: string },
  { law, now }: Setting,
): Promise<Proposal> {
  permit(actor, 'evidence.destroy')
  const at = now()
  const {
    owed,
    latest = '9999-12-31',
    decidedBy,
    lines,
  } = await scheduleOf(tx, law, await findItem(tx, actor.org, id), at)
  if (owed)
    throw new VaultError('conflict', 'erasure_owed', `It has to be erased (${owed.cite}); only a legal hold keeps it`)
  const basis = decidedBy ?? lines[0]
  const cite = basis?.cite ?? 'House rule'
  return proposeExtension(tx, actor, id, { until, latest, reason, rule: basis?.rule, cite }, at)
}

/**
 * A second person decides on what was proposed. Where pieces are destroyed, whoever sealed them and whoever they were handed
 * on to is told in the same transaction. Throws what `decideProposal` throws.
 */
export async function decideRetention(
  tx: Tx,
  actor: Actor,
  id: string,
  decision: { readonly agree: boolean; readonly reason?: string | undefined },
  setting: Setting,
): Promise<Proposal> {
  const { proposal, destroyed } = await decideProposal(tx, actor, id, decision, setting.now())
  const [first] = destroyed
  if (first) await tellDestroyed(tx, actor, first, destroyed, proposal, setting)
  return proposal
}

/** Whoever sealed what was destroyed, and whoever it was handed on to, is told. */
export async function tellDestroyed(
  tx: Tx,
  actor: Actor,
  first: Item,
  destroyed: readonly Item[],
  { cite }: Pick<Proposal, 'cite'>,
  { law, now }: Setting,
): Promise<void> {
  const [request] = await listRequests(tx, actor.org, { origin: first.origin, limit: 1 })
  if (!request) return
  const at = now()
  const { lines } = await scheduleOf(tx, law, first, at)
  const told = tellingOf(lines)
  const others = new Map<string, Item[]>()
  const add = (org: string, item: Item) => others.set(org, [...(others.get(org) ?? []), item])
  for (const item of destroyed) {
    if (item.producer !== actor.org) add(item.producer, item)
    for (const org of await handedTo(tx, item)) add(org, item)
  }
  for (const [org, items] of others) {
    const isRecipient = items.some(({ producer }) => producer === actor.org)
    await tell(
      tx,
      request,
      org,
      'destruction',
      {
        request: request.origin,
        items: items.map(({ id, sha256 }) => ({ id, sha256 })),
        cite,
        ...(isRecipient && told && { told }),
        name: actor.name,
        at: instantText(at),
      },
      at,
    )
  }
  if (others.size > 0)
    await note(
      tx,
      request,
      'request.destruction-told',
      personOf(actor),
      { name: actor.name, to: [...others.keys()], cite, told: told ?? null },
      at,
    )
}

/** The law by which whoever has a piece as well is told that it is gone here. */
function tellingOf(lines: readonly RetentionLine[]): string | undefined {
  const line = lines.find(({ tells, certain }) => tells && certain)
  return line?.tells?.cite
}
