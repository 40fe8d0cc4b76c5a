import { urls } from '../urls.ts'
import { Marks, type Reading, RuleLink } from './reading.tsx'
import { lawfulness } from './standing.tsx'

/** The treaties of a network: whom they join, since when, how sure that is. */
export function NetworkTreaties({ network, reading }: { network: string; reading: Reading }) {
  const { reader, edition } = reading
  const { law: t } = reader.t
  const treaties = [...edition.rules.values()]
    .filter((rule) => rule.kind === 'instrument')
    .filter((rule) => rule.network === network)
  return (
    <section class="flow" aria-labelledby="treaties">
      <h2 id="treaties">{t.treatiesOfNetwork}</h2>
      <p class="soft">{t.treatiesIn(reader.number(treaties.length))}</p>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t.instrumentOf}</th>
            <th scope="col">{t.between}</th>
            <th scope="col">{t.inForce}</th>
          </tr>
        </thead>
        <tbody>
          {treaties.map((rule) => {
            const [a, b] = (rule.parties ?? []).map(({ state }) => state)
            const { from, to } = rule.in_force
            const standing = lawfulness(rule, reading)
            return (
              <tr>
                <th scope="row">
                  <RuleLink id={rule.rule} reading={reading} />
                </th>
                <td data-label={t.between}>
                  {a && b && (
                    <a href={reading.href(urls.lawPair(a, b))}>
                      {reader.t.lawPairs.between(reader.country(a), reader.country(b))}
                    </a>
                  )}
                </td>
                <td data-label={t.inForce}>
                  {standing !== 'in-force' && <strong>{t.standing[standing]} </strong>}
                  {[from && t.from(reader.date(from)), to && t.until(reader.date(to))].filter(Boolean).join(' ') ||
                    t.alwaysInForce}
                  <Marks sure={rule} reading={reading} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
