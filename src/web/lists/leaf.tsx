import type { Count, Page } from '../../requests/index.ts'
import type { Reader } from '../reader.ts'
import { withQuery } from '../urls.ts'

/** On to the next part of a list, and back; nothing where the list is whole. */
export function Leaf({
  page: { next, previous },
  href,
  query,
  reader,
}: {
  page: Pick<Page<unknown>, 'next' | 'previous'>
  href: string
  /** What the list is narrowed by. */
  query: Record<string, string | undefined>
  reader: Reader
}) {
  const { lists: t } = reader.t
  if (next === undefined && previous === undefined) return null
  return (
    <nav class="pagination" aria-label={t.pages}>
      {previous !== undefined && (
        <a href={withQuery(href, { ...query, before: previous })} rel="prev">
          {t.previous}
        </a>
      )}
      {next !== undefined && (
        <a href={withQuery(href, { ...query, after: next })} rel="next">
          {t.next}
        </a>
      )}
    </nav>
  )
}

/** `1,234`, or `more than 1,000`. */
export const manyOf = ({ atLeast, exact }: Count, reader: Reader): string =>
  exact ? reader.number(atLeast) : reader.t.lists.more(reader.number(atLeast))
