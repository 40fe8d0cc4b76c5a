import type { JsonColumn, MaybeJsonColumn } from './column.ts'

export interface PublicTables {
  oversight_public_tables: {
    id: string
    org_id: string
    provider: string
    url: string
    fetched_on: string
    name: string
    sha256: string
    content: Uint8Array
    companies: JsonColumn<unknown>
    layout: string | null
    mapping: MaybeJsonColumn<unknown>
    state: string
    read_by: string
    read_at: string
    traps: MaybeJsonColumn<unknown>
    reason: string | null
    decided_by: string | null
    decided_at: string | null
  }
  oversight_public_figures: {
    org_id: string
    table_id: string
    line: number
    col: number
    state: string | null
    is_all: boolean
    written: string
    period: string | null
    lane: string | null
    process: string
    counts: string
    share_of: string
    cell: string
    least: number | null
    most: number | null
    kind: string
  }
}
