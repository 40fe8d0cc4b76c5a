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
