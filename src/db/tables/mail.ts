import type { Generated } from 'kysely'
import type { JsonColumn } from './column.ts'

export interface MailTables {
  mail_choices: {
    person_id: string
    address: string
    pace: 'off' | 'urgent' | 'daily'
    language: string
    told_on: string | null
    problem: string | null
    problem_at: string | null
    changed_at: string
  }
  mail_told: {
    person_id: string
    what: string
    at: string
  }
  mail_letters: {
    id: string
    person_id: string
    address: string
    pace: string
    language: string
    figures: JsonColumn<unknown>
    written_at: string
    tries: Generated<number>
    next_try_at: string
    sent_at: string | null
    refused_at: string | null
    said: string | null
  }
}
