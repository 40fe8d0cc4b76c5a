import { citedAlone, isInsideInstrument, type LawBase, type Rule } from '../../law/index.ts'
import type { Reader } from '../reader.ts'
import type { Source } from '../ui/citation.tsx'
import { urls } from '../urls.ts'

/**
 * The citation of a line of a rule as it can stand alone, its instrument named in the reader's language, linked to the
 * text of the law where the base knows its address, and otherwise to the rule's own page, where its sources stand.
 */
export function sourceOf(law: LawBase, rule: string, cite: string, reader: Reader): Source {
  // A bar that a lesson has set at the gate leads to where it comes from.
  if (rule.startsWith('instructions/gates/')) return { text: reader.t.audits.instruction, href: urls.instruction(cite) }
  const found = law.rules.get(rule)
  const instrument = found && law.rules.get(found.instrument)
  const text = citedAlone(law, rule, cite, reader.language)
  return { text, href: addressOf(cite, found, instrument) ?? (found ? urls.rule(found.rule) : undefined) }
}

function addressOf(cite: string, rule: Rule | undefined, instrument: Rule | undefined): string | undefined {
  const known = [...(rule?.cites ?? []), ...(instrument?.cites ?? [])].filter(({ url }) => url !== undefined)
  const article = /^[^(,;]+/.exec(cite)?.[0].trim() ?? cite
  const exact = known.find((one) => one.cite === cite || one.cite.endsWith(cite))
  const sameArticle = known.find((one) => one.cite.includes(article))
  const own = isInsideInstrument(cite) ? known[0] : undefined
  return (exact ?? sameArticle ?? own)?.url
}
