import type { LawBase } from '../../law/index.ts'
import type { Task } from '../../requests/index.ts'
import { sourceOf } from '../law/sources.ts'
import type { Reader } from '../reader.ts'
import { RunningClock } from '../requests/running-clock.tsx'
import { StatusOf } from '../requests/status.tsx'
import { inPlace } from '../requests/time-left.ts'
import { Citation } from '../ui/citation.tsx'
import { Notice } from '../ui/notice.tsx'
import { urls } from '../urls.ts'

/** One thing to do: by when, what, in which request, under which article. */
export function TaskCard({
  task,
  now,
  law,
  reader,
}: {
  task: Task
  now: Temporal.Instant
  law: LawBase
  reader: Reader
}) {
  const { today: t } = reader.t
  const { request, step, clock, hold, overdue } = task
  const title = taskTitle(task, reader)
  return (
    <article class={`card task${overdue ? ' task-late' : ''}`}>
      <div class="task-when">
        {clock ? (
          <>
            <RunningClock clock={clock} brief overdue={overdue} now={now} law={law} reader={reader} />
            <p class="small">
              <a href={`${urls.request(request.id)}#clocks`}>{t.working}</a>
            </p>
          </>
        ) : (
          <p class="soft">{t.noDeadline}</p>
        )}
      </div>
      <div class="flow flow-tight">
        <h3>
          <a href={urls.request(request.id)}>{title}</a>
        </h3>
        <p>
          {request.title} <span class="soft">· {request.fileNumber}</span>
        </p>
        <p class="small soft">
          {request.counterpartName} · {t.since(reader.instant(task.since))} ·{' '}
          <Citation source={sourceOf(law, request.rule, step.cite, reader)} />
        </p>
        {hold?.due && (
          <Notice kind="care">
            <p>{t.held(inPlace(hold.due, reader, hold.working.zone))}</p>
            <Citation source={sourceOf(law, hold.rule, hold.cite, reader)} />
          </Notice>
        )}
      </div>
      <div class="task-go">
        <StatusOf request={request} reader={reader} />
        <a class="button no-print" href={placeOf(task, reader)}>
          {t.toDo}
          <span class="hidden-text">
            : {title}, {request.title}
          </span>
        </a>
      </div>
    </article>
  )
}

/** Where it is done. */
function placeOf({ kind, request: { id } }: Task, reader: Reader): string {
  if (kind === 'renew') return urls.running(id)
  if (kind === 'sign-emergency') return urls.emergency(id)
  if (kind === 'verify-sender') return urls.sender(id)
  if (kind === 'resume' || kind === 'keep-promise') return urls.dealing(id, 'examination')
  if (kind === 'watch-promise') return urls.gate(id)
  return kind in reader.t.answering.tasks ? urls.answering(id) : urls.request(id)
}

function taskTitle({ kind, step }: Task, reader: Reader): string {
  const { today: t, answering: beside } = reader.t
  if (kind === 'answer-objection') return t.answerObjection
  if (kind === 'answer') return t.answerOther
  if (kind === 'renew') return t.renew
  if (kind === 'sign-emergency') return t.signEmergency
  if (kind === 'verify-sender') return reader.t.sender.task
  if (kind === 'resume') return t.resume
  if (kind === 'keep-promise') return t.keepPromise
  if (kind === 'watch-promise') return t.watchPromise
  if (kind in beside.tasks) return beside.tasks[kind as keyof typeof beside.tasks]
  return kind === 'withdraw' ? t.withdraw : reader.law(step.title)
}
