import type { Release } from '../../law/index.ts'

/** An organisation as the gate sees it: where it stands and as what, from the directory and never from what it says of itself. */
export interface Standing {
  readonly org: string
  readonly name: string
  readonly state: string
  readonly kind: string
  readonly seats: readonly string[]
}

type Giver = NonNullable<Release['giver']>
type Recipient = NonNullable<Release['recipient']>

const isAuthority = ({ seats }: Standing) => ['authority', 'court', 'central'].some((seat) => seats.includes(seat))

/** What an organisation is when it gives. */
export function giverOf(one: Standing): Giver {
  const kind =
    one.kind === 'bank' ? 'bank' : one.kind === 'provider' ? 'provider' : isAuthority(one) ? 'authority' : 'company'
  return { state: one.state as Giver['state'], kind }
}

const judicial = ['court', 'prosecutor', 'police']

/** What an organisation is to whoever gives to it; one nobody knows has no kind, and nothing is given to it. */
export function recipientOf(org: string, one: Standing | undefined, giver: Standing): Recipient {
  if (!one) return { id: org, kind: 'unknown' }
  const kind = isAuthority(one)
    ? one.state === giver.state
      ? 'home-authority'
      : judicial.includes(one.kind)
        ? 'foreign-judicial'
        : 'foreign-authority'
    : one.seats.includes('provider')
      ? 'company'
      : 'unknown'
  return { id: org, kind, state: one.state as Recipient['state'] }
}
