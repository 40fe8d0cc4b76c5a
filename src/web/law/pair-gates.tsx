import type { Because, Direction, GateFinding, ReachFinding } from '../../law/index.ts'
import { optionLabel } from '../interview/words.ts'
import { Fold } from '../ui/fold.tsx'
import { Status, type Tone } from '../ui/status.tsx'
import { type Reading, RuleLink } from './reading.tsx'
import { Lines } from './ways.tsx'

interface Props {
  direction: Direction
  reading: Reading
}

const gateTones = {
  closed: 'closed',
  approval: 'approval',
  open: 'open',
  'not-engaged': 'open',
  unknown: 'unknown',
} as const satisfies Record<string, Tone>

/** What stands at the side that holds the data; what does not apply here waits below. */
export function PairGates({ direction: { to, measures }, id, reading }: Props & { id: string }) {
  const { reader, edition, on } = reading
  const { lawPairs: t } = reader.t
  const state = reader.country(to)
  const found = measures.flatMap(({ analysis }) => analysis.gates)
  const gates = [...Map.groupBy(found, ({ rule }) => rule).values()]
  const engaged = gates.filter((findings) => findings.some(({ status }) => status !== 'not-engaged'))
  const idle = gates.filter((findings) => !engaged.includes(findings))
  return (
    <section class="flow flow-tight">
      <h3 id={id}>{edition.isMember(to, on) ? t.gatesUnion(state) : t.gates(state)}</h3>
      {gates.length === 0 && <p class="soft">{t.noGates(state)}</p>}
      <ul class="plain ways">
        {engaged.map((findings) => (
          <Gate
            findings={findings.filter(({ status }) => status !== 'not-engaged')}
            all={measures[0]?.facts.data?.length ?? 0}
            reading={reading}
          />
        ))}
      </ul>
      {idle.length > 0 && (
        <Fold title={`${reader.t.routes.gateStatus['not-engaged']} (${reader.number(idle.length)})`} prints>
          <ul class="plain ways">
            {idle.map((findings) => (
              <Gate findings={findings.slice(0, 1)} all={0} reading={reading} />
            ))}
          </ul>
        </Fold>
      )}
    </section>
  )
}

function Gate({ findings, all, reading }: { findings: readonly GateFinding[]; all: number; reading: Reading }) {
  const { reader } = reading
  const { lawPairs: t, routes } = reader.t
  const [first] = findings
  if (!first) return null
  // What holds for the one measure as for the other is said once.
  const outcomes = new Map(findings.map((one) => [`${one.status} ${one.data.join(' ')}`, one]))
  return (
    <li class="way">
      <p class="way-title">
        <RuleLink id={first.rule} reading={reading} />
      </p>
      {[...outcomes.values()].map(({ status, data, because }) => (
        <div class="outcome">
          <p>
            <Status tone={gateTones[status]} word={routes.gateStatus[status]} />{' '}
            {status !== 'not-engaged' &&
              (data.length === all ? t.allData : reader.list(data.map((one) => optionLabel(one, reader))))}
          </p>
          <Why because={because} holds={null} title={t.gateIf} rule={first.rule} reading={reading} />
          {status === 'not-engaged' && (
            <Why because={because} holds={false} title={t.gateNot} rule={first.rule} reading={reading} />
          )}
        </div>
      ))}
    </li>
  )
}

const reachTones = { reaches: 'approval', 'does-not': 'closed', unknown: 'unknown' } as const satisfies Record<
  string,
  Tone
>

/** What the asking state claims for itself over data and holders abroad. */
export function PairReach({ direction: { from, measures }, reading }: Props) {
  const { reader } = reading
  const { lawPairs: t, routes } = reader.t
  const own = (claimed: string) => claimed === from || (claimed === 'EU' && reading.edition.isMember(from, reading.on))
  const claims: readonly ReachFinding[] = (measures[0]?.analysis.reach ?? []).filter(({ state }) => own(state))
  const state = reader.country(from)
  return (
    <section class="flow flow-tight">
      <h3>{t.reach(state)}</h3>
      {claims.length === 0 && <p class="soft">{t.noReach(state)}</p>}
      <ul class="plain ways">
        {claims.map(({ rule, status, because }) => (
          <li class="way">
            <p class="way-title">
              <RuleLink id={rule} reading={reading} />
            </p>
            <div class="outcome">
              <p>
                <Status tone={reachTones[status]} word={routes.reachStatus[status]} />
              </p>
              {status === 'unknown' && (
                <Why because={because} holds={null} title={t.reachIf} rule={rule} reading={reading} />
              )}
              {status === 'does-not' && (
                <Why because={because} holds={false} title={t.reachNot} rule={rule} reading={reading} />
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The lines that come out so, under a word. */
function Why({
  because,
  holds,
  title,
  rule,
  reading,
}: {
  because: readonly Because[]
  holds: Because['holds']
  title: string
  rule: string
  reading: Reading
}) {
  const lines = because.filter((line) => line.holds === holds)
  return lines.length > 0 ? <Lines title={title} lines={lines} rule={rule} reading={reading} /> : null
}

/** Whose hands a request passes, on either side. */
export function Hands({ direction: { from, to }, reading }: Props) {
  const { reader, edition } = reading
  const { lawPairs: t, lawStates } = reader.t
  const sides = [
    [t.sends(reader.country(from)), from, 'outgoing'],
    [t.executes(reader.country(to)), to, 'incoming'],
  ] as const
  return (
    <section class="flow flow-tight">
      <h3>{t.hands}</h3>
      <dl class="pairs">
        {sides.map(([title, state, way]) => {
          const own = (edition.chainsOf.get(`${state} ${way}`) ?? []).map(({ rule }) => rule.rule)
          const organs = (edition.find('state', `states/${state}`)?.authorities ?? []).filter(({ role }) =>
            /central|contact/.test(role),
          )
          return (
            <>
              <dt>{title}</dt>
              <dd>
                {(own.length > 0 ? own : [`treaties/general/chains/${way}`]).map((id) => (
                  <p>
                    <RuleLink id={id} reading={reading} />
                  </p>
                ))}
                {own.length === 0 && <p class="small soft">{lawStates.generalChain}</p>}
                {organs.map(({ name }) => (
                  <p class="small">{reader.law(name)}</p>
                ))}
              </dd>
            </>
          )
        })}
      </dl>
    </section>
  )
}
