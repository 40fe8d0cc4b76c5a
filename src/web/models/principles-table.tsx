import type { Child } from 'hono/jsx'
import type { Rule } from '../../law/index.ts'
import { factLabel } from '../interview/words.ts'
import { sourceOf } from '../law/sources.ts'
import { Citation } from '../ui/citation.tsx'
import { urls, withQuery } from '../urls.ts'
import { Hands, Lines, PenaltyLine, RuleLine, type Told } from './brief.tsx'
import { hangsOn, type Principles } from './principles.ts'

/** What each of the three rests on, out of its rules alone: a line for every fact a claim can hang on, then what follows. */
export function PrinciplesTable({ each, told }: { each: readonly Principles[]; told: Told }) {
  const { models: t } = told.reader.t
  const sections: readonly [string, (one: Principles) => Child][] = [
    [t.sections.orders, (one) => orders(one, told)],
    [t.sections.bars, (one) => bars(one, told)],
    [t.sections.chains, (one) => chains(one, told)],
    [t.sections.grounds, ({ grounds }) => list(grounds, told)],
    [t.sections.penalties, ({ penalties }) => penaltyList(penalties, told)],
  ]
  return (
    <table class="table models-table">
      <caption class="hidden-text">{t.principles}</caption>
      <thead>
        <tr>
          <td />
          {each.map(({ model }) => (
            <th scope="col">
              {t.model[model.name].name}
              <span class="soft">{t.model[model.name].idea}</span>
            </th>
          ))}
        </tr>
      </thead>
      <Ties title={t.hangsOn} note={t.hangsOnNote} each={each} told={told} rules={claimsOf} />
      <Ties title={t.keeps} note={t.keepsNote} each={each} told={told} rules={({ bars: gates }) => gates} />
      <tbody>
        {sections.map(([title, cell]) => (
          <tr>
            <th scope="row">{title}</th>
            {each.map((one) => (
              <td data-label={t.model[one.model.name].name}>{cell(one)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type Tied = Rule<'reach'> | Rule<'route'> | Rule<'gate'>

const claimsOf = ({ claims, orders: own }: Principles): Tied[] => [...claims, ...own]

interface TiesProps {
  title: string
  note: string
  each: readonly Principles[]
  told: Told
  rules: (one: Principles) => readonly Tied[]
}

/** A line for every fact at least one of them hangs on; where the data lie has one even if none does. */
function Ties({ title, note, each, told, rules }: TiesProps) {
  const { law, on, reader } = told
  const { models: t } = reader.t
  const tied = each.map((one) => ({
    model: one.model,
    rules: rules(one).map((rule) => ({ rule, facts: hangsOn(law, rule, on) })),
  }))
  const found = new Set(['data.storedIn'])
  for (const { rules: all } of tied) for (const { facts } of all) for (const fact of facts) found.add(fact)
  return (
    <tbody>
      <tr class="models-part">
        <th scope="rowgroup" colspan={4}>
          {title} <span class="soft">{note}</span>
        </th>
      </tr>
      {[...found].sort().map((fact) => (
        <tr>
          <th scope="row">{factLabel(fact, reader)}</th>
          {tied.map(({ model, rules: all }) => (
            <td data-label={t.model[model.name].name}>
              {cites(
                all.filter(({ facts }) => facts.has(fact)).map(({ rule }) => rule),
                told,
              )}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}

const citeOf = (rule: string, { law, reader, on }: Told): string =>
  sourceOf(law, rule, law.at(on).rules.get(rule)?.cites[0]?.cite ?? '', reader).text

/** Rules by their citations alone. */
function cites(rules: readonly Rule[], told: Told): Child {
  if (rules.length === 0) return <span class="soft">{told.reader.t.models.readsNone}</span>
  // A claim and its orders often stand in one article.
  const byCite = new Map(rules.toReversed().map(({ rule }) => [citeOf(rule, told), rule]))
  return (
    <ul class="plain model-cites">
      {[...byCite].toReversed().map(([cite, rule]) => (
        <li>
          <a href={withQuery(urls.rule(rule), { on: told.on })}>{cite}</a>
        </li>
      ))}
    </ul>
  )
}

const list = (rules: readonly Rule[], told: Told) => (
  <Lines
    reader={told.reader}
    none={told.reader.t.models.none}
    lines={rules.map(({ rule }) => <RuleLine id={rule} told={told} />)}
  />
)

const penaltyList = (penalties: readonly Rule<'penalty'>[], told: Told) => (
  <Lines
    reader={told.reader}
    none={told.reader.t.models.none}
    lines={penalties.map(({ rule }) => <PenaltyLine id={rule} told={told} />)}
  />
)

/** An order, and whose hands make it. */
function orders({ orders: own }: Principles, told: Told): Child {
  const { reader } = told
  const { seats, acts, models: t } = reader.t
  return (
    <Lines
      reader={reader}
      none={t.none}
      lines={own.map((route) => {
        const makers = route.steps.flatMap((step) =>
          'does' in step && (step.does === 'draft' || step.does === 'validate' || step.does === 'approve')
            ? [`${step.authority ? reader.law(step.authority) : seats[step.seat]} ${acts[step.does]}`]
            : [],
        )
        return (
          <RuleLine id={route.rule} told={told}>
            {makers.length > 0 && <p class="soft">{[...new Set(makers)].join(' → ')}</p>}
          </RuleLine>
        )
      })}
    />
  )
}

/** A bar: whether it closes or wants an approval, whose, and what it hangs on. */
function bars({ bars: gates }: Principles, told: Told): Child {
  const { reader, law, on } = told
  const { routes, models: t } = reader.t
  return (
    <Lines
      reader={reader}
      none={t.none}
      lines={gates.map((gate) => {
        const ties = [...hangsOn(law, gate, on)].map((fact) => factLabel(fact, reader))
        const said = [
          routes.gateStatus[gate.effect],
          ...(gate.approval ? [routes.approvalOf(reader.law(gate.approval.authority))] : []),
          ...(ties.length > 0 ? [t.hangs(reader.list(ties))] : []),
        ]
        return (
          <RuleLine id={gate.rule} told={told}>
            <p class="soft">{said.join(' · ')}</p>
          </RuleLine>
        )
      })}
    />
  )
}

/** The organs of a state's own way, in their order. */
function chains({ chains: all, model }: Principles, told: Told): Child {
  const { reader } = told
  const { models: t, seats } = reader.t
  const own = all.filter(({ state }) => state === model.law)
  if (own.length === 0) return <p class="soft">{t.none}</p>
  return (
    <>
      {own.map(({ rule, direction, steps }) => (
        <>
          <p>
            <strong>{t[direction]}</strong> <RuleLine id={rule} told={told} />
          </p>
          <Hands
            reader={reader}
            hands={steps.map((step) => ({
              who: step.authority ? reader.law(step.authority) : seats[step.seat],
              line: (
                <>
                  {reader.law(step.title)} <Citation source={sourceOf(told.law, rule, step.cite, reader)} />
                </>
              ),
            }))}
          />
        </>
      ))}
    </>
  )
}
