import type { Child } from 'hono/jsx'
import {
  type Blocking,
  type Cell,
  type ExpectedDays,
  modelOf,
  type Outcome,
  rangeInWords,
  safeguards,
  sourceInWords,
} from '../../laboratory/index.ts'
import type { LawBase } from '../../law/index.ts'
import { sourceOf } from '../law/sources.ts'
import { Fold } from '../ui/fold.tsx'
import { Figure } from './before-after.tsx'
import { RuleName } from './rule-name.tsx'
import { placeOf, type Told } from './told.ts'

/** One model as it came out: the cases it was asked, and how long they would take. */
export interface Compared {
  readonly asking: string
  readonly cells: readonly Cell[]
  readonly days: ExpectedDays
}

interface Props {
  readonly told: Told
  readonly models: readonly Compared[]
  readonly blocking: readonly Blocking[]
}

/** So many rules of each kind are shown at once; the others are folded. */
const FIRST = 4

const hasWay = ({ status }: Outcome) => status === 'open' || status === 'approval'
const sum = (cells: readonly Cell[]) => cells.reduce((total, { requests }) => total + requests, 0)
/** Over requests, not over kinds of them. */
const average = (cells: readonly Cell[], of: (outcome: Outcome) => number) =>
  cells.reduce((total, { before, requests }) => total + of(before) * requests, 0) / Math.max(1, sum(cells))

/** What each of the three opens, blocks and risks on the same cases, through whose hands, and how long that takes. */
export function ModelsCompared({ told, models, blocking }: Props) {
  const { reader, page, law } = told
  const { laboratory: t, routes, models: m } = reader.t
  const figure = (asking: string, n: number, counting: object) => (
    <Figure n={n} href={placeOf(page, { asking, ...counting })} reader={reader} />
  )
  const tenth = (n: number) => reader.number(Math.round(n * 10) / 10)
  const byStatus = (status: Outcome['status']) => (one: Compared) => {
    const n = sum(one.cells.filter(({ before }) => before.status === status))
    return figure(one.asking, n, { was: status })
  }
  const usable = ({ cells }: Compared) => cells.filter(({ before }) => hasWay(before))
  const groups: readonly (readonly [string, readonly (readonly [string, (one: Compared) => Child])[]])[] = [
    [
      t.modelRows.opens,
      [
        [t.requests, ({ asking, cells }) => figure(asking, sum(cells), {})],
        [routes.status.open, byStatus('open')],
        [routes.status.approval, byStatus('approval')],
        [t.modelRows.own, (one) => <Named told={told} cells={one.cells.filter(({ before }) => before.ways.some((way) => isOwn(way, one.asking, law)))} />],
        [t.modelRows.channels, (one) => <Channels told={told} cells={usable(one)} />],
        [t.modelRows.by, (one) => <Rules told={told} rows={waysOf(usable(one))} none={t.modelRows.noWay} />],
      ],
    ],
    [
      t.modelRows.blocks,
      [
        [routes.status.closed, byStatus('closed')],
        [t.modelRows.bars, (one) => <Bars told={told} rows={blocking.filter(({ asking }) => asking === one.asking)} />],
        [routes.status.unknown, byStatus('unknown')],
      ],
    ],
    [
      t.modelRows.risks,
      [
        [t.modelRows.againstLaw, byStatus('conflict')],
        [t.modelRows.pulls, (one) => <Pulls told={told} of={one} />],
        [t.modelRows.exposure, (one) => <Rules told={told} rows={exposureOf(one.cells)} none={m.noConflict} />],
      ],
    ],
    [
      t.modelRows.protects,
      safeguards.map((safeguard) => [
        t.safeguard[safeguard],
        (one: Compared) => {
          const all = usable(one)
          return all.length === 0 ? '–' : t.percent(reader.number(Math.round(average(all, ({ safeguards: has }) => (has.includes(safeguard) ? 100 : 0)))))
        },
      ]),
    ],
    [
      t.modelRows.takes,
      [
        [t.modelRows.layers, (one) => (usable(one).length === 0 ? '–' : tenth(average(usable(one), ({ layers }) => layers)))],
        [t.modelRows.steps, (one) => (usable(one).length === 0 ? '–' : tenth(average(usable(one), ({ steps }) => steps)))],
        [t.expected, ({ days }) => <Days told={told} days={days} />],
        [t.modelRows.untold, ({ days }) => reader.number(days.untold.before)],
      ],
    ],
  ]
  return (
    <table class="table models-table">
      <caption class="hidden-text">{t.threeModels}</caption>
      <thead>
        <tr>
          <td />
          {models.map(({ asking }) => (
            <th scope="col">
              {m.model[modelOf(asking)].name}
              <span class="soft">
                {m.model[modelOf(asking)].idea} · {m.asks(reader.country(asking))}
              </span>
            </th>
          ))}
        </tr>
      </thead>
      {groups.map(([title, rows]) => (
        <tbody>
          <tr class="models-part">
            <th scope="rowgroup" colspan={models.length + 1}>
              {title}
            </th>
          </tr>
          {rows.map(([name, cell]) => (
            <tr>
              <th scope="row">{name}</th>
              {models.map((one) => (
                <td data-label={m.model[modelOf(one.asking)].name}>{cell(one)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
} // biome-ignore format: a row a line

/** The days as a range, and of which routes they were published or fitted, with the source. */
function Days({ told, days }: { told: Told; days: ExpectedDays }) {
  const { reader, law } = told
  const { laboratory: t } = reader.t
  if (!days.before) return <>{t.untoldDays}</>
  const lines = days.routes.flatMap(({ route, before, known }) =>
    known && before > 0
      ? [
          <p class="small">
            <RuleName id={route} law={law} reader={reader} /> ({reader.number(before)}):{' '}
            {sourceInWords(known, t, reader.number, (cite) => sourceOf(law, route, cite, reader).text)}
          </p>,
        ]
      : [],
  )
  return (
    <>
      <p>{rangeInWords(days.before, t.range, reader.number)}</p>
      <Few told={told} lines={lines} none="" />
    </>
  )
}

interface Row {
  readonly id: string
  readonly requests: number
}

function counted(cells: readonly Cell[], of: (outcome: Outcome) => readonly string[]): Row[] {
  const found = new Map<string, number>()
  for (const { before, requests } of cells)
    for (const id of new Set(of(before))) found.set(id, (found.get(id) ?? 0) + requests)
  return [...found]
    .map(([id, requests]) => ({ id, requests }))
    .sort((a, b) => b.requests - a.requests || (a.id < b.id ? -1 : 1))
}

const waysOf = (cells: readonly Cell[]) => counted(cells, ({ route }) => (route === undefined ? [] : [route]))
const exposureOf = (cells: readonly Cell[]) => counted(cells, ({ exposure }) => exposure)

function Channels({ told: { reader }, cells }: { told: Told; cells: readonly Cell[] }) {
  const { routes, laboratory: t } = reader.t
  const rows = counted(cells, ({ channel }) => (channel ? [channel] : []))
  if (rows.length === 0) return <span class="soft">{t.modelRows.noWay}</span>
  return (
    <ul class="plain">
      {rows.map(({ id, requests }) => (
        <li>
          {routes.channel[id as NonNullable<Outcome['channel']>]}
          {reader.colon}
          {reader.number(requests)}
        </li>
      ))}
    </ul>
  )
}

function Rules({ told, rows, none }: { told: Told; rows: readonly Row[]; none: string }) {
  const line = ({ id, requests }: Row) => (
    <>
      <RuleName id={id} law={told.law} reader={told.reader} /> ({told.reader.number(requests)})
    </>
  )
  return <Few told={told} lines={rows.map(line)} none={none} />
}

/** An order of the model itself, to a holder at home or abroad, not a request to an authority. */
function isOwn(way: string, asking: string, law: LawBase): boolean {
  const rule = law.rules.get(way)
  return rule?.kind === 'route' && /^(direct|domestic)$/.test(rule.channel) && way.startsWith(`${modelOf(asking)}/`)
}

/** How many, with the first of them by name. */
function Named({ told: { reader }, cells }: { told: Told; cells: readonly Cell[] }) {
  const n = sum(cells)
  if (n === 0) return <>0</>
  return (
    <Fold title={reader.number(n)}>
      <p class="small">
        {cells
          .flatMap(({ first }) => first)
          .sort()
          .slice(0, 20)
          .map((name) => (
            <>
              <code>{name}</code>{' '}
            </>
          ))}
      </p>
    </Fold>
  )
}

function Bars({ told, rows }: { told: Told; rows: readonly Blocking[] }) {
  const { reader, law } = told
  const { laboratory: t, models: m } = reader.t
  const line = ({ gate, requests, first }: Blocking) => (
    <>
      <RuleName id={gate} law={law} reader={reader} />
      <Fold title={`${t.requests}${reader.colon}${reader.number(requests)}`}>
        <p class="small">
          {first.map((name) => (
            <>
              <code>{name}</code>{' '}
            </>
          ))}
        </p>
      </Fold>
    </>
  )
  return <Few told={told} lines={rows.map(line)} none={m.noBar} />
}

/** Where laws pull apart: what demands, what forbids, and the requests that stand between them. */
function Pulls({ told, of: { asking, cells } }: { told: Told; of: Compared }) {
  const { reader, law, page } = told
  const { laboratory: t } = reader.t
  const line = ({ id, requests }: Row) => {
    const [demands = '', forbids = ''] = id.split('|')
    return (
      <>
        <p>
          <span class="soft">{t.demands}:</span> <RuleName id={demands} law={law} reader={reader} />
        </p>
        <p>
          <span class="soft">{t.forbids}:</span> <RuleName id={forbids} law={law} reader={reader} />
        </p>
        <p class="small">
          {t.requests}: <Figure n={requests} href={placeOf(page, { asking, conflict: id })} reader={reader} />
        </p>
      </>
    )
  }
  return (
    <Few told={told} lines={counted(cells, ({ conflicts }) => conflicts).map(line)} none={reader.t.models.noConflict} />
  )
}

function Few({ told: { reader }, lines, none }: { told: Told; lines: readonly Child[]; none: string }) {
  const { laboratory: t } = reader.t
  if (lines.length === 0) return <span class="soft">{none}</span>
  const list = (some: readonly Child[]) => (
    <ul class="plain model-lines">
      {some.map((one) => (
        <li>{one}</li>
      ))}
    </ul>
  )
  return (
    <>
      {list(lines.slice(0, FIRST))}
      {lines.length > FIRST && (
        <Fold title={t.others(reader.number(lines.length - FIRST))} prints>
          {list(lines.slice(FIRST))}
        </Fold>
      )}
    </>
  )
}
