import { type InstantText, instantText, parseInstant } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { type Doubt, doubtsOf, type Signal, trustSettings } from '../../trust/index.ts'
import { RequestError } from '../errors.ts'
import type { Course } from '../lifecycle.ts'
import type { Decision, Setting } from '../request.ts'
import { senderStanding } from '../store/organisations.ts'
import { competenceFor } from './competence.ts'
import { signalsOf } from './signals.ts'
import { cameInEmergency } from './urgency.ts'

/** The names under which decisions about the sender are written down, beside the steps. */
export const senderSteps = { verification: 'sender-verification', callBack: 'call-back' } as const

/** Why a sender must be verified at the desk before anything is handed over. */
export type DeskReason = 'emergency' | Doubt | Signal

/** How far the verification of a sender is: what it is owed for, what was done, what is still missing. */
export interface SenderNeeds {
  readonly reasons: readonly DeskReason[]
  readonly emergency: boolean
  /** A call to the number of the directory, that was answered as it should be. */
  readonly callBack: Decision | undefined
  readonly callBackNeeded: boolean
  /** Verified once; in an emergency somebody else has to look again. */
  readonly first: Decision | undefined
  readonly second: Decision | undefined
  readonly secondNeeded: boolean
  /** By when the second check is due, by the house's own period. */
  readonly secondDue: InstantText | undefined
  /** The last word was that the sender is not who it says, or misused an emergency. */
  readonly refused: Decision | undefined
  /** Nothing is missing, or nothing was owed. */
  readonly isVerified: boolean
}

/** What the verification of the sender of this request still needs. */
export async function senderNeeds(db: Db, course: Course, { law, now }: Setting): Promise<SenderNeeds> {
  const { request, decisions } = course
  const emergency = cameInEmergency(course, law)
  const settings = await trustSettings(db)
  const doubts = await doubtsOf(db, request.org, { sender: request.counterpart, request: request.id }, now())
  const shown = settings.deskFor.length > 0 ? await shownSignals(db, course, law) : []
  const reasons: DeskReason[] = [
    ...(emergency ? (['emergency'] as const) : []),
    ...doubts,
    ...shown.filter((one) => settings.deskFor.includes(one)),
  ]
  const about = decisions.filter(({ void: isVoid }) => !isVoid)
  const verdicts = about.filter(({ step }) => step === senderSteps.verification)
  const last = verdicts.at(-1)
  const refused = last?.outcome === 'refused' ? last : undefined
  // After a no it begins again.
  const since = about.findLastIndex(({ step, outcome }) => step === senderSteps.verification && outcome === 'refused')
  const counting = about.slice(since + 1)
  const [first, second] = counting.filter(({ step }) => step === senderSteps.verification)
  const callBack = counting.findLast(({ step }) => step === senderSteps.callBack)
  const answered = callBack?.outcome === 'done' ? callBack : undefined
  const callBackNeeded = reasons.some((one) => one === 'emergency' || one === 'revoked-key' || one === 'misuse')
  return {
    reasons,
    emergency,
    callBack: answered,
    callBackNeeded,
    first,
    second,
    secondNeeded: emergency,
    secondDue: emergency
      ? instantText(parseInstant(first?.at ?? request.createdAt).add({ minutes: settings.secondCheckMinutes }))
      : undefined,
    refused,
    isVerified: !refused && (reasons.length === 0 || (first !== undefined && (!emergency || second !== undefined))),
  }
}

async function shownSignals(db: Db, { request }: Course, law: LawBase): Promise<Signal[]> {
  const settings = await trustSettings(db)
  const sender = await senderStanding(db, request.counterpart)
  const competence = competenceFor(law, request, sender ?? { state: '', authority: null })
  const found = await signalsOf(db, request, { competence, settings })
  return found.filter(({ is }) => is === 'shown').map(({ signal }) => signal)
}

/**
 * Nothing is handed over to somebody nobody made sure of. Throws `verification_stale`, `sender_refused`, `sender_unverified`,
 * `second_check_missing`.
 */
export function refuseUnverified(needs: SenderNeeds, isStale: boolean): void {
  const refuse = (code: SenderRefusal, message: string) => new RequestError('conflict', code, message)
  if (isStale)
    throw refuse(
      'verification_stale',
      'The directory entry of the sender is to be verified anew before anything is handed over',
    )
  if (needs.refused)
    throw refuse(
      'sender_refused',
      `${needs.refused.name} found on ${needs.refused.at} that the sender is not to be believed`,
    )
  if (needs.isVerified) return
  if (!needs.first) throw refuse('sender_unverified', `The sender must be verified first: ${needs.reasons.join(', ')}`)
  throw refuse('second_check_missing', 'In an emergency somebody else has to check the sender as well')
}

type SenderRefusal = 'verification_stale' | 'sender_refused' | 'sender_unverified' | 'second_check_missing'
