import {
  type Awaited,
  awaitedIn,
  isOutside,
  partIn,
  phaseOf,
  type Review,
  type Step,
  stopping,
} from '../../requests/index.ts'
import { partsAhead } from './naming.ts'
import type { Story } from './story.ts'

export const deedNames = [
  'submit', 'approve', 'refuse', 'return', 'send', 'withdraw', 'complete', 'checks', 'preserve', 'clear', 'ground', 'reply', 'close',
  'skip', 'note', 'party', 'remind', 'event',
] as const // biome-ignore format: one line of words
/** What a person can do to a request by a form of its page. */
export type DeedName = (typeof deedNames)[number]

/** Something a person can do now; `fill`, `emergency`, `produce` and `object` lead to pages of their own, `own-approval` is another's. */
export interface Offer {
  readonly act:
    | DeedName
    | 'fill'
    | 'produce'
    | 'object'
    | 'own-approval'
    | 'review'
    | 'state'
    | 'dealing'
    | 'emergency'
    | 'sender'
  readonly step?: Step
  readonly review?: Review
  readonly area?: Awaited['area']
}

export interface Offers {
  /** What the request waits for from this seat, the first thing first. */
  readonly now: readonly Offer[]
  /** What else is possible. */
  readonly other: readonly Offer[]
}

/** What this person can do to the request now. The domain has the last word; this only decides what the page offers. */
export function offersFor(story: Story): Offers {
  const { request, steps, decisions, objection, actor } = story
  if (request.endedAt !== undefined) return { now: [], other: [] }
  const ours = request.direction === 'outgoing'
  const current = steps.filter(({ is }) => is === 'current')
  const mine = current.filter(({ doer, seat }) => doer === actor.org && seat === actor.seat)
  const blocked = request.status === 'refused'
  const now: Offer[] = []
  const other: Offer[] = []

  for (const { area, seat, barred } of awaitedIn(story, story.dealings))
    if (seat === actor.seat && barred !== actor.person) now.push({ act: 'dealing', area })
  const disputes = disputesOf(story)
  now.push(...disputes.now)
  other.push(...disputes.other)
  const isDisputed = disputes.now.length > 0
  // Whoever put the step before the holder answers: the author, or the organ that handed the request on.
  const isAsker =
    objection && objection.org !== actor.org && (ours || steps.some(({ id, via }) => id === objection.step && via))
  if (isAsker && !isDisputed && actor.seat !== 'provider') now.push({ act: 'reply' })
  if (ours && actor.seat === 'authority') (blocked ? now : other).push({ act: 'withdraw' })
  const isChecked = decisions.some(({ step }) => step === 'sender-checks')
  if (!ours && actor.seat === 'provider') (isChecked ? other : now).push({ act: 'checks' })
  if (!ours && (actor.seat === 'provider' || actor.seat === 'central'))
    (story.sender?.isVerified === false && !story.sender.refused ? now : other).push({ act: 'sender' })
  if (!blocked) {
    for (const step of mine.filter(({ does }) => does !== 'review')) {
      const { first, also } = offersOf(step, story)
      now.push(...first)
      other.push(...also)
    }
    if (ours && actor.seat === 'authority' && isDone(story)) now.push({ act: 'complete' })
  }
  if (!blocked && (!ours || request.leftAt !== undefined)) {
    const waitsForANamed = partsAhead(steps, actor, story.directory).some(
      (role) => role.candidates.length > 0 && role.steps.some(({ step }) => current.some((one) => one === step)),
    )
    if (waitsForANamed) now.push({ act: 'party' })
    if (actor.seat !== 'provider')
      for (const step of current) if (step.doer === undefined || isOutside(step.doer)) other.push({ act: 'note', step })
  }
  return { now: onlyOnce(now), other }
}

function offersOf(
  step: Step,
  { request, form, checks, emergencyLacks, actor }: Story,
): { first: Offer[]; also: Offer[] } {
  const ours = request.direction === 'outgoing'
  const left = request.leftAt !== undefined
  const deciding = phaseOf(step) === 'deciding' || (!ours && ['examine', 'execute', 'transmit'].includes(step.does))
  if (deciding) {
    if (request.author?.person === actor.person) return { first: [{ act: 'own-approval', step }], also: [] }
    return { first: [{ act: 'approve', step }], also: [] }
  }
  const missing = (form?.missing ?? []).filter(({ awaitsValidation }) => !awaitsValidation)
  switch (phaseOf(step)) {
    case 'drafting': {
      if (missing.length > 0)
        return {
          first: [{ act: 'fill' }, ...(stopping(checks).length > 0 ? [{ act: 'state' as const }] : [])],
          also: [],
        }
      if (stopping(checks).length > 0) return { first: [{ act: 'state' }], also: [] }
      return { first: [emergencyLacks === 'ground' ? { act: 'emergency' } : { act: 'submit' }], also: [] }
    }
    case 'departing':
      if (ours && !left && missing.length > 0) return { first: [{ act: 'fill' }], also: [] }
      if (ours && emergencyLacks) return { first: [{ act: 'emergency' }], also: [] }
      return { first: [{ act: 'send', step }], also: left ? [{ act: 'skip', step }] : [] }
    case 'closing':
      return { first: [{ act: 'close', step }], also: left ? [{ act: 'skip', step }] : [] }
    default:
      if (step.does === 'assess')
        return { first: [{ act: 'clear', step }], also: actor.seat === 'provider' ? [{ act: 'object', step }] : [] }
      if (step.does === 'preserve') return { first: [{ act: 'preserve', step }], also: [] }
      return { first: [{ act: 'produce', step }], also: actor.seat === 'provider' ? [{ act: 'object', step }] : [] }
  }
}

/** The disputes that wait for this seat, and those in which it can still say something. */
function disputesOf({ reviews, request, objection, actor }: Story): { now: Offer[]; other: Offer[] } {
  const open = reviews.filter(({ state }) => state === 'objected' || state === 'pending')
  const offers = open.map((review) => {
    const part = partIn(request, review)
    const waits =
      (part === 'court' && actor.seat === 'court') ||
      (part === 'keeper' && actor.seat === 'authority' && objection !== undefined)
    return { waits, offer: { act: 'review' as const, review } }
  })
  const of = (waiting: boolean) => offers.filter(({ waits }) => waits === waiting).map(({ offer }) => offer)
  return { now: of(true), other: of(false) }
}

/** Nothing of ours is open and the other side has done all that was asked. */
function isDone({ request, steps, actor }: Story): boolean {
  const over = ({ is }: Step) => is === 'done' || is === 'skipped'
  return (
    request.leftAt !== undefined &&
    steps.every((step) => over(step) || (step.doer !== actor.org && phaseOf(step) !== 'answering'))
  )
}

/** What leaves together is one deed. */
const onlyOnce = (offers: readonly Offer[]) =>
  offers.filter(({ act }, i) => act !== 'send' || offers.findIndex((one) => one.act === 'send') === i)
