import type { Child } from 'hono/jsx'
import type { Candidate, Search } from '../../laboratory/index.ts'
import type { LawBase } from '../../law/index.ts'
import type { Reader } from '../reader.ts'
import { Fold } from '../ui/fold.tsx'
import { urls, withQuery } from '../urls.ts'
import { Figure } from './before-after.tsx'
import { RuleName } from './rule-name.tsx'

export const orders = ['opened', 'days'] as const
export type Order = (typeof orders)[number]

interface Shown {
  readonly study: string
  readonly search: Search
  readonly law: LawBase
  readonly reader: Reader
}

/** So many agreements are shown at once; the others are folded. */
const FIRST = 8

/** An agreement in the reader's words: the treaty it joins, with its citation, or with whom and by which way it would be concluded. */
export function CandidateName({ of, law, reader }: { of: Candidate; law: LawBase; reader: Reader }): Child {
  const { laboratory: t } = reader.t
  if (of.does === 'joins' && of.instrument)
    return (
      <>
        {t.joins} <RuleName id={of.instrument} law={law} reader={reader} />
      </>
    )
  return (
    <>
      {t.concludes(reader.country(of.partner ?? ''))}
      {reader.colon}
      {t.channels[of.channel ?? 'central']}
    </>
  )
}

/** What the search comes to, in two sentences, each with the requests behind it. */
export function Answer({ shown, ranked }: { shown: Shown; ranked: Record<Order, readonly Candidate[]> }) {
  const { study, search, law, reader } = shown
  const { laboratory: t } = reader.t
  const [most, quickest] = [ranked.opened[0], ranked.days[0]]
  const line = (head: string, one: Candidate | undefined, says: (one: Candidate) => string, isAny: boolean) => (
    <>
      <dt>{head}</dt>
      <dd>
        {one && isAny ? (
          <>
            <CandidateName of={one} law={law} reader={reader} />
            <p>
              <a href={urls.laboratoryCandidate(study, search.candidates.indexOf(one))}>{says(one)}</a>
            </p>
          </>
        ) : (
          t.noneDoes
        )}
      </dd>
    </>
  )
  const { number } = reader
  return (
    <dl class="pairs">
      {line(t.opensMost, most, ({ opened, eased, closed }) => t.opensSaid(number(opened), number(eased), number(closed)), (most?.opened ?? 0) + (most?.eased ?? 0) > 0)}
      {line(
        t.savesMost,
        quickest,
        (one) => t.savesSaid(number(Math.round(one.daysSaved)), number(one.daysTold), number(tenth(one.kept)), number(one.lost)),
        (quickest?.daysSaved ?? 0) > 0,
      )}
    </dl>
  )
} // biome-ignore format: a sentence a line

const tenth = (n: number) => Math.round(n * 10) / 10

/** Every agreement that was tried, in the order asked for; each figure leads to its requests. */
export function CandidatesTable({ shown, candidates, order }: { shown: Shown; candidates: readonly Candidate[]; order: Order }) {
  const { study, reader } = shown
  const { laboratory: t } = reader.t
  const rest = candidates.slice(FIRST)
  return (
    <section class="flow" aria-labelledby="candidates">
      <h2 id="candidates">{t.candidates}</h2>
      <p class="no-print cluster">
        {orders.map((one) =>
          one === order ? (
            <strong>{t.orders[one]}</strong>
          ) : (
            <a href={`${withQuery(urls.laboratoryStudy(study), { order: one })}#candidates`}>{t.orders[one]}</a>
          ),
        )}
      </p>
      <Candidates shown={shown} rows={candidates.slice(0, FIRST)} />
      {rest.length > 0 && (
        <Fold title={t.others(reader.number(rest.length))} prints>
          <Candidates shown={shown} rows={rest} />
        </Fold>
      )}
      <p class="small soft">{t.candidatesNote}</p>
    </section>
  )
} // biome-ignore format: a table in a few lines

function Candidates({ shown, rows }: { shown: Shown; rows: readonly Candidate[] }) {
  const { study, search, law, reader } = shown
  const { laboratory: t } = reader.t
  const heads = [
    t.changes.opened,
    t.changes.eased,
    t.changes.closed,
    t.daysSaved,
    t.safeguardsKept,
    t.safeguardsLost,
    t.daysPerSafeguard,
  ]
  return (
    <table class="table">
      <caption class="hidden-text">{t.candidates}</caption>
      <thead>
        <tr>
          <th scope="col">{t.agreement}</th>
          {heads.map((head) => (
            <th scope="col" class="numeric">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => {
          const place = urls.laboratoryCandidate(study, search.candidates.indexOf(one))
          const told = one.daysTold > 0
          return (
            <tr>
              <th scope="row">
                <CandidateName of={one} law={law} reader={reader} />
              </th>
              {(['opened', 'eased', 'closed'] as const).map((change, i) => (
                <td class="numeric" data-label={heads[i]}>
                  <Figure n={one[change]} href={withQuery(place, { change })} reader={reader} />
                </td>
              ))}
              <td class="numeric" data-label={t.daysSaved}>
                {told ? t.overRequests(reader.number(Math.round(one.daysSaved)), reader.number(one.daysTold)) : '–'}
              </td>
              <td class="numeric" data-label={t.safeguardsKept}>
                {reader.number(tenth(one.kept))}
              </td>
              <td class="numeric" data-label={t.safeguardsLost}>
                {reader.number(one.lost)}
              </td>
              <td class="numeric" data-label={t.daysPerSafeguard}>
                {told ? reader.number(Math.round(one.daysPerSafeguard)) : '–'}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** What could not be tried, and why; said, never passed over. */
export function Untried({ shown: { search, reader } }: { shown: Shown }) {
  const { laboratory: t } = reader.t
  if (search.untried.length === 0) return null
  return (
    <Fold title={t.untried(reader.number(search.untried.length))} prints>
      <ul>
        {search.untried.map(({ title, says }) => (
          <li>
            {title}
            {reader.colon}
            {says}
          </li>
        ))}
      </ul>
    </Fold>
  )
}
