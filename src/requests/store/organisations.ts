import type { Db } from '../../db/index.ts'
import type { Standing } from '../release/standing.ts'

/** Where an organisation stands and as what, if it is here or was confirmed. */
export async function findStanding(db: Db, org: string): Promise<Standing | undefined> {
  return db
    .selectFrom('request_organisations')
    .select(['id as org', 'name', 'state', 'kind', 'seats'])
    .where('id', '=', org)
    .executeTakeFirst()
}

/** What an organisation is by the directory: its name, its state, and what it is when it asks. */
export async function senderStanding(
  db: Db,
  org: string,
): Promise<{ name: string; state: string; authority: string | null } | undefined> {
  return db
    .selectFrom('request_organisations')
    .select(['name', 'state', 'authority'])
    .where('id', '=', org)
    .executeTakeFirst()
}
