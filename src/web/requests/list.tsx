import type { RequestLine } from '../../requests/index.ts'
import type { Reader } from '../reader.ts'
import { urls } from '../urls.ts'
import { StatusOf } from './status.tsx'
import { timeLeft } from './time-left.ts'
import { ExpectedCell } from './waiting/range.tsx'

/** Requests, one a row, each with where it stands and what is due first. */
export function RequestTable({
  requests,
  caption,
  now,
  reader,
}: {
  requests: readonly RequestLine[]
  caption: string
  now: Temporal.Instant
  reader: Reader
}) {
  const { requests: t, lists, waiting } = reader.t
  return (
    <table class="table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t.table.request}</th>
          <th scope="col">{t.table.with}</th>
          <th scope="col">{t.table.state}</th>
          <th scope="col">{lists.dueColumn}</th>
          <th scope="col">{waiting.column}</th>
          <th scope="col">{t.table.changed}</th>
        </tr>
      </thead>
      <tbody>
        {requests.map((request) => (
          <tr>
            <th scope="row">
              <a href={urls.request(request.id)}>{request.title}</a>
              <p class="small soft">
                {request.fileNumber} · {reader.law(request.routeTitle)}
              </p>
            </th>
            <td data-label={t.table.with}>{request.counterpartName}</td>
            <td data-label={t.table.state}>
              <StatusOf request={request} reader={reader} />
            </td>
            <td data-label={lists.dueColumn} class={request.overdue ? 'small late-text' : 'small'}>
              {request.due ? (
                <time datetime={request.due}>{timeLeft(request.due, now, reader)}</time>
              ) : (
                <span class="soft">{lists.notDue}</span>
              )}
            </td>
            <td data-label={waiting.column} class="small">
              <ExpectedCell request={request} now={now} reader={reader} />
            </td>
            <td data-label={t.table.changed} class="small">
              {reader.instant(request.leftAt ?? request.createdAt)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
