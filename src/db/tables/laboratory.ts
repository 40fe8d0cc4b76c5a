export interface LaboratoryTables {
  laboratory_proposals: {
    org_id: string
    id: string
    version: number
    title: string
    text: string
    by_person: string
    by_name: string
    at: string
  }
  laboratory_runs: {
    id: string
    org_id: string
    proposal_id: string
    proposal_version: number
    record_kind: 'own' | 'pairs' | 'file'
    record_digest: string
    on_day: string | null
    today: string
    law_before: string
    law_after: string
    requests: number
    state: 'running' | 'done' | 'cancelled' | 'failed'
    failure: string | null
    by_person: string
    by_name: string
    at: string
    ended_at: string | null
    result: Uint8Array | null
    expected: Uint8Array | null
  }
  laboratory_parts: {
    run_id: string
    first_line: number
    lines: number
    packed: Uint8Array
    tally: Uint8Array | null
  }
  laboratory_studies: {
    id: string
    org_id: string
    kind: 'next' | 'models'
    state: string | null
    partners: string | null
    record_kind: 'own' | 'pairs' | 'file'
    record_digest: string
    record: Uint8Array | null
    today: string
    law: string
    requests: number
    standing: 'running' | 'done' | 'cancelled' | 'failed'
    failure: string | null
    by_person: string
    by_name: string
    at: string
    ended_at: string | null
    result: Uint8Array | null
  }
  laboratory_study_parts: {
    study_id: string
    number: number
    proposal: string
    first_line: number
    lines: number
    tally: Uint8Array | null
    refusal: string | null
  }
}
