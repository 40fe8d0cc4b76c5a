import { type Actor, isPermitted } from '../../accounts/index.ts'
import type { Db } from '../../db/index.ts'
import { countDue, type Item, keptItems, openProposals, type Proposal } from '../../vault/index.ts'
import { NEVER } from './planning.ts'
import { dayOf } from './schedule.ts'

/** A piece that is kept, and the day it is looked at again. */
export interface KeptPiece {
  readonly item: Item
  /** Undefined where no rule names a day, or it has not been worked out yet. */
  readonly reviewOn: string | undefined
  readonly late: boolean
}

/** So many days ahead a piece stands on the day of whoever may decide about it. */
const AHEAD = 30

/** The last day whose pieces stand on the day of whoever may decide about them. */
export const lookedAheadTo = (now: Temporal.Instant): string => dayOf(now).add({ days: AHEAD }).toString()

/** What there is to decide about keeping, for one person. */
export interface RetentionDay {
  /** Pieces to be looked at within the next days, and of them those that are late. */
  readonly due: number
  readonly late: number
  /** What another person proposed, and this one may decide. */
  readonly proposals: readonly Proposal[]
}

/** What there is to decide about keeping; nothing for who may not. */
export async function retentionDay(db: Db, actor: Actor, now: Temporal.Instant): Promise<RetentionDay> {
  if (!isPermitted(actor, 'evidence.destroy')) return { due: 0, late: 0, proposals: [] }
  const today = dayOf(now)
  const { proposed, ...counts } = await countDue(db, actor.org, {
    today: today.toString(),
    until: lookedAheadTo(now),
  })
  const open = proposed ? await openProposals(db, actor.org) : []
  return { ...counts, proposals: open.filter(({ by }) => by !== actor.person) }
}

/** What the organisation keeps, the next to be looked at first. */
export async function keptHere(db: Db, org: string, now: Temporal.Instant, limit = 100): Promise<KeptPiece[]> {
  const today = dayOf(now).toString()
  return (await keptItems(db, org, { limit })).map(({ item, reviewOn: on }) => {
    const reviewOn = on === null || on === NEVER ? undefined : on
    return { item, reviewOn, late: reviewOn !== undefined && reviewOn < today }
  })
}
