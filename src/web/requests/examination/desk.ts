import type { LawBase } from '../../../law/index.ts'
import type { Dealing } from '../../../requests/index.ts'
import type { Item } from '../../../vault/index.ts'
import { sourceOf } from '../../law/sources.ts'
import type { Reader } from '../../reader.ts'
import type { Complaint } from '../../refusal.ts'
import type { Source } from '../../ui/citation.tsx'
import type { Story } from '../story.ts'

/** The three things that are dealt with between the sides of a request beside its steps, each on a page of its own. */
export const areas = ['examination', 'enforcement', 'use'] as const
export type Area = (typeof areas)[number]

/** What every part of these pages is made from. */
export interface DealingDesk {
  readonly area: Area
  readonly story: Story
  readonly dealings: readonly Dealing[]
  /** What came on the request and can be used. */
  readonly items: readonly Item[]
  readonly law: LawBase
  readonly reader: Reader
  readonly token: string
  /** A form that came back: which, what was typed, and what is wrong with it. */
  readonly tried:
    | { readonly act: string; readonly given: URLSearchParams; readonly complaints: readonly Complaint[] }
    | undefined
}

/** What was typed into a field of a form before, and what is wrong with it. */
export function typed({ tried, reader }: Pick<DealingDesk, 'tried' | 'reader'>, act: string, name: string) {
  const field = `${act}.${name}`
  const errorWord = reader.t.forms.error
  if (tried?.act !== act) return { name: field, errorWord, value: '', values: [] as string[] }
  const error = tried.complaints.find((one) => one.field === field)?.message
  const values = tried.given.getAll(field)
  return { name: field, errorWord, value: values[0] ?? '', values, ...(error && { error }) }
}

/** A citation of a rule, ready to stand alone. */
export const cited = ({ law, reader }: Pick<DealingDesk, 'law' | 'reader'>, rule: string, cite: string): Source =>
  sourceOf(law, rule, cite, reader)

/** The title of a rule in the reader's language, with its article. */
export function ruleInWords({ law, reader }: Pick<DealingDesk, 'law' | 'reader'>, id: string): string {
  const rule = law.rules.get(id)
  if (!rule) return id
  const cite = rule.cites[0]?.cite ?? ''
  return `${reader.law(rule.title)} (${sourceOf(law, id, cite, reader).text})`
}
