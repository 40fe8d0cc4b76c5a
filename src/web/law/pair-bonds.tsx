import type { Between, Bond, SharedBond } from '../../law/index.ts'
import { Fold } from '../ui/fold.tsx'
import { Notice } from '../ui/notice.tsx'
import { urls } from '../urls.ts'
import { marksOf } from './marks.ts'
import { nameOf, type Reading, RuleLink } from './reading.tsx'

interface Props {
  found: Between
  reading: Reading
}

/** The instruments that bind both states, with the days; then those that do not, and why. */
export function PairBonds({ found, reading }: Props) {
  const { reader } = reading
  const { lawPairs: t } = reader.t
  const [{ from, to }] = found.directions
  const [a, b] = [reader.country(from), reader.country(to)]
  const shared = found.bonds.filter(({ both }) => both)
  return (
    <section class="flow" aria-labelledby="joins">
      <h2 id="joins">{t.joins}</h2>
      {shared.length === 0 ? (
        <p>{t.noTreaty(a, b, reader.date(found.on))}</p>
      ) : (
        <>
          <p class="soft">{t.joinsNote}</p>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{t.instrument}</th>
                <th scope="col">{t.sinceBoth}</th>
                <th scope="col">{t.sinceOf(a)}</th>
                <th scope="col">{t.sinceOf(b)}</th>
              </tr>
            </thead>
            <tbody>
              {shared.map((bond) => (
                <Row bond={bond} names={[a, b]} reading={reading} />
              ))}
            </tbody>
          </table>
        </>
      )}
      <NotReliedOn found={found} reading={reading} />
      <NotJoined found={found} names={[a, b]} reading={reading} />
    </section>
  )
}

function Row({ bond, names, reading }: { bond: SharedBond; names: readonly [string, string]; reading: Reading }) {
  const { reader, edition } = reading
  const { lawPairs: t, lawStates, law } = reader.t
  const instrument = edition.find('instrument', bond.instrument)
  const soft = instrument?.level === 'guidance' || instrument?.level === 'practice'
  const day = (text: string | undefined) => (text ? reader.date(text) : t.noDate)
  return (
    <tr>
      <th scope="row">
        <RuleLink id={bond.instrument} reading={reading} />
        {soft && (
          <>
            {' '}
            <span class="tag">{lawStates.soft}</span>
          </>
        )}
        <p class="small soft">{instrument && law.levels[instrument.level]}</p>
      </th>
      <td data-label={t.sinceBoth}>
        <strong>{day(bond.since)}</strong>
      </td>
      {bond.bonds.map((one, i) => (
        <td data-label={t.sinceOf(names[i] ?? '')}>
          {day(one.since)}
          <Remarks bond={one} reading={reading} />
        </td>
      ))}
    </tr>
  )
}

/** Reservations, and how sure the day is. */
function Remarks({ bond, reading }: { bond: Bond; reading: Reading }) {
  const { reader } = reading
  const marks = marksOf(bond, reader)
  if (!bond.note && marks.length === 0) return null
  return (
    <p class="small soft">
      {bond.note && reader.law(bond.note)}
      {marks.map((mark) => (
        <>
          {' '}
          <span class="tag">{mark}</span>
        </>
      ))}
    </p>
  )
}

/** Treaties of the two that are known too little of: the reader may know more. */
function NotReliedOn({ found, reading }: Props) {
  const { reader, edition, href } = reading
  const { lawPairs: t } = reader.t
  const treaties = found.bonds.flatMap(({ instrument: id }) => {
    const instrument = edition.find('instrument', id)
    return instrument?.not_relied_on ? [{ instrument, why: instrument.not_relied_on }] : []
  })
  return (
    <>
      {treaties.map(({ instrument, why }) => (
        <Notice kind="care">
          <p>{t.notReliedOn(nameOf(instrument, reader), reader.law(why))}</p>
          <p class="small">
            <a href={href(urls.rule(instrument.rule))}>{reader.law(instrument.title)}</a>
          </p>
        </Notice>
      ))}
    </>
  )
}

/** Not worth a sentence each: the state has never had to do with it. */
const isStranger = ({ standing }: Bond) => standing.how === 'unlisted'

function NotJoined({ found, names, reading }: Props & { names: readonly [string, string] }) {
  const { reader } = reading
  const { lawPairs: t } = reader.t
  const others = found.bonds.filter(({ both, instrument }) => !both && instrument !== 'eu/union')
  const told = others.filter(({ bonds }) => !bonds.some(isStranger))
  const alone = ([0, 1] as const).map((i) =>
    others.filter(({ bonds }) => bonds[i].standing.bound && isStranger(bonds[1 - i] as Bond)),
  )
  if (others.length === 0) return null
  return (
    <Fold title={t.notJoined} prints>
      <ul class="rule-list plain">
        {told.map(({ instrument, bonds }) => (
          <li>
            <RuleLink id={instrument} reading={reading} />
            <p class="small soft">
              {bonds
                .filter(({ standing }) => !standing.bound)
                .map(({ standing }) => reader.law(standing.says))
                .join('; ')}
            </p>
          </li>
        ))}
        {alone.map(
          (list, i) =>
            list.length > 0 && (
              <li>
                {t.onlyOne(names[i] ?? '')}
                {reader.colon}
                {list.map(({ instrument }, n) => (
                  <>
                    {n > 0 && ' · '}
                    <RuleLink id={instrument} reading={reading} />
                  </>
                ))}
              </li>
            ),
        )}
      </ul>
    </Fold>
  )
}
