import type { Db } from '../../db/index.ts'
import type { Statement } from '../checks/statement.ts'
import { isEditable } from '../lifecycle.ts'
import type { Request, Setting } from '../request.ts'
import { countsOn, type Instruction } from './instruction.ts'
import { instructionsOf } from './store.ts'

/** What the organisation asks of a request on this route that is handed in on this day, the oldest first. */
async function instructionsFor(db: Db, { org, rule }: Pick<Request, 'org' | 'rule'>, day: string): Promise<Instruction[]> {
  const all = await instructionsOf(db, org)
  return all
    .filter(({ place }) => place !== 'audit' && place !== 'rule')
    .filter((one) => countsOn(one, day) && (one.rule === undefined || one.rule === rule))
    .toReversed()
} // biome-ignore format: a row

/**
 * What is stated to the standing instructions: of a draft those that count today, with what was answered so far, in whatever
 * words they stood when it was saved; of what was handed in those that went with it, so that a later one asks nothing of it.
 */
export async function heldTo(db: Db, request: Request, day: string): Promise<NonNullable<Statement['instructions']>> {
  const said = request.statement?.instructions ?? {}
  if (!isEditable(request)) return said
  return Object.fromEntries(
    (await instructionsFor(db, request, day)).map(({ id, place, says }) => {
      const answer = said[id]?.says === says ? said[id].answer : undefined
      return [id, { place: place as 'check', says, ...(answer && { answer }) }]
    }),
  )
}

/** The request as it would be handed in now: what it states, and what the standing instructions of today add. */
export async function withInstructions(db: Db, request: Request, { now }: Pick<Setting, 'now'>): Promise<Request> {
  const instructions = await heldTo(db, request, now().toString().slice(0, 10))
  if (Object.keys(instructions).length === 0 && !request.statement?.instructions) return request
  return { ...request, statement: { ...request.statement, instructions } }
}
