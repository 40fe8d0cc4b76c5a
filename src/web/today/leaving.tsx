import type { LawBase } from '../../law/index.ts'
import type { Permission, TransferTask } from '../../requests/index.ts'
import { titleOf } from '../gate/permission.tsx'
import { sourceOf } from '../law/sources.ts'
import type { Reader } from '../reader.ts'
import { Citation } from '../ui/citation.tsx'
import { urls } from '../urls.ts'

/** Who applies for leave to give data abroad, and what runs for the ways by which it leaves. */
export function LeavingToday({
  applications,
  transfers,
  law,
  reader,
}: {
  applications: readonly Permission[]
  transfers: readonly TransferTask[]
  law: LawBase
  reader: Reader
}) {
  const { gate, transfers: t } = reader.t
  return (
    <>
      {applications.length > 0 && (
        <section class="flow" aria-labelledby="applications">
          <h2 id="applications">{gate.listTitle}</h2>
          {applications.map(({ id, gate: bar, otherName, recipient, applied }) => (
            <article class="card task">
              <p class="soft">
                {gate.applied} {reader.instant(applied.at)}
              </p>
              <div class="flow flow-tight">
                <p>
                  <a href={urls.permission(id)}>{reader.law(titleOf(law, bar))}</a>
                </p>
                <p class="small soft">
                  {otherName} → {recipient.name}, {reader.country(recipient.state)}
                </p>
              </div>
              <div class="task-go">
                <a class="button no-print" href={urls.permission(id)}>
                  {gate.decide}
                  <span class="hidden-text">: {otherName}</span>
                </a>
              </div>
            </article>
          ))}
        </section>
      )}
      {transfers.length > 0 && (
        <section class="flow" aria-labelledby="transfers">
          <h2 id="transfers">{t.title}</h2>
          <ul class="plain lines">
            {transfers.map(({ transfer, clock, due, late }) => (
              <li>
                <a href={urls.transfer(transfer.id)}>
                  {transfer.recipient.name}, {reader.country(transfer.recipient.state)}
                </a>{' '}
                · {clock ? reader.law(clock.title) : t.askAnew} · {t.due(reader.date(due))}{' '}
                {late && <strong>{t.late}</strong>}{' '}
                {clock && <Citation source={sourceOf(law, clock.rule, clock.cite, reader)} />}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
