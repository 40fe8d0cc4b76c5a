import type { Child } from 'hono/jsx'
import type { Rule } from '../../law/index.ts'
import { eventInWords, lengthInWords } from '../analysis/durations.ts'
import type { Reader } from '../reader.ts'
import { fineInWords } from './money.ts'

/** What the rule says besides its conditions, in pairs. */
export function Values({ rule, reader }: { rule: Rule; reader: Reader }) {
  const { law: t, routes, seats } = reader.t
  const pairs: [string, Child][] = []
  if (rule.kind === 'clock') {
    pairs.push([routes.clocks, limitInWords(rule, reader)])
    pairs.push([t.runs, `${routes.clockFrom(eventInWords(rule.starts, reader))} – ${eventInWords(rule.stops, reader)}`])
    if (rule.effect) pairs.push([t.effect, reader.law(rule.effect)])
  }
  if (rule.kind === 'route') pairs.push([t.channel, routes.channel[rule.channel]])
  if (rule.kind === 'gate') pairs.push([t.effect, routes.gateStatus[rule.effect]])
  if (rule.kind === 'gate' || rule.kind === 'reach' || rule.kind === 'penalty')
    pairs.push([t.kinds.state, reader.country(rule.state)])
  if (rule.kind === 'gate' && rule.approval)
    pairs.push([routes.needs, routes.approvalOf(reader.law(rule.approval.authority))])
  if (rule.kind === 'ground') pairs.push([t.raisedBy, seats[rule.seat]])
  if (rule.kind === 'penalty') {
    pairs.push([t.for, reader.law(rule.for)])
    const fine = fineInWords(rule, reader)
    if (fine) pairs.push([t.kinds.penalty, fine])
    if (rule.other) pairs.push([t.also, reader.law(rule.other)])
  }
  if (rule.kind === 'class') pairs.push([t.definition, reader.law(rule.definition)])
  if (rule.kind === 'question') {
    pairs.push([t.kinds.question, reader.law(rule.asks)], [routes.why, reader.law(rule.why)])
    if (rule.options) pairs.push([t.options, rule.options.map(({ label }) => reader.law(label)).join('; ')])
  }
  if (rule.kind === 'state') {
    for (const { role, name } of rule.authorities) pairs.push([reader.law(role), reader.law(name)])
    if (rule.languages.length > 0) pairs.push([reader.t.shell.language, reader.list(rule.languages)])
  }
  if (rule.kind === 'form')
    for (const section of rule.sections)
      pairs.push([reader.law(section.title), section.fields.map(({ label }) => reader.law(label)).join('; ')])
  if (pairs.length === 0) return null
  return (
    <section class="card">
      <dl class="pairs">
        {pairs.map(([term, value]) => (
          <>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
    </section>
  )
}

function limitInWords({ limit }: Rule<'clock'>, reader: Reader): string {
  const { duration } = reader.t.routes
  if ('words' in limit) return reader.law(limit.words)
  if ('yearly' in limit) return reader.t.law.yearly(limit.yearly)
  if ('hours' in limit) return duration(limit.hours, 'hours')
  if ('months' in limit) return duration(limit.months, 'months')
  if ('years' in limit) return duration(limit.years, 'years')
  if ('weeks' in limit) return duration(limit.weeks * 7, 'days')
  if ('working_days' in limit) return lengthInWords({ length: `P${limit.working_days}D`, counting: 'working' }, reader)
  return duration(limit.days, 'days')
}
