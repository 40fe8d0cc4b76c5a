import { de } from './de/index.ts'
import { en } from './en/index.ts'
import { fr } from './fr/index.ts'
import type { PartialTexts, Texts } from './texts.ts'
import { zh } from './zh/index.ts'

export type Language = 'en' | 'zh' | 'de' | 'fr'

/** `tag` is BCP 47, for `lang` and Intl; only a complete language is offered. */
export const languages: Record<Language, { name: string; tag: string; complete: boolean }> = {
  en: { name: 'English', tag: 'en-GB', complete: true },
  zh: { name: '中文', tag: 'zh-Hans', complete: true },
  de: { name: 'Deutsch', tag: 'de', complete: false },
  fr: { name: 'Français', tag: 'fr', complete: true },
}

export const offered = (Object.keys(languages) as Language[]).filter((language) => languages[language].complete)

const written: Record<Language, Texts> = { en, zh, de: over(en, de), fr }

/** The texts of a language, each missing one in English. */
export const textsOf = (language: Language): Texts => written[language]

/** The language that was chosen, else the first of `Accept-Language` that is offered, else English. */
export function languageFor(chosen: string | undefined, accepted: string | undefined): Language {
  const wished = [chosen ?? '', ...(accepted ?? '').split(',')].map((part) => part.trim().slice(0, 2).toLowerCase())
  return (
    wished.map((code) => offered.find((language) => language === code)).find((language) => language !== undefined) ??
    'en'
  )
}

function over(base: Texts, part: PartialTexts): Texts {
  return merge(base, part) as Texts
}

function merge(base: object, part: object): object {
  const entries = Object.entries(part).map(([key, value]) => {
    const below = (base as Record<string, unknown>)[key]
    return [key, isGroup(value) && isGroup(below) ? merge(below, value) : value]
  })
  return { ...base, ...Object.fromEntries(entries) }
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
