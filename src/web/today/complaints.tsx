import type { Reader } from '../reader.ts'
import { Notice } from '../ui/notice.tsx'
import { urls } from '../urls.ts'

/** How many complaints wait for a decision or a statement here. */
export function ComplaintsToday({ open, reader }: { open: number; reader: Reader }) {
  const { desk: t } = reader.t.redress
  if (open === 0) return null
  return (
    <Notice kind="care">
      <p>
        <a href={urls.complaints}>{t.open(reader.number(open))}</a>
      </p>
    </Notice>
  )
}
