import type { Generated } from 'kysely'
import type { JsonColumn } from './column.ts'

export interface ExchangeTables {
  exchange_peers: {
    org_id: string
    name: string
    state: string
    kind: string
    seats: string[]
    authority: string | null
    languages: string[]
    addressees: JsonColumn<unknown>
    signing_key: string
    sealing_key: string
    url: string
    confirmed_by: string
    confirmed_at: string
    revoked_at: string | null
  }
  exchange_webhooks: {
    id: string
    org_id: string
    url: string
    kinds: string[]
    told_to: number
    made_by_name: string
    created_at: string
  }
  exchange_webhook_deliveries: {
    id: string
    webhook_id: string
    org_id: string
    seq: number
    kind: string
    about: string
    at: string
    state: 'waiting' | 'delivered' | 'dead'
    tries: Generated<number>
    next_at: string
    answer: string | null
    tried_at: string | null
  }
  exchange_outbox: {
    seq: Generated<number>
    message_id: string
    dispatch_id: string
    org_id: string
    to_org: string
    request_id: string
    type: string
    bytes: Uint8Array
    created_at: string
    expires_at: string
    attempts: Generated<number>
    next_at: string
    state: 'waiting' | 'delivered' | 'refused' | 'expired'
    problem: string | null
    receipt: string | null
    seen: number | null
    delivered_at: string | null
  }
  exchange_inbox: {
    org_id: string
    message_id: string
    from_org: string
    type: string
    digest: string
    sent_at: string
    received_at: string
    receipt: string
  }
  exchange_hi1_peers: {
    org_id: string
    country: string
    identifier: string
    profile_owner: string
    profile_version: string
    form: 'xml' | 'json'
    certificate: string
    message_key: string | null
  }
  exchange_hi1_objects: {
    org_id: string
    peer_org: string
    object_id: string
    type: string
    request_id: string | null
    generation: number
    object: JsonColumn<unknown>
    changed_at: string
  }
  exchange_hi1_transactions: {
    org_id: string
    peer_org: string
    transaction_id: string
    digest: string
    answer: Uint8Array
    answered_at: string
  }
}
