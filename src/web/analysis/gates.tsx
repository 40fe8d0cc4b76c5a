import type { GateFinding, ReachFinding } from '../../law/index.ts'
import { itemInWords } from '../interview/words.ts'
import { marksOf } from '../law/marks.ts'
import { sourceOf } from '../law/sources.ts'
import { Citation } from '../ui/citation.tsx'
import { Explanation } from '../ui/explanation.tsx'
import { Status, type Tone } from '../ui/status.tsx'
import { urls } from '../urls.ts'
import { explained } from './explain.ts'
import { becauseWords, type Shown } from './shown.ts'

const gateTones = {
  closed: 'closed',
  approval: 'approval',
  open: 'open',
  'not-engaged': 'open',
  unknown: 'unknown',
} as const satisfies Record<string, Tone>
const reachTones = { reaches: 'approval', 'does-not': 'closed', unknown: 'unknown' } as const satisfies Record<
  string,
  Tone
>

/** What the laws of the states involved say about letting the data go. */
export function Gates({ shown }: { shown: Shown }) {
  return (
    <div>
      {shown.analysis.gates.map((gate) => (
        <Gate gate={gate} shown={shown} />
      ))}
    </div>
  )
}

function Gate({ gate, shown }: { gate: GateFinding; shown: Shown }) {
  const { law, facts, reader } = shown
  const { routes: t } = reader.t
  const items = (facts.data?.length ?? 0) > 1 ? [gate.data.map((id) => itemInWords(facts, id, reader)).join(', ')] : []
  return (
    <details class="route" data-matters={gate.status === 'closed' || gate.status === 'approval' ? '' : undefined}>
      <summary>
        <div>
          <h3>{reader.law(gate.title)}</h3>
          <span class="where">
            {[reader.country(gate.state), ...items, sourceOf(law, gate.rule, gate.cite, reader).text].join(' · ')}
          </span>
        </div>
        <Status tone={gateTones[gate.status]} word={t.gateStatus[gate.status]} />
      </summary>
      <div class="route-body">
        <section>
          <Explanation
            lines={explained(gate.because, { law, facts, reader, rule: gate.rule, data: gate.data })}
            words={becauseWords(reader)}
          />
          <p class="small">
            <a href={urls.rule(gate.rule)}>{t.readRule}</a> <Doubt rule={gate.rule} shown={shown} />
          </p>
        </section>
        {gate.approval && (
          <section>
            <h4>{t.approvalOf(reader.law(gate.approval.authority))}</h4>
            <Citation source={sourceOf(law, gate.rule, gate.approval.cite, reader)} />
          </section>
        )}
        {gate.exposure.length > 0 && (
          <section>
            <h4>{t.exposureForbid}</h4>
            <ul>
              {gate.exposure.map((id) => {
                const penalty = law.rules.get(id)
                return (
                  <li>
                    <a href={urls.rule(id)}>{penalty ? reader.law(penalty.title) : id}</a>
                  </li>
                )
              })}
            </ul>
          </section>
        )}
      </div>
    </details>
  )
}

/** How sure the base is of a rule as a whole. */
function Doubt({ rule, shown: { law, reader } }: { rule: string; shown: Shown }) {
  const found = law.rules.get(rule)
  return (
    <>
      {marksOf(found ?? {}, reader).map((mark) => (
        <span class="tag">{mark}</span>
      ))}
    </>
  )
}

/** Which states claim the data or their holder. */
export function Reach({ shown }: { shown: Shown }) {
  return (
    <div>
      {shown.analysis.reach.map((reach) => (
        <Claim reach={reach} shown={shown} />
      ))}
    </div>
  )
}

function Claim({ reach, shown }: { reach: ReachFinding; shown: Shown }) {
  const { law, facts, reader } = shown
  const { routes: t } = reader.t
  const data = (facts.data ?? []).map(({ id }) => id)
  return (
    <details class="route" data-matters={reach.status === 'reaches' ? '' : undefined}>
      <summary>
        <div>
          <h3>{reader.law(reach.title)}</h3>
          <span class="where">{reader.country(reach.state)}</span>
        </div>
        <Status tone={reachTones[reach.status]} word={t.reachStatus[reach.status]} />
      </summary>
      <div class="route-body">
        <section>
          <Explanation
            lines={explained(reach.because, { law, facts, reader, rule: reach.rule, data })}
            words={becauseWords(reader)}
          />
          <p class="small">
            <a href={urls.rule(reach.rule)}>{t.readRule}</a>{' '}
            <Citation source={sourceOf(law, reach.rule, reach.cite, reader)} />
          </p>
        </section>
      </div>
    </details>
  )
}
