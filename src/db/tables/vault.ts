import type { Generated } from 'kysely'
import type { JsonColumn, MaybeJsonColumn } from './column.ts'

export interface VaultTables {
  vault_items: {
    id: string
    org_id: string
    origin: string
    name: string
    media_type: string
    size: number
    sha256: string
    sealed_size: number
    sealed_sha256: string
    sealed_to: string[]
    wrapped_to: Generated<string[] | null>
    producer: string
    acts: JsonColumn<unknown>
    state: 'sealed' | 'handed-over' | 'expected' | 'received' | 'verified' | 'refused' | 'erased'
    at: string
    attempts: Generated<number>
    next_at: string | null
    problem: string | null
    restricted: Generated<string | null>
    excluded: Generated<string | null>
    sender_erased_at: Generated<string | null>
    kept_until: Generated<string | null>
    review_on: Generated<string | null>
    remind_on: Generated<string | null>
    reminded_at: Generated<string | null>
  }
  vault_holds: {
    id: string
    org_id: string
    item_id: string
    reason: string
    authority: string
    by_person: string
    by_name: string
    at: string
    lifted_reason: Generated<string | null>
    lifted_authority: Generated<string | null>
    lifted_by: Generated<string | null>
    lifted_name: Generated<string | null>
    lifted_at: Generated<string | null>
  }
  vault_proposals: {
    id: string
    org_id: string
    kind: 'extension' | 'destruction' | 'bodies'
    about: string
    reason: string
    rule: string | null
    cite: string
    until: string | null
    seqs: MaybeJsonColumn<number[]>
    derived: MaybeJsonColumn<unknown>
    by_person: string
    by_name: string
    at: string
    outcome: Generated<'agreed' | 'declined' | null>
    decided_by: Generated<string | null>
    decided_name: Generated<string | null>
    decided_at: Generated<string | null>
    decided_reason: Generated<string | null>
  }
  vault_devices: { id: string; org_id: string; origin: string; name: string; serial: string | null; at: string }
  vault_releases: {
    org_id: string
    item_id: string
    to_org: string
    sha256: string
    to_state: string | null
    from_state: string | null
    release: JsonColumn<unknown>
    law_digest: string
    at: string
  }
  vault_parts: {
    org_id: string
    item_id: string
    of_item: string
    part: 'kept' | 'left-out' | 'privileged'
    units: number
    of_units: number
    selection: JsonColumn<unknown>
    reason: string
    by_name: string
    at: string
  }
  vault_apart: {
    org_id: string
    item_id: string
    is: 'left-out' | 'privileged' | 'original' | 'highly-sensitive'
    reason: string
    by_name: string
    at: string
  }
  vault_leaves: {
    id: string
    org_id: string
    item_id: string
    asker: string
    asker_name: string
    purpose: string
    at: string
    answered_by: Generated<string | null>
    answered_name: Generated<string | null>
    answered_at: Generated<string | null>
    answer_reason: Generated<string | null>
    until: Generated<string | null>
  }
  vault_levels: {
    org_id: string
    sha256: string
    scheme: string
    class: string
    told_by: string | null
    at: string
  }
  vault_places: { shelf: 'folder' | 'bucket'; state: string | null; rated: string[] }
  vault_dropped: { sealed_sha256: string }
  vault_instance: { is_it: Generated<boolean>; id: string }
  vault_orphans: { sealed_sha256: string; size: number; found_at: string }
  vault_checked: { sealed_sha256: string; at: string; problem: 'damaged' | 'missing' | null }
  vault_uploads: {
    id: string
    org_id: string
    origin: string
    name: string
    media_type: string
    size: number
    announced_sha256: string | null
    sealed_to: string[]
    header: Uint8Array | null
    nonce: Uint8Array | null
    file_key: Uint8Array | null
    announced_sealed_sha256: string | null
    announced_sealed_size: number | null
    by_person: string
    by_name: string
    at: string
    touched_at: string
    sha256: Generated<string | null>
    sealed_sha256: Generated<string | null>
    sealed_size: Generated<number | null>
  }
}
