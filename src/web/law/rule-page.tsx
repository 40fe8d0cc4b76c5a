import type { Rule } from '../../law/index.ts'
import { ConditionText } from './condition.tsx'
import { type Asked, CountClock } from './count-clock.tsx'
import { FormBoxes } from './form-boxes.tsx'
import { InstrumentPage } from './instrument-page.tsx'
import { NetworkTreaties } from './network-treaties.tsx'
import { Cite, Marks, type Reading, RuleLink } from './reading.tsx'
import { RuleFrame } from './rule-frame.tsx'
import { StatePage } from './state-page.tsx'
import { StepsOfRule } from './steps-of-rule.tsx'
import { sideInWords, Values } from './values.tsx'

interface Props {
  rule: Rule
  reading: Reading
}

interface PageProps extends Props {
  /** What somebody wants counted on the page of a clock. */
  asked?: Asked
}

/** One rule, readable by a lawyer: what it says, when it applies, what follows, and what it rests on. */
export function RulePage({ rule, reading, asked = {} }: PageProps) {
  if (rule.kind === 'instrument') return <InstrumentPage rule={rule} reading={reading} />
  if (rule.kind === 'state') return <StatePage rule={rule} reading={reading} />
  return (
    <RuleFrame rule={rule} reading={reading}>
      <Values rule={rule} reading={reading} />
      <Conditions rule={rule} reading={reading} />
      {rule.kind === 'clock' && <CountClock rule={rule} asked={asked} reading={reading} />}
      {rule.kind === 'route' && <Needs rule={rule} reading={reading} />}
      {(rule.kind === 'route' || rule.kind === 'chain') && (
        <section class="flow">
          <h2>{reading.reader.t.law.steps}</h2>
          <StepsOfRule rule={rule} reading={reading} />
        </section>
      )}
      {rule.kind === 'route' && <Follows rule={rule} reading={reading} />}
      {rule.kind === 'gate' && <WaysPast rule={rule} reading={reading} />}
      {rule.kind === 'form' && <FormBoxes rule={rule} reading={reading} />}
      {rule.kind === 'network' && <NetworkTreaties network={rule.rule} reading={reading} />}
    </RuleFrame>
  )
}

function Conditions({ rule, reading }: Props) {
  const { law: t } = reading.reader.t
  const unless = rule.kind === 'gate' ? rule.unless : []
  return (
    <>
      {'when' in rule && rule.when && (
        <section class="flow">
          <h2>{t.when}</h2>
          <ConditionText condition={rule.when} rule={rule.rule} reading={reading} />
        </section>
      )}
      {unless.length > 0 && (
        <section class="flow">
          <h2>{t.unless}</h2>
          {unless.map((one) => (
            <ConditionText condition={one} rule={rule.rule} reading={reading} />
          ))}
        </section>
      )}
    </>
  )
}

function Needs({ rule, reading }: { rule: Rule<'route'>; reading: Reading }) {
  const { t, law } = reading.reader
  if (rule.needs.length === 0) return null
  return (
    <section class="flow">
      <h2>{t.law.needs}</h2>
      <ul class="rule-list plain">
        {rule.needs.map(({ what, actor, cite, when }) => (
          <li>
            {law(what)} <span class="soft">({t.seats[actor]})</span>{' '}
            <Cite cite={cite} rule={rule.rule} reading={reading} />
            {when && (
              <details class="fold prints">
                <summary>{t.law.neededWhen}</summary>
                <ConditionText condition={when} rule={rule.rule} reading={reading} />
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What runs, what may be said against it, what is threatened, and what to bear in mind. */
function Follows({ rule, reading }: { rule: Rule<'route'>; reading: Reading }) {
  const { t, law } = reading.reader
  const lists = [
    [t.law.clocks, rule.clocks],
    [t.law.grounds, rule.grounds],
    [t.law.penaltiesFor, rule.penalties],
    [t.law.opens, rule.opens],
  ] as const
  return (
    <>
      {rule.warnings.length > 0 && (
        <section class="flow flow-tight">
          <h2>{t.law.warnings}</h2>
          <ul>
            {rule.warnings.map(({ says, cite }) => (
              <li>
                {law(says)} <Cite cite={cite} rule={rule.rule} reading={reading} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <UserNotice rule={rule} reading={reading} />
      <Costs rule={rule} reading={reading} />
      {lists.map(([title, ids]) => (
        <RuleList title={title} ids={ids} reading={reading} />
      ))}
    </>
  )
}

/** Whether the person whose data are asked for may be told, on what, and what keeps it from them. */
function UserNotice({ rule, reading }: { rule: Rule<'route'>; reading: Reading }) {
  const { t, law } = reading.reader
  if (!rule.user_notice) return null
  const { holder, says, cite, confidence, form, silence } = rule.user_notice
  return (
    <section class="flow flow-tight">
      <h2>{t.law.userNotice}</h2>
      <p>
        <strong>{t.law.holderTells[holder]}</strong>: {law(says)}{' '}
        <Cite cite={cite} rule={rule.rule} reading={reading} />
        <Marks sure={{ confidence }} reading={reading} />
      </p>
      {(form || silence) && (
        <ul>
          {form && (
            <li>
              {t.law.noticeForm}: <RuleLink id={form} reading={reading} />
            </li>
          )}
          {silence && (
            <li>
              {t.law.silence}: <RuleLink id={silence} reading={reading} />
            </li>
          )}
        </ul>
      )}
    </section>
  )
}

/** Under which rules the holder is paid, by whose law, and for what it is not. */
function Costs({ rule, reading }: { rule: Rule<'route'>; reading: Reading }) {
  const { t, law } = reading.reader
  if (rule.costs.length === 0) return null
  return (
    <section class="flow flow-tight">
      <h2>{t.law.costs}</h2>
      <ul>
        {rule.costs.map(({ says, cite, confidence, by_law_of: side, except }) => (
          <li>
            {law(says)} <Cite cite={cite} rule={rule.rule} reading={reading} />
            <Marks sure={{ confidence }} reading={reading} />
            {side && <p class="soft">{t.law.costsWhere(sideInWords(side, reading.reader))}</p>}
            {except.map((one) => (
              <p>
                <span class="soft">{t.law.costsExcept}:</span> {law(one.what)}{' '}
                <Cite cite={one.cite} rule={rule.rule} reading={reading} />
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}

function WaysPast({ rule, reading }: { rule: Rule<'gate'>; reading: Reading }) {
  const { t, law } = reading.reader
  return (
    <>
      {rule.resolutions.length > 0 && (
        <section class="flow flow-tight">
          <h2>{t.law.resolutions}</h2>
          <ul>
            {rule.resolutions.map(({ what, cite }) => (
              <li>
                {law(what)} <Cite cite={cite} rule={rule.rule} reading={reading} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <RuleList title={t.law.exposure} ids={rule.exposure} reading={reading} />
      <RuleList title={t.law.clocks} ids={rule.approval?.clocks ?? []} reading={reading} />
    </>
  )
}

function RuleList({ title, ids, reading }: { title: string; ids: readonly string[]; reading: Reading }) {
  const rules = ids.flatMap((id) => reading.edition.rules.get(id) ?? [])
  if (rules.length === 0) return null
  return (
    <section class="flow flow-tight">
      <h2>{title}</h2>
      <ul>
        {rules.map(({ rule, cites }) => (
          <li>
            <RuleLink id={rule} reading={reading} />{' '}
            {cites[0] && <Cite cite={cites[0].cite} rule={rule} reading={reading} />}
          </li>
        ))}
      </ul>
    </section>
  )
}
