import type { Seat } from '../accounts/index.ts'

/** An organisation one can write to, here or on another instance. */
export interface Counterpart {
  readonly org: string
  readonly name: string
  readonly state: string
  readonly kind: string
  readonly seats: readonly Seat[]
  readonly authority: string | null
  readonly languages: readonly string[]
  readonly addressees: readonly { readonly state: string; readonly as: string }[]
  /** Ed25519 public key, base64. */
  readonly signing: string
  /** age recipient. */
  readonly sealing: string
  /** Null for an organisation of this instance. */
  readonly url: string | null
}
