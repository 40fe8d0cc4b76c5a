import { type Bond, bondsTo, type Rule } from '../../law/index.ts'
import { Fold } from '../ui/fold.tsx'
import { Status } from '../ui/status.tsx'
import { urls } from '../urls.ts'
import { Marks, type Reading } from './reading.tsx'

/** Who is bound on the day of the page and since when; who is not, and why. */
export function Parties({ rule, reading }: { rule: Rule<'instrument'>; reading: Reading }) {
  const { reader } = reading
  const { law: t } = reader.t
  const bonds = bondsTo(reading.law, rule.rule, reading.on).sort((a, b) =>
    reader.compare(reader.country(a.state), reader.country(b.state)),
  )
  if (bonds.length === 0) return null
  const [bound, others] = [bonds.filter((one) => one.standing.bound), bonds.filter((one) => !one.standing.bound)]
  return (
    <section class="flow" aria-labelledby="parties">
      <div class="between">
        <h2 id="parties">{t.parties}</h2>
        <a class="no-print" href={reading.href(urls.map, { instrument: rule.rule })}>
          {t.partiesMap}
        </a>
      </div>
      {bound.length > 0 && (
        <Fold title={t.boundNow(reader.number(bound.length))} open={bound.length <= 90} prints>
          <Table bonds={bound} reading={reading} />
        </Fold>
      )}
      {others.length > 0 && (
        <Fold
          title={t.notYetBound(reader.number(others.length))}
          open={bound.length === 0 || others.length <= 12}
          prints
        >
          <Table bonds={others} reading={reading} />
        </Fold>
      )}
    </section>
  )
}

function Table({ bonds, reading }: { bonds: readonly Bond[]; reading: Reading }) {
  const { reader, href } = reading
  const { law: t, standings } = reader.t
  const day = (text: string | undefined) => (text ? reader.date(text) : '')
  const ratifications = bonds.some(({ ratified }) => ratified)
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{t.state}</th>
          <th scope="col">{t.signedOn}</th>
          {ratifications && <th scope="col">{t.ratifiedOn}</th>}
          <th scope="col">{t.since}</th>
          <th scope="col">{t.remarks}</th>
        </tr>
      </thead>
      <tbody>
        {bonds.map((bond) => (
          <tr>
            <th scope="row">
              <a href={href(urls.rule(`states/${bond.state}`))}>{reader.country(bond.state)}</a>
            </th>
            <td data-label={bond.signed && t.signedOn}>{day(bond.signed)}</td>
            {ratifications && <td data-label={bond.ratified && t.ratifiedOn}>{day(bond.ratified)}</td>}
            <td data-label={t.since}>
              {bond.standing.bound ? (
                <>
                  {day(bond.since) || reader.t.lawStates.sinceAlways}
                  {bond.until && ` ${t.until(day(bond.until))}`}
                </>
              ) : (
                <Status tone="closed" word={standings[bond.standing.how]} />
              )}
            </td>
            <td data-label={bond.note && t.remarks}>
              {bond.note && reader.law(bond.note)}
              <Marks sure={bond} reading={reading} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
