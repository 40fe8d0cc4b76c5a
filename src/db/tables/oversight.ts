import type { Generated } from 'kysely'
import type { JsonColumn, MaybeJsonColumn } from './column.ts'

export interface OversightTables {
  oversight_editions: {
    number: number
    org_id: string
    as_of: string
    content: string
    note: string
    signing_key: string
    reason: string
    by_name: string
    made_at: string
  }
  oversight_mandates: {
    id: string
    org_id: string
    overseer: string
    overseen: string
    basis: string
    limits: JsonColumn<unknown>
    from_day: string
    until_day: string | null
    given_name: string
    given_at: string
    ended_at: string | null
    ended_name: string | null
    ended_why: string | null
  }
  oversight_plans: {
    id: string
    org_id: string
    overseen: string
    mandate: string
    plan: string
    nonce: Uint8Array
    fixed_name: string
    fixed_at: string
    sample: string | null
    drawn_name: string | null
    drawn_at: string | null
  }
  oversight_inspections: {
    id: string
    org_id: string
    overseen: string
    mandate: string
    plan: string | null
    title: string
    cause: string
    requests: JsonColumn<string[]>
    opened_name: string
    opened_at: string
    closed_name: string | null
    closed_at: string | null
  }
  oversight_looks: {
    org_id: string
    seq: number
    overseen: string
    inspection: string | null
    request: string | null
    what: string
    by_name: string
    at: string
    told_with: string | null
  }
  oversight_answers: {
    nth: Generated<number>
    org_id: string
    inspection: string
    request: string
    line: string
    holds: 'yes' | 'no' | 'open'
    note: string
    by_name: string
    at: string
  }
  oversight_findings: {
    id: string
    org_id: string
    other_org: string
    other_name: string
    side: 'overseer' | 'overseen'
    inspection: string
    request: string | null
    severity: 'remark' | 'minor' | 'serious' | 'grave'
    says: string
    cites: JsonColumn<string[]>
    by_name: string
    at: string
    told_at: string | null
    reply: string | null
    reply_name: string | null
    reply_at: string | null
  }
  oversight_orders: {
    id: string
    org_id: string
    other_org: string
    other_name: string
    side: 'overseer' | 'overseen'
    inspection: string
    request: string
    kind: 'stop' | 'delete' | 'notify'
    reason: string
    basis: string
    due_day: string | null
    by_name: string
    at: string
    done: MaybeJsonColumn<unknown>
    done_name: string | null
    done_at: string | null
    closed_name: string | null
    closed_at: string | null
    closed_why: string | null
  }
  oversight_disclosures: {
    id: string
    org_id: string
    other_org: string
    other_name: string
    title: string
    cause: string
    opened_at: string
    closed_at: string
    looks: JsonColumn<unknown>
    received_at: string
  }
  oversight_proofs: {
    seq: Generated<number>
    proof: 'none' | 'document' | 'letter'
    org_id: string
    by_name: string
    at: string
  }
  oversight_complaints: {
    org_id: string
    id: string
    decider: string
    decider_name: string
    about_org: string
    about_name: string
    rule: string
    against: 'access' | 'conduct'
    said: JsonColumn<unknown>
    proof: 'none' | 'document' | 'letter'
    proof_sealed: Uint8Array | null
    proof_name: string | null
    code_hash: Uint8Array | null
    code_tries: Generated<number>
    proved_at: string | null
    secret_hash: Uint8Array | null
    request_id: string | null
    filed_at: string
    decided_at: string | null
    outcome: string | null
    paused: Generated<boolean>
  }
  oversight_complaint_entries: {
    seq: Generated<number>
    org_id: string
    complaint: string
    kind: string
    body: JsonColumn<unknown>
    by_name: string
    at: string
  }
  oversight_counterpart_editions: {
    id: string
    org_id: string
    publisher: string
    publisher_name: string
    number: number
    as_of: string
    content: string
    by_name: string
    at: string
  }
  oversight_dialogues: {
    id: string
    org_id: string
    partner_kind: 'state' | 'provider'
    partner: string
    held_on: string
    offices: JsonColumn<unknown>
    topics: JsonColumn<unknown>
    minutes: string
    by_person: string
    by_name: string
    at: string
    closed_how: Generated<'signed' | 'confirmed' | 'withdrawn' | null>
    closed_says: Generated<string | null>
    closed_name: Generated<string | null>
    closed_at: Generated<string | null>
  }
  oversight_dialogue_promises: {
    id: string
    org_id: string
    dialogue: string
    by_side: 'us' | 'them'
    office: string
    says: string
    due_day: string
    target: JsonColumn<unknown>
    by_person: string
    by_name: string
    at: string
  }
  oversight_promise_findings: {
    seq: Generated<number>
    org_id: string
    promise: string
    kept: boolean
    reason: string
    figures: JsonColumn<unknown>
    by_name: string
    at: string
  }
  oversight_industry_codes: {
    id: string
    org_id: string
    name: string
    publisher: string
    version: string
    source: string
    by_name: string
    at: string
  }
  oversight_code_clauses: {
    seq: Generated<number>
    org_id: string
    code: string
    cite: string
    says: string
    target: MaybeJsonColumn<unknown>
    by_name: string
    at: string
  }
  oversight_code_adherences: {
    seq: Generated<number>
    org_id: string
    code: string
    provider: string
    since_day: string
    source: string
    by_name: string
    at: string
  }
  oversight_reciprocity: {
    seq: Generated<number>
    id: string
    org_id: string
    state: string
    with_state: string
    holds: boolean
    reason: string
    figures: JsonColumn<unknown>
    by_name: string
    at: string
  }
  oversight_audits: {
    id: string
    org_id: string
    subject: 'matter' | 'incident' | 'inspection'
    about: string
    title: string
    cause: string
    questions: JsonColumn<unknown>
    opened_name: string
    opened_at: string
    closed_name: string | null
    closed_at: string | null
    conclusion: string | null
  }
  oversight_audit_entries: {
    nth: Generated<number>
    org_id: string
    audit: string
    kind: 'answer' | 'finding' | 'lesson'
    id: string
    body: JsonColumn<unknown>
    by_name: string
    at: string
  }
  oversight_proposals: {
    org_id: string
    id: string
    decider: string
    decider_name: string
    proposer: string
    proposer_name: string
    audit: string
    lesson: string
    lesson_says: string
    change: JsonColumn<unknown>
    from_day: string
    by_person: string
    by_name: string
    at: string
    outcome: 'adopted' | 'refused' | null
    why: string | null
    decided_name: string | null
    decided_at: string | null
    instruction: string | null
  }
  oversight_assessments: {
    id: string
    org_id: string
    subject: string
    title: string
    opened_name: string
    opened_at: string
  }
  oversight_assessment_editions: {
    assessment: string
    draft: number
    org_id: string
    number: number | null
    parts: JsonColumn<unknown>
    withheld: JsonColumn<unknown>
    review_day: string
    reason: string
    law: string
    drafted_person: string
    drafted_name: string
    drafted_at: string
    outcome: 'approved' | 'refused' | null
    why: string | null
    decided_name: string | null
    decided_at: string | null
    comments: MaybeJsonColumn<unknown>
  }
  oversight_comments: {
    id: string
    org_id: string
    assessment: string
    edition: number
    name: string
    says: string
    secret_hash: Uint8Array
    at: string
    answer: string | null
    answered_person: string | null
    answered_name: string | null
    answered_at: string | null
    outcome: 'published' | 'withheld' | null
    why: string | null
    checked_name: string | null
    checked_at: string | null
  }
}
