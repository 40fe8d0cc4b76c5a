import type { Child } from 'hono/jsx'
import type { Kind, Rule } from '../../law/index.ts'
import { eventInWords, lengthInWords } from '../analysis/durations.ts'
import { factLabel, optionLabel } from '../interview/words.ts'
import type { Reader } from '../reader.ts'
import { handlingPairs } from './handling.tsx'
import { fineInWords } from './money.ts'
import { Cite, type Reading, RuleLink } from './reading.tsx'

type Pair = readonly [string, Child]
type Saying = { readonly [K in Kind]?: (rule: Rule<K>, reading: Reading) => readonly Pair[] }

/** What the rule says besides its conditions, in pairs. */
export function Values({ rule, reading }: { rule: Rule; reading: Reading }) {
  const say = sayings[rule.kind] as ((rule: Rule, reading: Reading) => readonly Pair[]) | undefined
  const pairs = say?.(rule, reading) ?? []
  if (pairs.length === 0) return null
  return (
    <section class="card" aria-label={reading.reader.t.law.about}>
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

const sayings: Saying = {
  instrument: ({ citation, level, short, title, network }, reading) => {
    const { t, law } = reading.reader
    return [
      [t.law.citationWord, law(citation)],
      [t.law.level, t.law.levels[level]],
      ...when(short !== title, t.law.shortName, law(short)),
      ...when(network, t.law.kinds.network, network && <RuleLink id={network} reading={reading} />),
    ]
  },
  route: (rule, reading) => {
    const { t, list, number } = reading.reader
    return [
      [t.law.channel, t.routes.channel[rule.channel]],
      [t.law.goesTo, t.law.goesToWhom[rule.to]],
      [t.law.measure, list(rule.measure.map((one) => optionLabel(one, reading.reader)))],
      [t.law.compels, rule.compels ? t.forms.yes : t.forms.no],
      ...when(rule.via, t.law.kinds.network, rule.via && <RuleLink id={rule.via} reading={reading} />),
      ...when(rule.reach, t.law.reachOf, rule.reach && <RuleLink id={rule.reach} reading={reading} />),
      ...when(
        rule.typical,
        t.law.typical,
        rule.typical && (
          <>
            {t.law.typicalDays(number(rule.typical.days))}{' '}
            <Cite cite={rule.typical.cite} rule={rule.rule} reading={reading} />
          </>
        ),
      ),
    ]
  },
  gate: (rule, reading) => {
    const { t, law, country, list } = reading.reader
    const { approval } = rule
    return [
      [t.law.effect, t.routes.gateStatus[rule.effect]],
      [t.law.ofWhom, country(rule.state)],
      [t.law.bars, list(rule.bars.map((one) => t.routes.channel[one]))],
      ...when(
        approval,
        t.law.approvalFrom,
        approval && (
          <>
            {law(approval.authority)} <Cite cite={approval.cite} rule={rule.rule} reading={reading} />
          </>
        ),
      ),
    ]
  },
  reach: ({ state }, { reader: { t, country } }) => [[t.law.ofWhom, country(state)]],
  clock: (rule, reading) => {
    const { reader } = reading
    const { t, law } = reader
    const { counting, outer, calendar, bearer, released_by: released } = rule
    return [
      [t.law.length, limitInWords(rule, reader)],
      [t.law.runs, `${t.routes.clockFrom(eventInWords(rule.starts, reader))} – ${eventInWords(rule.stops, reader)}`],
      ...when(counting, t.law.countedBy, counting && <RuleLink id={counting} reading={reading} />),
      ...when(outer, t.law.outer, outer && <RuleLink id={outer} reading={reading} />),
      ...when(calendar, t.law.calendarOf, calendar && sideInWords(calendar, reader)),
      ...when(bearer, t.law.bearer, bearer && t.routes.who(t.seats[bearer.seat], sideInWords(bearer.state, reader))),
      ...when(rule.effect, t.law.effect, rule.effect && law(rule.effect)),
      ...when(
        rule.figures,
        t.owed.title,
        <ul>
          {rule.figures?.owed.map(({ says, cite }) => (
            <li>
              {law(says)} <Cite cite={cite} rule={rule.rule} reading={reading} />
            </li>
          ))}
        </ul>,
      ),
      ...when(released, t.law.releasedBy, released && t.law.hold(eventInWords(released, reader))),
    ]
  },
  counting: (rule, { reader: { t, number } }) => [
    [t.law.firstDay, t.law.firstDayCounts[`${rule.first_day_counts}`]],
    [t.law.endsOnFreeDay, t.law.endsOn[rule.ends_on_free_day]],
    ...when(rule.least_working_days > 0, t.law.leastWorkingDays, number(rule.least_working_days)),
    [t.law.hoursRoll, t.law.rolls[`${rule.hours_roll}`]],
  ],
  ground: ({ seat, against, effect, form }, reading) => {
    const { t } = reading.reader
    return [
      [t.law.effect, t.law.groundEffect[effect]],
      [t.law.raisedBy, t.seats[seat]],
      [t.law.against, t.law.againstWhat[against]],
      ...when(form, t.law.raisedOn, form && <RuleLink id={form} reading={reading} />),
    ]
  },
  penalty: (rule, reading) => {
    const { reader } = reading
    const { t, law, country } = reader
    const stated = (all: readonly { says: string; cite: string }[]) => (
      <ul>
        {all.map(({ says, cite }) => (
          <li>
            {law(says)} <Cite cite={cite} rule={rule.rule} reading={reading} />
          </li>
        ))}
      </ul>
    )
    const fine = fineInWords(rule, reader)
    return [
      [t.law.for, law(rule.for)],
      [t.law.ofWhom, country(rule.state)],
      [t.law.threatens, t.law.threatened[rule.on]],
      ...when(fine, t.law.kinds.penalty, fine),
      ...when(rule.other, t.law.also, rule.other && law(rule.other)),
      ...when(rule.measures.length > 0, t.penalties.measure, stated(rule.measures)),
      ...when(rule.weighs.length > 0, t.penalties.weighing, stated(rule.weighs)),
      ...when(rule.abroad.length > 0, t.penalties.abroad, stated(rule.abroad)),
    ]
  },
  form: ({ heading, version, sections }, { reader: { t, law, number } }) => [
    [t.law.printedHead, law(heading)],
    [t.law.version, law(version)],
    [t.law.box, t.law.boxes(number(sections.reduce((sum, { fields }) => sum + fields.length, 0)))],
  ],
  class: (rule, { reader, edition }) => [
    [reader.t.law.definition, reader.law(rule.definition)],
    [reader.t.law.schemeOf, rule.scheme.length === 2 ? reader.country(rule.scheme) : rule.scheme],
    [reader.t.lawStates.levelWord, reader.t.lawStates.level[rule.level]],
    ...handlingPairs(edition, { scheme: rule.scheme, class: rule.id }, reader),
  ],
  check: (rule, { reader: { t, law, list, country, colon } }) => [
    [t.law.record, list(rule.record.map(law))],
    [t.law.checkEffect, t.law.checkEffects[rule.effect]],
    ...when(rule.cure, t.law.cure, rule.cure && law(rule.cure)),
    ...rule.cures.map(({ says, role }): Pair => [t.law.cure, `${law(says)} (${law(role)})`]),
    ...rule.forums.map(({ state, cite, effect }): Pair => {
      const where = `${t.law.forums}${colon}${state.length === 2 ? country(state) : state}`
      return [where, effect ? `${cite}; ${t.law.checkEffects[effect]}` : cite]
    }),
  ],
  chain: ({ state, direction }, { reader: { t, country } }) => [
    [t.law.direction, t.law.directions[direction]],
    ...when(state, t.law.ofWhom, state && country(state)),
  ],
  assurance: ({ promises, says, side }, { reader: { t, law, list } }) => [
    [t.dealings.conditions.ownKind, list(promises.map((one) => t.dealings.promise[one]))],
    [side === 'given' ? t.dealings.givenBy : t.law.values, law(says)],
  ],
  use: ({ limits, allows, consent }, reading) => {
    const { t, law } = reading.reader
    const of = reading.reader.t.dealings
    return [
      [of.stage, of.stages[limits]],
      ...allows.map(({ purposes, says }): Pair => [purposes.map((one) => of.purposes[one]).join(', '), law(says)]),
      [t.law.also, consent ? of.withConsent(law(consent.of)) : of.noConsent],
    ]
  },
  retention: (rule, { reader }) => {
    const { t, law } = reader
    const of = t.retention
    return [
      [of.duty, of.duties[rule.duty]],
      [of.runsFrom, of.starts[rule.starts]],
      [t.law.length, limitInWords(rule, reader)],
      ...when(rule.own, of.whose, of.ownRule),
      ...when(rule.tells, of.tells, rule.tells && `${law(rule.tells.says)} (${rule.tells.cite})`),
      ...when(rule.restrict, of.restricts, rule.restrict && `${law(rule.restrict.says)} (${rule.restrict.cite})`),
    ]
  },
  remedy: (rule, { reader: { t, law, list } }) => [
    [t.law.remedies.says, law(rule.says)],
    [t.law.remedies.decides, `${law(rule.decides.authority)} (${rule.decides.cite})`],
    [
      t.law.remedies.allows,
      list(rule.allows.map(({ outcome, cite }) => `${t.law.remedies.outcomes[outcome]} (${cite})`)),
    ],
    ...rule.next.map(({ says, cite }): Pair => [t.law.remedies.next, `${law(says)} (${cite})`]),
  ],
  question: (rule, { reader }) => {
    const { t, law } = reader
    return [
      [t.law.kinds.question, law(rule.asks)],
      [t.law.why, law(rule.why)],
      [t.law.fact, factLabel(rule.fact, reader)],
      ...when(rule.options, t.law.options, rule.options?.map(({ label }) => law(label)).join('; ')),
    ]
  },
}

/** One pair, where there is something to say. */
const when = (there: unknown, term: string, value: Child | undefined): readonly Pair[] =>
  there ? [[term, value ?? '']] : []

/** The asking state, the requested one, or a state by its name. */
export const sideInWords = (side: string, { t, country }: Reader): string =>
  side === 'from' ? t.law.askingState : side === 'to' ? t.law.requestedState : country(side)

export function limitInWords({ limit }: Pick<Rule<'clock' | 'retention'>, 'limit'>, reader: Reader): string {
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
