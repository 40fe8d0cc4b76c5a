import type { ColumnType, Generated, RawBuilder } from 'kysely'
import type { JsonColumn, MaybeJsonColumn } from './column.ts'

/** tsvector: only searched, never read; written as words. */
type WordsColumn = ColumnType<never, RawBuilder<unknown> | undefined, RawBuilder<unknown>>

/** The tables of `requests`; what stands inside the JSON is that module's to say. */
export interface RequestTables {
  request_matters: {
    id: string
    org_id: string
    title: string
    file_number: string
    facts: JsonColumn<unknown>
    opened_by: string
    opened_at: string
    changed_at: string
    words: WordsColumn
  }
  request_requests: {
    id: string
    org_id: string
    origin: string
    direction: 'outgoing' | 'incoming'
    matter_id: string | null
    title: string
    file_number: string
    counterpart: string
    counterpart_name: string
    counterpart_number: string | null
    rule: string
    route_title: string
    to_state: string | null
    law_digest: string
    law_on: string
    facts: MaybeJsonColumn<unknown>
    items: JsonColumn<unknown>
    parties: JsonColumn<unknown>
    answers: JsonColumn<unknown>
    statement: MaybeJsonColumn<unknown>
    copy: MaybeJsonColumn<unknown>
    digest: string | null
    status: string
    author: string | null
    author_name: string | null
    created_at: string
    left_at: string | null
    ended_at: string | null
    due_at: string | null
    held_until: string | null
    stands_until: string | null
    expected_from: string | null
    expected_to: Generated<string>
    replaces: string | null
    stopped: Generated<string | null>
    words: WordsColumn
    foreign_state: ColumnType<string | null, never, never>
    company: ColumnType<string | null, never, never>
    urgency: ColumnType<string | null, never, never>
    counted_state: ColumnType<string | null, never, never>
    counted_items: ColumnType<string, never, never>
    began_at: ColumnType<string | null, never, never>
    marks: ColumnType<string[], never, never>
  }
  request_gradings: {
    seq: Generated<number>
    id: string
    org_id: string
    item_id: string
    sha256: string
    grade: JsonColumn<unknown>
    lowers: boolean
    reason: string
    by_person: string
    by_name: string
    at: string
    second_person: Generated<string | null>
    second_name: Generated<string | null>
    second_at: Generated<string | null>
  }
  request_weighings: {
    seq: Generated<number>
    org_id: string
    request_id: string
    stage: 'opinion' | 'decision'
    choice: 'obey' | 'refuse' | 'narrow' | 'wait'
    conflicts: JsonColumn<unknown>
    reason: string
    by_person: string
    by_name: string
    at: string
  }
  request_incidents: {
    id: string
    org_id: string
    request_id: string | null
    by_state: string
    what: 'direct-demand' | 'collected-here' | 'pressure' | 'given-on' | 'other'
    day: string
    account: string
    measures: string
    by_person: string
    by_name: string
    at: string
  }
  request_instructions: {
    id: string
    org_id: string
    place: 'check' | 'purpose' | 'minimisation' | 'privileges' | 'audit' | 'rule'
    rule: string | null
    says: string
    state: string | null
    condition: MaybeJsonColumn<unknown>
    from_day: string
    until_day: string | null
    origin: JsonColumn<unknown>
    adopted_name: string
    adopted_at: string
  }
  request_transfers: {
    id: string
    org_id: string
    path: string
    recipient: JsonColumn<unknown>
    purpose: string
    heads: JsonColumn<unknown>
    opened_by: string
    opened_name: string
    opened_at: string
    side: 'sender' | 'authority'
    other_org: string | null
    other_name: string | null
  }
  request_transfer_entries: {
    seq: Generated<number>
    org_id: string
    transfer_id: string
    moment: string
    day: string
    outcome: 'passed' | 'failed' | null
    until_day: string | null
    note: string
    by_name: string
    at: string
  }
  request_outflows: {
    id: string
    org_id: string
    release: JsonColumn<unknown>
    law_digest: string
    by_person: string
    by_name: string
    at: string
  }
  request_permissions: {
    id: string
    org_id: string
    side: 'applicant' | 'authority'
    other_org: string
    other_name: string
    origin: string
    request_title: string
    gate: string
    in_state: string
    seat: string
    capacity: string
    recipient: JsonColumn<unknown>
    items: JsonColumn<unknown>
    content: JsonColumn<unknown>
    applied_by: string
    applied_name: string
    applied_at: string
    outcome: Generated<'granted' | 'refused' | null>
    decided_by: Generated<string | null>
    decided_name: Generated<string | null>
    decided_at: Generated<string | null>
    conditions: Generated<string | null>
    reason: Generated<string | null>
    from_at: Generated<string | null>
    until_at: Generated<string | null>
    revoked_at: Generated<string | null>
    revoked_name: Generated<string | null>
    revoked_reason: Generated<string | null>
  }
  request_organisations: {
    id: ColumnType<string, never, never>
    name: ColumnType<string, never, never>
    state: ColumnType<string, never, never>
    kind: ColumnType<string, never, never>
    seats: ColumnType<string[], never, never>
    authority: ColumnType<string | null, never, never>
  }
  request_steps: {
    request_id: string
    org_id: string
    step: string
    position: number
    title: string
    seat: string
    in_state: string
    authority: string | null
    doer: string | null
    does: string
    form: string | null
    clocks: JsonColumn<string[]>
    moments: JsonColumn<string[]>
    after: JsonColumn<string[]>
    cite: string
    certain: boolean
    via: string | null
    state: 'pending' | 'current' | 'done' | 'refused' | 'skipped'
    since: string | null
  }
  request_decisions: {
    seq: Generated<number>
    id: string
    request_id: string
    org_id: string
    step: string
    outcome: string
    by_org: string
    by_person: string | null
    by_name: string
    at: string
    reason: string | null
    rules: JsonColumn<string[]>
    details: JsonColumn<unknown>
    digest: string | null
    void: Generated<boolean>
  }
  request_clocks: {
    id: string
    request_id: string
    org_id: string
    step: string | null
    rule: string
    title: string
    cite: string
    bearer: string
    started_by: string
    started_at: string
    stops: string
    due_at: string | null
    working: JsonColumn<unknown>
    holds: boolean
    stopped_by: string | null
    stopped_at: string | null
    pauses: ColumnType<unknown, string | undefined, string>
    measure: string | null
  }
  request_links: {
    request_id: string
    kind: 'follows' | 'replaces' | 'supplements' | 'same-target'
    other_id: string
    org_id: string
    by_org: string
    by_person: string | null
    by_name: string
    at: string
  }
  request_emergencies: {
    request_id: string
    org_id: string
    threat: string
    grounds: string
    stated_by: string
    stated_name: string
    stated_at: string
    signed_by: string | null
    signed_name: string | null
    signed_at: string | null
    left_at: string | null
    afterwards: 'confirmed' | 'refused' | null
    erased: number | null
  }
  request_teams: {
    id: string
    org_id: string
    title: string
    purpose: string
    rule: string
    law_digest: string
    law_on: string
    from_day: string
    to_day: string
    leader: string
    members: JsonColumn<unknown>
    terms: string
    state: 'proposed' | 'running' | 'ended'
    proposed_by: string
    proposed_name: string
    proposed_at: string
    ended_at: string | null
    ended_why: string | null
  }
  request_team_items: {
    org_id: string
    team_id: string
    item_id: string
    name: string
    sha256: string
    by_org: string
    by_name: string
    at: string
    note: string
  }
  request_reviews: {
    id: string
    org_id: string
    request_id: string
    ground: string
    step: string
    state: 'objected' | 'pending' | 'decided' | 'ended'
    holder: JsonColumn<unknown>
    court: MaybeJsonColumn<unknown>
    items: JsonColumn<string[]>
    opened_at: string
    decided_at: string | null
  }
  request_review_entries: {
    seq: Generated<number>
    org_id: string
    review_id: string
    kind: string
    by_org: string
    by_person: string | null
    by_name: string
    at: string
    body: JsonColumn<unknown>
  }
  request_entries: {
    seq: Generated<number>
    id: string
    org_id: string
    request_id: string
    kind: string
    by_org: string
    by_person: string | null
    by_name: string
    at: string
    body: JsonColumn<unknown>
  }
  request_cost_claims: {
    id: string
    org_id: string
    request_id: string
    side: 'claims' | 'pays'
    counterpart: string
    counterpart_name: string
    currency: string
    digits: number
    rule: JsonColumn<unknown>
    lines: JsonColumn<unknown>
    claimed: number
    accepted: Generated<number>
    disputed: Generated<number>
    paid: Generated<number>
    note: string | null
    reason: string | null
    payments: ColumnType<unknown, string | undefined, string>
    claimed_at: string
    claimed_by: string
    answered_at: string | null
  }
  request_dealings: {
    seq: Generated<number>
    org_id: string
    request_id: string
    dealing: string
    step: string
    kind: string
    by_org: string
    by_org_name: string
    by_person: string | null
    by_name: string
    at: string
    body: JsonColumn<unknown>
  }
  request_translations: {
    id: string
    request_id: string
    org_id: string
    language: string
    form: string
    version: string
    of: string
    asked_by: string
    asked_at: string
    translator: string | null
    certified_on: string | null
    document: string | null
    recorded_by: string | null
    recorded_at: string | null
  }
  request_stays: {
    request_id: string
    step: string
    org_id: string
    rule: string
    foreign_state: string | null
    doer: string | null
    began_at: string
    ended_at: string
  }
  request_versions: {
    seq: Generated<number>
    request_id: string
    org_id: string
    digest: string
    at: string
    copy: MaybeJsonColumn<unknown>
    items: JsonColumn<unknown>
    statement: MaybeJsonColumn<unknown>
  }
  request_deeds: {
    org_id: string
    about: string
    act: string
    input: string
    by_name: string
    at: string
  }
  request_dispatches: {
    seq: Generated<number>
    id: string
    org_id: string
    to_org: string
    request_id: string
    type: string
    body: JsonColumn<unknown>
    queued_at: string
    taken_at: string | null
  }
  request_choices: {
    org_id: string
    kind: string
    value: string
  }
  request_turns: {
    request_id: string
    position: number
    org_id: string
    desk: string
    barred: string | null
    since: string
    due_at: string
    marks: string[]
    words: WordsColumn
    /** A `ShownTurn` as JSON. */
    shown: string
  }
  request_alarms: {
    clock_id: string
    stage: 'reminder' | 'overdue' | 'escalation'
    request_id: string
    org_id: string
    rings_at: string
    rung_at: string | null
  }
}
