import type { Circumstances } from '../conditions/circumstances.ts'
import type { Rule } from '../data/rule.ts'
import { addition } from '../data/translations.ts'
import type { CompiledRoute } from '../edition.ts'
import type { Because, Warning } from './analysis.ts'
import { once } from './once.ts'

/** What whoever takes a route should hear before. */
export function warningsOf(
  { rule, warnings }: CompiledRoute,
  because: readonly Because[],
  c: Circumstances,
): Warning[] {
  const all: Warning[] = []
  for (const { warning, when } of warnings) if (!when || when.holds(c) === true) all.push(warning)
  all.push(...doubts(rule))
  for (const line of because) {
    const doubt = lineDoubt(rule, line)
    if (doubt) all.push(doubt)
  }
  return all
}

const doubtsSaid = once<Rule, readonly Warning[]>()

/** What a reader must know of a rule before relying on it. */
export const doubts = (rule: Rule): readonly Warning[] => doubtsSaid(rule, '', () => doubtsOf(rule))

function doubtsOf(rule: Rule): Warning[] {
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
function lineDoubt(rule: Rule<'route'>, line: Because): Warning | undefined {
  const { confidence, settled, says, cite } = line
  if (settled === false && rule.settled) {
    return lineSaid(line, 'settled', () => ({ says: `Authorities disagree on this point${addition}${says}`, cite }))
  }
  if (confidence !== 'unconfirmed' || rule.confidence === 'unconfirmed') return undefined
  return lineSaid(line, 'confidence', () => ({ says: `${unsure.unconfirmed}${addition}${says}`, cite }))
}

const lineSaid = once<Because, Warning>()
