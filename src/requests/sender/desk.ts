import type { Db } from '../../db/index.ts'
import {
  type Attestation,
  attestationsAbout,
  type Doubted,
  doubtedAbout,
  type KeyPeriod,
  keyHistory,
  type TrustSettings,
  trustSettings,
  type VerificationStanding,
  verificationOf,
} from '../../trust/index.ts'
import { loadCourse } from '../course.ts'
import { RequestError } from '../errors.ts'
import type { Course } from '../lifecycle.ts'
import type { Decision, Request, Setting } from '../request.ts'
import { senderStanding } from '../store/organisations.ts'
import { type Competence, competenceFor } from './competence.ts'
import { type SenderNeeds, senderNeeds, senderSteps } from './needs.ts'
import { type SignalFound, signalsOf } from './signals.ts'

/** Everything that helps somebody decide whether a sender is who it says and may ask this. */
export interface SenderDesk {
  readonly request: Request
  readonly needs: SenderNeeds
  /** Who the sender is by the directory; undefined where it is not there any more. */
  readonly sender: { readonly name: string; readonly state: string; readonly authority: string | null } | undefined
  readonly verification: VerificationStanding
  readonly keys: readonly KeyPeriod[]
  readonly doubted: readonly Doubted[]
  readonly attestations: readonly Attestation[]
  readonly competence: Competence
  readonly signals: readonly SignalFound[]
  readonly settings: TrustSettings
  /** What was decided and who was called, oldest first. */
  readonly done: readonly Decision[]
}

/** Throws `not_found`, also for another organisation's request, and `wrong_organisation` for one of our own. */
export async function senderDesk(db: Db, org: string, id: string, setting: Setting): Promise<SenderDesk> {
  const course = await loadCourse(db, org, id)
  if (course.request.direction === 'incoming') return deskOf(db, course, setting)
  throw new RequestError('forbidden', 'wrong_organisation', 'This request is one of our own')
}

export async function deskOf(db: Db, course: Course, setting: Setting): Promise<SenderDesk> {
  const { request, decisions } = course
  const { counterpart, org } = request
  const now = setting.now()
  const settings = await trustSettings(db)
  const sender = await senderStanding(db, counterpart)
  const competence = competenceFor(setting.law, request, sender ?? { state: '', authority: null })
  const steps: readonly string[] = Object.values(senderSteps)
  return {
    request,
    needs: await senderNeeds(db, course, setting),
    sender,
    verification: await verificationOf(db, counterpart, now),
    keys: await keyHistory(db, counterpart),
    doubted: await doubtedAbout(db, org, request.id),
    attestations: await attestationsAbout(db, org, counterpart, now),
    competence,
    signals: await signalsOf(db, request, { competence, settings }),
    settings,
    done: decisions.filter(({ step }) => steps.includes(step)),
  }
}
