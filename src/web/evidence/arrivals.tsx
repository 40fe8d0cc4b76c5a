import type { Item } from '../../vault/index.ts'
import type { Reader } from '../reader.ts'
import { Empty } from '../ui/notice.tsx'
import { urls } from '../urls.ts'
import { StateOf } from './state.tsx'
import { Sum } from './sum.tsx'
import { sizeInWords, toTheSecond } from './words.ts'

/** The pieces of a request with where each stands, and why where that is no good news. */
export function Arrivals({ items, reader }: { items: readonly Item[]; reader: Reader }) {
  const { evidence: t } = reader.t
  if (items.length === 0)
    return (
      <Empty title={t.none}>
        <p>{t.noneNote}</p>
      </Empty>
    )
  const all = items.reduce((sum, { size }) => sum + size, 0)
  return (
    <table class="table pieces">
      <caption>{t.count(items.length, sizeInWords(all, reader))}</caption>
      <thead>
        <tr>
          <th scope="col">{t.name}</th>
          <th scope="col" class="numeric">
            {t.size}
          </th>
          <th scope="col">{t.state}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr>
            <th scope="row">
              <a href={urls.piece(item.id)} class="file-name">
                {item.name}
              </a>
              <Sum label={t.sum} sum={item.sha256} />
            </th>
            <td data-label={t.size} class="numeric">
              {sizeInWords(item.size, reader)}
            </td>
            <td data-label={t.state}>
              <StateOf state={item.state} reader={reader} />
              <p class="small soft">
                <Standing item={item} reader={reader} />
              </p>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Since when, or what keeps it. */
export function Standing({ item, reader }: { item: Item; reader: Reader }) {
  const { evidence: t } = reader.t
  if (item.state === 'refused') return <>{t.because(t.sayings[item.problem ?? ''] ?? item.problem ?? '')}</>
  if (item.state === 'expected') return <>{item.problem ? t.fetchingNote(item.problem) : t.fetching}</>
  return <>{toTheSecond(item.at, reader)}</>
}
