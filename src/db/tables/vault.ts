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
    producer: string
    acts: JsonColumn<unknown>
    state: 'sealed' | 'handed-over' | 'expected' | 'received' | 'verified' | 'refused'
    at: string
    attempts: Generated<number>
    next_at: string | null
    problem: string | null
  }
}
