import type { Generated } from 'kysely'
import type { InstantText } from '../../base/time.ts'
import type { JsonColumn } from './column.ts'

export interface AccountTables {
  account_organisations: {
    id: string
    name: string
    state: string
    kind: string
    seats: string[]
    authority: string | null
    languages: string[]
    addressees: JsonColumn<{ state: string; as: string }[]>
    is_demo: Generated<boolean>
    created_at: InstantText
  }
  account_keys: {
    id: string
    org_id: string
    purpose: 'signing' | 'next-signing' | 'sealing'
    public_key: string
    private_key: Uint8Array
    created_at: InstantText
    retired_at: InstantText | null
    ended: 'rotated' | 'revoked' | null
    revoked_since: InstantText | null
    reason: string | null
  }
  account_recovery: { org_id: string; recipient: string; label: string; added_by: string; at: InstantText }
  account_people: { id: string; name: string; language: string; is_demo: Generated<boolean>; created_at: InstantText }
  account_memberships: {
    person_id: string
    org_id: string
    seat: string
    role: 'head' | 'author' | 'member'
    created_at: InstantText
  }
  account_sessions: {
    token_hash: Uint8Array
    person_id: string
    org_id: string
    seat: string
    created_at: InstantText
    expires_at: InstantText
    id: string
    via: 'passkey' | 'invitation' | 'openid' | 'demonstration'
    device: string
    seen_at: InstantText
    confirmed_at: InstantText | null
  }
  account_elevations: {
    id: string
    org_id: string
    person_id: string
    seat: string
    role: 'head' | 'author'
    way: 'substitution' | 'break-glass'
    instead_of: string | null
    reason: string
    granted_by: string
    starts_at: InstantText
    ends_at: InstantText
    ended_at: InstantText | null
    reviewed_by: string | null
    reviewed_at: InstantText | null
    review: string | null
  }
  account_identities: {
    issuer: string
    subject: string
    person_id: string
    created_at: InstantText
    used_at: InstantText | null
  }
  account_openid_states: {
    state_hash: Uint8Array
    browser_hash: Uint8Array
    nonce: string
    verifier: string
    back: string
    expires_at: InstantText
  }
  account_passkeys: {
    id: string
    person_id: string
    public_key: Uint8Array
    counter: number
    transports: string[]
    backed_up: boolean
    created_at: InstantText
    used_at: InstantText | null
  }
  account_invitations: {
    id: string
    token_hash: Uint8Array
    org_id: string
    name: string
    seat: string
    role: 'head' | 'author' | 'member'
    person_id: string | null
    invited_by: string
    created_at: InstantText
    expires_at: InstantText
    used_at: InstantText | null
    claim: string | null
  }
  account_challenges: {
    challenge: string
    purpose: 'registration' | 'sign-in' | 'confirmation'
    invitation_id: string | null
    person_id: string | null
    expires_at: InstantText
  }
  account_programs: {
    id: string
    org_id: string
    name: string
    seat: string
    scopes: string[]
    token_hash: Uint8Array
    made_by: string
    made_by_name: string
    created_at: InstantText
    expires_at: InstantText
    used_at: InstantText | null
    ended_at: InstantText | null
    ended_by: string | null
  }
  account_setup: { singleton: Generated<boolean>; token_hash: Uint8Array; created_at: InstantText }
}
