import type { InstantText } from '../../base/time.ts'

export interface AuditTables {
  audit_heads: {
    org_id: string
    size: number
    /** The roots of the full subtrees, largest first, 32 bytes each. */
    frontier: Uint8Array
  }
  audit_events: {
    org_id: string
    /** The index of the leaf, from 0. */
    seq: number
    at: InstantText
    by: string
    kind: string
    about: string
    /** Canonical JSON; null once erased. */
    body: string | null
    salt: Uint8Array | null
    body_hash: Uint8Array
    leaf: Uint8Array
  }
  audit_nodes: { org_id: string; level: number; position: number; hash: Uint8Array }
  audit_checkpoints: { org_id: string; size: number; root: Uint8Array; at: InstantText; note: string }
  audit_cosignatures: { org_id: string; size: number; witness: string; at: InstantText; line: string }
  audit_timestamps: { org_id: string; size: number; at: InstantText; authority: string; response: Uint8Array }
  audit_contradictions: {
    id: string
    org_id: string
    counterparty: string
    how: string
    at: InstantText
    seen_size: number
    seen_at: InstantText
    seen_note: string
    shown_size: number
    shown_note: string
    proof: string[]
    settled_at: InstantText | null
    settled_by: string | null
    reason: string | null
  }
  audit_refusals: { org_id: string; by: string; since: InstantText; times: number; told: number }
  audit_reads: { org_id: string; day: string; by: string; about: string }
  audit_witnessed: {
    org_id: string
    origin: string
    size: number
    root: Uint8Array
    at: InstantText
    note: string
  }
}
