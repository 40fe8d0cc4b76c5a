import type { Because, Facts, LawBase } from '../../law/index.ts'
import { factAt } from '../interview/query.ts'
import { factLabel, formName, valueInWords } from '../interview/words.ts'
import { marksOf } from '../law/marks.ts'
import { sourceOf } from '../law/sources.ts'
import type { Reader } from '../reader.ts'
import type { ExplanationLine } from '../ui/explanation.tsx'

/** What the lines of an explanation rest on, besides the facts of the case. */
export interface Grounding {
  readonly law: LawBase
  readonly facts: Facts
  readonly reader: Reader
  readonly rule: string
  /** Names of the items the lines speak of. */
  readonly data: readonly string[]
  /** The state the route goes to. */
  readonly to?: string
}

/** Lines of law as a page shows them: translated, with their source and the facts as given. */
export function explained(lines: readonly Because[], grounding: Grounding): ExplanationLine[] {
  const { law, reader, rule } = grounding
  return lines.map((line) => ({
    holds: line.holds,
    says: reader.law(line.says),
    source: sourceOf(law, rule, line.cite, reader),
    marks: marksOf(line, reader),
    rests: line.facts.map((fact) => ({ label: factLabel(fact, reader), value: asGiven(fact, grounding) })),
  }))
}

function asGiven(fact: string, { facts, reader, data, to }: Grounding): string {
  const missing = reader.t.routes.notGiven
  if (fact === 'to') return to ? reader.country(to) : missing
  const items = facts.data ?? []
  const first = items.findIndex(({ id }) => data.includes(id))
  const name = formName(fact === 'to.as' ? 'holder.addressees' : fact, Math.max(first, 0))
  return valueInWords(name, factAt(facts, name), reader) ?? missing
}
