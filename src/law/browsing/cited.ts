import type { LawBase } from '../compile.ts'

/** How a citation begins that only makes sense inside its own instrument: `Art 5(4)(a)`, `Section 3`, `§ 91`, a bare number. */
const INSIDE =
  /^(arts?\b|articles?\b|sections?\b|sec\.|ss?\.? ?\d|§|annex|recitals?\b|paras?\b|paragraphs?\b|rules? \d|title\b|chapter\b|part\b|schedule\b|\d+$)/i

export const isInsideInstrument = (cite: string): boolean => INSIDE.test(cite)

/** The citation of a line of a rule as it can stand alone, its instrument named in a language. */
export function citedAlone(law: LawBase, rule: string, cite: string, language: string): string {
  const instrument = law.rules.get(law.rules.get(rule)?.instrument ?? '')
  return instrument?.kind === 'instrument' && INSIDE.test(cite)
    ? `${law.translate(instrument.short, language)} ${cite}`
    : citedIn(law, cite, language)
}

/** A citation that names its instruments, with their names in a language. */
export function citedIn(law: LawBase, cite: string, language: string): string {
  if (language === 'en') return cite
  return cite
    .split('; ')
    .map((part) => {
      const short = shortsOf(law).find((one) => part.startsWith(`${one} `))
      return short ? `${law.translate(short, language)}${part.slice(short.length)}` : part
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
