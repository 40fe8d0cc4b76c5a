import { type Actor, membersOf } from '../../accounts/index.ts'
import type { Db } from '../../db/index.ts'
import { type Counterpart, counterparts, type Outgoing, outgoingAbout } from '../../exchange/index.ts'
import {
  type AnsweringFile,
  answeringFile,
  type CheckFound,
  checksFor,
  comparisonOf,
  correctedBy,
  type Dealing,
  dealingsOf,
  emergencyLacks,
  eventsToNote,
  type FilledForm,
  formOf,
  mayBeRedrafted,
  type Outlook,
  outlookFor,
  type Review,
  reviewsOf,
  type SenderNeeds,
  type Setting,
  senderNeeds,
  type Timeline,
  timeline,
} from '../../requests/index.ts'
import { withHolds } from './status.tsx'

/** All that the pages of one request tell: its course, its form, what was sent, and who everybody is. */
export interface Story extends Timeline {
  readonly actor: Actor
  readonly now: Temporal.Instant
  /** With every box and where it came from; only for the request one keeps oneself. */
  readonly form: FilledForm | undefined
  /** What the law looks at before it is handed in; empty where it is not our draft. */
  readonly checks: readonly CheckFound[]
  /** What its emergency still needs before it may go: that its ground is stated, or signed for. */
  readonly emergencyLacks: 'ground' | 'signature' | undefined
  /** How far the verification of its sender is, where it came from elsewhere. */
  readonly sender: SenderNeeds | undefined
  /** Disputes over it, oldest first. */
  readonly reviews: readonly Review[]
  /** What both sides said beside the steps, oldest first. */
  readonly dealings: readonly Dealing[]
  /** What is said and done beside the steps while it is answered. */
  readonly answering: AnsweringFile
  /** Whether there is something to compare it with, and whether it can be, or was, drafted anew. */
  readonly correction: { readonly isCompared: boolean; readonly possible: boolean; readonly by: string | undefined }
  /** What periods wait for and no step is: somebody has to say that it happened. */
  readonly eventsToNote: readonly string[]
  /** When its end is expected, and who was asked after it. */
  readonly outlook: Outlook
  readonly messages: readonly Omit<Outgoing, 'bytes'>[]
  /** Names of people of this organisation. */
  readonly people: ReadonlyMap<string, string>
  readonly directory: readonly Counterpart[]
}

/** Throws `not_found` also for another organisation's request. */
export async function storyOf(db: Db, actor: Actor, id: string, setting: Setting): Promise<Story> {
  const now = setting.now()
  const told = await timeline(db, actor.org, id, now)
  const isOurs = told.request.direction === 'outgoing'
  return {
    ...told,
    request: withHolds(told.request, told.holds.length > 0),
    actor,
    now,
    form: isOurs ? await formOf(db, actor.org, id, setting) : undefined,
    checks: isOurs ? await checksFor(db, actor.org, id, setting) : [],
    sender: isOurs ? undefined : await senderNeeds(db, { ...told, dealings: [] }, setting),
    emergencyLacks: await emergencyLacks(db, told.request, setting.law),
    reviews: await reviewsOf(db, actor.org, id),
    dealings: await dealingsOf(db, actor.org, id),
    answering: await answeringFile(db, actor.org, id, setting),
    correction: {
      isCompared: (await comparisonOf(db, actor.org, id, setting)) !== undefined,
      possible: mayBeRedrafted(told),
      by: await correctedBy(db, told.request),
    },
    eventsToNote: eventsToNote(told, setting.law),
    outlook: await outlookFor(db, actor.org, id, setting),
    messages: await outgoingAbout(db, actor.org, id),
    people: new Map((await membersOf(db, actor.org)).map(({ person, name }) => [person, name])),
    directory: await counterparts(db),
  }
}

/** The name of an organisation with a part in it, or of any other known here. */
export function nameOf({ request, actor, directory }: Story, org: string | undefined): string | undefined {
  if (org === undefined) return undefined
  if (org === actor.org) return actor.orgName
  return request.parties.find((party) => party.org === org)?.name ?? directory.find((one) => one.org === org)?.name
}
