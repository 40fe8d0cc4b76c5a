import { membersOf } from '../accounts/index.ts'
import { type InstantText, instantText, type Now } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import type { AlarmStage } from './alarm.ts'
import { note, settle } from './course.ts'
import type { Clock, Request } from './request.ts'
import { awaitingTime, holdFree, takeRinging } from './store/alarms.ts'
import { findRequest } from './store/requests.ts'

/**
 * Does what time alone brings: reminds before a period ends, escalates once it has, ends holds. What is to be done stands
 * in the database with its instant, so nothing is lost by a restart, done twice by two processes, or done again when the
 * clock of the machine is set back. Answers how many requests it touched.
 */
export async function sweep(db: Db, now: Now, limit = 100): Promise<number> {
  let touched = 0
  for (const { org, id } of await awaitingTime(db, instantText(now()), limit)) {
    // One request a transaction: whoever works on it meanwhile holds it, and it is left to the next round.
    if (await db.transaction().execute((tx) => sweepOne(tx, org, id, now))) touched++
  }
  return touched
}

async function sweepOne(tx: Tx, org: string, id: string, now: Now): Promise<boolean> {
  if (!(await holdFree(tx, id))) return false
  const at = now()
  const request = await findRequest(tx, org, id)
  for (const { stage, clock } of await takeRinging(tx, id, instantText(at))) await ring(tx, request, stage, clock, at)
  await settle(tx, org, id, { now })
  return true
}

/** Records that somebody was reminded, or that a period is over and who is told of it: the head, for a duty of one's own. */
async function ring(tx: Tx, request: Request, stage: AlarmStage, clock: Clock, at: Temporal.Instant): Promise<void> {
  const isOver = clock.due !== undefined && instantText(at) >= clock.due
  // A reminder of what is over already says nothing: that it is over is told by itself.
  if ((stage === 'reminder' && isOver) || clock.stoppedAt !== undefined) return
  const body = {
    rule: clock.rule,
    due: clock.due as InstantText,
    bearer: clock.bearer,
    ...(clock.step && { step: clock.step }),
  }
  const told = stage === 'overdue' ? await headsOf(tx, request.org) : []
  const kind = stage === 'overdue' ? 'request.overdue' : 'request.reminded'
  await note(tx, request, kind, { org: 'system', name: 'system' }, { ...body, ...(told.length > 0 && { told }) }, at)
}

/** Sweeps again and again; a fault of ours is told to `report`, and the next round comes all the same. */
export function startSweeping(db: Db, now: Now, report: (error: unknown) => void): { stop(): Promise<void> } {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let round: Promise<unknown> = Promise.resolve()
  const go = () => {
    round = sweep(db, now).catch(report)
    void round.then(() => {
      if (!stopped) timer = setTimeout(go, PAUSE).unref()
    })
  }
  timer = setTimeout(go, 0).unref()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await round
    },
  }
}

/** Milliseconds between two looks at what is due: it is told so much late at most, whatever happens to the machine's clock. */
const PAUSE = 20_000

async function headsOf(tx: Tx, org: string): Promise<string[]> {
  const heads = (await membersOf(tx, org)).filter(({ role }) => role === 'head')
  return [...new Set(heads.map(({ person }) => person))]
}
