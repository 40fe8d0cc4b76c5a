import type { Decision, Request } from '../request.ts'
import { lastOf, type Ruling } from '../review/entries.ts'
import type { ReviewFile } from '../review/review.ts'
import { type AnsweringEntry, ofKind, type RefusedFate } from './entries.ts'

/** What became of an item: handed over, not handed over and why, or not yet said. */
export interface ItemAccount {
  readonly item: string
  /** `open`: still owed. `lifted`: a court said it need not be handed over. */
  readonly fate: 'produced' | RefusedFate | 'lifted' | 'open'
  readonly ground?: string | undefined
  readonly reason?: string | undefined
  readonly by?: string | undefined
  readonly at?: string | undefined
}

/** All an account is made from, at whichever side it is kept. */
export interface Told {
  readonly request: Pick<Request, 'items'>
  readonly decisions: readonly Decision[]
  readonly beside: readonly AnsweringEntry[]
  readonly reviews: readonly ReviewFile[]
}

/** For every item that was asked for, what became of it; what was handed over counts above everything else. */
export function accountOf({ request, decisions, beside, reviews }: Told): ItemAccount[] {
  const productions = decisions.filter((one) => !one.void && one.outcome === 'done' && isProduction(one))
  const refusals = ofKind(beside, 'partial')
  return request.items.map(({ id: item }): ItemAccount => {
    const produced = productions.find((one) => coveredBy(one).includes(item))
    if (produced) return { item, fate: 'produced', by: produced.name, at: produced.at }
    const refusal = refusals.findLast(({ body }) => body.items.some((one) => one.item === item))
    const said = refusal?.body.items.find((one) => one.item === item)
    if (refusal && said) {
      const { fate, ground, reason } = said
      return { item, fate, ...(ground && { ground }), reason, by: refusal.name, at: refusal.at }
    }
    return disputed(item, reviews) ?? { item, fate: 'open' }
  })
}

function disputed(item: string, reviews: readonly ReviewFile[]): ItemAccount | undefined {
  const file = reviews.findLast(({ items, state }) => items.includes(item) && state !== 'ended')
  if (!file) return undefined
  const ruling: Ruling | undefined = lastOf(file.entries, 'ruling')?.body
  const ruled = ruling?.items.find((one) => one.item === item)
  const { ground, holder } = file
  if (!ruled) return { item, fate: 'withheld', ground, by: holder.name, at: file.openedAt }
  if (ruled.ruling !== 'lift') return undefined
  return { item, fate: 'lifted', ground, reason: ruled.reason, by: ruling?.by.name, at: file.decidedAt }
}

const isProduction = ({ details }: Decision) => Array.isArray(details.data)

/** The items a handing over answered, as it said. */
const coveredBy = ({ details }: Decision): readonly string[] => details.data as readonly string[]

export const stillOpen = (account: readonly ItemAccount[]): string[] =>
  account.filter(({ fate }) => fate === 'open').map(({ item }) => item)
