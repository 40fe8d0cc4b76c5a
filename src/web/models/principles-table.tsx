import type { Child } from 'hono/jsx'
import type { Rule } from '../../law/index.ts'
import { factLabel } from '../interview/words.ts'
import { sourceOf } from '../law/sources.ts'
import { Citation } from '../ui/citation.tsx'
import { Hands, Lines, PenaltyLine, RuleCite, RuleLine, type Told } from './brief.tsx'
import { hangsOn, type Principles } from './principles.ts'

/** What each of the three rests on, out of its rules alone: a line for every fact a claim can hang on, then what follows. */
export function PrinciplesTable({ each, told }: { each: readonly Principles[]; told: Told }) {
  const { models: t } = told.reader.t
  const facts = connectingFacts(each, told)
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
      <tbody>
        <tr class="models-part">
          <th scope="rowgroup" colspan={4}>
            {t.hangsOn} <span class="soft">{t.hangsOnNote}</span>
          </th>
        </tr>
        {facts.map((fact) => (
          <tr>
            <th scope="row">{factLabel(fact, told.reader)}</th>
            {each.map(({ model, claims, orders: own }) => (
              <td data-label={t.model[model.name].name}>
                {cites(
                  [...claims, ...own].filter((rule) => hangsOn(told.law, rule, told.on).has(fact)),
                  told,
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
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

/** The facts at least one of them hangs on, in the order of the contract; where the data lie is there even if none does. */
function connectingFacts(each: readonly Principles[], { law, on }: Told): string[] {
  const found = new Set(['data.storedIn'])
  for (const { claims, orders: own } of each)
    for (const rule of [...claims, ...own]) for (const fact of hangsOn(law, rule, on)) found.add(fact)
  return [...found].sort()
}

function cites(rules: readonly Rule[], told: Told): Child {
  if (rules.length === 0) return <span class="soft">{told.reader.t.models.readsNone}</span>
  return (
    <ul class="plain model-cites">
      {rules.map(({ rule }) => (
        <li>
          <RuleCite id={rule} told={told} />
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
            {makers.length > 0 && <p class="soft">{makers.join(' → ')}</p>}
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
      lines={gates.map((gate) => (
        <RuleLine id={gate.rule} told={told}>
          <p class="soft">
            {[
              routes.gateStatus[gate.effect],
              ...(gate.approval ? [routes.approvalOf(reader.law(gate.approval.authority))] : []),
              `${t.hangs} ${reader.list([...hangsOn(law, gate, on)].map((fact) => factLabel(fact, reader)))}`,
            ].join(' · ')}
          </p>
        </RuleLine>
      ))}
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
