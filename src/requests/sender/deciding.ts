import { type Actor, permit } from '../../accounts/index.ts'
import type { Json } from '../../base/canonical-json.ts'
import type { Tx } from '../../db/index.ts'
import { verificationOf } from '../../trust/index.ts'
import { decide, loadCourse, note, personOf, reasonFrom, refuseEnded, settle } from '../course.ts'
import { RequestError } from '../errors.ts'
import type { Course } from '../lifecycle.ts'
import type { Request, Setting } from '../request.ts'
import { deskOf } from './desk.ts'
import { senderNeeds, senderSteps } from './needs.ts'
import { numbersIn } from './signals.ts'

export const findings = ['verified', 'refused', 'misused'] as const
export type Finding = (typeof findings)[number]

/** How a call ended: they know of the request, they do not, or nobody could be reached. */
export const calls = ['confirmed', 'denied', 'unreached'] as const
export type Call = (typeof calls)[number]

/**
 * Writes down a call to the sender: which number, whom, what they said. Throws `no_directory_number` where none is on file,
 * `number_from_request` for one that the request gave, `number_not_in_directory` for any other, `reason_missing`.
 */
export async function recordCallBack(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { readonly number: string; readonly call: string; readonly says: string },
  setting: Setting,
): Promise<Request> {
  const course = await courseFor(tx, actor, id)
  const { request } = course
  const call = calls.find((one) => one === input.call)
  if (!call) throw new RequestError('invalid', 'bad_text', 'Say how the call ended', { path: 'call' })
  const says = reasonFrom(input.says, 'says')
  const { verification } = await verificationOf(tx, request.counterpart, setting.now())
  const phone = verification?.phone
  if (!phone)
    throw new RequestError('conflict', 'no_directory_number', 'The directory has no number of this organisation', {
      path: 'number',
    })
  if (digitsOf(input.number) !== digitsOf(phone)) throw wrongNumber(request, input.number)
  const outcome = call === 'confirmed' ? 'done' : call === 'denied' ? 'refused' : 'noted'
  const details = { number: phone, source: verification.phoneSource, call }
  const deed = { outcome, reason: says, details: details as Record<string, Json> } as const
  await decide(tx, request, senderSteps.callBack, personOf(actor), deed, setting.now())
  const body = { name: actor.name, text: says, ...details }
  await note(tx, request, 'request.sender-called', personOf(actor), body, setting.now())
  return settle(tx, actor.org, id, setting)
}

/** Whoever forges a request also gives the number to ask at. */
function wrongNumber(request: Request, number: string): RequestError {
  const theirs = numbersIn(request).some((one) => digitsOf(one) === digitsOf(number))
  return theirs
    ? new RequestError('conflict', 'number_from_request', 'This number is from the request itself: call the one in the directory', { path: 'number' }) // biome-ignore format: one line
    : new RequestError('conflict', 'number_not_in_directory', 'This number is not the one in the directory', { path: 'number' }) // biome-ignore format: one line
}

const digitsOf = (number: string): string => number.replace(/\D/g, '')

/**
 * Decides whether the sender is who it says and may ask this, with the reason and everything that was shown. In an emergency
 * somebody else decides a second time. Throws `verification_stale`, `call_back_missing`, `same_person`, `already_decided`,
 * `no_emergency` for a misuse where none was claimed, `reason_missing`.
 */
export async function verifySender(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { readonly finding: string; readonly reason: string },
  setting: Setting,
): Promise<Request> {
  const course = await courseFor(tx, actor, id)
  const { request } = course
  const finding = findings.find((one) => one === input.finding)
  if (!finding) throw new RequestError('invalid', 'bad_text', 'Say what was found', { path: 'finding' })
  const reason = reasonFrom(input.reason)
  const needs = await senderNeeds(tx, course, setting)
  const { is, verification } = await verificationOf(tx, request.counterpart, setting.now())
  if (finding === 'misused' && !needs.emergency)
    throw new RequestError('conflict', 'no_emergency', 'This request claims no emergency', { path: 'finding' })
  if (finding === 'verified') {
    if (is !== 'verified')
      throw new RequestError(
        'conflict',
        'verification_stale',
        'The directory entry of the sender is to be verified anew first',
      )
    if (needs.callBackNeeded && !needs.callBack)
      throw new RequestError(
        'conflict',
        'call_back_missing',
        'Call the number in the directory first: nobody there has confirmed the request yet',
      )
    if (needs.first && (!needs.secondNeeded || needs.second))
      throw new RequestError(
        'conflict',
        'already_decided',
        `${needs.first.name} verified the sender on ${needs.first.at}`,
      )
    if (needs.first?.person === actor.person)
      throw new RequestError('forbidden', 'same_person', 'The second check is for somebody else')
  }
  const part = finding === 'verified' && needs.first ? 'second' : 'first'
  const desk = await deskOf(tx, course, setting)
  const shown = {
    finding,
    part,
    reasons: [...needs.reasons],
    signals: desk.signals.map(({ signal, is: found }) => ({ signal, is: found })),
    competence: desk.competence.is,
    cites: [...new Set(desk.competence.because.map(({ cite }) => cite))],
    verification: verification ? { method: verification.method, at: verification.at, due: verification.due } : null,
    key: desk.keys[0]?.key ?? null,
  }
  const deed = { outcome: finding === 'verified' ? 'done' : 'refused', reason, details: shown } as const
  await decide(tx, request, senderSteps.verification, personOf(actor), deed, setting.now())
  const kind = finding === 'verified' ? 'request.sender-verified' : 'request.sender-not-believed'
  await note(tx, request, kind, personOf(actor), { name: actor.name, text: reason, ...shown }, setting.now())
  return settle(tx, actor.org, id, setting)
}

/** Only what came from elsewhere has a sender to be verified. Throws `wrong_organisation`. */
async function courseFor(tx: Tx, actor: Actor, id: string): Promise<Course> {
  permit(actor, 'sender.verify')
  const course = await loadCourse(tx, actor.org, id, 'lock')
  refuseEnded(course)
  if (course.request.direction === 'incoming') return course
  throw new RequestError('forbidden', 'wrong_organisation', 'This request is one of our own')
}
