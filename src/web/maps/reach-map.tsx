import type { LawBase } from '../../law/index.ts'
import { sourceOf } from '../law/sources.ts'
import type { Reader } from '../reader.ts'
import { Citation } from '../ui/citation.tsx'
import { urls, withQuery } from '../urls.ts'
import type { Fill } from './fills.tsx'
import { Legend, placesInWords } from './legend.tsx'
import { type Asked, type ReachRow, type Way, ways } from './reach.ts'
import { WorldMap } from './world-map.tsx'

const look: Record<Way, Fill> = {
  direct: 'solid',
  treaty: 'diagonal',
  practice: 'dots',
  voluntary: 'lines',
  conflict: 'cross',
  undecided: 'upright',
  nothing: 'bare',
  untold: 'rings',
}

interface Props {
  asked: Asked
  rows: readonly ReachRow[]
  law: LawBase
  reader: Reader
}

/** The best way between one state and every other: on the map, and in words. */
export function ReachMap(props: Props) {
  const { asked, rows, law, reader } = props
  const { maps: t, routes } = reader.t
  const byPlace = new Map(rows.map((row) => [row.place, row]))
  const byWay = Map.groupBy(rows, ({ way }) => way)
  return (
    <>
      <WorldMap
        names={t.inset}
        of={(place) => {
          const row = byPlace.get(place)
          const name = reader.country(place)
          if (!row) return { fill: 'home', title: name }
          const status = row.route ? ` (${routes.status[row.status]})` : ''
          return {
            fill: look[row.way],
            title: `${name}${reader.colon}${t.way[row.way]}${status}`,
            href: row.way === 'untold' ? '#untold' : pairAddress(asked, place),
          }
        }}
      >
        <Legend
          reader={reader}
          entries={[
            ...ways.map((way) => legendEntry(way, byWay.get(way) ?? [], reader)),
            { fill: 'home' as const, label: t.home },
          ]}
        />
      </WorldMap>
      {ways.map((way) => {
        const group = byWay.get(way)
        return group && <Group way={way} rows={group} asked={asked} law={law} reader={reader} />
      })}
    </>
  )
}

function legendEntry(way: Way, rows: readonly ReachRow[], { t, number }: Reader) {
  const approvals = rows.filter(({ status }) => status === 'approval').length
  const more =
    approvals === 0
      ? undefined
      : approvals === rows.length
        ? t.maps.allApproval
        : t.maps.withApproval(number(approvals))
  return { fill: look[way], label: t.maps.way[way], count: rows.length, href: `#${way}`, ...(more && { more }) }
}

function Group({ way, rows, asked, law, reader }: Props & { way: Way }) {
  const { maps: t } = reader.t
  const inOrder = [...rows].sort((a, b) => reader.compare(reader.country(a.place), reader.country(b.place)))
  return (
    <section class="flow map-list" aria-labelledby={way}>
      <h2 id={way}>
        {t.way[way]} <span class="soft small">{placesInWords(rows.length, reader)}</span>
      </h2>
      {way === 'untold' ? (
        <>
          <p class="soft">{t.silent}</p>
          <p>{reader.list(inOrder.map(({ place }) => reader.country(place)))}</p>
        </>
      ) : (
        <table class="table">
          <caption class="hidden-text">{t.way[way]}</caption>
          <thead>
            <tr>
              <th scope="col">{t.state}</th>
              <th scope="col">{t.status}</th>
              <th scope="col">{t.by}</th>
              <th scope="col" class="reason">
                {t.analysis}
              </th>
            </tr>
          </thead>
          <tbody>
            {inOrder.map((row) => (
              <Row row={row} asked={asked} law={law} reader={reader} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Row({ row, asked, law, reader }: { row: ReachRow; asked: Asked; law: LawBase; reader: Reader }) {
  const { maps: t, routes } = reader.t
  const { place, status, route, others, conflict } = row
  const name = reader.country(place)
  const cite = route && law.rules.get(route.rule)?.cites[0]?.cite
  return (
    <tr>
      <th scope="row">
        <a href={pairAddress(asked, place)}>{name}</a>
      </th>
      <td data-label={t.status}>{routes.status[status]}</td>
      <td data-label={t.by}>
        {route && (
          <>
            <a href={withQuery(urls.rule(route.rule), { on: asked.on })}>{reader.law(route.title)}</a>{' '}
            {route.instrument !== law.rules.get(route.rule)?.instrument ? (
              <Instrument id={route.instrument} law={law} reader={reader} />
            ) : (
              cite && <Citation source={sourceOf(law, route.rule, cite, reader)} />
            )}
            <span class="small soft">
              {[
                ...(route.typicalDays !== undefined ? [t.days(reader.number(route.typicalDays))] : []),
                ...(others === 1 ? [t.oneOther] : others > 1 ? [t.others(reader.number(others))] : []),
              ].map((word) => ` · ${word}`)}
            </span>
          </>
        )}
        {conflict && <p class="small soft">{t.conflict}</p>}
      </td>
      <td class="reason" data-label={t.analysis}>
        <a href={reasonAddress(asked, place)}>
          {t.analysis}
          <span class="hidden-text">: {name}</span>
        </a>
      </td>
    </tr>
  )
}

/** The treaty that joins the two states, where the route is one for every treaty of its kind. */
function Instrument({ id, law, reader }: { id: string; law: LawBase; reader: Reader }) {
  const found = law.rules.get(id)
  if (found?.kind !== 'instrument') return null
  return (
    <span class="cite">
      <a href={urls.rule(id)}>{reader.law(found.short)}</a>
    </span>
  )
}

/** The full analysis behind one place; its own address would be a long one, and there are hundreds. */
function reasonAddress({ side, state, category, measure, services, on }: Asked, place: string): string {
  return withQuery(urls.mapReason, { [side]: state, place, category, measure, services: services ? 'yes' : 'no', on })
}

/** Everything between the two states, the asking one first. */
function pairAddress({ side, state, on }: Asked, place: string): string {
  const [from, to] = side === 'from' ? [state, place] : [place, state]
  return withQuery(urls.lawPair(from, to), { on })
}
