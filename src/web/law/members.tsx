import type { Kind, Rule } from '../../law/index.ts'
import { Fold } from '../ui/fold.tsx'
import { type Reading, RuleLink } from './reading.tsx'
import { lawfulness } from './standing.tsx'

/** In the order in which a lawyer asks: may one, may one not, until when, what if not. */
const order: readonly Kind[] = [
  'route', 'gate', 'reach', 'clock', 'ground', 'penalty', 'chain', 'assurance', 'use', 'retention', 'remedy', 'form', 'check', 'class', 'sign', 'counting', 'term', 'layout',
] // biome-ignore format: one line of words

/** So many of a kind are shown at once. */
const SHOWN = 14

/** The rules of an instrument, by kind. */
export function membersOf({ rule: id }: Rule<'instrument'>, { edition }: Reading): [Kind, Rule[]][] {
  const members = [...edition.rules.values()].filter(({ instrument, rule }) => instrument === id && rule !== id)
  const kinds = Map.groupBy(members, ({ kind }) => kind)
  return order.flatMap((kind): [Kind, Rule[]][] => {
    const rules = kinds.get(kind)
    return rules ? [[kind, rules]] : []
  })
}

/** The rules of an instrument, each with its article. */
export function Members({ rule, reading }: { rule: Rule<'instrument'>; reading: Reading }) {
  const { t, number } = reading.reader
  return (
    <>
      {membersOf(rule, reading).map(([kind, rules]) => {
        return (
          <section class="flow flow-tight" aria-labelledby={kind}>
            <h2 id={kind}>
              {t.law.kindsMany[kind]} <span class="soft">({number(rules.length)})</span>
            </h2>
            <RuleLines rules={rules.slice(0, SHOWN)} reading={reading} />
            {rules.length > SHOWN && (
              <Fold title={t.law.everyRule(t.law.kindsMany[kind], `+${number(rules.length - SHOWN)}`)} prints>
                <RuleLines rules={rules.slice(SHOWN)} reading={reading} />
              </Fold>
            )}
          </section>
        )
      })}
    </>
  )
}

function RuleLines({ rules, reading }: { rules: readonly Rule[]; reading: Reading }) {
  const { law: t } = reading.reader.t
  return (
    <ul class="rule-list plain">
      {rules.map((one) => {
        const standing = lawfulness(one, reading)
        return (
          <li>
            <RuleLink id={one.rule} reading={reading} />
            <p class="small soft">
              {[
                one.cites[0]?.cite,
                ...(standing === 'in-force' ? [] : [t.standing[standing]]),
                ...(one.settled ? [] : [t.unsettled]),
                ...(one.confidence === 'text' ? [] : [t.confidences[one.confidence]]),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </li>
        )
      })}
    </ul>
  )
}
