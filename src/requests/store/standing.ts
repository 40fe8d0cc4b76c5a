import { sql } from 'kysely'
import type { Tx } from '../../db/index.ts'
import type { WrittenLine } from '../line.ts'
import type { Clock, Request } from '../request.ts'
import type { Standing } from '../standing.ts'
import type { Turn } from '../turn.ts'
import { wordsOf } from '../words.ts'
import { setAlarms } from './alarms.ts'

/** PostgreSQL's word for a moment that never comes: what has no end stands last in every order. */
const NEVER = 'infinity'

/** Writes how a request stands to where lists read it, in the transaction of the change. */
export async function writeStanding(tx: Tx, request: Request, standing: Standing): Promise<void> {
  const { status, due, heldUntil, expected, turns, alarms } = standing
  const words = wordsOf([request.title, request.counterpartName], [request.fileNumber, request.counterpartNumber ?? ''])
  await tx
    .updateTable('request_requests')
    .set({
      status,
      due_at: due ?? null,
      held_until: status === 'held' ? (heldUntil ?? null) : null,
      expected_from: expected?.from ?? null,
      expected_to: expected?.to ?? NEVER,
      // What was expected by then and has not come is to be expected anew.
      stands_until:
        [heldUntil, expected?.to, standing.wakesAt].filter((end) => end !== undefined).toSorted()[0] ?? null,
      words: vector(words),
    })
    .where('id', '=', request.id)
    .execute()
  await writeChoices(tx, request)
  await setAlarms(tx, request, alarms)
  await tx.deleteFrom('request_turns').where('request_id', '=', request.id).execute()
  if (turns.length === 0) return
  const written = lineOf(request, standing)
  const rows = turns.map(({ desk, barred, since, clock, hold, ...turn }, position) => ({
    request_id: request.id,
    position,
    org_id: request.org,
    desk,
    barred: barred ?? null,
    since,
    due_at: clock?.due ?? NEVER,
    marks: [`org:${request.org}`, ...marksOf(request)],
    words: vector(words),
    shown: JSON.stringify({
      ...turn,
      desk,
      since,
      clock: clock && brief(clock),
      hold: hold && brief(hold),
      line: written,
    } satisfies ShownTurn),
  }))
  await tx.insertInto('request_turns').values(rows).execute()
}

/** What an organisation's lists can be narrowed to from now on. */
async function writeChoices(tx: Tx, request: Request): Promise<void> {
  const values = { route: request.rule, state: foreignState(request), company: request.facts.holder?.name }
  const rows = Object.entries(values).flatMap(([kind, value]) => (value ? [{ org_id: request.org, kind, value }] : []))
  await tx
    .insertInto('request_choices')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

const foreignState = ({ direction, to, facts }: Request) => (direction === 'outgoing' ? to : facts.asking?.state)

/** What a turn can be narrowed by, as the generated column of its request has it. */
function marksOf(request: Request): string[] {
  const { rule, facts } = request
  const state = foreignState(request)
  const company = facts.holder?.name
  return [
    ...(company ? [`company:${company}`] : []),
    `rule:${rule}`,
    ...(state ? [`state:${state}`] : []),
    ...(facts.urgency ? [`urgency:${facts.urgency}`] : []),
  ]
}

/** A turn as it is written down for lists to show. */
export type ShownTurn = Omit<Turn, 'barred'> & { readonly line: WrittenLine }

/** A clock without each day that was counted: that stands with the request. */
const brief = (clock: Clock): Clock => ({ ...clock, working: { ...clock.working, derivation: [] } })

const lineOf = (request: Request, { status, due, heldUntil, expected }: Standing): WrittenLine => ({
  id: request.id,
  org: request.org,
  origin: request.origin,
  direction: request.direction,
  matter: request.matter,
  title: request.title,
  fileNumber: request.fileNumber,
  counterpart: request.counterpart,
  counterpartName: request.counterpartName,
  counterpartNumber: request.counterpartNumber,
  rule: request.rule,
  routeTitle: request.routeTitle,
  to: request.to,
  status,
  createdAt: request.createdAt,
  leftAt: request.leftAt,
  endedAt: request.endedAt,
  due,
  expected,
  heldUntil,
})

/** Words as the column keeps them: no dictionary of the database has a say in it. */
export const vector = (words: readonly string[]) => sql`array_to_tsvector(${words}::text[])`
