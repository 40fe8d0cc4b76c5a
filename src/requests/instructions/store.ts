import type { Selectable } from 'kysely'
import type { InstantText } from '../../base/time.ts'
import type { Db, Tables, Tx } from '../../db/index.ts'
import { RequestError } from '../errors.ts'
import type { Instruction, InstructionOrigin } from './instruction.ts'

export async function insertInstruction(tx: Tx, one: Instruction): Promise<void> {
  const { id, org, place, rule, says, state, condition, from, until, origin, adopted } = one
  await tx
    .insertInto('request_instructions')
    .values({
      ...{ id, org_id: org, place, rule: rule ?? null, says, state: state ?? null },
      condition: condition === undefined ? null : JSON.stringify(condition),
      ...{ from_day: from, until_day: until ?? null, origin: JSON.stringify(origin) },
      ...{ adopted_name: adopted.name, adopted_at: adopted.at },
    })
    .execute()
}

/** From the day after on it counts no longer. */
export async function endInstruction(tx: Tx, org: string, id: string, until: string): Promise<void> {
  await tx
    .updateTable('request_instructions')
    .set({ until_day: until })
    .where('org_id', '=', org)
    .where('id', '=', id)
    .execute()
}

/** The standing instructions of an organisation, what counts last first. */
export async function instructionsOf(db: Db, org: string): Promise<Instruction[]> {
  const query = db.selectFrom('request_instructions').selectAll().where('org_id', '=', org)
  return (await query.orderBy('from_day', 'desc').orderBy('id', 'desc').limit(1_000).execute()).map(read)
}

/** The bars that operators set at the gate: they hold for everyone here, as those of a folder do. */
export async function ruleInstructions(db: Db): Promise<Instruction[]> {
  const query = db.selectFrom('request_instructions').selectAll().where('place', '=', 'rule')
  return (await query.orderBy('id').execute()).map(read)
}

/** One's own, or a bar at the gate, whose text stops everyone and so is shown to everyone. Throws `missing` / `not_found`. */
export async function findInstruction(db: Db, org: string, id: string, lock?: 'lock'): Promise<Instruction> {
  const query = db
    .selectFrom('request_instructions')
    .selectAll()
    .where('id', '=', id)
    .where((where) => where.or([where('org_id', '=', org), where('place', '=', 'rule')]))
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (!row) throw new RequestError('missing', 'not_found', 'There is no such standing instruction here')
  return read(row)
}

const read = (row: Selectable<Tables['request_instructions']>): Instruction => ({
  id: row.id,
  org: row.org_id,
  place: row.place,
  rule: row.rule ?? undefined,
  says: row.says,
  state: row.state ?? undefined,
  condition: row.condition ?? undefined,
  from: row.from_day,
  until: row.until_day ?? undefined,
  origin: row.origin as InstructionOrigin,
  adopted: { name: row.adopted_name, at: row.adopted_at as InstantText },
})
