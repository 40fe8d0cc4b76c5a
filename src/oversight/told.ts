import type { Db } from '../db/index.ts'
import { FEWEST, type Told, toldAlone, toldParts } from './protection.ts'
import { type definitions, type Statistics, statisticsOfAll } from './statistics.ts'

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

/** The figures of every organisation of this instance that has any, with nothing left by which few could be found. */
export async function toldStatistics(db: Db): Promise<ToldFigures[]> {
  return (await statisticsOfAll(db)).flatMap(({ organisation, figures }) =>
    figures.filter(({ requests }) => requests > 0).map((one) => toldOf(organisation, one)),
  )
}

export function toldOf({ name, state }: { name: string; state: string }, statistics: Statistics): ToldFigures {
  const { direction, requests, emergencies, responseDays } = statistics
  const about = { organisation: name, state, direction }
  const head: ToldLine = { figure: 'requests', value: '', number: toldAlone(requests) }
  if (head.number === null) return { ...about, lines: [head] }
  /** Of what adds up to the requests. */
  const parts = (figure: 'byStatus' | 'byRoute' | 'byState'): ToldLine[] => {
    const entries = Object.entries(statistics[figure])
    const told = toldParts(entries.map(([, number]) => number))
    return told ? entries.map(([value], i) => ({ figure, value, number: told[i] ?? null })) : []
  }
  const each = (figure: 'byCategory' | 'byGround'): ToldLine[] =>
    Object.entries(statistics[figure]).map(([value, number]) => ({ figure, value, number: toldAlone(number) }))
  // What is no emergency is the rest, told or not.
  const [urgent = null] = toldParts([emergencies, requests - emergencies]) ?? []
  // How many have ended could be held against how many stand where: it is told only that they are enough.
  const days: ToldLine[] =
    responseDays.count < FEWEST
      ? []
      : [
          { figure: 'responseDays', value: 'median', number: responseDays.median },
          { figure: 'responseDays', value: 'percentile90', number: responseDays.percentile90 },
        ]
  return {
    ...about,
    lines: [
      head,
      ...parts('byStatus'),
      ...parts('byRoute'),
      ...parts('byState'),
      ...each('byCategory'),
      ...each('byGround'),
      { figure: 'emergencies', value: '', number: urgent },
      ...days,
    ],
  }
}
