import type { Order } from '../../oversight/index.ts'
import { Prose, type Sheet, SheetForm } from '../requests/running/sheet.tsx'
import { urls } from '../urls.ts'
import { orderStatus } from './findings.tsx'
import { at } from './urls.ts'

/** An order for either side: what is to be done, what shows that it was, what can be done now. */
export function OrderView({ order, day, may, sheet }: { order: Order; day: string; may: boolean; sheet: Sheet }) {
  const { reader } = sheet
  const { oversight: t } = reader.t
  const { kind, reason, basis, due, given, done, closed, side, request, inspection } = order
  return (
    <div class="flow flow-wide">
      <section class="flow">
        <p class="cluster">{orderStatus(order, day, reader)}</p>
        <p class="measure">{reason}</p>
        <p class="cite">{basis}</p>
        <p class="small soft">
          {order.otherName} · {t.made(given.name, reader.instant(given.at))}
          {due && ` · ${t.due(reader.date(due))}`}
        </p>
        <p>
          {side === 'overseen' ? (
            <a href={urls.request(request)}>{t.toRequest}</a>
          ) : (
            <a href={at.inspection(inspection)}>{t.toInspection}</a>
          )}
        </p>
      </section>
      {done && (
        <section class="flow" aria-labelledby="shown">
          <h2 id="shown">{t.shown}</h2>
          {done.note && <p class="measure">{done.note}</p>}
          <p class="small soft">{t.made(done.name, reader.instant(done.at))}</p>
          <h3>{t.shownEvents}</h3>
          <ul>
            {done.shown.events.map(({ seq, kind: what, at: when }) => (
              <li>
                {t.entry(seq)}{reader.colon}{reader.t.happened[what] ?? reader.t.recorded[what] ?? what}, {reader.instant(when)}
              </li>
            ))}
          </ul>
          {done.shown.pieces.length > 0 && (
            <>
              <h3>{t.shownPieces}</h3>
              <ul>
                {done.shown.pieces.map(({ sha256, state }) => (
                  <li>
                    <code>{sha256}</code> <span class="tag">{(reader.t.evidence.states as Record<string, string>)[state] ?? state}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
      )}
      {closed && (
        <p>
          {t.closedBy(closed.name, reader.instant(closed.at))}{reader.colon}{closed.why}
        </p>
      )}
      {may && side === 'overseen' && !done && !closed && (
        <section class="card now">
          <SheetForm top sheet={sheet} act="carry" title={t.carry.title} about={t.carry.about[kind]} button={t.carry.button[kind]} look={kind === 'delete' ? 'button button-grave' : 'button'}>
            <Prose sheet={sheet} act="carry" name="note" label={t.carry.note} />
          </SheetForm>
        </section>
      )}
      {may && side === 'overseer' && !closed && (
        <section class="card now">
          <SheetForm top sheet={sheet} act="close" title={t.closeOrder.title} about={t.closeOrder.about} button={t.closeOrder.button}>
            <Prose sheet={sheet} act="close" name="reason" label={t.closeOrder.reason} />
          </SheetForm>
        </section>
      )}
    </div>
  )
} // biome-ignore format: short
