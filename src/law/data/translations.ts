import { countryCodes, countryName } from '../../base/countries.ts'
import { badRule } from './document.ts'

/** Language → English text → that text in the language. */
export type Translations = Map<string, Language>

interface Language {
  readonly texts: Map<string, string>
  /** Sentences with gaps: `{state} is not bound by {instrument}`. */
  readonly patterns: { readonly pattern: RegExp; readonly gaps: readonly string[]; readonly translation: string }[]
}

/** `translations/<language>/….yaml` is a flat map of English sentences to their translation; `{gaps}` may stand in both. */
export function readTranslations(into: Translations, path: string, value: unknown): void {
  const code = path.split('/')[1] ?? ''
  if (!/^[a-z]{2}$/.test(code)) {
    throw badRule(path, 'a translation stands in a folder named by its language: translations/zh/…')
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw badRule(path, 'a translation is a flat map of English texts to their translation')
  }
  const language = into.get(code) ?? { texts: new Map<string, string>(), patterns: [] }
  into.set(code, language)
  for (const [english, translation] of Object.entries(value)) {
    if (typeof translation !== 'string') {
      throw badRule(path, `the translation of '${english.slice(0, 60)}' is no text`)
    }
    language.texts.set(english.trim(), translation)
    if (gap.test(english)) language.patterns.push({ ...patternOf(english.trim()), translation })
  }
  // The most specific first: the one with the longest words of its own.
  language.patterns.sort((a, b) => b.pattern.source.length - a.pattern.source.length)
}

const gap = /\{[a-z]+\}/

function patternOf(english: string): { pattern: RegExp; gaps: string[] } {
  const parts = english.split(/\{([a-z]+)\}/)
  const source = parts.map((part, i) => (i % 2 === 1 ? '(.+?)' : RegExp.escape(part))).join('')
  return { pattern: new RegExp(`^${source}$`), gaps: parts.filter((_, i) => i % 2 === 1) }
}

/** What the engine adds to a sentence of the law stands after this: both are translated, each for itself. */
export const addition = ' — '

/** The text in the language; the English where nobody has translated it. */
export function translated(translations: Translations, text: string, code: string): string {
  const language = translations.get(code)
  if (!language) return text
  const whole = language.texts.get(text.trim())
  if (whole !== undefined) return whole
  const parts = text.split(addition)
  if (parts.length > 1) return parts.map((part) => translated(translations, part, code)).join(addition)
  for (const { pattern, gaps, translation } of language.patterns) {
    const found = pattern.exec(text.trim())
    if (!found) continue
    const fillings = new Map(gaps.map((name, i) => [name, filling(translations, found[i + 1] ?? '', code)]))
    return translation.replace(/\{([a-z]+)\}/g, (_, name: string) => fillings.get(name) ?? '')
  }
  return text
}

function filling(translations: Translations, text: string, code: string): string {
  const state = codeOf().get(text)
  return state === undefined ? translated(translations, text, code) : countryName(state, code)
}

let codes: Map<string, string> | undefined

/** The code of a state by its English name. */
function codeOf(): Map<string, string> {
  codes ??= new Map([
    ...countryCodes.map((code) => [countryName(code, 'en'), code] as const),
    ['the European Union', 'EU'],
  ])
  return codes
}
