import type { Db } from '../../db/index.ts'
import type { Facts } from '../../law/index.ts'

/**
 * The facts of every request on record of an organisation, by its id and in that order, on the day whose law it was drafted
 * under: what it asked for, and of whom, without a word of who is concerned or what came.
 */
export async function factsOnRecord(db: Db, org: string): Promise<{ id: string; facts: Facts }[]> {
  const rows = await db
    .selectFrom('request_requests')
    .select(['id', 'law_on', 'facts'])
    .where('org_id', '=', org)
    .where('facts', 'is not', null)
    .orderBy('id')
    .execute()
  return rows.map(({ id, law_on: on, facts }) => {
    const { offence, holder, ...rest } = (facts ?? {}) as Facts
    const { description: _, ...act } = offence ?? {}
    const { name: _name, ...who } = holder ?? {}
    const parts = { ...(offence ? { offence: act } : {}), ...(holder ? { holder: who } : {}) }
    return { id, facts: { ...rest, ...parts, on } as Facts }
  })
}
