import { de } from './de.ts'
import { en, type LaboratoryWords } from './en.ts'
import { zh } from './zh.ts'

/** By language; French is told in English until it is written. */
export const laboratoryWords = { en, zh, de, fr: en } satisfies Readonly<Record<string, LaboratoryWords>>
export type LaboratoryLanguage = keyof typeof laboratoryWords
