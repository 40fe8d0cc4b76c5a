import type { OverviewLine } from '../../../requests/index.ts'
import type { Reader } from '../../reader.ts'
import { urls } from '../../urls.ts'
import { StatusOf } from '../status.tsx'
import { timeLeft } from '../time-left.ts'

/** The requests of one matter side by side, whatever states and holders they went to. */
export function Overview({
  lines,
  now,
  reader,
}: {
  lines: readonly OverviewLine[]
  now: Temporal.Instant
  reader: Reader
}) {
  const { linking, lists, seats } = reader.t
  const { overview: t } = linking
  const titles = new Map(lines.map(({ request }) => [request.id as string, request]))
  const whom = ({ request }: OverviewLine, { doer, authority, seat }: OverviewLine['stage'][number]) =>
    request.parties.find(({ org }) => org === doer)?.name ?? (authority ? reader.law(authority) : seats[seat])
  return (
    <table class="table">
      <caption>{t.title}</caption>
      <thead>
        <tr>
          {[t.route, t.state, t.holder, t.stage, t.days, t.due, t.result].map((head) => (
            <th scope="col">{head}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const { request, stage, days, due, pieces, refusal, links } = line
          const late = due !== undefined && Temporal.Instant.compare(now, due) > 0
          return (
            <tr>
              <th scope="row">
                <a href={urls.request(request.id)}>{reader.law(request.routeTitle)}</a>
                <p class="small soft">
                  {request.title} · {request.fileNumber}
                </p>
                {links.map(({ kind, other }) => {
                  const found = titles.get(other)
                  return (
                    <p class="small soft">
                      {linking.kinds[kind]} {found && <a href={urls.request(other)}>{reader.law(found.routeTitle)}</a>}
                    </p>
                  )
                })}
              </th>
              <td data-label={t.state}>{request.to ? reader.country(request.to) : ''}</td>
              <td data-label={t.holder}>{request.counterpartName}</td>
              <td data-label={t.stage}>
                <StatusOf request={request} reader={reader} />
                {stage.slice(0, 2).map((step) => (
                  <p class="small soft">{t.waits(reader.law(step.title), whom(line, step))}</p>
                ))}
              </td>
              <td data-label={t.days}>{days}</td>
              <td data-label={t.due} class={late ? 'small late-text' : 'small'}>
                {due ? (
                  <time datetime={due}>{timeLeft(due, now, reader)}</time>
                ) : (
                  <span class="soft">{lists.notDue}</span>
                )}
              </td>
              <td data-label={t.result} class="small">
                {pieces > 0 ? (
                  <a href={urls.evidence(request.id)}>{t.pieces(pieces)}</a>
                ) : refusal?.reason ? (
                  refusal.reason
                ) : (
                  <span class="soft">{request.endedAt ? t.over : t.nothing}</span>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
