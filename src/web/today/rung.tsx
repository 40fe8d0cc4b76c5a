import type { Actor } from '../../accounts/index.ts'
import type { LawBase } from '../../law/index.ts'
import type { Rung } from '../../requests/index.ts'
import type { Reader } from '../reader.ts'
import { timeLeft } from '../requests/time-left.ts'
import { Icon } from '../ui/icons.tsx'
import { urls } from '../urls.ts'

/** What periods were brought to mind: one that ends soon, one that has ended; a duty of one's own is then told to the head. */
export function RungList({
  rung,
  actor,
  now,
  reader,
}: {
  rung: readonly Rung[]
  actor: Actor
  now: Temporal.Instant
  law: LawBase
  reader: Reader
}) {
  const { today: t } = reader.t
  if (rung.length === 0) return null
  return (
    <section class="flow" aria-labelledby="rung">
      <h2 id="rung">{t.rung}</h2>
      <ul class="plain lines">
        {rung.map(({ request, stage, rule, title, due, bearer }) => {
          const isOurs = bearer === actor.org
          return (
            <li>
              <p>
                {stage === 'overdue' && (
                  <span class="late-mark">
                    <Icon sign="clock" />
                    {t.over}
                  </span>
                )}
                <a href={urls.request(request.id)}>{request.title}</a> <span class="soft">· {request.fileNumber}</span>
              </p>
              <p class="small">
                <a href={urls.rule(rule)}>{reader.law(title)}</a>: <strong>{timeLeft(due, now, reader)}</strong>
                {!isOurs && ` · ${t.dutyOf(request.counterpartName)}`}
                {stage === 'overdue' &&
                  ` · ${isOurs ? (actor.role === 'head' ? t.escalatedToYou : t.escalated) : t.askThem}`}
              </p>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
