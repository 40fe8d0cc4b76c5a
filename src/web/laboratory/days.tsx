import { byDays, dayRangeInWords, dayRanges } from '../../laboratory/index.ts'
import { Fold } from '../ui/fold.tsx'
import { BeforeAfter } from './before-after.tsx'
import type { Told } from './told.ts'

export function DaysTable({ told: { result, reader } }: { told: Told }) {
  const { laboratory: t } = reader.t
  const { before, after } = byDays(result)
  const name = (i: number) => dayRangeInWords(i, dayRanges, t, reader.number)
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
