import type { LawBase } from '../../law/index.ts'
import { eventInWords } from '../analysis/durations.ts'
import { sourceOf } from '../law/sources.ts'
import type { Reader } from '../reader.ts'
import { Citation } from '../ui/citation.tsx'
import { Fold } from '../ui/fold.tsx'
import { urls } from '../urls.ts'
import { RunningClock } from './running-clock.tsx'
import { nameOf, type Story } from './story.ts'
import { countedBy, workingOf } from './time-left.ts'

/** Every period that runs or ran: whose duty, until when, under which rule, and how it was counted. */
export function Clocks({ story, law, reader }: { story: Story; law: LawBase; reader: Reader }) {
  const { requests: t, today } = reader.t
  const inOrder = story.clocks.toSorted(
    (a, b) =>
      Number(a.stoppedAt !== undefined) - Number(b.stoppedAt !== undefined) ||
      ((a.due ?? '9') < (b.due ?? '9') ? -1 : 1),
  )
  return (
    <ul class="clocks plain">
      {inOrder.map((clock) => (
        <li class="card">
          <h3>
            <a href={urls.rule(clock.rule)}>{reader.law(clock.title)}</a>
          </h3>
          <p class="small soft">{t.clockOf(nameOf(story, clock.bearer) ?? clock.bearer)}</p>
          {clock.stoppedAt === undefined ? (
            <RunningClock clock={clock} overdue={clock.overdue} now={story.now} law={law} reader={reader} />
          ) : (
            <div>
              <p>
                {t.stopped(reader.instant(clock.stoppedAt), eventInWords(clock.stoppedBy ?? clock.stops, reader))}
                {clock.due && ` · ${clock.stoppedAt > clock.due ? t.endedLate : t.endedInTime}`}
              </p>
              <p class="small">
                <Citation source={sourceOf(law, clock.rule, clock.cite, reader)} />
              </p>
              <Fold title={today.working}>
                <ol class="small">
                  {[...workingOf(clock, reader), countedBy(clock, law, reader) ?? ''].filter(Boolean).map((line) => (
                    <li>{line}</li>
                  ))}
                </ol>
              </Fold>
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}
