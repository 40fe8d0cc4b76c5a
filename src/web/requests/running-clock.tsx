import type { LawBase } from '../../law/index.ts'
import type { Clock } from '../../requests/index.ts'
import { lengthInWords } from '../analysis/durations.ts'
import { sourceOf } from '../law/sources.ts'
import type { Reader } from '../reader.ts'
import { Deadline } from '../ui/deadline.tsx'
import { countedBy, inPlace, timeLeft, workingOf } from './time-left.ts'

/** A period that runs: how long is left in words first, then until when, under which rule, and how that was counted. */
export function RunningClock({
  clock,
  brief,
  overdue,
  now,
  law,
  reader,
}: {
  clock: Clock
  /** Without how it was counted, which stands with the request. */
  brief?: boolean
  overdue: boolean
  now: Temporal.Instant
  law: LawBase
  reader: Reader
}) {
  const { today: t } = reader.t
  const source = sourceOf(law, clock.rule, clock.cite, reader)
  const counted = brief ? undefined : countedBy(clock, law, reader)
  const working = brief ? [] : [...workingOf(clock, reader), ...(counted ? [counted] : [])]
  if (clock.due === undefined)
    return (
      <Deadline
        left={lengthInWords(clock.working, reader)}
        due={clock.startedAt}
        dueText={t.noNumber}
        late={false}
        source={source}
        working={working}
        workingTitle={t.working}
      />
    )
  return (
    <Deadline
      left={timeLeft(clock.due, now, reader)}
      due={clock.due}
      dueText={inPlace(clock.due, reader, clock.working.zone)}
      late={overdue}
      lateWord={t.late}
      source={source}
      working={working}
      workingTitle={t.working}
    />
  )
}
