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
    words: WordsColumn
    foreign_state: ColumnType<string | null, never, never>
    marks: ColumnType<string[], never, never>
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
    shown: JsonColumn<unknown>
  }
  request_alarms: {
    clock_id: string
    stage: 'reminder' | 'overdue'
    request_id: string
    org_id: string
    rings_at: string
    rung_at: string | null
  }
}
