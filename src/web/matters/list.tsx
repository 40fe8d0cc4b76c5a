import type { MatterLine, Page } from '../../requests/index.ts'
import { Leaf, manyOf } from '../lists/leaf.tsx'
import type { Reader } from '../reader.ts'
import { TextField } from '../ui/fields.tsx'
import { Empty } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { urls } from '../urls.ts'

/** The matters of an office, the one changed last first. */
export function MatterList({
  page,
  words,
  reader,
}: {
  page: Page<MatterLine>
  /** What was searched for. */
  words: string | undefined
  reader: Reader
}) {
  const { entries: matters } = page
  const { lists } = reader.t
  const { matters: t } = reader.t
  const open = (
    <a class="button" href={urls.newMatter}>
      {t.open}
    </a>
  )
  if (matters.length === 0 && words === undefined)
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
      <search class="no-print">
        <form action={urls.matters} method="get" class="card search">
          <TextField name="q" type="search" label={lists.words} hint={t.searchHint} value={words} />
          <button type="submit" class="button">
            {lists.show}
          </button>
          {words !== undefined && <a href={urls.matters}>{lists.clear}</a>}
        </form>
      </search>
      {matters.length === 0 && (
        <Empty title={lists.none}>
          <p>{lists.noneNote}</p>
        </Empty>
      )}
      {matters.length > 0 && (
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
            {matters.map(({ id, title, fileNumber, changedAt, requests }) => (
              <tr>
                <th scope="row">
                  <a href={urls.matter(id)}>{title}</a>
                </th>
                <td data-label={t.table.fileNumber}>{fileNumber}</td>
                <td data-label={t.table.requests}>{manyOf(requests, reader)}</td>
                <td data-label={t.table.changed} class="small">
                  {reader.instant(changedAt)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Leaf page={page} href={urls.matters} query={{ q: words }} reader={reader} />
    </>
  )
}
