import { type Bond, bondsOf, type Rule } from '../../law/index.ts'
import { Fold } from '../ui/fold.tsx'
import { Status } from '../ui/status.tsx'
import { urls } from '../urls.ts'
import { Marks, type Reading, RuleLink } from './reading.tsx'

interface Bound {
  readonly bond: Bond
  readonly instrument: Rule<'instrument'>
}

/** What binds a state on the day of the page, and what names it without binding it. */
export function StateBonds({ state, reading }: { state: string; reading: Reading }) {
  const { reader, edition, law, on } = reading
  const { lawStates: t } = reader.t
  const all = bondsOf(law, state, on).flatMap((bond): Bound[] => {
    const instrument = edition.find('instrument', bond.instrument)
    return instrument ? [{ bond, instrument }] : []
  })
  const union = all.find(({ instrument }) => instrument.rule === 'eu/union')
  const acts = all.filter((one) => one !== union)
  const bound = acts.filter(({ bond }) => bond.standing.bound)
  const ofUnion = bound.filter(({ instrument }) => instrument.level === 'union')
  const bilateral = bound.filter(({ instrument }) => instrument.parties?.length === 2)
  const many = bound.filter((one) => !ofUnion.includes(one) && !bilateral.includes(one))
  const others = acts.filter(({ bond }) => !bond.standing.bound)
  return (
    <section class="flow" aria-labelledby="binds">
      <h2 id="binds">{t.on(reader.country(state))}</h2>
      {union && <Membership bond={union.bond} reading={reading} />}
      {bound.length === 0 && <p class="soft">{t.nothingBinds}</p>}
      <Table title={t.treaties} list={many} reading={reading} />
      <Bilateral state={state} list={bilateral} reading={reading} />
      <Table title={t.union} list={ofUnion} reading={reading} />
      {others.length > 0 && (
        <Fold title={`${t.notBound} (${reader.number(others.length)})`} open={others.length <= 6} prints>
          <p class="soft">{t.notBoundNote}</p>
          <ul class="rule-list plain">
            {others.map(({ bond, instrument }) => (
              <li>
                <RuleLink id={instrument.rule} reading={reading} />{' '}
                <Status tone="closed" word={reader.t.standings[bond.standing.how]} />
                <p class="small soft">{reader.law(bond.standing.says)}</p>
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </section>
  )
}

function Membership({ bond, reading }: { bond: Bond; reading: Reading }) {
  const { reader } = reading
  const { lawStates: t } = reader.t
  const { standing, since, until } = bond
  const said = standing.bound
    ? since
      ? t.member(reader.date(since))
      : t.memberNoDate
    : until
      ? t.formerMember(reader.date(until))
      : undefined
  return said ? <p>{said}.</p> : null
}

/** The oldest bond first. */
const byAge = (a: Bound, b: Bound) => ((a.bond.since ?? '') < (b.bond.since ?? '') ? -1 : 1)

function Table({ title, list, reading }: { title: string; list: readonly Bound[]; reading: Reading }) {
  const { reader } = reading
  const { lawStates: t } = reader.t
  if (list.length === 0) return null
  return (
    <table class="table">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t.instrument}</th>
          <th scope="col">{t.since}</th>
          <th scope="col">{t.remarks}</th>
        </tr>
      </thead>
      <tbody>
        {list.toSorted(byAge).map(({ bond, instrument }) => (
          <tr>
            <th scope="row">
              <RuleLink id={instrument.rule} reading={reading} />
              {(instrument.level === 'guidance' || instrument.level === 'practice') && (
                <>
                  {' '}
                  <span class="tag">{t.soft}</span>
                </>
              )}
            </th>
            <td data-label={t.since}>
              {bond.since ? reader.date(bond.since) : t.sinceAlways}
              {bond.until && ` ${t.until(reader.date(bond.until))}`}
            </td>
            <td data-label={(bond.note || bond.signed) && t.remarks}>
              {[
                bond.signed && t.signed(reader.date(bond.signed)),
                bond.ratified && t.ratified(reader.date(bond.ratified)),
                bond.note && reader.law(bond.note),
              ]
                .filter(Boolean)
                .join(' · ')}
              <Marks sure={bond} reading={reading} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Each with the other state; the pair says what it is good for. */
function Bilateral({ state, list, reading }: { state: string; list: readonly Bound[]; reading: Reading }) {
  const { reader, href } = reading
  const { lawStates: t } = reader.t
  if (list.length === 0) return null
  const rows = list
    .map((one) => ({ ...one, other: one.instrument.parties?.find((party) => party.state !== state)?.state ?? '' }))
    .sort((a, b) => reader.compare(reader.country(a.other), reader.country(b.other)))
  const table = (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{t.with}</th>
          <th scope="col">{t.instrument}</th>
          <th scope="col">{t.since}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ bond, instrument, other }) => (
          <tr>
            <th scope="row">
              <a href={href(urls.lawPair(state, other))}>{reader.country(other)}</a>
            </th>
            <td data-label={t.instrument}>
              <RuleLink id={instrument.rule} reading={reading} />
            </td>
            <td data-label={t.since}>
              {bond.since ? reader.date(bond.since) : t.sinceAlways}
              <Marks sure={bond} reading={reading} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
  const title = `${t.bilateral} (${reader.number(rows.length)})`
  return (
    <Fold title={title} open={rows.length <= 12} prints>
      {table}
    </Fold>
  )
}
