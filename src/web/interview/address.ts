import { withQuery } from '../urls.ts'
import { type Answers, writeAnswers } from './query.ts'

/** A page of the route finder with these facts in its address. */
export const addressOf = (
  path: string,
  { facts, skipped }: Pick<Answers, 'facts' | 'skipped'>,
  more: Record<string, string> = {},
) => {
  const query = writeAnswers(facts, skipped)
  for (const [name, value] of Object.entries(more)) query.append(name, value)
  return withQuery(path, query)
}
