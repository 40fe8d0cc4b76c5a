import {
  byDays,
  byPlace,
  byStatus,
  type Cell,
  type Change,
  changeIn,
  changes,
  conflictsIn,
  dayRanges,
  flowIn,
  type Outcome,
  type PlaceRow,
  type Result,
  type Side,
  safeguardsIn,
} from '../../laboratory/index.ts'
import type { LawBase } from '../../law/index.ts'
import { sourceOf } from '../law/sources.ts'
import type { Fill } from '../maps/fills.tsx'
import { Legend } from '../maps/legend.tsx'
import { places } from '../maps/world.ts'
import { WorldMap } from '../maps/world-map.tsx'
import type { Reader } from '../reader.ts'
import { Citation } from '../ui/citation.tsx'
import { Fold } from '../ui/fold.tsx'
import { Notice } from '../ui/notice.tsx'
import { urls, withQuery } from '../urls.ts'

export interface Told {
  readonly run: string
  readonly result: Result
  readonly law: LawBase
  /** The law with the proposal in it: only there its own rules have titles. */
  readonly would: LawBase
  readonly reader: Reader
}

/** Which of the requests stand below: those of a change, of who asks, of where the holder is; and by what the maps go. */
export interface Narrowed {
  readonly change?: Change | undefined
  readonly asking?: string | undefined
  readonly at?: string | undefined
  readonly side: Side
}

const changed: readonly Change[] = changes

/** What came of the requests, each change with what it means. */
export function ChangesTable({ told }: { told: Told }) {
  const { result, reader, run } = told
  const { laboratory: t } = reader.t
  return (
    <table class="table">
      <caption>{t.requests}</caption>
      <tbody>
        {changed.map((change) => (
          <tr>
            <th scope="row">
              <a href={`${withQuery(urls.laboratoryRun(run), { change })}#single`}>{t.changes[change]}</a>
              <p class="small soft">{t.changesNote[change]}</p>
            </th>
            <td class="numeric">{reader.number(result.changes[change])}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t.all}</th>
          <td class="numeric">{reader.number(result.requests - result.unreadable.requests)}</td>
        </tr>
      </tbody>
    </table>
  )
}

export function StatusTable({ told: { result, reader } }: { told: Told }) {
  const { laboratory: t, routes } = reader.t
  return (
    <BeforeAfter
      caption={t.status}
      head={t.status}
      reader={reader}
      rows={byStatus(result).map(({ status, before, after }) => ({ name: routes.status[status], before, after }))}
    />
  )
}

function BeforeAfter({
  caption,
  head,
  rows,
  reader,
}: {
  caption: string
  head: string
  rows: readonly { name: string; before: number; after: number }[]
  reader: Reader
}) {
  const { laboratory: t } = reader.t
  const most = Math.max(1, ...rows.flatMap(({ before, after }) => [before, after]))
  return (
    <table class="table before-after">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col" class="numeric">
            {t.before}
          </th>
          <th scope="col" class="numeric">
            {t.after}
          </th>
          <td></td>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, before, after }) => (
          <tr>
            <th scope="row">{name}</th>
            <td class="numeric" data-label={t.before}>
              {reader.number(before)}
            </td>
            <td class="numeric" data-label={t.after}>
              {reader.number(after)}
            </td>
            <td aria-hidden="true" class="bars">
              <Bar share={before / most} kind="before" />
              <Bar share={after / most} kind="after" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Bar = ({ share, kind }: { share: number; kind: 'before' | 'after' }) => (
  <svg class={`bar bar-${kind}`} viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect width={Math.round(share * 1000) / 10} height="6" />
  </svg>
)

const shares = [
  ['most', 'solid', 0.75],
  ['half', 'diagonal', 0.5],
  ['some', 'dots', 0.25],
  ['few', 'lines', Number.MIN_VALUE],
  ['no', 'bare', 0],
] as const satisfies readonly (readonly [string, Fill, number])[]

const shareOf = (ways: number, requests: number) => shares.find(([, , least]) => ways / requests >= least) ?? shares[4]

type Turn = 'wins' | 'eased' | 'loses' | 'same'
const turns: Record<Turn, Fill> = { wins: 'solid', eased: 'diagonal', loses: 'cross', same: 'lines' }

function turnOf({ changes: c }: PlaceRow): Turn {
  if (c.closed + c.burdened > c.opened + c.eased) return 'loses'
  if (c.opened > 0) return 'wins'
  return c.eased + c['other-route'] > 0 ? 'eased' : 'same'
}

/** Three maps: before, after, and what differs. What they draw stands in the table of winners and losers. */
export function ResultMaps({ told, side }: { told: Told; side: Side }) {
  const { result, reader, run } = told
  const { laboratory: t, maps } = reader.t
  const rows = new Map(byPlace(result, side).map((row) => [row.place, row]))
  const shareMap = (when: 'before' | 'after') => (place: string) => {
    const row = rows.get(place)
    const name = reader.country(place)
    if (!row) return { fill: 'rings' as const, title: name }
    const [word, fill] = shareOf(row[when].ways, row.requests)
    const href = `${withQuery(urls.laboratoryRun(run), { [side]: place })}#single`
    return { fill, title: `${name}: ${t.share[word]}`, href }
  }
  const differs = (place: string) => {
    const row = rows.get(place)
    const name = reader.country(place)
    if (!row) return { fill: 'rings' as const, title: name }
    const turn = turnOf(row)
    return { fill: turns[turn], title: `${name}: ${t.differenceOf[turn]}` }
  }
  const onMap = [...rows.values()].filter(({ place }) => (places as readonly string[]).includes(place))
  const legendOf = (when: 'before' | 'after') =>
    shares.map(([word, fill]) => ({
      fill,
      label: t.share[word],
      count: onMap.filter((row) => shareOf(row[when].ways, row.requests)[0] === word).length,
    }))
  const nothing = { fill: 'rings' as const, label: t.share.nothing }
  return (
    <section class="flow" aria-labelledby="maps">
      <h2 id="maps">{t.maps}</h2>
      <p class="no-print cluster">
        {(['asking', 'at'] as const).map((one) =>
          one === side ? (
            <strong>{t.mapOf[one]}</strong>
          ) : (
            <a href={`${withQuery(urls.laboratoryRun(run), { side: one })}#maps`}>{t.mapOf[one]}</a>
          ),
        )}
      </p>
      <p class="soft">{t.mapNote}</p>
      {(['before', 'after'] as const).map((when) => (
        <>
          <h3>{t[when]}</h3>
          <WorldMap names={maps.inset} of={shareMap(when)}>
            <Legend of={{ name: when, word: t[when] }} reader={reader} entries={[...legendOf(when), nothing]} />
          </WorldMap>
        </>
      ))}
      <h3>{t.difference}</h3>
      <WorldMap names={maps.inset} of={differs}>
        <Legend
          of={{ name: 'difference', word: t.difference }}
          reader={reader}
          entries={[
            ...(Object.keys(turns) as Turn[]).map((turn) => ({
              fill: turns[turn],
              label: t.differenceOf[turn],
              count: onMap.filter((row) => turnOf(row) === turn).length,
            })),
            nothing,
          ]}
        />
      </WorldMap>
    </section>
  )
}

const MOST_ROWS = 40

/** Who gains and who loses; states for which nothing changes are counted, not listed. */
export function WinnersTable({ told, side }: { told: Told; side: Side }) {
  const { result, reader, run } = told
  const { laboratory: t } = reader.t
  const rows = byPlace(result, side)
  const touched = rows.filter(({ requests, changes: c }) => c.same < requests)
  return (
    <section class="flow" aria-labelledby="winners">
      <h2 id="winners">{t.winners}</h2>
      <table class="table">
        <caption>{t.mapOf[side]}</caption>
        <thead>
          <tr>
            <th scope="col">{t.place}</th>
            {[t.requests, `${t.ways}: ${t.before}`, t.after, t.changes.opened, t.changes.eased, t.changes.burdened, t.changes.closed].map(
              (head) => (
                <th scope="col" class="numeric">
                  {head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {touched.slice(0, MOST_ROWS).map(({ place, requests, before, after, changes: c }) => (
            <tr>
              <th scope="row">
                <a href={`${withQuery(urls.laboratoryRun(run), { [side]: place })}#single`}>{placeName(place, reader)}</a>
              </th>
              {(
                [
                  [t.requests, requests],
                  [t.before, before.ways],
                  [t.after, after.ways],
                  [t.changes.opened, c.opened],
                  [t.changes.eased, c.eased],
                  [t.changes.burdened, c.burdened],
                  [t.changes.closed, c.closed],
                ] as const
              ).map(([label, n]) => (
                <td class="numeric" data-label={label}>
                  {reader.number(n)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="small soft">
        {t.changes.same}: {reader.number(rows.length - touched.length)}
      </p>
    </section>
  )
} // biome-ignore format: a table in a few lines

const placeName = (place: string, { country, t }: Reader) => (place === '' ? t.laboratory.unknownPlace : country(place))

export function FlowTable({ told: { result, reader } }: { told: Told }) {
  const { laboratory: t, routes } = reader.t
  const streams = flowIn(result, 20)
  return (
    <BeforeAfter
      caption={`${t.flow}. ${t.flowNote}`}
      head={t.flow}
      reader={reader}
      rows={streams.map(({ asking, channel, at, before, after }) => ({
        name: `${placeName(asking, reader)} → ${routes.channel[channel]} → ${placeName(at, reader)}`,
        before,
        after,
      }))}
    />
  )
}

export function DaysTable({ told: { result, reader } }: { told: Told }) {
  const { laboratory: t } = reader.t
  const { before, after } = byDays(result)
  const name = (i: number) => {
    const from = reader.number(i === 0 ? 0 : (dayRanges[i - 1] ?? 0) + 1)
    const to = dayRanges[i] ?? Number.POSITIVE_INFINITY
    return Number.isFinite(to) ? t.dayRange(from, reader.number(to)) : t.daysOver(reader.number(dayRanges[i - 1] ?? 0))
  }
  return (
    <div class="flow flow-tight">
      <BeforeAfter
        caption={t.days}
        head={t.days}
        reader={reader}
        rows={[
          ...dayRanges.map((_, i) => ({ name: name(i), before: before.ranges[i] ?? 0, after: after.ranges[i] ?? 0 })),
          { name: t.unpublished, before: before.unpublished, after: after.unpublished },
        ]}
      />
      <p class="small soft">{t.daysNote}</p>
    </div>
  )
}

export function ConflictsTable({ told: { result, law, would, reader } }: { told: Told }) {
  const { laboratory: t } = reader.t
  const rows = conflictsIn(result)
  if (rows.length === 0) return <p>{t.noConflicts}</p>
  return (
    <table class="table">
      <caption>{t.conflicts}</caption>
      <thead>
        <tr>
          <th scope="col">{t.demands}</th>
          <th scope="col">{t.forbids}</th>
          <th scope="col" class="numeric">
            {t.before}
          </th>
          <th scope="col" class="numeric">
            {t.after}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, MOST_ROWS).map(({ demands, forbids, before, after }) => (
          <tr>
            <td data-label={t.demands}>
              <RuleName id={demands} law={law} would={would} reader={reader} />
            </td>
            <td data-label={t.forbids}>
              <RuleName id={forbids} law={law} would={would} reader={reader} />
            </td>
            <td class="numeric" data-label={t.before}>
              {reader.number(before)}
            </td>
            <td class="numeric" data-label={t.after}>
              {reader.number(after)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A rule by its title, with its citation; one that only the proposal has, by its name. */
export function RuleName({ id, law, would, reader }: { id: string; law: LawBase; would?: LawBase; reader: Reader }) {
  const rule = law.rules.get(id)
  const added = would?.rules.get(id)
  if (!rule)
    return (
      <>
        {added?.title} <code class="small">{id}</code>
      </>
    )
  return (
    <>
      <a href={urls.rule(id)}>{reader.law(rule.title)}</a>
      {rule.cites[0] && (
        <>
          {' '}
          <Citation source={sourceOf(law, id, rule.cites[0].cite, reader)} />
        </>
      )}
    </>
  )
}

export function SafeguardsTable({ told: { result, reader } }: { told: Told }) {
  const { laboratory: t } = reader.t
  return (
    <table class="table">
      <caption>
        {t.safeguards}. {t.safeguardsNote}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t.safeguards}</th>
          <th scope="col" class="numeric">
            {t.gained}
          </th>
          <th scope="col" class="numeric">
            {t.lost}
          </th>
        </tr>
      </thead>
      <tbody>
        {safeguardsIn(result).map(({ safeguard, gained, lost }) => (
          <tr>
            <th scope="row">{t.safeguard[safeguard]}</th>
            <td class="numeric" data-label={t.gained}>
              {reader.number(gained)}
            </td>
            <td class="numeric" data-label={t.lost}>
              {reader.number(lost)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The single requests behind a figure, alike ones as one line. */
export function SingleTable({ told, cells, narrowed }: { told: Told; cells: readonly Cell[]; narrowed: Narrowed }) {
  const { reader, law, would, run } = told
  const { laboratory: t } = reader.t
  const said = [
    ...(narrowed.change ? [t.changes[narrowed.change]] : []),
    ...(narrowed.asking === undefined ? [] : [placeName(narrowed.asking, reader)]),
    ...(narrowed.at === undefined ? [] : [placeName(narrowed.at, reader)]),
  ]
  return (
    <section class="flow" aria-labelledby="single">
      <h2 id="single">{t.single}</h2>
      <p class="soft">
        {said.length > 0 ? reader.list(said) : t.all}
        {said.length > 0 && (
          <>
            {' · '}
            <a href={`${urls.laboratoryRun(run)}#single`}>{t.all}</a>
          </>
        )}
        . {t.singleNote}
      </p>
      <table class="table">
        <caption class="hidden-text">{t.single}</caption>
        <thead>
          <tr>
            <th scope="col">{t.requests}</th>
            <th scope="col">{t.before}</th>
            <th scope="col">{t.after}</th>
          </tr>
        </thead>
        <tbody>
          {cells.slice(0, MOST_ROWS).map((cell) => (
            <tr>
              <th scope="row">
                {placeName(cell.asking, reader)} → {placeName(cell.at, reader)}
                <p class="small soft">
                  {reader.list(cell.categories.map((one) => (reader.t.facts.values as Record<string, string>)[one] ?? one))}
                  {' · '}
                  {reader.number(cell.requests)} · {t.changes[changeIn(cell.before, cell.after)]}
                </p>
                <Fold title={t.first}>
                  <p class="small">
                    {cell.first.map((name) => (
                      <>
                        <code>{name}</code>{' '}
                      </>
                    ))}
                  </p>
                </Fold>
              </th>
              {([cell.before, cell.after] as const).map((outcome, i) => (
                <td data-label={i === 0 ? t.before : t.after}>
                  <Stands outcome={outcome} law={law} would={would} reader={reader} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
} // biome-ignore format: a table in a few lines

function Stands({ outcome, law, would, reader }: { outcome: Outcome; law: LawBase; would: LawBase; reader: Reader }) {
  const { routes, models } = reader.t
  return (
    <>
      {routes.status[outcome.status]}
      {outcome.route && (
        <p class="small">
          <RuleName id={outcome.route} law={law} would={would} reader={reader} />
          <span class="soft"> · {models.steps(reader.number(outcome.steps))}</span>
        </p>
      )}
    </>
  )
}

export function Unreadable({ told: { result, reader } }: { told: Told }) {
  const { requests, first } = result.unreadable
  if (requests === 0) return null
  return (
    <Notice kind="care">
      <p>{reader.t.laboratory.unreadable(reader.number(requests))}</p>
      <ul>
        {first.map(({ request, says }) => (
          <li>
            <code>{request}</code> {says}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** How it was found, what it assumes, and the digests with which anybody finds the same. */
export function Method({ told: { result, reader } }: { told: Told }) {
  const { laboratory: t } = reader.t
  const digests = [
    [t.digestBefore, result.law.before],
    [t.digestAfter, result.law.after],
    [t.digests.proposal, result.proposal],
    [t.digests.record, result.record],
    [t.digests.result, result.digest],
  ] as const
  return (
    <section class="flow" aria-labelledby="method">
      <h2 id="method">{t.method}</h2>
      <ul class="measure">
        {t.methodText.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      <h3>{t.again}</h3>
      <p>
        <code>comity laboratory PROPOSAL.yaml --record FILE.ndjson{result.on ? ` --on ${result.on}` : ''}</code>
      </p>
      <dl class="digests small">
        {digests.map(([name, digest]) => (
          <>
            <dt>{name}</dt>
            <dd>
              <code>{digest}</code>
            </dd>
          </>
        ))}
      </dl>
    </section>
  )
}
