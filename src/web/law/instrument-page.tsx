import { casesOf, type Rule } from '../../law/index.ts'
import { Fold } from '../ui/fold.tsx'
import { CaseList } from './cases-of-rule.tsx'
import { Events } from './instrument-events.tsx'
import { Members, membersOf } from './members.tsx'
import { Parties } from './parties.tsx'
import type { Reading } from './reading.tsx'
import { RuleFrame } from './rule-frame.tsx'
import { Values } from './values.tsx'

/** An act or a treaty: what it is, the rules it holds, whom it binds, what happened to it, which cases rest on it. */
export function InstrumentPage({ rule, reading }: { rule: Rule<'instrument'>; reading: Reading }) {
  const { law: t } = reading.reader.t
  const parts = [
    ...membersOf(rule, reading).map(([kind, rules]) => ({
      id: kind,
      name: t.everyRule(t.kindsMany[kind], reading.reader.number(rules.length)),
    })),
    ...(rule.parties ? [{ id: 'parties', name: t.parties }] : []),
  ]
  return (
    <RuleFrame rule={rule} reading={reading} parts={parts}>
      <Values rule={rule} reading={reading} />
      <Members rule={rule} reading={reading} />
      <Parties rule={rule} reading={reading} />
      <Events rule={rule} reading={reading} />
      <CasesOfInstrument rule={rule} reading={reading} />
    </RuleFrame>
  )
}

function CasesOfInstrument({ rule, reading }: { rule: Rule<'instrument'>; reading: Reading }) {
  const { reader, law, today } = reading
  const cases = new Set(
    [...law.rules.values()]
      .filter((one) => one.instrument === rule.rule && one.rule !== rule.rule)
      .flatMap((one) => {
        const { holding, failing, naming } = casesOf(law, one.rule, today)
        return [...holding, ...failing, ...naming]
      }),
  )
  if (cases.size === 0) return null
  return (
    <section class="flow flow-tight no-print">
      <h2>{reader.t.lawCases.ofRule}</h2>
      <Fold title={reader.t.lawCases.ofInstrument(reader.number(cases.size))} open={cases.size <= 8}>
        <CaseList cases={[...cases]} reading={reading} />
      </Fold>
    </section>
  )
}
