import { byDays, dayRanges } from '../../laboratory/index.ts'
import { Fold } from '../ui/fold.tsx'
import { BeforeAfter } from './before-after.tsx'
import type { Told } from './told.ts'

export function DaysTable({ told: { result, reader } }: { told: Told }) {
  const { laboratory: t } = reader.t
  const { before, after } = byDays(result)
  const name = (i: number) => {
    const from = reader.number(i === 0 ? 0 : (dayRanges[i - 1] ?? 0) + 1)
    const to = dayRanges[i] ?? Number.POSITIVE_INFINITY
    return Number.isFinite(to) ? t.dayRange(from, reader.number(to)) : t.daysOver(reader.number(dayRanges[i - 1] ?? 0))
  }
  return (
    <Fold title={t.days} prints>
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
    </Fold>
  )
}
