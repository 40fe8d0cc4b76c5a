import { type Actor, permit } from '../../accounts/index.ts'
import { record } from '../../audit/index.ts'
import type { Json } from '../../base/canonical-json.ts'
import { newId } from '../../base/ids.ts'
import { instantText } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import { decideRelease, type LawBase, parseRelease, type Release, type ReleaseDecision } from '../../law/index.ts'
import { countedThisYear, yearOf } from '../release/counting.ts'
import { giverOf } from '../release/standing.ts'
import type { Setting } from '../request.ts'
import { findStanding } from '../store/organisations.ts'
import { insertOutflow, inTurn, outflowsSince, transfersOf } from '../store/transfers.ts'
import { type Outflow, pathFrom, recipientId, type TransferRecipient } from './transfer.ts'

export interface WantedOutflow {
  readonly recipient: TransferRecipient
  readonly purpose: string
  readonly use?: 'commercial' | 'employment' | undefined
  readonly need?: 'contract' | 'employment' | 'emergency' | 'none' | undefined
  readonly ciio?: boolean | undefined
  readonly freeTradeZone?: { readonly name: string; readonly listInForce: boolean } | undefined
  readonly items: readonly unknown[]
}

/** What the gate says of sending data abroad for business; whether it was let out and is counted. */
export interface OutflowAnswer {
  readonly id: string | undefined
  readonly decision: ReleaseDecision
  /** What left before in the same year, without which this would go: a number may not be split to stay below a limit. */
  readonly split: readonly { readonly id: string; readonly at: string; readonly recipient: string }[]
}

/**
 * Decides on sending data abroad for business, with what this organisation has sent in the same calendar year counted in, and
 * the ways it has in force. Where the gate lets it go it is kept and counted from now on; where it stays, that is recorded
 * with its rules, and with the earlier ones where only together they reach a limit. Throws `bad_release`.
 */
export async function sendAbroad(
  tx: Tx,
  actor: Actor,
  wanted: WantedOutflow,
  setting: Setting,
): Promise<OutflowAnswer> {
  permit(actor, 'order.produce')
  const { law, now } = setting
  const at = now()
  await inTurn(tx, actor.org)
  const standing = await findStanding(tx, actor.org)
  if (!standing) throw new Error('An organisation of this instance')
  const { recipient, purpose, use = 'commercial', need = 'none', ciio, freeTradeZone, items } = wanted
  const day = at.toString().slice(0, 10)
  const paths = (await transfersOf(tx, actor.org)).flatMap((one) => pathFrom(law, one, day))
  const release = parseRelease({
    on: instantText(at),
    purpose,
    use,
    giver: { ...giverOf(standing), ciio: ciio ?? null, freeTradeZone: freeTradeZone ?? null },
    controller: { state: standing.state },
    need,
    recipient: { id: recipientId(recipient), kind: recipient.kind, state: recipient.state },
    items,
    draftedBy: actor.person,
    paths,
    releasedThisYear: await countedThisYear(tx, law, standing, at),
  })
  const decision = decideRelease(law, release)
  const rules = decision.items.flatMap(({ because }) =>
    because.flatMap(({ holds, rule }) => (holds === true ? [] : [rule])),
  )
  const split = decision.release ? [] : await splitFrom(tx, law, release, standing, at)
  const id = decision.release ? newId('outflow', at.epochMilliseconds) : undefined
  if (id) await insertOutflow(tx, actor.org, { id, release, law: law.digest, by: actor.person, byName: actor.name, at: instantText(at) }) // biome-ignore format: one line
  const body = {
    purpose,
    recipient: { ...recipient },
    items: release.items.map(({ sha256, class: graded, persons }) => ({
      sha256: sha256 ?? null,
      class: graded ?? null,
      persons: persons ?? null,
    })),
    ...(id ? {} : { rules: [...new Set(rules)] }),
    ...(split.length > 0 && { split: split.map((one) => one.id) }),
    byName: actor.name,
  }
  const kind = id ? 'outflow.sent' : split.length > 0 ? 'outflow.split-found' : 'outflow.refused'
  await record(tx, { org: actor.org, by: actor.person, kind, about: id ?? actor.org, body: body as Json }, at)
  return { id, decision, split }
}

/** What left for business in the calendar year of now, oldest first. */
export async function outflowsOfYear(db: Db, org: string, { law, now }: Setting): Promise<Outflow[]> {
  const state = (await findStanding(db, org))?.state ?? ''
  return outflowsSince(db, org, yearOf(law, state, now()))
}

/** The earlier outflows of the year, where this would go had they not been. */
async function splitFrom(
  tx: Tx,
  law: LawBase,
  release: Release,
  standing: Parameters<typeof countedThisYear>[2],
  at: Temporal.Instant,
): Promise<OutflowAnswer['split']> {
  const alone = decideRelease(law, { ...release, releasedThisYear: { persons: 0, sensitivePersons: 0 } })
  if (!alone.release) return []
  const before = await outflowsSince(tx, standing.org, yearOf(law, standing.state, at))
  return before.map(({ id, at: when, release: sent }) => ({ id, at: when, recipient: sent.recipient?.id ?? '' }))
}
