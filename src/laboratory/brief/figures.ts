import { places } from '../../base/world.ts'
import { type Share, shareOf, shares, turnOf, turns } from '../places.ts'
import { changes } from '../running/cells.ts'
import type { Result } from '../running/result.ts'
import { byPlace, byStatus, conflictsIn, type PlaceRow, type Side, safeguardsIn } from '../views.ts'
import { type Block, type Cell, MOST_ROWS, type Section } from './block.ts'
import { drawSwatch, drawWorld, shareLooks, turnLooks } from './map.ts'
import type { Telling } from './telling.ts'

/** What came of the requests, before and after. */
export function changesSection(result: Result, { t, w, number, difference }: Telling): Section {
  return {
    heading: w.came,
    blocks: [
      {
        kind: 'table',
        head: [t.requests, ''],
        wide: 0,
        rows: [
          ...changes
            .filter((change) => change !== 'decided' && change !== 'undecided')
            .map((change) => [
              { text: t.changes[change], small: t.changesNote[change] },
              number(result.changes[change]),
            ]),
          [t.changes.decided, number(result.changes.decided)],
          [t.changes.undecided, number(result.changes.undecided)],
        ],
      },
      {
        kind: 'table',
        head: [t.status, t.before, t.after, t.difference],
        wide: 0,
        rows: byStatus(result).map(({ status, before, after }) => [
          w.statuses[status],
          number(before),
          number(after),
          difference(after - before),
        ]),
      },
    ],
  }
}

/** What rests on facts nobody gave, and what could not be read: in no figure of ways won or lost. */
export function unknownSection(result: Result, { t, w, number }: Telling): Section {
  const { before = 0, after = 0 } = byStatus(result).find(({ status }) => status === 'unknown') ?? {}
  const { requests, first } = result.unreadable
  const unread: Block[] = [
    { kind: 'notice', text: t.unreadable(number(requests)) },
    { kind: 'list', items: first.map(({ request, says }) => w.of(shortened(request), shortened(says))) },
  ]
  return {
    heading: w.unknown,
    blocks: [
      { kind: 'small', text: w.unknownNote },
      {
        kind: 'pairs',
        rows: [
          [t.before, number(before)],
          [t.after, number(after)],
          [t.changes.decided, number(result.changes.decided)],
          [t.changes.undecided, number(result.changes.undecided)],
        ],
      },
      ...(requests > 0 ? unread : []),
    ],
  }
}

/** Whoever wrote a line may have written anything. */
const shortened = (text: string) => (text.length > 160 ? `${text.slice(0, 160)}…` : text)

/** The three maps, of who asks: what they draw stands in the tables of winners and losers. */
export function mapsSection(result: Result, { t, w, number }: Telling): Section {
  const rows = new Map(byPlace(result, 'asking').map((row) => [row.place, row]))
  const onMap = places.flatMap((place) => rows.get(place) ?? [])
  const nothing = { swatch: drawSwatch('none'), label: t.share.nothing }
  const shareMap = (when: 'before' | 'after'): Block => ({
    kind: 'map',
    caption: w.of(t[when], t.mapNote),
    alt: w.mapAlt(w.of(t[when], t.mapNote)),
    svg: drawWorld((place) => {
      const row = rows.get(place)
      return row ? shareLooks[shareOf(row, when)] : 'none'
    }),
    legend: [
      ...shares.map((share: Share) => ({
        swatch: drawSwatch(shareLooks[share]),
        label: w.of(t.share[share], number(onMap.filter((row) => shareOf(row, when) === share).length)),
      })),
      nothing,
    ],
  })
  return {
    heading: w.of(t.maps, t.mapOf.asking),
    blocks: [
      shareMap('before'),
      shareMap('after'),
      {
        kind: 'map',
        caption: t.difference,
        alt: w.mapAlt(t.difference),
        svg: drawWorld((place) => {
          const row = rows.get(place)
          return row ? turnLooks[turnOf(row)] : 'none'
        }),
        legend: [
          ...turns.map((turn) => ({
            swatch: drawSwatch(turnLooks[turn]),
            label: w.of(t.differenceOf[turn], number(onMap.filter((row) => turnOf(row) === turn).length)),
          })),
          nothing,
        ],
      },
      { kind: 'small', text: w.mapSource },
    ],
  }
}

/** Who gains and who loses, by who asks and by where the holder is; states for which nothing changes are counted. */
export function winnersSection(result: Result, telling: Telling): Section {
  const { t } = telling
  return {
    heading: t.winners,
    blocks: (['asking', 'at'] as const).flatMap((side) => placesTable(result, side, telling)),
  }
}

function placesTable(result: Result, side: Side, telling: Telling): Block[] {
  const { t, w, number, difference, place } = telling
  const rows = byPlace(result, side)
  const touched = rows.filter(({ requests, changes: c }) => c.same < requests)
  const told = ['opened', 'eased', 'burdened', 'closed'] as const
  const cells = ({ place: of, requests, before, after, changes: c }: PlaceRow): Cell[] => [
    place(of),
    ...[requests, before.ways, after.ways].map(number),
    difference(after.ways - before.ways),
    ...told.map((change) => number(c[change])),
    number(after.unknown),
  ]
  const ways = w.of(t.ways, t.before)
  const head = [
    t.place,
    t.requests,
    ways,
    t.after,
    t.difference,
    ...told.map((change) => t.changes[change]),
    w.unknownTurn,
  ]
  return [
    { kind: 'heading', text: t.mapOf[side] },
    ...(touched.length > 0 ? tableOf(head, 0, touched.map(cells), telling) : []),
    { kind: 'small', text: w.unchanged(number(rows.length - touched.length)) },
  ]
}

export function conflictsSection(result: Result, telling: Telling): Section {
  const { t, w, number, difference, rule } = telling
  const rows = conflictsIn(result)
  const opened = rows.filter(({ before }) => before === 0).length
  const closed = rows.filter(({ after }) => after === 0).length
  const cells = rows.map(({ demands, forbids, before, after }) => [
    rule(demands),
    rule(forbids),
    number(before),
    number(after),
    difference(after - before),
  ])
  const head = [t.demands, t.forbids, t.before, t.after, t.difference]
  return {
    heading: t.conflicts,
    blocks:
      rows.length === 0
        ? [{ kind: 'text', text: t.noConflicts }]
        : [{ kind: 'text', text: w.conflictsOf(number(opened), number(closed)) }, ...tableOf(head, 1, cells, telling)],
  }
}

export function safeguardsSection(result: Result, { t, number }: Telling): Section {
  return {
    heading: t.safeguards,
    blocks: [
      { kind: 'small', text: t.safeguardsNote },
      {
        kind: 'table',
        head: [t.safeguards, t.gained, t.lost],
        wide: 0,
        rows: safeguardsIn(result).map(({ safeguard, gained, lost }) => [
          t.safeguard[safeguard],
          number(gained),
          number(lost),
        ]),
      },
    ],
  }
}

/** A table as far as it stands on paper, and how many rows do not. */
export function tableOf(
  head: readonly string[],
  wide: number,
  rows: readonly (readonly Cell[])[],
  telling: Telling,
): Block[] {
  const left = rows.length - MOST_ROWS
  return [
    { kind: 'table', head, wide, rows: rows.slice(0, MOST_ROWS) },
    ...(left > 0 ? [{ kind: 'small' as const, text: telling.w.more(telling.number(left)) }] : []),
  ]
}
