import type { AtLeast, PublishedPair } from '../../oversight/index.ts'
import type { Reader } from '../reader.ts'

/** What states asked of each other, as either side counts it. */
export function PublishedPairs({ pairs, reader }: { pairs: readonly PublishedPair[]; reader: Reader }) {
  const { published: t } = reader.t.reciprocity
  const sum = ({ told, notTold }: AtLeast) => {
    if (told === 0) return <span class="soft">{t.notKept}</span>
    return notTold > 0 ? t.atLeast(reader.number(told)) : reader.number(told)
  }
  return (
    <table class="table">
      <caption class="hidden-text">{t.title}</caption>
      <thead>
        <tr>
          <th scope="col">{t.asking}</th>
          <th scope="col">{t.asked}</th>
          <th scope="col" class="numeric">
            {t.made}
          </th>
          <th scope="col" class="numeric">
            {t.received}
          </th>
        </tr>
      </thead>
      <tbody>
        {pairs.map(({ asking, asked, made, received }) => (
          <tr>
            <th scope="row">{reader.country(asking)}</th>
            <td data-label={t.asked}>{reader.country(asked)}</td>
            <td data-label={t.made} class="numeric">
              {sum(made)}
            </td>
            <td data-label={t.received} class="numeric">
              {sum(received)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
