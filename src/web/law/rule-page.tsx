import type { LawBase, Rule } from '../../law/index.ts'
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
import { Members, Parties } from './members.tsx'
import { refersTo, usedBy } from './references.ts'
import { pathOf } from './search.ts'
import { sourceOf } from './sources.ts'
import { Values } from './values.tsx'

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
            text: reader.law(instrument.kind === 'instrument' ? instrument.short : instrument.title),
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
                  <Citation source={{ text: sourceOf(law, rule.rule, cite, reader).text, href: url }} />
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
                {reader.law(what)} <Citation source={sourceOf(law, rule.rule, cite, reader)} />
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
          source: sourceOf(law, rule.rule, step.cite, reader),
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
