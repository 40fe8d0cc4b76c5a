import { enforcementsOf, enforcingStep, fits, isConsulting } from '../enforcement/standing.ts'
import { RequestError } from '../errors.ts'
import type { Course } from '../lifecycle.ts'
import { isOutside } from '../passing-on.ts'
import type { Request, Step } from '../request.ts'
import { allOf, type Dealing, type DealingKind, lastIn } from './dealing.ts'
import { examinationOf } from './standing.ts'

/** Which way a thing goes: to those who asked, to those who answer, or between the three sides of an enforcement. */
const ways = {
  checked: 'kept', used: 'kept',
  question: 'up', postponed: 'up', resumed: 'up', conditions: 'up', released: 'up', breached: 'up', 'use-allowed': 'up', 'use-denied': 'up',
  answer: 'down', promised: 'down', fulfilled: 'down', 'use-asked': 'down',
  asked: 'keeper', explained: 'keeper', complied: 'keeper', 'given-up': 'keeper',
  consulted: 'authority', recognised: 'authority', 'not-recognised': 'authority', confirmed: 'authority',
  'not-enforced': 'authority', penalised: 'authority', pleaded: 'holder', appealed: 'holder',
  proposed: 'authority', heard: 'holder', spared: 'authority', 'appeal-decided': 'authority', lifted: 'authority',
  'sent-abroad': 'authority', 'answered-abroad': 'authority', announced: 'authority', replied: 'holder', published: 'authority',
  'taken-down': 'authority',
} as const satisfies Record<DealingKind, string> // biome-ignore format: a table

/** The three sides of an enforcement, as this organisation knows them. */
export function sidesOf({ direction, org, counterpart }: Request, dealings: readonly Dealing[], dealing: string) {
  const asked = lastIn(dealings, dealing, 'asked')
  const keeper = direction === 'outgoing' ? org : counterpart
  return { keeper, authority: asked?.body.authority.org, holder: asked?.body.holder.org }
}

/** Whom it is told from here; nobody where it has come to whom it is for. */
export function tellsTo(
  { request, steps }: Pick<Course, 'request' | 'steps'>,
  dealings: readonly Dealing[],
  { kind, dealing, step, org }: Pick<Dealing, 'kind' | 'dealing' | 'step' | 'org'>,
): string[] {
  const way = ways[kind]
  if (way === 'kept') return []
  if (way === 'up') return request.direction === 'incoming' ? [request.counterpart] : []
  if (way === 'down') {
    const about = steps.find(({ id }) => id === step)
    return about?.via && about.doer !== request.org && !isOutside(about.via) ? [about.via] : []
  }
  if (org !== request.org) return []
  const { keeper, authority, holder } = sidesOf(request, dealings, dealing)
  // The enforcing authority gets the whole file instead.
  const all =
    kind === 'asked'
      ? [holder]
      : kind === 'consulted'
        ? [keeper]
        : kind === 'explained'
          ? [authority]
          : [keeper, authority, holder]
  return all.filter((one) => one !== undefined && one !== request.org && !isOutside(one)) as string[]
}

/** Throws `wrong_organisation` unless this sender is the one from whom it would come. */
export function refuseWrongSender(
  { request, steps }: Pick<Course, 'request' | 'steps'>,
  dealings: readonly Dealing[],
  from: string,
  { kind, dealing, step, org }: Pick<Dealing, 'kind' | 'dealing' | 'step' | 'org'>,
): void {
  const way = ways[kind]
  const about = steps.find(({ id }) => id === step)
  const sides = sidesOf(request, dealings, dealing)
  const isOurs = request.direction === 'incoming' && request.counterpart === from
  const may =
    way === 'up'
      ? about?.via === from
      : way === 'down' || kind === 'asked'
        ? isOurs && about !== undefined
        : way !== 'kept' && org === from && sides[way] === from
  if (!may) throw new RequestError('forbidden', 'wrong_organisation', 'The sender cannot say this about the request')
}

/** Throws `no_such_dealing`, `already_decided`, `not_current` for what does not fit what was said before. */
export function refuseOutOfTurn(dealings: readonly Dealing[], said: Pick<Dealing, 'kind' | 'dealing' | 'body'>): void {
  const { kind, dealing } = said
  const need = <K extends DealingKind>(...kinds: readonly K[]) => {
    const found = lastIn(dealings, dealing, ...kinds)
    if (found) return found
    throw new RequestError('missing', 'no_such_dealing', 'Nothing of the kind was asked here')
  }
  const once = (...kinds: readonly DealingKind[]) => {
    const before = lastIn(dealings, dealing, ...kinds)
    if (!before) return
    throw new RequestError('conflict', 'already_decided', `${before.name} has said this already, on ${before.at}`)
  }
  switch (kind) {
    case 'answer':
      need('question')
      once('answer')
      break
    case 'resumed':
      need('postponed')
      once('resumed')
      break
    case 'postponed':
      refusePostponed(dealings)
      break
    case 'promised':
      need('conditions')
      once('promised')
      break
    case 'released':
      need('conditions')
      refuseReleased(dealings, said)
      break
    case 'fulfilled':
    case 'breached':
      refuseUnkept(dealings, said)
      break
    case 'use-allowed':
    case 'use-denied':
      need('use-asked')
      once('use-allowed', 'use-denied')
      break
    case 'question':
    case 'conditions':
    case 'use-asked':
    case 'checked':
    case 'used':
    case 'asked':
      once(kind)
      break
    default:
      need('asked')
      refuseOtherStage(dealings, dealing, kind)
  }
}

/** Only what was promised is kept or broken, and each once. */
function refuseUnkept(dealings: readonly Dealing[], said: Pick<Dealing, 'kind' | 'dealing' | 'body'>) {
  const { kind, dealing, body } = said
  const named = (body as { conditions: readonly string[] }).conditions
  const found = examinationOf(dealings).conditions.filter((one) => one.dealing === dealing)
  for (const id of named) {
    const one = found.find(({ condition }) => condition.id === id)
    if (!one) throw new RequestError('missing', 'no_such_dealing', 'There is no such condition')
    const { state, end } = one
    if (state === 'accepted' || (kind === 'breached' && state === 'fulfilled')) continue
    refuseReleased(dealings, said)
    if (end)
      throw new RequestError('conflict', 'already_decided', `${end.name} wrote down that it is ${state}, on ${end.at}`)
    throw new RequestError('conflict', 'not_current', `This is no promise that stands: it is ${state}`)
  }
}

/** What is let go is let go once, and nothing is kept or broken of it any more. */
function refuseReleased(dealings: readonly Dealing[], { dealing, body }: Pick<Dealing, 'dealing' | 'body'>) {
  const named = (body as { conditions: readonly string[] }).conditions
  const before = allOf(dealings, 'released').find(
    (one) => one.dealing === dealing && one.body.conditions.some((id) => named.includes(id)),
  )
  if (!before) return
  throw new RequestError('conflict', 'already_decided', `${before.name} let this condition go already, on ${before.at}`)
}

function refusePostponed(dealings: readonly Dealing[]): void {
  const { postponed } = examinationOf(dealings)
  if (!postponed) return
  throw new RequestError('conflict', 'already_decided', `${postponed.name} postponed it already, on ${postponed.at}`)
}

function refuseOtherStage(dealings: readonly Dealing[], dealing: string, kind: DealingKind): void {
  const enforcement = enforcementsOf(dealings).find(({ id }) => id === dealing)
  if (enforcement && fits(enforcement, kind)) return
  const last = enforcement?.said.at(-1)
  if (last && decidesTheSame(last.kind, kind))
    throw new RequestError(
      'conflict',
      'already_decided',
      `${last.name} (${last.orgName}) has said this already, on ${last.at}`,
    )
  const message = `The enforcement has come to another stage: ${last?.name} (${last?.orgName}) was last heard on ${last?.at}`
  throw new RequestError('conflict', 'not_current', message)
}

/** What can be decided one way or the other, once. */
const choices: readonly (readonly DealingKind[])[] = [
  ['recognised', 'not-recognised'],
  ['confirmed', 'not-enforced'],
  ['penalised', 'spared'],
  ['complied', 'given-up'],
]

const decidesTheSame = (last: DealingKind, kind: DealingKind): boolean =>
  last === kind || choices.some((choice) => choice.includes(last) && choice.includes(kind))

/** What somebody here must answer before it goes on: of which kind, about which step, at which seat, since when. */
export interface Awaited {
  readonly area: 'examination' | 'enforcement' | 'use'
  readonly step: Step
  readonly seat: Step['seat']
  readonly since: Dealing['at']
  /** Whoever may not: what somebody proposed another person decides. */
  readonly barred: string | undefined
}

export function awaitedIn(
  { request, steps }: Pick<Course, 'request' | 'steps'>,
  dealings: readonly Dealing[],
): Awaited[] {
  const found: Awaited[] = []
  const await_ = (area: Awaited['area'], said: Dealing | undefined, seat?: Step['seat'], barred?: string) => {
    const step = said && steps.find(({ id }) => id === said.step)
    if (step && !found.some((one) => one.step.id === step.id))
      found.push({ area, step, seat: seat ?? step.seat, since: said.at, barred })
  }
  const isOurs = request.direction === 'outgoing'
  const isOpen = request.endedAt === undefined
  if (isOurs && isOpen) {
    const { questions, conditions } = examinationOf(dealings)
    await_('examination', questions.find(({ answer }) => !answer)?.question, 'authority')
    await_('examination', conditions.find(({ state }) => state === 'open')?.asked, 'authority')
  }
  for (const one of isOpen ? enforcementsOf(dealings) : []) {
    const { stage, pleaded, consulted, penalty } = one
    const isHeard = stage === 'asked' || stage === 'pleaded'
    if (isOurs && isConsulting(one) && isHeard) await_('enforcement', consulted, 'authority')
    const isOurDecision = one.asked.body.authority.org === request.org && stage === 'pleaded' && !isConsulting(one)
    if (pleaded && isOurDecision) await_('enforcement', { ...pleaded, step: enforcingStep(one.id) }, 'central')
    const { heard } = one
    if (heard && stage === 'proposed' && one.asked.body.authority.org === request.org)
      await_('enforcement', { ...heard, step: enforcingStep(one.id) }, 'central', one.proposal?.person)
    if (one.asked.body.holder.org !== request.org) continue
    if (!heard && stage === 'proposed') await_('enforcement', one.proposal, 'provider')
    if (penalty?.announced && !penalty.reply) await_('enforcement', penalty.announced, 'provider')
  }
  if (!isOurs) {
    for (const one of dealings.filter(({ kind }) => kind === 'use-asked')) {
      const about = steps.find(({ id }) => id === one.step)
      const isAnswered = lastIn(dealings, one.dealing, 'use-allowed', 'use-denied') !== undefined
      if (about?.doer === request.org && !isAnswered) await_('use', one)
    }
  }
  return found
}
