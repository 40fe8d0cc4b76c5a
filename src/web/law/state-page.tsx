import type { Rule } from '../../law/index.ts'
import { Fold } from '../ui/fold.tsx'
import { urls } from '../urls.ts'
import { CountryField } from './country-field.tsx'
import { Cite, Marks, type Reading, RuleLink } from './reading.tsx'
import { RuleFrame } from './rule-frame.tsx'
import { StateBonds } from './state-bonds.tsx'
import { StateCalendar } from './state-calendar.tsx'
import { type Act, actsOf, rulesOfState } from './state-law.ts'
import { StateScheme } from './state-scheme.tsx'

interface Props {
  rule: Rule<'state'>
  reading: Reading
}

/** One state: what binds it, what it forbids and claims, who answers there, when it works. */
export function StatePage({ rule, reading }: Props) {
  const { lawStates: t } = reading.reader.t
  const parts = [
    { id: 'binds', name: t.on(reading.reader.country(rule.code)) },
    { id: 'gates', name: t.gates },
    { id: 'reach', name: t.reach },
    { id: 'chains', name: t.chains },
    { id: 'authorities', name: t.authorities },
    { id: 'acts', name: t.acts },
    { id: 'scheme', name: t.scheme },
    { id: 'calendar', name: t.calendar },
  ]
  return (
    <RuleFrame rule={rule} reading={reading} parts={parts}>
      <Compare rule={rule} reading={reading} />
      <StateBonds state={rule.code} reading={reading} />
      <Gates rule={rule} reading={reading} />
      <Reach rule={rule} reading={reading} />
      <Chains rule={rule} reading={reading} />
      <Authorities rule={rule} reading={reading} />
      <Acts rule={rule} reading={reading} />
      <StateScheme state={rule.code} reading={reading} />
      <StateCalendar rule={rule} reading={reading} />
    </RuleFrame>
  )
}

/** The way from here to any other state. */
function Compare({ rule, reading }: Props) {
  const { lawStates: t, law } = reading.reader.t
  return (
    <form action={urls.lawPairs} method="get" class="card search no-print">
      <CountryField name="b" label={t.compare} reading={reading} without={rule.code} />
      <input type="hidden" name="a" value={rule.code} />
      {reading.on !== reading.today && <input type="hidden" name="on" value={reading.on} />}
      <button type="submit" class="button button-second">
        {law.show}
      </button>
      <a href={reading.href(urls.map, { from: rule.code })}>{law.ways.map}</a>
    </form>
  )
}

/** So many acts are shown at once. */
const SHOWN = 12

function Acts({ rule, reading }: Props) {
  const { t, number } = reading.reader
  const acts = actsOf(rule.code, reading)
  return (
    <section class="flow" aria-labelledby="acts">
      <h2 id="acts">{t.lawStates.acts}</h2>
      {acts.length === 0 && <p class="soft">{t.lawStates.noActs}</p>}
      <ActList acts={acts.slice(0, SHOWN)} reading={reading} />
      {acts.length > SHOWN && (
        <Fold title={t.lawStates.moreActs(number(acts.length - SHOWN))} prints>
          <ActList acts={acts.slice(SHOWN)} reading={reading} />
        </Fold>
      )}
    </section>
  )
}

function ActList({ acts, reading }: { acts: readonly Act[]; reading: Reading }) {
  const { t, number } = reading.reader
  return (
    <ul class="rule-list plain">
      {acts.map(({ act, rules, standing }) => (
        <li>
          <RuleLink id={act.rule} reading={reading} />
          <p class="small soft">
            {[
              t.law.levels[act.level],
              ...(rules > 0 ? [rules === 1 ? t.law.oneRule : t.law.rulesIn(number(rules))] : []),
              ...(standing === 'in-force' ? [] : [t.law.standing[standing]]),
            ].join(' · ')}
          </p>
        </li>
      ))}
    </ul>
  )
}

function Gates({ rule, reading }: Props) {
  const { t } = reading.reader
  const gates = rulesOfState('gate', rule.code, reading)
  return (
    <section class="flow" aria-labelledby="gates">
      <h2 id="gates">{t.lawStates.gates}</h2>
      {gates.length === 0 ? (
        <p class="soft">{t.lawStates.noGates}</p>
      ) : (
        <>
          <p class="soft">{t.lawStates.gatesNote}</p>
          <ul class="rule-list plain">
            {gates.map((gate) => (
              <li>
                <RuleLink id={gate.rule} reading={reading} />
                <p class="small soft">
                  {t.routes.gateStatus[gate.effect]}
                  {gate.approval && ` · ${reading.reader.law(gate.approval.authority)}`} ·{' '}
                  <Cite cite={gate.cites[0]?.cite ?? ''} rule={gate.rule} reading={reading} sure={gate} />
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Reach({ rule, reading }: Props) {
  const { t } = reading.reader
  const claims = rulesOfState('reach', rule.code, reading)
  return (
    <section class="flow" aria-labelledby="reach">
      <h2 id="reach">{t.lawStates.reach}</h2>
      {claims.length === 0 ? (
        <p class="soft">{t.lawStates.noReach}</p>
      ) : (
        <ul class="rule-list plain">
          {claims.map((claim) => (
            <li>
              <RuleLink id={claim.rule} reading={reading} />{' '}
              <Cite cite={claim.cites[0]?.cite ?? ''} rule={claim.rule} reading={reading} sure={claim} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Chains({ rule, reading }: Props) {
  const { t } = reading.reader
  return (
    <section class="flow" aria-labelledby="chains">
      <h2 id="chains">{t.lawStates.chains}</h2>
      <dl class="pairs">
        {(['outgoing', 'incoming'] as const).map((direction) => {
          const own = (reading.edition.chainsOf.get(`${rule.code} ${direction}`) ?? []).map((one) => one.rule.rule)
          return (
            <>
              <dt>{t.lawStates[direction]}</dt>
              <dd>
                {own.length > 0 ? (
                  own.map((id) => (
                    <p>
                      <RuleLink id={id} reading={reading} />
                    </p>
                  ))
                ) : (
                  <>
                    <RuleLink id={`treaties/general/chains/${direction}`} reading={reading} />
                    <p class="small soft">{t.lawStates.generalChain}</p>
                  </>
                )}
              </dd>
            </>
          )
        })}
      </dl>
    </section>
  )
}

function Authorities({ rule, reading }: Props) {
  const { t, law } = reading.reader
  return (
    <section class="flow" aria-labelledby="authorities">
      <h2 id="authorities">{t.lawStates.authorities}</h2>
      {rule.authorities.length === 0 ? (
        <p class="soft">{t.lawStates.noAuthorities}</p>
      ) : (
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t.lawStates.name}</th>
              <th scope="col">{t.lawStates.role}</th>
            </tr>
          </thead>
          <tbody>
            {rule.authorities.map((one) => (
              <tr>
                <th scope="row">
                  {law(one.name)}{' '}
                  {one.cite ? (
                    <Cite cite={one.cite} rule={rule.rule} reading={reading} sure={one} />
                  ) : (
                    <Marks sure={one} reading={reading} />
                  )}
                  {one.contact && <p class="small soft">{one.contact}</p>}
                </th>
                <td data-label={t.lawStates.role}>{law(one.role)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
