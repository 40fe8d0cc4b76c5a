import { type Actor, isPermitted } from '../../accounts/index.ts'
import type { Db } from '../../db/index.ts'
import type { Setting } from '../request.ts'
import { permissionsOf } from '../store/permissions.ts'
import { transfersOf } from '../store/transfers.ts'
import { standingOf, type Transfer } from '../transfers/transfer.ts'
import type { Permission } from './permission.ts'

/** A period of a way out of the country that runs, or the window in which it is asked for anew. */
export interface TransferTask {
  readonly transfer: Transfer
  /** What the law calls the period; undefined for the window of renewal. */
  readonly clock: { readonly rule: string; readonly title: string; readonly cite: string } | undefined
  /** The last day of it. */
  readonly due: string
  readonly late: boolean
}

/** What of leave to give data abroad, and of the ways by which it leaves, waits for this seat; what is due first stands first. */
export async function leavingDay(
  db: Db,
  actor: Actor,
  { law, now }: Setting,
): Promise<{ readonly applications: readonly Permission[]; readonly transfers: readonly TransferTask[] }> {
  const decides = isPermitted(actor, actor.seat === 'court' ? 'request.validate' : 'request.examine')
  const applications = decides
    ? (await permissionsOf(db, actor.org)).filter(
        ({ side, seat, decision }) => side === 'authority' && seat === actor.seat && !decision,
      )
    : []
  const today = now().toString().slice(0, 10)
  const keeps = { sender: isPermitted(actor, 'order.produce'), authority: decides }
  const all =
    keeps.sender || keeps.authority ? (await transfersOf(db, actor.org)).filter(({ side }) => keeps[side]) : []
  const transfers = all.flatMap((transfer): TransferTask[] => {
    const { clocks, holds, renewal } = standingOf(law, transfer, today)
    const running = clocks.flatMap(({ due, stopped, late }): TransferTask[] => {
      const day = (due.local ?? due.due)?.slice(0, 10)
      if (stopped !== undefined || day === undefined) return []
      return [{ transfer, clock: { rule: due.rule, title: due.title, cite: due.cite }, due: day, late }]
    })
    const isAskedAnew = holds !== undefined && renewal?.opens !== undefined && renewal.opens <= today
    return [...running, ...(isAskedAnew ? [{ transfer, clock: undefined, due: holds.until, late: false }] : [])]
  })
  return { applications, transfers: transfers.sort((a, b) => a.due.localeCompare(b.due)) }
}
