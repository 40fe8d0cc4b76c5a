import { sql } from 'kysely'
import type { Question } from '../db/index.ts'

/** What of oversight, redress and what follows from them may wait at an organisation; most have none of it on most days. */
export const oversightWaits = (org: string) =>
  ({
    complaints: sql`select from oversight_complaints where org_id = ${org} and decided_at is null`,
    orders: sql`select from oversight_orders where org_id = ${org} and closed_at is null`,
    findings: sql`select from oversight_findings where org_id = ${org} and reply_at is null`,
    proposals: sql`select from oversight_proposals where org_id = ${org} and outcome is null`,
    comments: sql`select from oversight_comments where org_id = ${org} and outcome is null`,
    dialogues: sql`select from oversight_dialogues where org_id = ${org}`,
  }) satisfies Record<string, Question>
