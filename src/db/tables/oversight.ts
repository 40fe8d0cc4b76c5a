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
}
