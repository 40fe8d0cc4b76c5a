import type { News } from '../../requests/index.ts'
import type { Reader } from '../reader.ts'
import { urls } from '../urls.ts'

/** What came from others in the last days. */
export function NewsList({ news, reader }: { news: readonly News[]; reader: Reader }) {
  const { today: t } = reader.t
  if (news.length === 0) return null
  return (
    <section class="flow" aria-labelledby="new">
      <h2 id="new">{t.new}</h2>
      <ul class="plain lines">
        {news.map(({ request, what, by, at, step }) => (
          <li>
            <p>
              <a href={urls.request(request.id)}>{request.title}</a> <span class="soft">· {request.fileNumber}</span>
            </p>
            <p class="small">
              {t.happened[what](by, step === undefined ? '' : reader.law(step))}{' '}
              <span class="soft">
                · <time datetime={at}>{reader.instant(at)}</time>
              </span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
