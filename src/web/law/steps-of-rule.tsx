import type { Rule } from '../../law/index.ts'
import { Steps } from '../ui/steps.tsx'
import { type Reading, RuleLink } from './reading.tsx'
import { sourceOf } from './sources.ts'
import { sideInWords } from './values.tsx'

/** Who does what, in which order; a whole chain stands as one entry. */
export function StepsOfRule({ rule, reading }: { rule: Rule<'route'> | Rule<'chain'>; reading: Reading }) {
  const { law, reader } = reading
  const { law: t, routes, seats } = reader.t
  const named = (word: string, ids: readonly string[]) => (
    <>
      {word}
      {reader.colon}
      {ids.map((id, i) => [i > 0 && ' · ', <RuleLink id={id} reading={reading} />])}
    </>
  )
  const steps = rule.steps.map((step) =>
    'chain' in step
      ? {
          id: step.chain,
          title: t.chains[step.chain],
          who: sideInWords(step.of, reader),
          source: { text: t.kinds.chain },
          notes: step.when === undefined ? [] : [t.onlyIf],
          certain: step.when === undefined,
        }
      : {
          id: step.id,
          title: reader.law(step.title),
          who: routes.who(
            seats[step.seat],
            sideInWords(step.state, reader),
            step.authority && reader.law(step.authority),
          ),
          source: sourceOf(law, rule.rule, step.cite, reader),
          notes: [
            ...(step.when === undefined ? [] : [t.onlyIf]),
            ...(step.form ? [named(t.kinds.form, [step.form])] : []),
            ...(step.clocks.length > 0 ? [named(t.clocks, step.clocks)] : []),
          ],
          certain: step.when === undefined,
        },
  )
  return <Steps steps={steps} />
}
