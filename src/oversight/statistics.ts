import { listOrganisations } from '../accounts/index.ts'
import type { Db } from '../db/index.ts'
import { type Request, type Spans, spans, statuses, type Tally, type TallyBy, tallies } from '../requests/index.ts'

/** What every figure counts, in words, beside the figure: a number without its definition says nothing. */
export const definitions = {
  requests: 'Requests the organisation has on record, each once, by the direction it went',
  byStatus: 'The same requests by where they stand now; the figures add up to `requests`',
  byRoute: 'The same requests by the rule of law they took; the figures add up to `requests`',
  byState: 'The same requests by the state they went to, or for incoming ones the state of the asking authority; the figures add up to `requests`',
  byCategory: 'Data items asked for, by category; one request may ask for several',
  byGround: 'Requests that were refused or objected to, by each ground of law that was named; one may be refused on several',
  emergencies: 'Requests made as an emergency',
  responseDays:
    'Days from sending, or for incoming ones from arrival, to the end of the requests that have ended: how many, median and 90th percentile',
} as const // biome-ignore format: a table

type Counted = Readonly<Record<string, number>>

export interface Statistics {
  readonly org: string
  readonly direction: Request['direction']
  readonly requests: number
  readonly byStatus: Counted
  readonly byRoute: Counted
  readonly byState: Counted
  readonly byCategory: Counted
  readonly byGround: Counted
  readonly emergencies: number
  readonly responseDays: {
    readonly count: number
    readonly median: number | null
    readonly percentile90: number | null
  }
}

/** The figures of one organisation, outgoing and incoming apart, counted from its own rows at this moment. */
export async function statisticsOf(db: Db, org: string): Promise<Statistics[]> {
  return figuresOf(org, await tallies(db, org), await spans(db, org))
}

/** The figures of every organisation of this instance, in the order of their names. */
export async function statisticsOfAll(
  db: Db,
): Promise<{ organisation: { id: string; name: string; state: string }; figures: Statistics[] }[]> {
  const [counted, lengths] = [await tallies(db), await spans(db)]
  const [byOrg, lengthsOf] = [Map.groupBy(counted, ({ org }) => org), Map.groupBy(lengths, ({ org }) => org)]
  return (await listOrganisations(db)).map((organisation) => ({
    organisation,
    figures: figuresOf(organisation.id, byOrg.get(organisation.id) ?? [], lengthsOf.get(organisation.id) ?? []),
  }))
}

const figuresOf = (org: string, counted: readonly Tally[], lengths: readonly Spans[]): Statistics[] =>
  (['outgoing', 'incoming'] as const).map((direction) => {
    const mine = counted.filter((one) => one.direction === direction)
    const by = (kind: TallyBy) => inOrder(mine.filter((one) => one.by === kind))
    const length = lengths.find((one) => one.direction === direction)
    return {
      org,
      direction,
      requests: by('all')[''] ?? 0,
      byStatus: inOrderOf(statuses, by('status')),
      byRoute: by('route'),
      byState: by('state'),
      byCategory: by('category'),
      byGround: by('ground'),
      emergencies: by('urgency').emergency ?? 0,
      responseDays: {
        count: length?.count ?? 0,
        median: length ? inTenths(length.median) : null,
        percentile90: length ? inTenths(length.percentile90) : null,
      },
    }
  })

/** Sorted by the word, never by the number: what is left out must not tell which was larger. */
const inOrder = (counted: readonly Tally[]): Counted =>
  Object.fromEntries(
    counted.map(({ value, number }) => [value ?? 'not stated', number] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  )

const inOrderOf = (order: readonly string[], counted: Counted): Counted =>
  Object.fromEntries(order.filter((word) => counted[word]).map((word) => [word, counted[word] ?? 0]))

const inTenths = (days: number) => Math.round(days * 10) / 10
