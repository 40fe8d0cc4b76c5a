import {
  authoritiesIn,
  type Capacity,
  type CapacityWait,
  type QueueRun,
  rangeInWords,
  type Wait,
} from '../../laboratory/index.ts'
import type { Reader } from '../reader.ts'
import { Actions, SelectField, TextField } from '../ui/fields.tsx'
import { Notice } from '../ui/notice.tsx'
import type { Told } from './told.ts'

/** What somebody asked about an authority, with the answer or why there is none. */
export interface Asked {
  readonly capacity: Capacity
  readonly wait: CapacityWait | undefined
  readonly error: string | undefined
}

/** How long requests wait at a central authority with so many officers, now and under the proposal. */
export function CapacitySection({ told, asked }: { told: Told; asked: Asked | undefined }) {
  const { result, reader, page } = told
  const { laboratory: t } = reader.t
  const authorities = authoritiesIn(result)
    .filter(({ before }) => before > 0)
    .slice(0, 60)
  if (authorities.length === 0) return null
  return (
    <section class="flow" aria-labelledby="capacity">
      <h2 id="capacity">{t.capacity}</h2>
      <p class="soft">{t.capacityNote}</p>
      {asked?.error && (
        <Notice kind="grave">
          <p>{asked.error}</p>
        </Notice>
      )}
      {asked?.wait && <Waits wait={asked.wait} capacity={asked.capacity} reader={reader} />}
      <form method="get" action={`${page}#capacity`} class="flow no-print">
        <SelectField
          name="state"
          label={t.authorityOf}
          value={asked?.capacity.state}
          choices={authorities.map(({ state, before, after }) => ({
            value: state,
            label: `${reader.country(state)} (${reader.number(before)} → ${reader.number(after)})`,
          }))}
        />
        <TextField name="layers" label={t.approvalLayers} hint={t.layersHint} type="number" narrow value={String(asked?.capacity.layers ?? 1)} />
        <TextField name="officers" label={t.officers} type="number" narrow value={String(asked?.capacity.officers ?? 5)} />
        <TextField name="days" label={t.serviceDays} narrow value={String(asked?.capacity.days ?? 3)} />
        <TextField name="perYear" label={t.perYear} type="number" narrow value={String(asked?.capacity.perYear ?? 400)} />
        <Actions>
          <button type="submit" class="button button-second">
            {t.ask}
          </button>
        </Actions>
      </form>
    </section>
  )
} // biome-ignore format: read on

/** One layer: how long a request waits there. Several: how long it takes through all, one after the other and side by side. */
function Waits({ wait, capacity, reader }: { wait: CapacityWait; capacity: Capacity; reader: Reader }) {
  const { laboratory: t } = reader.t
  const { sideBySide } = wait
  const said = (run: QueueRun | 'grows') => {
    const [first] = run === 'grows' ? [] : run.waits
    if (run === 'grows' || !first) return <strong>{t.grows}</strong>
    return (
      <>
        {sideBySide ? rangeInWords(run.whole, t.range, reader.number) : rangeInWords(first, t.waitRange, reader.number)}
        <p class="small soft">{t.busy(reader.number(Math.round((run.busy[0] ?? 0) * 100)))}</p>
      </>
    )
  }
  const rows: readonly (readonly [string, Wait])[] = sideBySide
    ? [
        [t.layersInSequence, wait],
        [t.layersSideBySide, sideBySide],
      ]
    : [[t.oneLayer, wait]]
  return (
    <table class="table">
      <caption>
        {t.authorityOf} {reader.country(capacity.state)}
        {sideBySide && ` · ${t.layersOf(reader.number(capacity.layers ?? 1))}`}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t.approvalLayers}</th>
          <th scope="col">{t.before}</th>
          <th scope="col">{t.after}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, { now, later }]) => (
          <tr>
            <th scope="row">{name}</th>
            <td data-label={t.before}>{said(now)}</td>
            <td data-label={t.after}>{said(later)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
