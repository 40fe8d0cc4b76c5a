import { de } from './de.ts'
import { en, type LaboratoryWords } from './en.ts'
import { fr } from './fr.ts'
import { zh } from './zh.ts'

export const laboratoryWords = { en, zh, de, fr } satisfies Readonly<Record<string, LaboratoryWords>>
export type LaboratoryLanguage = keyof typeof laboratoryWords
