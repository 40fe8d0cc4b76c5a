import { badRule } from './document.ts'

/** Language → English text → that text in the language. */
export type Translations = Map<string, Map<string, string>>

/** `translations/<language>/….yaml` is a flat map of English sentences to their translation. */
export function readTranslations(into: Translations, path: string, value: unknown): void {
  const language = path.split('/')[1] ?? ''
  if (!/^[a-z]{2}$/.test(language))
    throw badRule(path, 'a translation stands in a folder named by its language: translations/zh/…')
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw badRule(path, 'a translation is a flat map of English texts to their translation')
  }
  const texts = into.get(language) ?? new Map<string, string>()
  into.set(language, texts)
  for (const [english, translation] of Object.entries(value)) {
    if (typeof translation !== 'string') throw badRule(path, `the translation of '${english.slice(0, 60)}' is no text`)
    texts.set(english.trim(), translation)
  }
}

/** What the engine adds to a sentence of the law stands after this: the sentence is translated, the addition where it can be. */
export const addition = ' — '

export function translated(translations: Translations, text: string, language: string): string {
  const texts = translations.get(language)
  if (!texts) return text
  const whole = texts.get(text.trim())
  if (whole !== undefined) return whole
  if (!text.includes(addition)) return text
  return text
    .split(addition)
    .map((part) => texts.get(part.trim()) ?? part)
    .join(addition)
}
