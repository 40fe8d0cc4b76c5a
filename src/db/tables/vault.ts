import type { Generated } from 'kysely'
import type { JsonColumn } from './column.ts'

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
  }
  vault_dropped: { sealed_sha256: string }
  vault_uploads: {
    id: string
    org_id: string
    origin: string
    name: string
    media_type: string
    size: number
    announced_sha256: string | null
    sealed_to: string[]
    header: Uint8Array
    nonce: Uint8Array
    file_key: Uint8Array
    by_person: string
    by_name: string
    at: string
    touched_at: string
    sha256: Generated<string | null>
    sealed_sha256: Generated<string | null>
    sealed_size: Generated<number | null>
  }
}
