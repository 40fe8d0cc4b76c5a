import { de } from './de/index.ts'
import { en } from './en/index.ts'
import { fr } from './fr/index.ts'
import type { Texts } from './texts.ts'
import { typeset } from './typography.ts'
import { zh } from './zh/index.ts'

export type Language = 'en' | 'zh' | 'de' | 'fr'

/** `tag` is BCP 47, for `lang` and Intl; `colon` is what stands between a word and what is said of it. */
export const languages: Record<Language, { name: string; tag: string; colon: string }> = {
  en: { name: 'English', tag: 'en-GB', colon: ': ' },
  zh: { name: '中文', tag: 'zh-Hans', colon: '：' },
  de: { name: 'Deutsch', tag: 'de', colon: ': ' },
  fr: { name: 'Français', tag: 'fr', colon: '\u00a0: ' },
}

export const offered = Object.keys(languages) as Language[]

/** As they are written; `textsOf` has them as a page sets them. */
export const written: Record<Language, Texts> = { en, zh, de, fr }
const set: Record<Language, Texts> = { ...written, fr: typeset(fr) }

export const textsOf = (language: Language): Texts => set[language]

/** The language that was chosen, else the first of `Accept-Language` that is offered, else English. */
export function languageFor(chosen: string | undefined, accepted: string | undefined): Language {
  const wished = [chosen ?? '', ...(accepted ?? '').split(',')].map((part) => part.trim().slice(0, 2).toLowerCase())
  return (
    wished.map((code) => offered.find((language) => language === code)).find((language) => language !== undefined) ??
    'en'
  )
}
