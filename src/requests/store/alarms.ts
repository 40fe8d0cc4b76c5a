import { sql } from 'kysely'
import type { Db, Tx } from '../../db/index.ts'
import type { Alarm, AlarmStage } from '../alarm.ts'
import type { Headline } from '../line.ts'
import type { Clock, Request, RequestId } from '../request.ts'
import { findClocks } from './clocks.ts'

/** Sets the alarms of a request: those of periods that run no more are taken away; one that rang rings again only if its time changed. */
export async function setAlarms(tx: Tx, request: Request, alarms: readonly Alarm[]): Promise<void> {
  const clocks = alarms.map(({ clock }) => clock)
  const gone = tx.deleteFrom('request_alarms').where('request_id', '=', request.id)
  await gone.where(sql<boolean>`clock_id <> all (${clocks}::text[])`).execute()
  if (alarms.length === 0) return
  const { id: request_id, org: org_id } = request
  const rows = alarms.map(({ clock: clock_id, stage, rings: rings_at }) => ({
    clock_id,
    stage,
    rings_at,
    request_id,
    org_id,
  }))
  await tx
    .insertInto('request_alarms')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['clock_id', 'stage'])
        .doUpdateSet(({ ref }) => ({ rings_at: ref('excluded.rings_at'), rung_at: null }))
        .whereRef('request_alarms.rings_at', '<>', 'excluded.rings_at'),
    )
    .execute()
}

/** Requests with whom time alone has something to do by now: an alarm rings, a hold is over. None is held. */
export async function awaitingTime(db: Db, at: string, limit: number): Promise<{ org: string; id: string }[]> {
  const ringing = db.selectFrom('request_alarms').select(['org_id as org', 'request_id as id'])
  const standing = db.selectFrom('request_requests').select(['org_id as org', 'id'])
  const first = ringing
    .where('rung_at', 'is', null)
    .where('rings_at', '<=', at)
    .orderBy('rings_at')
    .limit(limit)
    .execute()
  const second = standing.where('stands_until', '<=', at).orderBy('stands_until').limit(limit).execute()
  const found = [...(await first), ...(await second)]
  return [...new Map(found.map((one) => [one.id, one])).values()]
}

/** Holds a request for this transaction, unless somebody else does: then false, and it is left to a later round. */
export async function holdFree(tx: Tx, id: string): Promise<boolean> {
  const query = tx.selectFrom('request_requests').select('id').where('id', '=', id)
  return (await query.forUpdate().skipLocked().executeTakeFirst()) !== undefined
}

/** Lets what is due of a held request ring, once: what rings now and has not rung, each with its clock. */
export async function takeRinging(tx: Tx, request: string, at: string): Promise<{ stage: AlarmStage; clock: Clock }[]> {
  const rows = await tx
    .updateTable('request_alarms')
    .set({ rung_at: at })
    .where('request_id', '=', request)
    .where('rung_at', 'is', null)
    .where('rings_at', '<=', at)
    .returning(['clock_id', 'stage'])
    .execute()
  const clocks = new Map((await findClocks(tx, request)).map((clock) => [clock.id, clock]))
  return rows.flatMap(({ clock_id, stage }) => {
    const clock = clocks.get(clock_id)
    return clock ? [{ stage, clock }] : []
  })
}

/** An alarm that has rung, for as long as its period runs. */
export interface Rung {
  readonly request: Headline
  readonly stage: AlarmStage
  readonly clock: string
  readonly rule: string
  readonly title: string
  readonly due: string
  /** The organisation whose duty it is. */
  readonly bearer: string
}

/** What rang last, one line a period: that it is over says more than that it was going to be. */
export async function findRung(db: Db, org: string, limit: number): Promise<Rung[]> {
  const { rows } = await sql<Omit<Rung, 'request'> & { id: string; name: string; number: string; with: string }>`
    select alarm.stage, clock.id as clock, clock.rule, clock.title, clock.due_at as due, clock.bearer,
      request.id, request.title as name, request.file_number as number, request.counterpart_name as with
    from (select * from request_alarms where org_id = ${org} and rung_at is not null order by rung_at desc limit ${sql.lit(2 * limit)}) as alarm
    join request_clocks as clock on clock.id = alarm.clock_id
    join request_requests as request on request.id = alarm.request_id
    order by alarm.rung_at desc`.execute(db)
  const isOver = new Set(rows.flatMap(({ stage, clock }) => (stage === 'overdue' ? [clock] : [])))
  return rows
    .filter(({ stage, clock }) => stage === 'overdue' || !isOver.has(clock))
    .slice(0, limit)
    .map(({ id, name, number, with: counterpartName, ...rung }) => ({
      ...rung,
      request: { id: id as RequestId, title: name, fileNumber: number, counterpartName },
    }))
}
