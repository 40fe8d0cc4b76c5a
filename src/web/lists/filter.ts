import { type DueWithin, dueWithin, type LineFilter, type Place, statuses } from '../../requests/index.ts'

/** The names a list's filter has in an address; a word that is none is as if it had not been given. */
export function filterIn(query: Record<string, string>): LineFilter {
  const { q = '', status = 'open', route, state = '', urgency = '', due = '', company = '', order } = query
  return {
    words: q.trim().slice(0, 200) || undefined,
    status: status === 'open' ? 'open' : statuses.find((one) => one === status),
    route: route || undefined,
    state: /^[A-Z]{2}$/.test(state) ? state : undefined,
    urgency: urgencies.find((one) => one === urgency),
    due: isDue(due) ? due : undefined,
    company: company.slice(0, 300) || undefined,
    order: order === 'expected' ? order : undefined,
  }
}

export const urgencies = ['ordinary', 'urgent', 'emergency'] as const

const isDue = (word: string): word is DueWithin => Object.hasOwn(dueWithin, word)

/** Where in a list a page begins. */
export const placeIn = ({ after, before }: Record<string, string>): Place => ({
  after,
  before: after ? undefined : before,
})

/** The filter as an address carries it, without the place. */
export const queryOf = (filter: LineFilter): Record<string, string | undefined> => ({
  q: filter.words,
  status: filter.status === 'open' ? undefined : (filter.status ?? 'all'),
  route: filter.route,
  state: filter.state,
  urgency: filter.urgency,
  due: filter.due,
  company: filter.company,
  order: filter.order,
})

/** Whether anything is narrowed at all. */
export const isNarrowed = (filter: LineFilter): boolean =>
  Object.values({ ...queryOf(filter), order: undefined }).some((value) => value !== undefined)
