import { lastOf, type ReviewState } from '../../../requests/index.ts'
import { Status, type Tone } from '../../ui/status.tsx'
import { PartHead } from '../part-head.tsx'
import { RunningClock } from '../running-clock.tsx'
import { itemName, type ReviewDesk } from './desk.ts'
import { Entries } from './entries.tsx'
import { Judging } from './judging.tsx'
import { ProcedureOf } from './procedure.tsx'
import { RulingShown } from './ruling-shown.tsx'
import { Holding, Keeping, Viewing } from './sides.tsx'

export const tones = {
  objected: 'conflict',
  pending: 'approval',
  decided: 'open',
  ended: 'closed',
} as const satisfies Record<ReviewState, Tone>

/** A dispute over an order, for one of those who have a part in it: what to do now, the file, and how the law has it decided. */
export function ReviewPage({
  desk,
  clocks,
  done,
}: {
  desk: ReviewDesk
  clocks: readonly string[]
  done: string | undefined
}) {
  const { story, review, procedure, part, reader, law } = desk
  const { review: t, requests } = reader.t
  const { request, actor } = story
  const running = story.clocks.filter(({ rule, stoppedAt }) => stoppedAt === undefined && clocks.includes(rule))
  return (
    <>
      <PartHead
        request={request}
        title={t.title}
        lead={reader.law(procedure.ground.title)}
        complaints={desk.tried?.complaints}
        done={done && t.done[done]}
        reader={reader}
      >
        <p class="cluster">
          <Status tone={tones[review.state]} word={t.state[review.state]} />
          <span class="soft">{t.stateMeans[review.state]}</span>
        </p>
      </PartHead>
      <div class="columns request-columns">
        <div class="flow flow-wide">
          <Now desk={desk} />
          <Outcome desk={desk} />
          <section class="flow" aria-labelledby="file">
            <h2 id="file">{t.file}</h2>
            <Entries desk={desk} />
          </section>
          {part === 'holder' && actor.seat === 'provider' && !isOver(desk) && (
            <section class="flow no-print" aria-labelledby="other">
              <h2 id="other">{requests.otherActs}</h2>
              <Holding desk={desk} />
            </section>
          )}
        </div>
        <aside class="flow flow-wide">
          <section class="flow flow-tight" aria-labelledby="about">
            <h2 id="about">{reader.t.today.about}</h2>
            <dl class="pairs pairs-narrow">
              <dt>{t.items}</dt>
              <dd>{reader.list(review.items.map((item) => itemName(desk, item)))}</dd>
              <dt>{t.holder}</dt>
              <dd>{review.holder.name}</dd>
              {review.court && (
                <>
                  <dt>{t.court}</dt>
                  <dd>{review.court.name}</dd>
                </>
              )}
            </dl>
            {running.map((clock) => (
              <RunningClock clock={clock} overdue={clock.overdue} now={story.now} law={law} reader={reader} />
            ))}
          </section>
          <ProcedureOf desk={desk} />
        </aside>
      </div>
    </>
  )
}

const isOver = ({ review, story }: ReviewDesk): boolean =>
  review.state === 'decided' || review.state === 'ended' || story.request.endedAt !== undefined

/** What everybody opens a decided dispute for. */
function Outcome({ desk }: { desk: ReviewDesk }) {
  const ruling = lastOf(desk.review.entries, 'ruling')
  if (!ruling) return null
  return (
    <section class="card flow" aria-labelledby="ruling">
      <h2 id="ruling">{desk.reader.t.review.outcome.title}</h2>
      <RulingShown desk={desk} ruling={ruling.body} />
    </section>
  )
}

/** The forms of this seat, or what the dispute waits for. */
function Now({ desk }: { desk: ReviewDesk }) {
  const { review, part, reader, story, procedure } = desk
  const { review: t, requests } = reader.t
  const { seat } = story.actor
  const over = isOver(desk)
  const responded = review.entries.some(({ kind }) => kind === 'response')
  const acts =
    !over &&
    ((part === 'keeper' &&
      seat === 'authority' &&
      !(review.state === 'pending' && (procedure.review.brought_by === 'authority' || responded))) ||
      (part === 'told' && seat === 'central' && review.state === 'objected') ||
      (part === 'court' && seat === 'court'))
  if (!acts) {
    const waits = over
      ? t.waits.over
      : review.state === 'pending'
        ? t.waits.pending(review.court?.name ?? '')
        : t.waits.objected[procedure.review.brought_by]
    return (
      <section class="card now now-none flow" aria-labelledby="now">
        <h2 id="now">{t.nothing}</h2>
        <p>{waits}</p>
      </section>
    )
  }
  return (
    <section class="card now flow no-print" aria-labelledby="now">
      <h2 id="now">{requests.now}</h2>
      {part === 'keeper' && <Keeping desk={desk} />}
      {part === 'told' && <Viewing desk={desk} />}
      {part === 'court' && <Judging desk={desk} />}
    </section>
  )
}
