import type { Direction } from '../../law/index.ts'
import { addressOf } from '../interview/address.ts'
import { optionLabel } from '../interview/words.ts'
import { Status } from '../ui/status.tsx'
import { urls } from '../urls.ts'
import { Hands, PairGates, PairReach } from './pair-gates.tsx'
import { type Reading, RuleLink } from './reading.tsx'
import { Ways } from './ways.tsx'

export const directionAnchor = ({ from, to }: Direction) => `${from}-${to}`

/** What one state can reach in the other: the answer by data and measure, each way, each bar, each claim. */
export function DirectionOf({ direction, reading }: { direction: Direction; reading: Reading }) {
  const { reader } = reading
  const { lawPairs: t } = reader.t
  const { from, to, measures } = direction
  const [asking, holding] = [reader.country(from), reader.country(to)]
  return (
    <section class="flow direction" aria-labelledby={directionAnchor(direction)}>
      <h2 id={directionAnchor(direction)}>{t.direction(asking, holding)}</h2>
      <p class="soft measure">{t.assumed(holding)}</p>
      <Answers direction={direction} reading={reading} />
      <p class="no-print">
        {/* Only what any case of these two has in common goes along. */}
        <a
          href={addressOf(urls.routes, {
            facts: {
              asking: { state: from },
              holder: { seat: to },
              ...(reading.on === reading.today ? {} : { on: reading.on }),
            },
            skipped: [],
          })}
        >
          {t.answer(asking)}
        </a>
      </p>
      {measures.map(({ measure, analysis, facts }) => (
        <Ways
          title={t.ways[measure]}
          id={`${directionAnchor(direction)}-${measure}`}
          routes={analysis.routes}
          gates={analysis.gates}
          gatesAt={`${directionAnchor(direction)}-gates`}
          categories={facts.data?.length ?? 0}
          full={addressOf(urls.analysis, { facts, skipped: [] })}
          reading={reading}
        />
      ))}
      <PairGates direction={direction} id={`${directionAnchor(direction)}-gates`} reading={reading} />
      <PairReach direction={direction} reading={reading} />
      <Hands direction={direction} reading={reading} />
    </section>
  )
}

/** The best answer to either measure; what comes out alike stands in one line. */
function Answers({ direction, reading }: { direction: Direction; reading: Reading }) {
  const { reader } = reading
  const { lawPairs: t } = reader.t
  const { measures } = direction
  const items = measures[0]?.analysis.items ?? []
  const answersFor = (data: string) => measures.map(({ analysis }) => analysis.items.find((one) => one.data === data))
  const alike = Map.groupBy(items, ({ data }) =>
    answersFor(data)
      .map((one) => `${one?.status} ${one?.best}`)
      .join(),
  )
  return (
    <table class="table answers-table">
      <thead>
        <tr>
          <th scope="col">{t.data}</th>
          {measures.map(({ measure }) => (
            <th scope="col">{t.measures[measure]}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...alike.values()].map((group) => (
          <tr>
            <th scope="row">
              {group.length === items.length
                ? t.allData
                : reader.list(group.map(({ data }) => optionLabel(data, reader)))}
            </th>
            {answersFor(group[0]?.data ?? '').map((item, i) => (
              <td data-label={measures[i] && t.measures[measures[i].measure]}>
                {item && <Status tone={item.status} word={t.status[item.status]} />}
                {item?.best && (
                  <p class="small">
                    <RuleLink id={item.best} reading={reading} />
                  </p>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
