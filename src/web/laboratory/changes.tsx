import { byStatus, changes, safeguardsIn } from '../../laboratory/index.ts'
import { Notice } from '../ui/notice.tsx'
import { BeforeAfter } from './before-after.tsx'
import { placeOf, type Told } from './told.ts'

/** What came of the requests, each change with what it means. */
export function ChangesTable({ told }: { told: Told }) {
  const { result, reader, page } = told
  const { laboratory: t } = reader.t
  return (
    <table class="table">
      <caption>{t.requests}</caption>
      <tbody>
        {changes.map((change) => (
          <tr>
            <th scope="row">
              <a href={placeOf(page, { change })}>{t.changes[change]}</a>
              <p class="small soft">{t.changesNote[change]}</p>
            </th>
            <td class="numeric">{reader.number(result.changes[change])}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t.all}</th>
          <td class="numeric">{reader.number(result.requests - result.unreadable.requests)}</td>
        </tr>
      </tbody>
    </table>
  )
}

export function StatusTable({ told: { page, result, reader } }: { told: Told }) {
  const { laboratory: t, routes } = reader.t
  return (
    <BeforeAfter
      caption={t.status}
      head={t.status}
      reader={reader}
      rows={byStatus(result).map(({ status, before, after }) => ({
        name: routes.status[status],
        before,
        after,
        behind: { before: placeOf(page, { was: status }), after: placeOf(page, { is: status }) },
      }))}
    />
  )
}

export function SafeguardsTable({ told: { result, reader } }: { told: Told }) {
  const { laboratory: t } = reader.t
  return (
    <table class="table">
      <caption>
        {t.safeguards}. {t.safeguardsNote}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t.safeguards}</th>
          <th scope="col" class="numeric">
            {t.gained}
          </th>
          <th scope="col" class="numeric">
            {t.lost}
          </th>
        </tr>
      </thead>
      <tbody>
        {safeguardsIn(result).map(({ safeguard, gained, lost }) => (
          <tr>
            <th scope="row">{t.safeguard[safeguard]}</th>
            <td class="numeric" data-label={t.gained}>
              {reader.number(gained)}
            </td>
            <td class="numeric" data-label={t.lost}>
              {reader.number(lost)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function Unreadable({ told: { result, reader } }: { told: Told }) {
  const { requests, first } = result.unreadable
  if (requests === 0) return null
  return (
    <Notice kind="care">
      <p>{reader.t.laboratory.unreadable(reader.number(requests))}</p>
      <ul>
        {first.map(({ request, says }) => (
          <li>
            <code>{request}</code> {says}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
