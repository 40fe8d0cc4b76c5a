import type { Rule } from './rule.ts'

/** A citation that only makes sense inside its instrument: `Art 5(4)`, `Annex III`, `s 3`. */
const bare =
  /^(?:arts?|articles?|annex|recitals?|sections?|ss?|§+|rules?|title|chapter|para|paras|definition)(?=[\s§\d])/i

/** A citation as it must be written outside its instrument: `Art 36` of the Data Security Law becomes `DSL Art 36`. */
export function inFull(cite: string, instrument: Rule<'instrument'> | undefined): string {
  return instrument && bare.test(cite) ? `${instrument.short} ${cite}` : cite
}
