import type { RetentionDay } from '../../requests/index.ts'
import type { Reader } from '../reader.ts'
import { urls } from '../urls.ts'

/** What there is to decide about kept evidence: pieces to look at again, and what another person proposed. */
export function KeptToday({ day: { due, late, proposals }, reader }: { day: RetentionDay; reader: Reader }) {
  const { today: t } = reader.t.retention
  if (due === 0 && proposals.length === 0) return null
  return (
    <section class="flow" aria-labelledby="kept">
      <h2 id="kept">{t.title}</h2>
      <article class={`card task${late > 0 ? ' task-late' : ''}`}>
        <div class="flow flow-tight">
          {proposals.length > 0 && <p>{t.proposals(proposals.length)}</p>}
          {due > 0 && <p>{t.due(due, late)}</p>}
        </div>
        <div class="task-go">
          <a class="button no-print" href={urls.kept}>
            {t.go}
            <span class="hidden-text">: {t.title}</span>
          </a>
        </div>
      </article>
    </section>
  )
}
