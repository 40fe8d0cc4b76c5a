import type { Child } from 'hono/jsx'
import type { LawBase, Rule } from '../../law/index.ts'
import { eventInWords, lengthInWords } from '../analysis/durations.ts'
import type { Reader } from '../reader.ts'
import { Citation } from '../ui/citation.tsx'
import { TextField } from '../ui/fields.tsx'
import { Fold } from '../ui/fold.tsx'
import { Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { Status, type Tone } from '../ui/status.tsx'
import { Steps } from '../ui/steps.tsx'
import { urls, withQuery } from '../urls.ts'
import { ConditionTree } from './condition.tsx'
import { fineInWords } from './money.ts'
import { refersTo, usedBy } from './references.ts'
import { pathOf } from './search.ts'
import { sourceOf } from './sources.ts'

interface Props {
  rule: Rule
  law: LawBase
  reader: Reader
  /** YYYY-MM-DD. */
  on: string
}

/** One rule, readable by a lawyer: standing, sources, conditions, what follows, and the file as it stands. */
export function RulePage({ rule, law, reader, on }: Props) {
  const { law: t, shell } = reader.t
  const instrument = law.rules.get(rule.instrument)
  const own = rule.kind === 'instrument'
  const crumbs = [
    { text: t.title, href: urls.law },
    ...(instrument && !own
      ? [
          {
            text: instrument.kind === 'instrument' ? instrument.short : reader.law(instrument.title),
            href: urls.rule(instrument.rule),
          },
        ]
      : []),
    { text: reader.law(rule.title) },
  ]
  const force = rule.in_force ?? (instrument?.kind === 'instrument' ? instrument.in_force : undefined)
  const standing = force?.from && on < force.from ? 'not-yet' : force?.to && on > force.to ? 'repealed' : 'in-force'
  const tones = { 'in-force': 'open', 'not-yet': 'unknown', repealed: 'closed' } as const satisfies Record<string, Tone>
  return (
    <>
      <Crumbs label={shell.breadcrumbs} crumbs={crumbs} />
      <PageHead
        title={reader.law(rule.title)}
        eyebrow={own ? `${t.kinds.instrument} · ${rule.citation}` : t.kinds[rule.kind]}
      >
        <p class="cluster">
          <Status tone={tones[standing]} word={`${t.standing[standing]} · ${reader.date(on)}`} />
          {!rule.settled && <Status tone="conflict" word={t.unsettled} />}
          {rule.confidence !== 'text' && <Status tone="unknown" word={t.confidences[rule.confidence]} />}
        </p>
      </PageHead>
      <div class="columns">
        <div class="flow flow-wide">
          {rule.note && (
            <Notice>
              <p>{reader.law(rule.note)}</p>
            </Notice>
          )}
          <Values rule={rule} reader={reader} />
          <Conditions rule={rule} law={law} reader={reader} />
          {'steps' in rule && <StepList rule={rule} law={law} reader={reader} />}
          {own && <Members rule={rule} law={law} reader={reader} />}
          {rule.kind === 'instrument' && <Parties rule={rule} reader={reader} />}
          <Links title={t.refersTo} ids={refersTo(law, rule)} law={law} reader={reader} />
          <Links title={t.usedBy} ids={own ? [] : usedBy(law, rule.rule)} law={law} reader={reader} />
          <Fold title={t.yaml}>
            <p class="small soft">
              <code>law/{pathOf(rule)}</code>
            </p>
            <pre tabindex={0}>{law.files.get(pathOf(rule))}</pre>
          </Fold>
        </div>
        <aside class="flow">
          <section class="card flow flow-tight">
            <h2>{t.sources}</h2>
            <ul>
              {rule.cites.map(({ cite, url }) => (
                <li>
                  <Citation source={{ text: sourceOf(law, rule.rule, cite).text, href: url }} />
                </li>
              ))}
            </ul>
            <p class="small soft">
              {t.confidences[rule.confidence]}. {t.checked(reader.date(rule.checked.on), rule.checked.by)}.
            </p>
            {rule.amendments && rule.amendments.length > 0 && (
              <p class="small">
                {t.amendments}: {reader.list(rule.amendments.map(({ from }) => reader.date(from)))}
              </p>
            )}
          </section>
          <section class="flow flow-tight">
            <h2>{t.inForce}</h2>
            <p>
              {[force?.from && t.from(reader.date(force.from)), force?.to && t.until(reader.date(force.to))]
                .filter(Boolean)
                .join(' ') || t.alwaysInForce}
            </p>
            <form action={urls.rule(rule.rule)} method="get" class="search no-print">
              <TextField name="on" type="date" label={t.asOf} value={on} />
              <button type="submit" class="button button-second">
                {t.show}
              </button>
            </form>
          </section>
        </aside>
      </div>
    </>
  )
}

type Of = Omit<Props, 'on'>

/** What the rule says besides its conditions, in pairs. */
function Values({ rule, reader }: Pick<Props, 'rule' | 'reader'>) {
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

function Conditions({ rule, law, reader }: Of) {
  const { law: t } = reader.t
  const unless = rule.kind === 'gate' ? rule.unless : []
  return (
    <>
      {'when' in rule && rule.when && (
        <section class="flow">
          <h2>{t.when}</h2>
          <ConditionTree condition={rule.when} law={law} reader={reader} rule={rule.rule} />
        </section>
      )}
      {unless.length > 0 && (
        <section class="flow">
          <h2>{t.unless}</h2>
          {unless.map((one) => (
            <ConditionTree condition={one} law={law} reader={reader} rule={rule.rule} />
          ))}
        </section>
      )}
      {rule.kind === 'route' && rule.needs.length > 0 && (
        <section class="flow">
          <h2>{t.needs}</h2>
          <ul>
            {rule.needs.map(({ what, cite }) => (
              <li>
                {reader.law(what)} <Citation source={sourceOf(law, rule.rule, cite)} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function StepList({ rule, law, reader }: Of & { rule: Rule<'route'> | Rule<'chain'> }) {
  const { law: t, routes, seats } = reader.t
  const side = (state: string) =>
    state === 'from' ? t.askingState : state === 'to' ? t.requestedState : reader.country(state)
  const steps = rule.steps.map((step) =>
    'chain' in step
      ? {
          id: step.chain,
          title: t.chains[step.chain],
          who: side(step.of),
          source: { text: t.kinds.chain },
          notes: [],
          certain: step.when === undefined,
        }
      : {
          id: step.id,
          title: reader.law(step.title),
          who: routes.who(seats[step.seat], side(step.state), step.authority && reader.law(step.authority)),
          source: sourceOf(law, rule.rule, step.cite),
          notes: step.when === undefined ? [] : [t.onlyIf],
          certain: step.when === undefined,
        },
  )
  return (
    <section class="flow">
      <h2>{t.steps}</h2>
      <Steps steps={steps} />
    </section>
  )
}

/** The rules of an instrument, by kind. */
function Members({ rule, law, reader }: Of) {
  const { law: t } = reader.t
  const members = [...law.rules.values()].filter((one) => one.instrument === rule.rule && one.rule !== rule.rule)
  const kinds = Map.groupBy(members, ({ kind }) => kind)
  return (
    <>
      {[...kinds].map(([kind, rules]) => (
        <section class="flow flow-tight">
          <h2>{t.kindsMany[kind]}</h2>
          <ul class="rule-list plain">
            {rules.map((one) => (
              <li>
                <a href={urls.rule(one.rule)}>{reader.law(one.title)}</a>
                <p class="small soft">{one.cites[0]?.cite}</p>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function Parties({ rule, reader }: { rule: Rule<'instrument'>; reader: Reader }) {
  const { law: t } = reader.t
  if (!rule.parties && !rule.not_parties) return null
  return (
    <section class="flow">
      {rule.parties && rule.parties.length > 0 && (
        <Fold title={`${t.parties} (${reader.number(rule.parties.length)})`} open={rule.parties.length < 6}>
          <ul class="parties">
            {rule.parties.map(({ state, from, bound, note }) => (
              <li>
                {reader.country(state)}
                {bound ? '' : ` (${t.notBound})`}
                {from && <span class="small soft"> {t.from(reader.date(from))}</span>}
                {note && <span class="small soft"> · {reader.law(note)}</span>}
              </li>
            ))}
          </ul>
        </Fold>
      )}
      {rule.not_parties && (
        <>
          <h3>{t.notParties}</h3>
          <ul>
            {rule.not_parties.map(({ state, note }) => (
              <li>
                {reader.country(state)}: {reader.law(note)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Links({ title, ids, law, reader }: { title: string; ids: readonly string[]; law: LawBase; reader: Reader }) {
  if (ids.length === 0) return null
  return (
    <section class="flow flow-tight">
      <h2>{title}</h2>
      <ul>
        {ids.slice(0, 60).map((id) => {
          const rule = law.rules.get(id)
          return (
            <li>
              <a href={withQuery(urls.rule(id), {})}>{rule ? reader.law(rule.title) : id}</a>
              {rule && <span class="small soft"> ({reader.t.law.kinds[rule.kind]})</span>}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
