import type { Rule } from '../../law/index.ts'

/** The language of a printed form, and the one that stands beside it. */
export interface PaperLanguages {
  readonly language: string
  readonly beside?: string
}

/**
 * The form in the first language its reader takes in which it stands, English if there is none, and beside it the first
 * of its author's. Languages are told in order of preference, by their codes.
 */
export function paperLanguages(
  form: Pick<Rule<'form'>, 'languages'> | undefined,
  reader: readonly string[],
  author: readonly string[],
): PaperLanguages {
  const stands = (language: string) => language === 'en' || form?.languages[language] !== undefined
  const language = reader.find(stands) ?? 'en'
  const beside = author.find((one) => stands(one) && one !== language)
  return { language, ...(beside && { beside }) }
}
