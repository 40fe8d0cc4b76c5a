import type { LawBase, Rule } from '../../law/index.ts'
import type { Reader } from '../reader.ts'
import type { Source } from '../ui/citation.tsx'
import { urls } from '../urls.ts'

/** How a citation begins that only makes sense inside its own instrument: `Art 5(4)(a)`, `Section 3`, `§ 91`, a bare number. */
const INSIDE =
  /^(arts?\b|articles?\b|sections?\b|sec\.|ss?\.? ?\d|§|annex|recitals?\b|paras?\b|paragraphs?\b|rules? \d|title\b|chapter\b|part\b|schedule\b|\d+$)/i

/**
 * The citation of a line of a rule as it can stand alone, its instrument named in the reader's language, linked to the
 * text of the law where the base knows its address, and otherwise to the rule's own page, where its sources stand.
 */
export function sourceOf(law: LawBase, rule: string, cite: string, reader: Reader): Source {
  const found = law.rules.get(rule)
  const instrument = found && law.rules.get(found.instrument)
  const text =
    instrument?.kind === 'instrument' && INSIDE.test(cite)
      ? `${reader.law(instrument.short)} ${cite}`
      : citedIn(law, cite, reader)
  return { text, href: addressOf(cite, found, instrument) ?? (found ? urls.rule(found.rule) : undefined) }
}

/** A citation that names its instruments, with their names in the reader's language. */
export function citedIn(law: LawBase, cite: string, reader: Reader): string {
  if (reader.language === 'en') return cite
  return cite
    .split('; ')
    .map((part) => {
      const short = shortsOf(law).find((one) => part.startsWith(`${one} `))
      return short ? `${reader.law(short)}${part.slice(short.length)}` : part
    })
    .join('; ')
}

const remembered = new WeakMap<LawBase, readonly string[]>()

/** How instruments are called in citations, the longest first. */
function shortsOf(law: LawBase): readonly string[] {
  const found =
    remembered.get(law) ??
    [...law.rules.values()]
      .flatMap((rule) => (rule.kind === 'instrument' ? [rule.short] : []))
      .sort((a, b) => b.length - a.length)
  remembered.set(law, found)
  return found
}

function addressOf(cite: string, rule: Rule | undefined, instrument: Rule | undefined): string | undefined {
  const known = [...(rule?.cites ?? []), ...(instrument?.cites ?? [])].filter(({ url }) => url !== undefined)
  const article = /^[^(,;]+/.exec(cite)?.[0].trim() ?? cite
  const exact = known.find((one) => one.cite === cite || one.cite.endsWith(cite))
  const sameArticle = known.find((one) => one.cite.includes(article))
  const own = INSIDE.test(cite) ? known[0] : undefined
  return (exact ?? sameArticle ?? own)?.url
}
