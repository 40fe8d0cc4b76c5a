import type { Reader } from '../reader.ts'
import { Notice } from '../ui/notice.tsx'
import { urls } from '../urls.ts'

/** What waits of looking back: proposals to decide on, assessments that are owed, comments nobody has checked. */
export interface Afterwards {
  readonly proposals: number
  readonly owed: number
  readonly comments: number
}

export function AfterwardsToday({ waits: { proposals, owed, comments }, reader }: { waits: Afterwards; reader: Reader }) {
  const { audits, assessments } = reader.t
  if (proposals + owed + comments === 0) return null
  const lines = [
    [proposals, audits.waiting, urls.audits],
    [owed, assessments.desk.owedCount, urls.assessmentDesk],
    [comments, assessments.desk.unchecked, urls.assessmentDesk],
  ] as const
  return (
    <Notice>
      {lines.map(([number, words, href]) => number > 0 && <p><a href={href}>{words(reader.number(number))}</a></p>)}
    </Notice>
  )
} // biome-ignore format: rows
