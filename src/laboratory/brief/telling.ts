import { countryName } from '../../base/countries.ts'
import { citedAlone, type LawBase } from '../../law/index.ts'
import type { Proposal } from '../proposal.ts'
import type { LaboratoryWords } from '../words/en.ts'
import { type LaboratoryLanguage, laboratoryWords } from '../words/words.ts'
import type { Cell } from './block.ts'
import { type BriefWords, briefWords } from './words.ts'

/** How a brief says things: in one language, by the law as it is and as it would be. */
export interface Telling {
  readonly language: LaboratoryLanguage
  readonly t: LaboratoryWords
  readonly w: BriefWords
  readonly number: (n: number) => string
  /** `+3`, `−2`, `0`. */
  readonly difference: (n: number) => string
  readonly place: (code: string) => string
  readonly list: (words: readonly string[]) => string
  /** A rule by its title, with its citation and its name. */
  readonly rule: (id: string) => Cell
  /** A citation of a rule as it stands alone. */
  readonly cited: (rule: string, cite: string) => string
}

/** A language the laboratory does not speak is English. */
export function tellingIn(wanted: string, law: LawBase, { law: would }: Proposal): Telling {
  const language = isSpoken(wanted) ? wanted : 'en'
  const [t, w] = [laboratoryWords[language], briefWords[language]]
  const format = new Intl.NumberFormat(language)
  const names = new Intl.ListFormat(language, { type: 'conjunction' })
  const number = (n: number) => format.format(n)
  const cited = (rule: string, cite: string) => citedAlone(law.rules.has(rule) ? law : would, rule, cite, language)
  return {
    language,
    t,
    w,
    number,
    difference: (n) => (n > 0 ? `+${number(n)}` : n < 0 ? `−${number(-n)}` : '0'),
    place: (code) => (code === '' ? t.unknownPlace : countryName(code, language)),
    list: (words) => (words.length > 0 ? names.format(words) : w.none),
    cited,
    rule: (id) => {
      const rule = law.rules.get(id) ?? would.rules.get(id)
      if (!rule) return id
      const [first] = rule.cites
      const marks = rule.confidence === 'unconfirmed' ? ` (${w.unconfirmed})` : ''
      const small = first ? `${cited(id, first.cite)}${marks} · ${id}` : id
      return { text: law.translate(rule.title, language), small }
    },
  }
}

const isSpoken = (code: string): code is LaboratoryLanguage => Object.hasOwn(briefWords, code)
