import type { LawBase } from '../../../law/index.ts'
import type { AnsweringFile, Request } from '../../../requests/index.ts'
import { optionLabel } from '../../interview/words.ts'
import type { Reader } from '../../reader.ts'
import type { Complaint } from '../../refusal.ts'
import type { Story } from '../story.ts'

/** Of two that begin alike the longer stands first: the router takes the first that fits. */
export const answeringActs = [
  'sufficiency', 'ask', 'answer', 'notice', 'claim-answer', 'claim', 'payment', 'give-back', 'send-on',
] as const // biome-ignore format: one line of words
export type AnsweringAct = (typeof answeringActs)[number]

/** What every part of the answering page is made from. */
export interface AnsweringDesk {
  readonly story: Story
  readonly file: AnsweringFile
  readonly law: LawBase
  readonly reader: Reader
  readonly token: string
  /** A form that came back: which, what was typed, and what is wrong with it. */
  readonly tried:
    | { readonly act: string; readonly given: URLSearchParams; readonly complaints: readonly Complaint[] }
    | undefined
}

interface Typed {
  readonly name: string
  readonly errorWord: string
  /** There where a form came back. */
  readonly value?: string
  readonly error?: string
}

/** What was typed into a field of a form before, and what is wrong with it. */
export function typed({ tried, reader }: Pick<AnsweringDesk, 'tried' | 'reader'>, act: string, name: string): Typed {
  const field = `${act}.${name}`
  const errorWord = reader.t.forms.error
  if (tried?.act !== act) return { name: field, errorWord }
  const error = tried.complaints.find((one) => one.field === field)?.message
  return { name: field, errorWord, value: tried.given.get(field) ?? '', ...(error && { error }) }
}

/** What was chosen before. */
export const chosen = ({ tried }: Pick<AnsweringDesk, 'tried'>, act: string, name: string): string[] =>
  tried?.act === act ? tried.given.getAll(`${act}.${name}`) : []

/** An item as one would call it. */
export function itemName(
  { story, reader }: { story: { request: Pick<Request, 'items'> }; reader: Reader },
  id: string,
): string {
  const { items } = story.request
  const item = items.find((one) => one.id === id)
  if (!item?.category) return id
  const category = optionLabel(item.category, reader)
  return items.filter((one) => one.category === item.category).length > 1 ? `${category} (${id})` : category
}

export const isHolder = ({ story: { request, actor } }: AnsweringDesk): boolean =>
  request.direction === 'incoming' && actor.seat === 'provider'
