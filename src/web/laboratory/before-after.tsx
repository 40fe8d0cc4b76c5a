import type { Reader } from '../reader.ts'

interface Row {
  readonly name: string
  readonly before: number
  readonly after: number
  /** Where the requests behind the two figures stand. */
  readonly behind?: { readonly before: string; readonly after: string }
}

/** Figures before and after, with bars beside them. */
export function BeforeAfter({
  caption,
  head,
  rows,
  reader,
}: {
  caption: string
  head: string
  rows: readonly Row[]
  reader: Reader
}) {
  const { laboratory: t } = reader.t
  const most = Math.max(1, ...rows.flatMap(({ before, after }) => [before, after]))
  return (
    <table class="table before-after">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col" class="numeric">
            {t.before}
          </th>
          <th scope="col" class="numeric">
            {t.after}
          </th>
          <td></td>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, before, after, behind }) => (
          <tr>
            <th scope="row">{name}</th>
            <td class="numeric" data-label={t.before}>
              <Figure n={before} href={behind?.before} reader={reader} />
            </td>
            <td class="numeric" data-label={t.after}>
              <Figure n={after} href={behind?.after} reader={reader} />
            </td>
            <td aria-hidden="true" class="bars">
              <Bar share={before / most} kind="before" />
              <Bar share={after / most} kind="after" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A figure, with the way to what it counts. */
export const Figure = ({ n, href, reader }: { n: number; href?: string | undefined; reader: Reader }) =>
  href && n > 0 ? <a href={href}>{reader.number(n)}</a> : <>{reader.number(n)}</>

const Bar = ({ share, kind }: { share: number; kind: 'before' | 'after' }) => (
  <svg class={`bar bar-${kind}`} viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect width={Math.round(share * 1000) / 10} height="6" />
  </svg>
)
