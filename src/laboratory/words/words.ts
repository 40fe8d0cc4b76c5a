import { en, type LaboratoryWords } from './en.ts'
import { zh } from './zh.ts'

/** By language, English and Chinese. */
export const laboratoryWords: Readonly<Record<'en' | 'zh', LaboratoryWords>> = { en, zh }
