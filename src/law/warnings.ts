import type { Because, Warning } from './analysis.ts'
import type { Circumstances } from './circumstances.ts'
import type { CompiledRoute } from './edition.ts'
import type { Rule } from './rule.ts'
import { addition } from './translations.ts'

/** What whoever takes a route should hear before. */
export function warningsOf(
  { rule, warnings }: CompiledRoute,
  because: readonly Because[],
  c: Circumstances,
): Warning[] {
  const own = warnings.filter(({ when }) => !when || when.holds(c) === true).map(({ says, cite }) => ({ says, cite }))
  return [...own, ...doubts(rule), ...because.flatMap((line) => lineDoubts(rule, line))]
}

/** What a reader must know of a rule before relying on it. */
export function doubts(rule: Rule): Warning[] {
  const cite = rule.cites.map((one) => one.cite).join('; ')
  const found: Warning[] = []
  if (rule.confidence !== 'text') found.push({ says: `${unsure[rule.confidence]}${addition}${rule.title}`, cite })
  if (!rule.settled)
    found.push({ says: `Authorities disagree on this rule${addition}${rule.note ?? rule.title}`, cite })
  return found
}

const unsure = {
  secondary: 'Checked in a secondary source only, not in the text of the act',
  unconfirmed: 'Not confirmed in any source: check it before relying on it',
}

/** A doubt about one line; what holds of the whole rule has been said of it once. */
function lineDoubts(rule: Rule<'route'>, { confidence, settled, says, cite }: Because): Warning[] {
  if (settled === false && rule.settled) return [{ says: `Authorities disagree on this point${addition}${says}`, cite }]
  const doubtful = confidence === 'unconfirmed' && rule.confidence !== 'unconfirmed'
  return doubtful ? [{ says: `${unsure.unconfirmed}${addition}${says}`, cite }] : []
}
