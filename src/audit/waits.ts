import { sql } from 'kysely'
import type { Question } from '../db/index.ts'

/** What may wait of what others say of their logs: at an organisation, or anywhere on this instance. */
export const auditWaits = (org?: string) =>
  ({
    contradictions: sql`select from audit_contradictions where settled_at is null and ${org === undefined ? sql`true` : sql`org_id = ${org}`}`,
  }) satisfies Record<string, Question>
