import { countryName } from '../base/countries.ts'
import { type Language, languages, textsOf } from './texts/languages.ts'
import type { Texts } from './texts/texts.ts'
import { typeset } from './texts/typography.ts'

/** The one who reads a page: language, texts, and how dates, numbers and names are written for them. */
export interface Reader {
  readonly language: Language
  /** BCP 47, for `lang` and Intl. */
  readonly tag: string
  readonly t: Texts
  /** Between a word and what is said of it. */
  readonly colon: string
  /** IANA name of the zone in which instants are shown. */
  readonly zone: string
  /** A text of the law base in this language, where somebody has translated it. */
  readonly law: (text: string) => string
  readonly country: (code: string) => string
  /** `2026-11-21` → `21 November 2026`. */
  readonly date: (day: string) => string
  /** An instant (ISO 8601) with day, time and zone. */
  readonly instant: (instant: string) => string
  readonly number: (n: number) => string
  readonly list: (words: readonly string[]) => string
  /** In the order of the reader's alphabet. */
  readonly compare: (a: string, b: string) => number
}

/** Readers are all the same for a language and a zone, and making one takes longer than most queries. */
const readers = new WeakMap<Translate, Map<string, Reader>>()

type Translate = (text: string, language: string) => string

export function readerOf(language: Language, zone: string, translate: Translate): Reader {
  const made = readers.get(translate) ?? new Map<string, Reader>()
  readers.set(translate, made)
  const name = `${language} ${zone}`
  const reader = made.get(name) ?? makeReader(language, zone, translate)
  made.set(name, reader)
  return reader
}

function makeReader(language: Language, zone: string, translate: Translate): Reader {
  const { tag, colon } = languages[language]
  const day = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' })
  const moment = new Intl.DateTimeFormat(tag, {
    year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: zone, timeZoneName: 'short',
  }) // biome-ignore format: one line of words
  const number = new Intl.NumberFormat(tag)
  const list = new Intl.ListFormat(tag, { type: 'conjunction' })
  return {
    language,
    tag,
    t: textsOf(language),
    colon,
    zone,
    law: lawIn(language, translate),
    country: (code) => countryName(code, tag),
    date: (iso) => day.format(new Date(`${iso}T00:00:00Z`)),
    instant: (iso) => moment.format(new Date(iso)),
    number: (n) => number.format(n),
    list: (words) => list.format(words),
    compare: new Intl.Collator(tag).compare,
  }
}

function lawIn(language: Language, translate: Translate): Reader['law'] {
  if (language === 'en') return (text) => text
  if (language === 'fr') return (text) => typeset(translate(text, language))
  return (text) => translate(text, language)
}
