import type { LawBase } from '../../../law/index.ts'
import type { Procedure, ReviewFile, ReviewPart } from '../../../requests/index.ts'
import { optionLabel } from '../../interview/words.ts'
import { sourceOf } from '../../law/sources.ts'
import type { Reader } from '../../reader.ts'
import type { Complaint } from '../../refusal.ts'
import type { Source } from '../../ui/citation.tsx'
import type { Story } from '../story.ts'

/** What every part of the page of a dispute is made from. */
export interface ReviewDesk {
  readonly story: Story
  readonly review: ReviewFile
  readonly procedure: Procedure
  readonly part: ReviewPart
  readonly law: LawBase
  readonly reader: Reader
  readonly token: string
  /** A form that came back: which, what was typed, and what is wrong with it. */
  readonly tried:
    | { readonly act: string; readonly given: URLSearchParams; readonly complaints: readonly Complaint[] }
    | undefined
}

/** What was typed into a field of a form before, and what is wrong with it. */
export function typed({ tried, reader }: ReviewDesk, act: string, name: string) {
  const field = `${act}.${name}`
  if (tried?.act !== act) return { name: field, errorWord: reader.t.forms.error, value: '', values: [] }
  const error = tried.complaints.find((one) => one.field === field)?.message
  const values = tried.given.getAll(field)
  return { name: field, errorWord: reader.t.forms.error, value: values[0] ?? '', values, ...(error && { error }) }
}

/** An item as one would call it. */
export function itemName({ story, reader }: Pick<ReviewDesk, 'story' | 'reader'>, id: string): string {
  const { items } = story.request
  const item = items.find((one) => one.id === id)
  if (!item?.category) return id
  const category = optionLabel(item.category, reader)
  return items.filter((one) => one.category === item.category).length > 1 ? `${category} (${id})` : category
}

/** A citation of the ground, ready to stand alone. */
export const cited = ({ law, procedure, reader }: ReviewDesk, cite: string): Source =>
  sourceOf(law, procedure.ground.rule, cite, reader)
