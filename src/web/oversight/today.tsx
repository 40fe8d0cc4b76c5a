import { type Actor, isPermitted } from '../../accounts/index.ts'
import type { Db } from '../../db/index.ts'
import { isLate, listFindings, listOrders } from '../../oversight/index.ts'
import type { Reader } from '../reader.ts'
import { WaitingCard } from '../today/waiting-card.tsx'
import { urls } from '../urls.ts'

/** What overseers want of an organisation. */
export interface Wanted {
  readonly orders: number
  readonly late: boolean
  readonly findings: number
}

/** Orders to carry out and findings to reply to, for who may. */
export async function wantedOf(db: Db, actor: Actor, now: Temporal.Instant): Promise<Wanted> {
  if (!isPermitted(actor, 'oversight.answer')) return { orders: 0, late: false, findings: 0 }
  const orders = (await listOrders(db, actor.org)).filter(({ done, closed }) => !done && !closed)
  const findings = (await listFindings(db, actor.org)).filter(({ reply }) => !reply)
  const day = now.toString().slice(0, 10)
  return { orders: orders.length, late: orders.some((one) => isLate(one, day)), findings: findings.length }
}

/** What there is to do for an overseer, on the day of whom it oversees. */
export function OversightToday({ wanted: { orders, late, findings }, reader }: { wanted: Wanted; reader: Reader }) {
  const { today: t } = reader.t.oversight
  if (orders === 0 && findings === 0) return null
  return (
    <WaitingCard id="oversight" title={t.title} go={t.go} href={urls.oversight} isLate={late}>
      {orders > 0 && <p>{t.orders(orders)}</p>}
      {late && <p class="late-text">{t.late}</p>}
      {findings > 0 && <p>{t.findings(findings)}</p>}
    </WaitingCard>
  )
}
