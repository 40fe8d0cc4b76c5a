import type { Outlook, Stage } from '../../../requests/index.ts'
import type { Reader } from '../../reader.ts'
import { dayOf } from './length.ts'
import { stageInWords } from './stage-words.ts'

/** Everything is drawn on one axis: from the first stage to the latest moment that is expected. */
interface Axis {
  readonly from: number
  readonly to: number
  readonly now: number
}

const ms = (instant: string) => Temporal.Instant.from(instant).epochMilliseconds

/** The stages of a request as bars beneath their names; each is told in words, so that the drawing can be missed. */
export function WaitingPicture({
  outlook,
  begun,
  now,
  reader,
}: {
  outlook: Outlook
  begun: string
  now: Temporal.Instant
  reader: Reader
}) {
  const { waiting: t } = reader.t
  const { expected, without } = outlook
  // What has not begun, and of which nothing can be said, stands among the steps already.
  const stages = outlook.stages.filter(
    ({ step, began, ended, expected: range, benchmark }) =>
      step.is !== 'skipped' && (began ?? ended ?? range ?? (without ? undefined : benchmark)),
  )
  if (stages.length === 0) return null
  const ends = [...stages.flatMap(({ expected: range }) => range?.to ?? []), ...(expected ? [expected.to] : [])].map(ms)
  const axis: Axis = { from: ms(begun), now: now.epochMilliseconds, to: Math.max(now.epochMilliseconds, ...ends) }
  const last = axis.to > axis.now ? Temporal.Instant.fromEpochMilliseconds(axis.to).toString() : undefined
  return (
    <figure class="waiting-picture">
      <figcaption class="small soft">
        {t.picture(dayOf(begun, reader), dayOf(now.toString(), reader), last && dayOf(last, reader))}
      </figcaption>
      <ol class="plain">
        {stages.map((stage) => (
          <li data-state={stage.step.is}>
            <p class="waiting-name">{reader.law(stage.step.title)}</p>
            <p class="small soft">{stageInWords(stage, now, reader)}</p>
            {(stage.overdue || stage.slow) && <p class="small late-text">{stage.overdue ? t.overdue : t.slow}</p>}
            <Bar stage={stage} axis={axis} />
          </li>
        ))}
      </ol>
      <p class="waiting-axis small soft" aria-hidden="true">
        <span>{dayOf(begun, reader)}</span>
        <span>{t.axis.now}</span>
        {last && <span>{dayOf(last, reader)}</span>}
      </p>
    </figure>
  )
}

const WIDTH = 1000
const HEIGHT = 16

function Bar({ stage, axis }: { stage: Stage; axis: Axis }) {
  const scale = axis.to > axis.from ? WIDTH / (axis.to - axis.from) : 0
  const x = (at: number) => Math.round(Math.min(WIDTH, Math.max(0, (at - axis.from) * scale)))
  const { began, ended, expected, step } = stage
  const past = began && bar(x(ms(began)), x(ended ? ms(ended) : axis.now))
  const point = !began && ended && step.is !== 'skipped' ? x(ms(ended)) : undefined
  const ahead = expected && bar(x(ms(expected.from)), x(ms(expected.to)))
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="waiting-ground" x="0" y="0" width={WIDTH} height={HEIGHT} />
      {past && (
        <rect
          class={stage.overdue || stage.slow ? 'waiting-past waiting-late' : 'waiting-past'}
          y="3"
          height="10"
          {...past}
        />
      )}
      {point !== undefined && <rect class="waiting-past" y="3" height="10" {...bar(point - 3, point + 3)} />}
      {ahead && <rect class="waiting-ahead" y="3" height="10" {...ahead} />}
      <rect class="waiting-now" x={Math.min(x(axis.now), WIDTH - 2)} y="0" width="2" height={HEIGHT} />
    </svg>
  )
}

/** What took no time to speak of can still be seen. */
const bar = (from: number, to: number) => ({ x: Math.min(from, WIDTH - 4), width: Math.max(4, to - from) })
