import type { Request } from '../../requests/index.ts'
import type { Reader } from '../reader.ts'
import { urls } from '../urls.ts'
import { StatusOf } from './status.tsx'

/** Requests, one a row, each with where it stands. */
export function RequestTable({
  requests,
  caption,
  reader,
}: {
  requests: readonly Request[]
  caption: string
  reader: Reader
}) {
  const { requests: t } = reader.t
  return (
    <table class="table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t.table.request}</th>
          <th scope="col">{t.table.with}</th>
          <th scope="col">{t.table.state}</th>
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
            <td data-label={t.table.changed} class="small">
              {reader.instant(request.leftAt ?? request.createdAt)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
