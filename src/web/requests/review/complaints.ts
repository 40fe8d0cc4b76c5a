import { RequestError } from '../../../requests/index.ts'
import type { Reader } from '../../reader.ts'
import { type Complaint, complaintsIn } from '../../refusal.ts'
import { itemName, type ReviewDesk } from './desk.ts'

/** What is wrong with a form of the page; of an incomplete ruling every place that is still open, by its own name. */
export function reviewComplaints(
  error: unknown,
  act: string,
  { story, reader }: Pick<ReviewDesk, 'story' | 'reader'>,
): Complaint[] {
  if (!(error instanceof RequestError) || error.code !== 'ruling_incomplete')
    return complaintsIn(error, reader, (path) => (path === '' ? 'now' : `${act}.${path}`))
  return error.missing.map(({ path, label }) => {
    const [part = '', key = '', ...rest] = path.split('.')
    const about = part === 'items' ? itemName({ story, reader }, key) : part === path ? undefined : reader.law(label)
    const number = part === 'weighed' ? `${key}. ` : ''
    const field = fieldIn(reader, rest.at(-1) ?? part)
    return { field: `${act}.${path}`, message: reader.t.review.rule.open(field, about && `${number}${about}`) }
  })
}

/** What the form calls a field. */
function fieldIn({ t: { review } }: Reader, name: string): string {
  const { open: _, ...words } = review.rule
  return (words as Record<string, string>)[name] ?? name
}
