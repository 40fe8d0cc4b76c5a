import type { LawBase } from '../../law/index.ts'
import type { Desk } from './deed-form.tsx'
import type { Offer } from './offers.ts'
import type { Story } from './story.ts'

/** What the form of an offer is made from. */
export interface OfferProps {
  readonly offer: Offer
  readonly story: Story
  readonly desk: Desk
  readonly law: LawBase
  /** The one thing to do first. */
  readonly first: boolean
}
