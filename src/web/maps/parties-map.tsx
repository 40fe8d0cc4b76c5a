import type { LawBase, Rule } from '../../law/index.ts'
import { marksOf } from '../law/marks.ts'
import { sourceOf } from '../law/sources.ts'
import type { Reader } from '../reader.ts'
import { Citation } from '../ui/citation.tsx'
import { Notice } from '../ui/notice.tsx'
import { urls } from '../urls.ts'
import type { Fill } from './fills.tsx'
import { Legend, placesInWords } from './legend.tsx'
import { type Bond, bonds, type PartyRow } from './parties.ts'
import { WorldMap } from './world-map.tsx'

const look: Record<Bond, Fill> = {
  bound: 'solid',
  coming: 'diagonal',
  signed: 'dots',
  'not-bound': 'bare',
  unknown: 'rings',
}

interface Props {
  instrument: Rule<'instrument'>
  rows: readonly PartyRow[]
  law: LawBase
  reader: Reader
  on: string
}

/** Who is bound by an instrument on a day: on the map, and in words. */
export function PartiesMap({ instrument, rows, law, reader, on }: Props) {
  const { maps: t } = reader.t
  const byPlace = new Map(rows.map((row) => [row.place, row]))
  const byBond = Map.groupBy(rows, ({ bond }) => bond)
  const { from, to } = instrument.in_force
  const inForce = !instrument.in_force.pending && (!from || from <= on) && (!to || on <= to)
  return (
    <>
      {!inForce && (
        <Notice kind="care">
          <p>{t.notInForce}</p>
        </Notice>
      )}
      <WorldMap
        names={t.inset}
        of={(place) => {
          const row = byPlace.get(place)
          const bond = row?.bond ?? 'unknown'
          return {
            fill: look[bond],
            title: `${reader.country(place)}: ${t.bond[bond]}${row?.from ? ` (${reader.date(row.from)})` : ''}`,
            href: `#${bond}`,
          }
        }}
      >
        <Legend
          reader={reader}
          entries={bonds.map((bond) => ({
            fill: look[bond],
            label: t.bond[bond],
            count: byBond.get(bond)?.length ?? 0,
            href: `#${bond}`,
          }))}
        />
      </WorldMap>
      <p class="small">
        <a href={urls.rule(instrument.rule)}>{t.readInstrument}</a>{' '}
        {instrument.cites[0] && (
          <Citation
            source={sourceOf(law, instrument.rule, instrument.cites[0].cite, reader)}
            marks={marksOf(instrument, reader)}
          />
        )}
      </p>
      {bonds.map((bond) => {
        const group = byBond.get(bond)
        return group && <Group bond={bond} rows={group} reader={reader} />
      })}
    </>
  )
}

function Group({ bond, rows, reader }: { bond: Bond; rows: readonly PartyRow[]; reader: Reader }) {
  const { maps: t } = reader.t
  const inOrder = [...rows].sort((a, b) => reader.compare(reader.country(a.place), reader.country(b.place)))
  const said = inOrder.filter((row) => hasMore(row, bond))
  const bare = inOrder.filter((row) => !hasMore(row, bond))
  const day = bond === 'signed' ? t.signed : t.since
  const notes = said.map((row) => [
    ...(row.outside ? [t.expressly] : []),
    ...(row.note ? [reader.law(row.note)] : []),
    ...marksOf(row, reader),
  ])
  const withNotes = notes.some((words) => words.length > 0)
  return (
    <section class="flow map-list" aria-labelledby={bond}>
      <h2 id={bond}>
        {t.bond[bond]} <span class="soft small">{placesInWords(rows.length, reader)}</span>
      </h2>
      {bond === 'unknown' && <p class="soft">{t.silent}</p>}
      {said.length > 0 && (
        <table class={withNotes ? 'table' : 'table table-narrow'}>
          <caption class="hidden-text">{t.bond[bond]}</caption>
          <thead>
            <tr>
              <th scope="col">{t.state}</th>
              <th scope="col">{day}</th>
              {withNotes && <th scope="col">{t.note}</th>}
            </tr>
          </thead>
          <tbody>
            {said.map((row, i) => (
              <tr>
                <th scope="row">{reader.country(row.place)}</th>
                <td data-label={day}>{dates(row, bond, reader)}</td>
                {withNotes && <td data-label={t.note}>{notes[i]?.join(' · ')}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {bare.length > 0 && <p>{reader.list(bare.map(({ place }) => reader.country(place)))}</p>}
    </section>
  )
}

const hasMore = ({ note, outside, to, signed }: PartyRow, bond: Bond) =>
  bond === 'bound' || bond === 'coming' || bond === 'signed' || Boolean(note ?? outside ?? to ?? signed)

function dates({ from, to, signed }: PartyRow, bond: Bond, { t, date }: Reader): string {
  if (bond === 'signed') return signed ? date(signed) : t.maps.noDate
  const first = from ? date(from) : bond === 'not-bound' ? '' : t.maps.noDate
  return to ? `${first} ${t.maps.until} ${date(to)}`.trim() : first
}
