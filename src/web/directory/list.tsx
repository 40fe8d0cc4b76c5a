import type { KnownOrganisation } from '../../exchange/index.ts'
import type { Reader } from '../reader.ts'
import { urls } from '../urls.ts'
import { StandingOf } from './standing.tsx'

/** Everybody known here, each with how that was verified and by when it is to be verified anew. */
export function OrganisationList({ found, reader }: { found: readonly KnownOrganisation[]; reader: Reader }) {
  const { directory: t, operator, seats } = reader.t
  if (found.length === 0) return <p class="soft">{t.none}</p>
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{t.name}</th>
          <th scope="col">{t.kind}</th>
          <th scope="col">{t.state}</th>
          <th scope="col">{t.seats}</th>
          <th scope="col">{t.verification}</th>
          <th scope="col">{t.due}</th>
        </tr>
      </thead>
      <tbody>
        {found.map((one) => {
          const { verification } = one.standing
          return (
            <tr>
              <th scope="row">
                <a href={urls.organisation(one.org)}>{one.name}</a>
              </th>
              <td data-label={t.kind}>{operator.kinds[one.kind] ?? one.kind}</td>
              <td data-label={t.state}>{reader.country(one.state)}</td>
              <td data-label={t.seats}>{reader.list(one.seats.map((seat) => seats[seat]))}</td>
              <td data-label={t.verification}>
                <StandingOf one={one} reader={reader} />
                {verification && <p class="small soft">{t.methods[verification.method]}</p>}
              </td>
              <td data-label={t.due} class="small">
                {verification && reader.date(verification.due.slice(0, 10))}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
