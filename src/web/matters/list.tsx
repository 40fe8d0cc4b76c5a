import type { Matter, Request } from '../../requests/index.ts'
import type { Reader } from '../reader.ts'
import { Empty } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { urls } from '../urls.ts'

/** The matters of an office, the one changed last first. */
export function MatterList({
  matters,
  requests,
  reader,
}: {
  matters: readonly Matter[]
  requests: readonly Request[]
  reader: Reader
}) {
  const { matters: t } = reader.t
  const open = (
    <a class="button" href={urls.newMatter}>
      {t.open}
    </a>
  )
  if (matters.length === 0)
    return (
      <>
        <PageHead title={t.title} lead={t.lead} />
        <Empty title={t.none}>
          <p>{t.noneNote}</p>
          <p>{open}</p>
        </Empty>
      </>
    )
  return (
    <>
      <PageHead title={t.title} lead={t.lead}>
        <p class="no-print">{open}</p>
      </PageHead>
      <table class="table">
        <caption class="hidden-text">{t.title}</caption>
        <thead>
          <tr>
            <th scope="col">{t.table.matter}</th>
            <th scope="col">{t.table.fileNumber}</th>
            <th scope="col">{t.table.requests}</th>
            <th scope="col">{t.table.changed}</th>
          </tr>
        </thead>
        <tbody>
          {matters.map(({ id, title, fileNumber, changedAt }) => (
            <tr>
              <th scope="row">
                <a href={urls.matter(id)}>{title}</a>
              </th>
              <td data-label={t.table.fileNumber}>{fileNumber}</td>
              <td data-label={t.table.requests}>
                {reader.number(requests.filter(({ matter }) => matter === id).length)}
              </td>
              <td data-label={t.table.changed} class="small">
                {reader.instant(changedAt)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
