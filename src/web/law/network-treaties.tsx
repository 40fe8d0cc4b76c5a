import type { Rule } from '../../law/index.ts'
import { urls } from '../urls.ts'
import type { Reading } from './reading.tsx'
import { lawfulness } from './standing.tsx'

interface Joined {
  readonly other: string
  readonly treaty: Rule<'instrument'>
}

/** The treaties of a network, state by state: with whom, since when, and which of them nobody should rely on. */
export function NetworkTreaties({ network, reading }: { network: string; reading: Reading }) {
  const { reader, edition, href } = reading
  const { law: t, lawStates } = reader.t
  const treaties = [...edition.rules.values()]
    .filter((rule) => rule.kind === 'instrument')
    .filter((rule) => rule.network === network)
  const states = [...byState(treaties)].sort(([a], [b]) => reader.compare(reader.country(a), reader.country(b)))
  return (
    <section class="flow" aria-labelledby="treaties">
      <h2 id="treaties">{t.treatiesOfNetwork}</h2>
      <p class="soft">{t.treatiesIn(reader.number(treaties.length))}</p>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t.state}</th>
            <th scope="col">{lawStates.with}</th>
          </tr>
        </thead>
        <tbody>
          {states.map(([state, joined]) => {
            const sorted = joined.toSorted((a, b) => reader.compare(reader.country(a.other), reader.country(b.other)))
            const relied = sorted.filter(({ treaty }) => lawfulness(treaty, reading) === 'in-force')
            const others = Map.groupBy(
              sorted.filter((one) => !relied.includes(one)),
              ({ treaty }) => lawfulness(treaty, reading),
            )
            return (
              <tr>
                <th scope="row">
                  <a href={href(urls.rule(`states/${state}`))}>{reader.country(state)}</a>
                </th>
                <td data-label={lawStates.with}>
                  <Treaties state={state} list={relied} reading={reading} />
                  {[...others].map(([standing, list]) => (
                    <p class="small">
                      <span class="soft">{t.standing[standing]}:</span>{' '}
                      {list.map(({ other, treaty }, i) => (
                        <>
                          {i > 0 && ' · '}
                          <a href={href(urls.rule(treaty.rule))}>{reader.country(other)}</a>
                        </>
                      ))}
                    </p>
                  ))}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

/** Each with the year from which it binds; the state leads to what applies between the two. */
function Treaties({ state, list, reading }: { state: string; list: readonly Joined[]; reading: Reading }) {
  return (
    <>
      {list.map(({ other, treaty }, i) => (
        <>
          {i > 0 && ' · '}
          <a href={reading.href(urls.lawPair(state, other))}>{reading.reader.country(other)}</a>
          {treaty.in_force.from && <span class="small soft"> {treaty.in_force.from.slice(0, 4)}</span>}
        </>
      ))}
    </>
  )
}

function byState(treaties: readonly Rule<'instrument'>[]): Map<string, Joined[]> {
  const found = new Map<string, Joined[]>()
  for (const treaty of treaties) {
    const states = [...new Set((treaty.parties ?? []).map(({ state }) => state))]
    for (const state of states)
      for (const other of states)
        if (other !== state) found.set(state, [...(found.get(state) ?? []), { other, treaty }])
  }
  return found
}
