import type { LawBase, Rule } from '../../law/index.ts'
import type { Reader } from '../reader.ts'
import { Fold } from '../ui/fold.tsx'
import { urls } from '../urls.ts'

/** The rules of an instrument, by kind. */
export function Members({ rule, law, reader }: { rule: Rule; law: LawBase; reader: Reader }) {
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

/** Who is bound, and who expressly is not. */
export function Parties({ rule, reader }: { rule: Rule<'instrument'>; reader: Reader }) {
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
