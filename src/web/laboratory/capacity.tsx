import { authoritiesIn, type Capacity, type CapacityWait, type QueueRun, rangeInWords } from '../../laboratory/index.ts'
import type { Reader } from '../reader.ts'
import { Actions, SelectField, TextField } from '../ui/fields.tsx'
import { Notice } from '../ui/notice.tsx'
import { urls } from '../urls.ts'
import type { Told } from './told.ts'

/** What somebody asked about an authority, with the answer or why there is none. */
export interface Asked {
  readonly capacity: Capacity
  readonly wait: CapacityWait | undefined
  readonly error: string | undefined
}

/** How long requests wait at a central authority with so many officers, now and under the proposal. */
export function CapacitySection({ told, asked }: { told: Told; asked: Asked | undefined }) {
  const { result, reader, run } = told
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
      <form method="get" action={`${urls.laboratoryRun(run)}#capacity`} class="flow no-print">
        <SelectField
          name="state"
          label={t.authorityOf}
          value={asked?.capacity.state}
          choices={authorities.map(({ state, before, after }) => ({
            value: state,
            label: `${reader.country(state)} (${reader.number(before)} → ${reader.number(after)})`,
          }))}
        />
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

function Waits({ wait, capacity, reader }: { wait: CapacityWait; capacity: Capacity; reader: Reader }) {
  const { laboratory: t } = reader.t
  const said = (run: QueueRun | 'grows') => {
    const [first] = run === 'grows' ? [] : run.waits
    if (run === 'grows' || !first) return <strong>{t.grows}</strong>
    return (
      <>
        {rangeInWords(first, t.waitRange, reader.number)}
        <p class="small soft">{t.busy(reader.number(Math.round((run.busy[0] ?? 0) * 100)))}</p>
      </>
    )
  }
  return (
    <dl class="pairs">
      <dt>{t.authorityOf}</dt>
      <dd>{reader.country(capacity.state)}</dd>
      <dt>{t.before}</dt>
      <dd>{said(wait.now)}</dd>
      <dt>{t.after}</dt>
      <dd>{said(wait.later)}</dd>
    </dl>
  )
}
