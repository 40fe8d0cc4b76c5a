import type { Run } from '../../laboratory/index.ts'
import type { Reader } from '../reader.ts'
import { urls } from '../urls.ts'

/** Trials, the newest first. */
export function RunList({
  runs,
  reader,
  titles,
}: {
  runs: readonly Run[]
  reader: Reader
  titles?: ReadonlyMap<string, string>
}) {
  const { laboratory: t } = reader.t
  return (
    <section class="flow" aria-labelledby="runs">
      <h2 id="runs">{t.runs}</h2>
      {runs.length === 0 && <p class="soft">{t.noRuns}</p>}
      <ul class="flow">
        {runs.map((run) => (
          <li>
            <a href={urls.laboratoryRun(run.id)}>
              {titles?.get(run.proposal) ?? t.records[run.kind]} · {t.states[run.state]}
            </a>
            <p class="small soft">
              {t.records[run.kind]} · {reader.number(run.requests)} · {t.started(run.byName, reader.instant(run.at))}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
