import type { RequestLine } from '../../../requests/index.ts'
import type { Reader } from '../../reader.ts'
import { dayOf } from './length.ts'

/** Between when and when, in words: never one day alone unless both ends fall on it. */
export function rangeInWords({ from, to }: { from: string; to: string }, reader: Reader): string {
  const { waiting: t } = reader.t
  const [first, last] = [dayOf(from, reader), dayOf(to, reader)]
  if (first !== last) return t.between(first, last)
  const [early, late] = [reader.instant(from), reader.instant(to)]
  return early === late ? t.anyMoment : t.between(early, late)
}

/** When a request of a list is expected. */
export function ExpectedCell({
  request,
  now,
  reader,
}: {
  request: RequestLine
  now: Temporal.Instant
  reader: Reader
}) {
  const { waiting: t } = reader.t
  const { expected, endedAt } = request
  if (endedAt) return <span class="soft">–</span>
  if (!expected) return <span class="soft">{t.notExpected}</span>
  const isPast = Temporal.Instant.compare(expected.to, now) < 0
  return <span>{isPast ? t.passed : rangeInWords(expected, reader)}</span>
}
