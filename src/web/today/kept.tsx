import type { RetentionDay } from '../../requests/index.ts'
import type { Reader } from '../reader.ts'
import { urls } from '../urls.ts'
import { WaitingCard } from './waiting-card.tsx'

/** What there is to decide about kept evidence: pieces to look at again, and what another person proposed. */
export function KeptToday({ day: { due, late, proposals }, reader }: { day: RetentionDay; reader: Reader }) {
  const { today: t } = reader.t.retention
  if (due === 0 && proposals.length === 0) return null
  return (
    <WaitingCard id="kept" title={t.title} go={t.go} href={urls.kept} isLate={late > 0}>
      {proposals.length > 0 && <p>{t.proposals(proposals.length)}</p>}
      {due > 0 && <p>{t.due(due, late)}</p>}
    </WaitingCard>
  )
}
