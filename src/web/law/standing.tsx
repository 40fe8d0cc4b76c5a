import type { Rule } from '../../law/index.ts'
import { Status, type Tone } from '../ui/status.tsx'
import { Cite, type Reading } from './reading.tsx'

type Lawfulness = 'in-force' | 'not-yet' | 'repealed' | 'not-relied-on'

/** Whether a rule is law on the day of the page, or known too little of to be relied on. */
export function lawfulness(rule: Rule, { edition, on }: Reading): Lawfulness {
  if (rule.kind === 'instrument' && rule.not_relied_on) return 'not-relied-on'
  const force = forceOf(rule, edition)
  if (force.pending || (force.from && on < force.from)) return 'not-yet'
  return force.to && on > force.to ? 'repealed' : 'in-force'
}

const tones = {
  'in-force': 'open',
  'not-yet': 'unknown',
  repealed: 'closed',
  'not-relied-on': 'unknown',
} as const satisfies Record<Lawfulness, Tone>

/** Is it law, is it settled, how sure are we: in words, at the head of the page. */
export function Standing({ rule, reading }: { rule: Rule; reading: Reading }) {
  const { law: t } = reading.reader.t
  const standing = lawfulness(rule, reading)
  return (
    <p class="cluster">
      <Status tone={tones[standing]} word={`${t.standing[standing]} · ${reading.reader.date(reading.on)}`} />
      {!rule.settled && <Status tone="conflict" word={t.unsettled} />}
      {rule.confidence !== 'text' && <Status tone="unknown" word={t.confidences[rule.confidence]} />}
    </p>
  )
}

/** Where authorities disagree: what about, and what each side rests on. */
export function Disagreement({ rule, reading }: { rule: Rule; reading: Reading }) {
  const { reader } = reading
  const { law: t } = reader.t
  if (rule.settled) return null
  return (
    <section class="side flow flow-tight" aria-labelledby="disagree">
      <h2 id="disagree">{t.disagree}</h2>
      {rule.note && <p>{reader.law(rule.note)}</p>}
      <p class="soft">{t.disagreeNote}</p>
      <ul>
        {rule.cites.map(({ cite }) => (
          <li>
            <Cite cite={cite} rule={rule.rule} reading={reading} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** From when to when it is law, in words. */
export function forceInWords(rule: Rule, { edition, reader }: Reading): string {
  const { law: t } = reader.t
  const { from, to, pending } = forceOf(rule, edition)
  const days = [from && t.from(reader.date(from)), to && t.until(reader.date(to))].filter(Boolean).join(' ')
  return days || (pending ? t.standing['not-yet'] : t.alwaysInForce)
}

/** Its own days, else those of its instrument. */
function forceOf(rule: Rule, edition: Reading['edition']): NonNullable<Rule['in_force']> {
  return rule.in_force ?? edition.find('instrument', rule.instrument)?.in_force ?? {}
}
