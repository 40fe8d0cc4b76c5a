import type { LawBase } from '../../law/index.ts'
import type { Clock, Step, Timeline } from '../../requests/index.ts'
import type { Reader } from '../reader.ts'
import { RunningClock } from '../requests/running-clock.tsx'
import { inPlace } from '../requests/time-left.ts'
import { Notice } from '../ui/notice.tsx'

/** The step of this organisation by which data leave: to produce them, or to return a result. */
export const yieldingStep = (steps: readonly Step[], org: string): Step | undefined => {
  const mine = steps.filter(({ does, doer }) => (does === 'produce' || does === 'return') && doer === org)
  return mine.find(({ is }) => is === 'current') ?? mine[0]
}

/** Whether data may leave at this moment. */
export const mayLeave = ({ request, steps, holds, objection }: Timeline): boolean =>
  request.endedAt === undefined &&
  objection === undefined &&
  holds.length === 0 &&
  yieldingStep(steps, request.org)?.is === 'current'

/** May it leave now: the answer, the rule it rests on with its working, and the time that is left to do it. */
export function MayItLeave({
  story,
  law,
  now,
  reader,
}: {
  story: Timeline
  law: LawBase
  now: Temporal.Instant
  reader: Reader
}) {
  const { production: t } = reader.t
  const { request, steps, clocks, holds } = story
  const step = yieldingStep(steps, request.org)
  const due = clocks.find(
    (clock) => clock.step === step?.id && clock.bearer === request.org && !clock.holds && clock.stoppedAt === undefined,
  )
  return (
    <section class="flow" aria-labelledby="may-leave">
      <h2 id="may-leave">{t.mayLeave}</h2>
      <Notice kind={mayLeave(story) ? 'done' : 'care'}>
        <p>
          <strong>{whetherItMayLeave(story, reader)}</strong>
        </p>
        {holds.length > 0 && <p>{t.heldNote}</p>}
      </Notice>
      {holds.map((clock) => (
        <RunningClock clock={clock} overdue={false} now={now} law={law} reader={reader} />
      ))}
      {due && (
        <div class="flow flow-tight">
          <h3>{t.due}</h3>
          <RunningClock clock={due} overdue={due.overdue} now={now} law={law} reader={reader} />
        </div>
      )}
    </section>
  )
}

/** Whether it may leave, in a sentence: what it waits for, where it may not. */
export function whetherItMayLeave(
  {
    request,
    steps,
    decisions,
    holds,
    objection,
  }: Pick<Timeline, 'request' | 'steps' | 'decisions' | 'holds' | 'objection'>,
  reader: Reader,
): string {
  const { production: t } = reader.t
  const step = yieldingStep(steps, request.org)
  if (!step) return t.noStep
  const done = decisions.findLast((one) => one.step === step.id && one.outcome === 'done' && !one.void)
  if (step.is === 'done') return t.finished(reader.instant(done?.at ?? step.since ?? request.createdAt))
  if (request.endedAt !== undefined || step.is === 'refused' || step.is === 'skipped') return t.over
  if (objection) return t.objected
  const [hold] = holds
  if (hold) return untilCleared(hold, reader)
  if (step.is === 'current') return t.yes
  const first = steps.find(({ id, is }) => step.after.includes(id) && is !== 'done' && is !== 'skipped')
  return t.waits(reader.law(first?.title ?? step.title))
}

const untilCleared = ({ due, working }: Clock, reader: Reader): string =>
  due ? reader.t.production.held(inPlace(due, reader, working.zone)) : reader.t.production.heldOpen
