import type { Waiting } from '../../requests/index.ts'
import type { Reader } from '../reader.ts'
import { timeLeft } from '../requests/time-left.ts'
import { urls } from '../urls.ts'

/** What others must do before our requests go on. */
export function WaitingTable({
  waiting,
  now,
  reader,
}: {
  waiting: readonly Waiting[]
  now: Temporal.Instant
  reader: Reader
}) {
  const { today: t } = reader.t
  return (
    <table class="table">
      <caption class="hidden-text">{t.waiting}</caption>
      <thead>
        <tr>
          <th scope="col">{t.waitingTable.what}</th>
          <th scope="col">{t.waitingTable.whom}</th>
          <th scope="col">{t.waitingTable.since}</th>
          <th scope="col">{t.waitingTable.due}</th>
        </tr>
      </thead>
      <tbody>
        {waiting.map(({ request, step, on, since, due, overdue }) => (
          <tr>
            <th scope="row">
              <a href={urls.request(request.id)}>{reader.law(step.title)}</a>
              <p class="small soft">
                {request.title} · {request.fileNumber}
              </p>
            </th>
            <td data-label={t.waitingTable.whom}>{on}</td>
            <td data-label={t.waitingTable.since} class="small">
              {reader.instant(since)}
            </td>
            <td data-label={t.waitingTable.due} class={overdue ? 'late-text' : undefined}>
              {due ? timeLeft(due, now, reader) : t.noDeadline}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
