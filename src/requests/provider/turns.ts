import type { Seat } from '../../accounts/index.ts'
import type { InstantText } from '../../base/time.ts'
import type { Course } from '../lifecycle.ts'
import type { Clock, Request } from '../request.ts'
import type { Desk, Turn } from '../turn.ts'
import { lastOfKind, openQuestions } from './entries.ts'

/** What somebody must do that is no step: answer a question or a claim, send on what came back. */
export function besideTurns(course: Course, running: readonly Clock[]): Turn[] {
  const { request, steps, beside = [], claims = [] } = course
  const step = steps.find(({ via }) => via !== undefined) ?? steps[0]
  if (!step) return []
  const turn = (kind: Turn['kind'], since: InstantText, more: Partial<Turn> = {}): Turn => ({
    kind,
    step,
    desk: deskHere(request),
    whom: request.author?.name ?? '',
    barred: undefined,
    since,
    clock: undefined,
    hold: undefined,
    ...more,
  })
  const turns: Turn[] = []
  const isOver = request.endedAt !== undefined
  const questions = isOver ? [] : openQuestions(beside).filter(({ org }) => org !== request.org)
  for (const { at, body } of questions) {
    const clock = body.ground === undefined ? undefined : running.find(({ stops }) => stops === 'notice.answered')
    turns.push(turn('answer-question', at, { clock }))
  }
  const returned = lastOfKind(beside, 'misaddressed')
  if (returned && request.direction === 'outgoing' && !isOver && !lastOfKind(beside, 'redirected'))
    turns.push(turn('send-on', returned.at))
  for (const { claimedAt } of claims) turns.push(turn('answer-claim', claimedAt))
  return turns
}

/** Where what comes from the other side lies: with the author, or the seat at which a request is passed on. */
function deskHere({ direction, parties, org }: Request): Desk {
  if (direction === 'outgoing') return 'authority'
  return (parties.find((party) => party.org === org)?.seat ?? 'central') as Seat
}
