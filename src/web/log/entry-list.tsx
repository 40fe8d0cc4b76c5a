import { toTheSecond } from '../evidence/words.ts'
import type { Reader } from '../reader.ts'
import { urls } from '../urls.ts'
import type { Entry } from './entries.ts'

/** Entries one a row, each leading to its proof, its body to be unfolded. */
export function EntryList({ entries, reader }: { entries: readonly Entry[]; reader: Reader }) {
  const { log: t } = reader.t
  return (
    <table class="table log">
      <thead>
        <tr>
          <th scope="col">{t.number}</th>
          <th scope="col">{t.what}</th>
          <th scope="col">{t.who}</th>
          <th scope="col">{t.when}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr>
            <td class="numeric">
              <a href={urls.logEvent(entry.event.seq)}>
                <span class="hidden-text">{t.entry('')} </span>
                {reader.number(entry.event.seq)}
              </a>
            </td>
            <th scope="row">
              {entry.what}
              <More entry={entry} />
              <Body entry={entry} reader={reader} />
            </th>
            <td data-label={t.who}>{entry.who}</td>
            <td data-label={t.when} class="small">
              <time datetime={entry.event.at}>{toTheSecond(entry.event.at, reader)}</time>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What it was about, and what more there is to say of it. */
function More({ entry: { about, more } }: { entry: Entry }) {
  if (!about && !more) return null
  return (
    <p class="small soft">
      {about && (about.href ? <a href={about.href}>{about.text}</a> : about.text)}
      {about && more && ' · '}
      {more}
    </p>
  )
}

/** What was recorded, as it was recorded. */
function Body({ entry: { event }, reader }: { entry: Entry; reader: Reader }) {
  const { log: t } = reader.t
  return (
    <details class="fold small">
      <summary>{t.body}</summary>
      {event.body === null ? <p>{t.erased}</p> : <pre>{JSON.stringify(event.body, undefined, 2)}</pre>}
    </details>
  )
}
