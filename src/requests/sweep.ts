import { type InstantText, instantText } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import type { AlarmStage } from './alarm.ts'
import { courseOf, note, settle } from './course.ts'
import type { Clock, Request, Setting } from './request.ts'
import { planRetention } from './retention/planning.ts'
import { lapse } from './running/lapsing.ts'
import { awaitingTime, holdFree, takeRinging } from './store/alarms.ts'
import { findRequest } from './store/requests.ts'
import { endPastTeams } from './teams/agreeing.ts'
import { headsOf, remindOf } from './waiting/reminding.ts'

/**
 * Does what time alone brings: reminds before a period ends, escalates once it has, ends holds and measures that nobody renewed. What is to be done stands
 * in the database with its instant, so nothing is lost by a restart, done twice by two processes, or done again when the
 * clock of the machine is set back. Answers how many requests it touched.
 */
export async function sweep(db: Db, setting: Setting, limit = 100): Promise<number> {
  let touched = 0
  for (const { org, id } of await awaitingTime(db, instantText(setting.now()), limit)) {
    // One request a transaction: whoever works on it meanwhile holds it, and it is left to the next round.
    if (await db.transaction().execute((tx) => sweepOne(tx, org, id, setting))) touched++
  }
  await endPastTeams(db, setting)
  await planRetention(db, setting, limit)
  return touched
}

async function sweepOne(tx: Tx, org: string, id: string, setting: Setting): Promise<boolean> {
  if (!(await holdFree(tx, id))) return false
  const at = setting.now()
  const request = await findRequest(tx, org, id)
  const rung = await takeRinging(tx, id, instantText(at))
  for (const { stage, clock } of rung) if (!lapses(stage, clock)) await ring(tx, request, stage, clock, at)
  for (const { stage, clock } of rung) if (lapses(stage, clock)) await lapse(tx, request, clock, setting)
  await settle(tx, org, id, setting)
  return true
}

/** What nobody renewed is no duty that somebody failed in: it is over. */
const lapses = (stage: AlarmStage, { measure, stoppedAt }: Clock): boolean =>
  stage === 'overdue' && measure !== undefined && stoppedAt === undefined

/**
 * Records that somebody was reminded, or that a period is over and who is told of it: the head, for a duty of one's own;
 * whoever was asked, for another's.
 */
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
  const system = { org: 'system', name: 'system' }
  const isOurs = clock.bearer === request.org
  if (stage === 'reminder') await note(tx, request, 'request.reminded', system, body, at)
  if (stage === 'overdue') {
    const told = isOurs ? await headsOf(tx, request.org) : []
    await note(tx, request, 'request.overdue', system, { ...body, ...(told.length > 0 && { told }) }, at)
  }
  if (!isOurs && stage !== 'reminder') await remindOf(tx, await courseOf(tx, request), clock, stage, at)
}
