import { record } from '../../audit/index.ts'
import type { Json } from '../../base/canonical-json.ts'
import { newId } from '../../base/ids.ts'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import type { MessageBody } from '../messages.ts'
import { insertDispatch } from '../store/dispatches.ts'
import type { Team } from './team.ts'

type TeamMessage = 'team-proposal' | 'team-signature' | 'team-sharing' | 'team-end'

/** Tells every other member, in the transaction of the change. */
export async function tellMembers<T extends TeamMessage>(
  tx: Tx,
  team: Pick<Team, 'id' | 'org' | 'members'>,
  type: T,
  body: MessageBody<T>,
  at: Temporal.Instant,
): Promise<void> {
  for (const { org } of team.members) {
    if (org === team.org) continue
    const id = newId('dispatch', at.epochMilliseconds)
    await insertDispatch(tx, { id, org: team.org, to: org, request: team.id, type, body, queuedAt: instantText(at) })
  }
}

/** An event in the organisation's log about a team. */
export async function recordOf(
  tx: Tx,
  team: Pick<Team, 'id' | 'org'>,
  event: { readonly kind: `team.${string}`; readonly by: string },
  body: { [key: string]: Json },
  at: Temporal.Instant,
): Promise<void> {
  await record(tx, { org: team.org, by: event.by, kind: event.kind, about: team.id, body }, at)
}
