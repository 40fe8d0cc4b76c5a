import { urls, withQuery } from '../urls.ts'
import { type Answers, writeAnswers } from './query.ts'

/** Where an interview stands: the route finder keeps the facts in its address, a matter keeps them in its record. */
export interface InterviewPlace {
  /** The page itself. */
  readonly page: string
  /** Where answers go; `post` comes with a token. */
  readonly form: { readonly action: string; readonly method: 'get' | 'post'; readonly token?: string }
  /** What every form and link takes along: the facts where nobody keeps them, and the questions put aside. */
  readonly carries: URLSearchParams
  /** Where all facts are dropped; absent where they are kept. */
  readonly startOver?: string
}

export const routeFinder = ({ facts, skipped }: Pick<Answers, 'facts' | 'skipped'>): InterviewPlace => ({
  page: urls.routes,
  form: { action: urls.routes, method: 'get' },
  carries: writeAnswers(facts, skipped),
  startOver: urls.routes,
})

/** The page of an interview with what it carries, and something more in its address. */
export function hrefIn({ page, carries }: InterviewPlace, more: Record<string, string> = {}): string {
  const query = new URLSearchParams(carries)
  for (const [name, value] of Object.entries(more)) query.append(name, value)
  return withQuery(page, query)
}

/** The page of an interview where one more question, put aside before, is asked again. */
export function askAgainIn(place: InterviewPlace, name: string): string {
  const kept = [...place.carries].filter(([key, value]) => !(key === 'skip' && value === name))
  return withQuery(place.page, new URLSearchParams(kept))
}
