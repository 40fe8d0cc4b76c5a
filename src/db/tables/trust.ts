import type { Generated } from 'kysely'

export interface TrustTables {
  trust_settings: {
    singleton: Generated<boolean>
    reverify_days: number
    attestation_days: number
    second_check_minutes: number
    follow_up_days: number
    young_domain_days: number
    desk_for: string[]
    changed_by: string
    changed_at: string
  }
  trust_verifications: {
    id: string
    org_id: string
    method: string
    says: string
    phone: string | null
    phone_source: string | null
    attestation: string | null
    by_org: string
    by_person: string
    by_name: string
    at: string
    due_at: string
  }
  trust_keys: {
    org_id: string
    kind: 'signing' | 'certificate'
    key: string
    from_at: string
    until_at: string | null
    ended: 'rotated' | 'revoked' | 'replaced' | null
    since_at: string | null
    reason: string | null
  }
  trust_domains: {
    org_id: string
    domain: string
    registered_on: string | null
    source: string
    by_name: string
    at: string
  }
  trust_attestations: {
    org_id: string
    id: string
    side: 'given' | 'received'
    attester: string
    subject: string
    subject_name: string
    subject_key: string
    says: string
    reason: string
    paper: string
    made_at: string
    until_at: string
    told: string[]
    at: string
    withdrawn_at: string | null
    withdrawn_reason: string | null
  }
  trust_believed: {
    seq: Generated<number>
    org_id: string
    attester: string
    says: string
    reason: string
    by_name: string
    at: string
    ended_at: string | null
    ended_by: string | null
    ended_reason: string | null
  }
  trust_doubted: {
    org_id: string
    message_id: string
    from_org: string
    about: string
    key: string
    since_at: string
    at: string
  }
}
