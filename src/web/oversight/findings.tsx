import type { PropsWithChildren } from 'hono/jsx'
import { type Disclosure, type Finding, isLate, type Order } from '../../oversight/index.ts'
import type { Reader } from '../reader.ts'
import { Status, type Tone } from '../ui/status.tsx'
import { urls } from '../urls.ts'
import { at } from './urls.ts'

const grave: Record<Finding['severity'], Tone> = { remark: 'unknown', minor: 'unknown', serious: 'approval', grave: 'closed' } // biome-ignore format: a row

/** One finding with its reply; what stands below it is what can be done with it. */
export function FindingCard({ finding, reader, children }: PropsWithChildren<{ finding: Finding; reader: Reader }>) {
  const { oversight: t } = reader.t
  const { severity, says, cites, made, otherName, reply, side, toldAt, request } = finding
  return (
    <li class="card flow flow-tight">
      <div class="between">
        <Status tone={grave[severity]} word={t.severities[severity]} />
        <span class="small soft">{side === 'overseen' ? `${otherName}${reader.colon}${t.made(made.name, reader.instant(made.at))}` : t.made(made.name, reader.instant(made.at))}</span>
      </div>
      <p class="measure">{says}</p>
      {cites.length > 0 && <p class="small cite">{reader.list(cites)}</p>}
      {side === 'overseen' && request && (
        <p class="small">
          <a href={urls.request(request)}>{t.toRequest}</a>
        </p>
      )}
      {side === 'overseer' && !toldAt && <p class="small soft">{t.untold}</p>}
      {reply && (
        <blockquote class="said flow flow-tight">
          <p>{reply.says}</p>
          <p class="small soft">{t.replied(reply.name, reader.instant(reply.at))}</p>
        </blockquote>
      )}
      {!reply && toldAt && side === 'overseer' && <p class="small soft">{t.noReply}</p>}
      {children}
    </li>
  )
} // biome-ignore format: short

export function orderStatus(order: Order, day: string, reader: Reader) {
  const { oversight: t } = reader.t
  if (order.closed) return <Status tone="closed" word={t.closed} />
  if (order.done) return <Status tone="open" word={t.isDone} />
  return isLate(order, day) ? <Status tone="conflict" word={t.late} /> : <Status tone="approval" word={t.waits} />
}

/** Orders, each leading to its own page. */
export function Orders({ orders, day, reader }: { orders: readonly Order[]; day: string; reader: Reader }) {
  const { oversight: t } = reader.t
  return (
    <section class="flow" aria-labelledby="orders">
      <h2 id="orders">{t.orders}</h2>
      {orders.length === 0 && <p class="soft">{t.noOrders}</p>}
      <ul class="plain lines">
        {orders.map((order) => (
          <li class="between">
            <span>
              <a href={at.order(order.id)}>
                {t.kinds[order.kind]}
                <span class="hidden-text">, {reader.instant(order.given.at)}</span>
              </a>{' '}
              <span class="small soft">
                {order.otherName} · {reader.instant(order.given.at)}
                {order.due && ` · ${t.due(reader.date(order.due))}`}
              </span>
            </span>
            {orderStatus(order, day, reader)}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What overseers had looked at, as they told once it was over. */
export function Disclosures({ disclosures, reader }: { disclosures: readonly Disclosure[]; reader: Reader }) {
  const { oversight: t } = reader.t
  return (
    <section class="flow" aria-labelledby="disclosures">
      <h2 id="disclosures">{t.disclosures}</h2>
      {disclosures.length === 0 && <p class="soft">{t.noDisclosures}</p>}
      {disclosures.map(({ otherName, title, cause, openedAt, closedAt, looks }) => (
        <table class="table">
          <caption>
            {otherName}
            {reader.colon}
            {title} ({reader.instant(openedAt)} – {reader.instant(closedAt)}). {t.cause}
            {reader.colon}
            {cause}
          </caption>
          <thead>
            <tr>
              <th scope="col">{t.look}</th>
              <th scope="col">{t.who}</th>
              <th scope="col">{t.when}</th>
              <th scope="col" class="numeric">
                {t.logEntry}
              </th>
            </tr>
          </thead>
          <tbody>
            {looks.map(({ seq, what, request, name, at: when }) => (
              <tr>
                <th scope="row">
                  {request ? <a href={urls.request(request)}>{t.looks[what] ?? what}</a> : (t.looks[what] ?? what)}
                </th>
                <td data-label={t.who}>{name}</td>
                <td data-label={t.when}>{reader.instant(when)}</td>
                <td data-label={t.logEntry} class="numeric">
                  {reader.number(seq)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </section>
  )
}
