import type { Leave } from '../../vault/index.ts'
import type { Reader } from '../reader.ts'
import { urls } from '../urls.ts'

/** Who asks for leave to open a piece that is set apart, and waits for this person's answer. */
export function LeavesToday({ leaves, reader }: { leaves: readonly Leave[]; reader: Reader }) {
  const { minimising: t } = reader.t
  if (leaves.length === 0) return null
  return (
    <section class="flow" aria-labelledby="asked">
      <h2 id="asked">{t.leaves}</h2>
      {leaves.map(({ item, askerName, purpose, at }) => (
        <article class="card task">
          <div class="flow flow-tight">
            <p>{purpose}</p>
            <p class="small soft">{t.asked(askerName, reader.instant(at))}</p>
          </div>
          <div class="task-go">
            <a class="button no-print" href={urls.minimising(item)}>
              {t.answer}
              <span class="hidden-text">: {purpose}</span>
            </a>
          </div>
        </article>
      ))}
    </section>
  )
}
