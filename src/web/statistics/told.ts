import { listOrganisations, type Organisation } from '../../accounts/index.ts'
import type { Db } from '../../db/index.ts'
import { definitions, type Statistics, statisticsOf } from '../../oversight/index.ts'

/** Below this a figure is not told to the public: nobody is to be found by it. */
export const FEWEST = 5

/** A figure as the public sees it: null stands for fewer than are told. */
type Told = number | null

export interface ToldLine {
  readonly figure: keyof typeof definitions
  /** What it is broken down by; empty for the figure itself. */
  readonly value: string
  readonly number: Told
}

/** What the public is told of one organisation's requests in one direction. */
export interface ToldFigures {
  readonly organisation: string
  readonly state: string
  readonly direction: Statistics['direction']
  readonly lines: readonly ToldLine[]
}

/** The figures of every organisation of this instance that has any, each figure only from five on. */
export async function toldStatistics(db: Db): Promise<ToldFigures[]> {
  const told: ToldFigures[] = []
  for (const organisation of await listOrganisations(db)) {
    for (const statistics of await statisticsOf(db, organisation.id)) {
      if (statistics.requests > 0) told.push(toldOf(organisation, statistics))
    }
  }
  return told
}

const enough = (n: number): Told => (n === 0 || n >= FEWEST ? n : null)

export function toldOf({ name, state }: Pick<Organisation, 'name' | 'state'>, statistics: Statistics): ToldFigures {
  const { direction, requests, emergencies, responseDays } = statistics
  const head: ToldLine = { figure: 'requests', value: '', number: enough(requests) }
  const about = { organisation: name, state, direction }
  if (head.number === null) return { ...about, lines: [head] }
  const by = (figure: 'byStatus' | 'byRoute' | 'byState' | 'byCategory'): ToldLine[] =>
    Object.entries(statistics[figure]).map(([value, number]) => ({ figure, value, number: enough(number) }))
  const days: ToldLine[] = [{ figure: 'responseDays', value: 'ended', number: enough(responseDays.count) }]
  if (responseDays.count >= FEWEST) {
    days.push(
      { figure: 'responseDays', value: 'median', number: responseDays.median },
      { figure: 'responseDays', value: 'percentile90', number: responseDays.percentile90 },
    )
  }
  const lines: ToldLine[] = [
    head,
    ...by('byStatus'),
    ...by('byRoute'),
    ...by('byState'),
    ...by('byCategory'),
    { figure: 'emergencies', value: '', number: enough(emergencies) },
    ...days,
  ]
  return { ...about, lines }
}

/** RFC 4180, a line for each figure. A cell that a spreadsheet could take for a formula begins with an apostrophe. */
export function csvOf(told: readonly ToldFigures[]): string {
  const head = ['organisation', 'state', 'direction', 'figure', 'value', 'number', 'means']
  const rows = told.flatMap(({ organisation, state, direction, lines }) =>
    lines.map(({ figure, value, number }) => [
      organisation, state, direction, figure, value, number === null ? `<${FEWEST}` : String(number), definitions[figure],
    ]),
  ) // biome-ignore format: one line of words
  return [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
