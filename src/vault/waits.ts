import { sql } from 'kysely'
import type { Question } from '../db/index.ts'
import { here } from './store-retention.ts'

/** What may wait at an organisation of what it keeps: to be opened, and to be looked at again until a day. */
export const vaultWaits = (org: string, until: string) =>
  ({
    leaves: sql`select from vault_leaves where org_id = ${org} and answered_at is null`,
    kept: sql`select from vault_items where org_id = ${org} and state in (${sql.join(here)}) and review_on <= ${until}
    union all select from vault_proposals where org_id = ${org} and outcome is null`,
  }) satisfies Record<string, Question>
