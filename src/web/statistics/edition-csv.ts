import { breakdowns, type Edition } from '../../oversight/index.ts'
import { csvText } from './csv.ts'

/** RFC 4180, a line for each published figure; `not told` where a number is not. */
export function editionCsv(edition: Edition): string {
  const shown = (number: number | null) => (number === null ? 'not told' : String(number))
  const names = new Map(edition.organisations.map(({ id, name, state }) => [id, [name, state] as const]))
  const head = ['organisation', 'state', 'direction', 'half-year', 'requests', 'figure', 'value', 'number']
  const rows = edition.figures.flatMap((one) => {
    const about = [...(names.get(one.org) ?? [one.org, '']), one.direction, one.period]
    return (['made', 'ended'] as const).flatMap((what) => [
      [...about, what, 'number', '', shown(one[what].number)],
      ...breakdowns[what].flatMap((by) => {
        const parts: Readonly<Record<string, number | null>> = { ...one.made, ...one.ended }[by] ?? {}
        return Object.entries(parts).map(([value, number]) => [...about, what, by, value, shown(number)])
      }),
      ...(what === 'ended' && one.ended.days
        ? Object.entries(one.ended.days).map(([value, days]) => [...about, what, 'days', value, String(days)])
        : []),
    ])
  })
  const complaints = (edition.complaints ?? []).flatMap(({ org, period, number, byOutcome = {}, days }) => {
    const about = [...(names.get(org) ?? [org, '']), '', period, 'complaints']
    return [
      [...about, 'number', '', shown(number)],
      ...Object.entries(byOutcome).map(([value, part]) => [...about, 'byOutcome', value, shown(part)]),
      ...(days === undefined ? [] : [[...about, 'days', 'median', String(days)]]),
    ]
  })
  return csvText([head, ...rows, ...complaints])
}
