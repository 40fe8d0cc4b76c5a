import type { LawBase, Rule } from '../../law/index.ts'
import { marksOf } from '../law/marks.ts'
import { sourceOf } from '../law/sources.ts'
import type { Reader } from '../reader.ts'
import { Citation } from '../ui/citation.tsx'
import { Notice } from '../ui/notice.tsx'
import { urls, withQuery } from '../urls.ts'
import type { Fill } from './fills.tsx'
import { Legend, placesInWords } from './legend.tsx'
import { type Part, type PartyRow, parts } from './parties.ts'
import { WorldMap } from './world-map.tsx'

const look: Record<Part, Fill> = {
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
  const byPart = Map.groupBy(rows, ({ part }) => part)
  const { from, to, pending } = instrument.in_force
  const inForce = !pending && (!from || from <= on) && (!to || on <= to)
  const [cite] = instrument.cites
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
          const { part = 'unknown', bond } = byPlace.get(place) ?? {}
          const since = bond?.since ? ` (${reader.date(bond.since)})` : ''
          return {
            fill: look[part],
            title: `${reader.country(place)}${reader.colon}${t.part[part]}${since}`,
            href: stateAddress(place, on),
          }
        }}
      >
        <Legend
          reader={reader}
          entries={parts.map((part) => ({
            fill: look[part],
            label: t.part[part],
            count: byPart.get(part)?.length ?? 0,
            href: `#${part}`,
          }))}
        />
      </WorldMap>
      <p class="small">
        <a href={withQuery(urls.rule(instrument.rule), { on })}>{t.readInstrument}</a>{' '}
        {cite && (
          <Citation source={sourceOf(law, instrument.rule, cite.cite, reader)} marks={marksOf(instrument, reader)} />
        )}
      </p>
      {parts.map((part) => {
        const group = byPart.get(part)
        return group && <Group part={part} rows={group} sure={instrument.confidence} on={on} reader={reader} />
      })}
    </>
  )
}

interface GroupProps {
  part: Part
  rows: readonly PartyRow[]
  /** How sure the base is of the instrument; said of a state only where it differs. */
  sure: string
  on: string
  reader: Reader
}

function Group({ part, rows, sure, on, reader }: GroupProps) {
  const { maps: t } = reader.t
  const lines = rows
    .map(({ place, bond }) => ({
      place,
      name: reader.country(place),
      dates: datesOf(part, bond, reader),
      notes: notesOf(bond, sure, reader),
    }))
    .sort((a, b) => reader.compare(a.name, b.name))
  const told = part === 'not-bound' || part === 'unknown' ? lines.filter(({ dates, notes }) => dates || notes) : lines
  const others = lines.filter((line) => !told.includes(line))
  const withNotes = told.some(({ notes }) => notes)
  const day = part === 'signed' ? t.signed : part === 'coming' ? t.boundFrom : t.since
  return (
    <section class="flow map-list" aria-labelledby={part}>
      <h2 id={part}>
        {t.part[part]} <span class="soft small">{placesInWords(rows.length, reader)}</span>
      </h2>
      {part === 'unknown' && <p class="soft">{t.silent}</p>}
      {told.length > 0 && (
        <table class={withNotes ? 'table' : 'table table-narrow'}>
          <caption class="hidden-text">{t.part[part]}</caption>
          <thead>
            <tr>
              <th scope="col">{t.state}</th>
              <th scope="col">{day}</th>
              {withNotes && <th scope="col">{t.note}</th>}
            </tr>
          </thead>
          <tbody>
            {told.map(({ place, name, dates, notes }) => (
              <tr>
                <th scope="row">
                  <a href={stateAddress(place, on)}>{name}</a>
                </th>
                <td data-label={day}>{dates}</td>
                {withNotes && <td data-label={t.note}>{notes}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {others.length > 0 && <p>{reader.list(others.map(({ name }) => name))}</p>}
    </section>
  )
}

/** The page of a state: by what it is bound, and through whose hands a request goes there. */
const stateAddress = (place: string, on: string) => withQuery(urls.rule(`states/${place}`), { on })

function datesOf(part: Part, bond: PartyRow['bond'], { t, date }: Reader): string {
  if (!bond) return ''
  if (part === 'signed') return bond.signed ? date(bond.signed) : t.maps.noDate
  const first = bond.since ? date(bond.since) : part === 'not-bound' ? '' : t.maps.noDate
  return bond.until ? `${first} ${t.maps.until} ${date(bond.until)}`.trim() : first
}

function notesOf(bond: PartyRow['bond'], sure: string, reader: Reader): string {
  if (!bond) return ''
  return [
    ...(bond.standing.how === 'outside' ? [reader.t.maps.expressly] : []),
    ...(bond.ratified ? [`${reader.t.maps.ratified} ${reader.date(bond.ratified)}`] : []),
    ...(bond.note ? [reader.law(bond.note)] : []),
    ...(bond.confidence === sure ? [] : marksOf(bond, reader)),
  ].join(' · ')
}
