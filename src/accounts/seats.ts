/** Where a person may sit. The person concerned and the public have no account, and so no seat here. */
export const seats = ['authority', 'court', 'central', 'provider', 'overseer', 'policy', 'operator'] as const
export type Seat = (typeof seats)[number]

/** What a person is at their seat: the head answers for it and lets others in, an author drafts, a member reads. */
export const roles = ['head', 'author', 'member'] as const
export type Role = (typeof roles)[number]

/** Who acts: a person, at one seat of one organisation. Every function that asks who is acting takes this. */
export interface Actor {
  readonly person: string
  readonly name: string
  readonly org: string
  readonly orgName: string
  readonly seat: Seat
  readonly role: Role
  /** An invented person of the demonstration. */
  readonly isDemo: boolean
  /** Has not shown for some minutes that it is they, or is a program: what cannot be undone is refused. */
  readonly unconfirmed?: true
  /** A program: it may do these acts alone, of those its role may do. */
  readonly acts?: readonly string[]
  /** Holds the role only for a time: stands in for somebody, or took it in an emergency. */
  readonly elevated?: 'substitution' | 'break-glass'
}

export const isSeat = (word: string): word is Seat => (seats as readonly string[]).includes(word)
export const isRole = (word: string): word is Role => (roles as readonly string[]).includes(word)
