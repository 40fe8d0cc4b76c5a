import type { Rule } from '../../law/index.ts'
import { Fold } from '../ui/fold.tsx'
import { type Reading, RuleLink } from './reading.tsx'
import { refersTo, usedBy } from './references.ts'

/** What a rule names and what names it, by kind. */
export function Links({ rule, reading }: { rule: Rule; reading: Reading }) {
  const { law: t } = reading.reader.t
  return (
    <>
      <LinkList title={t.refersToMany} ids={refersTo(reading.law, rule)} reading={reading} />
      <LinkList title={t.usedByMany} ids={usedBy(reading.law, rule.rule)} reading={reading} />
    </>
  )
}

/** More than anyone reads through at once waits behind its number. */
const MANY = 12

function LinkList({ title, ids, reading }: { title: string; ids: readonly string[]; reading: Reading }) {
  const { t, number } = reading.reader
  const kinds = Map.groupBy(ids, (id) => reading.edition.rules.get(id)?.kind)
  if (ids.length === 0) return null
  return (
    <section class="flow flow-tight">
      <h2>{title}</h2>
      <dl class="pairs">
        {[...kinds].map(([kind, members]) => {
          const list = (
            <ul class="plain rule-names">
              {members.map((id) => (
                <li>
                  <RuleLink id={id} reading={reading} />
                </li>
              ))}
            </ul>
          )
          return kind === undefined ? null : (
            <>
              <dt>{t.law.kindsMany[kind]}</dt>
              <dd>
                {members.length > MANY ? (
                  <Fold title={t.law.everyRule(t.law.kindsMany[kind], number(members.length))}>{list}</Fold>
                ) : (
                  list
                )}
              </dd>
            </>
          )
        })}
      </dl>
    </section>
  )
}
