import { sql } from 'kysely'
import type { Question } from '../db/index.ts'

/** What may wait at an organisation besides the steps of its requests. */
export const requestsWait = (org: string) =>
  ({
    teams: sql`select from request_teams where org_id = ${org} and state = 'proposed'`,
    leaving: sql`select from request_transfers where org_id = ${org}
    union all select from request_permissions where org_id = ${org} and outcome is null`,
  }) satisfies Record<string, Question>
