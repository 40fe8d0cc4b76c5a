import type { LawBase } from '../../law/index.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { Timeline } from '../ui/timeline.tsx'
import { urls } from '../urls.ts'
import { AnsweringBrief } from './answering/brief.tsx'
import { Chain } from './chain.tsx'
import { Clocks } from './clocks.tsx'
import { Correcting } from './correcting/redraft.tsx'
import { Decisions } from './decisions.tsx'
import type { Desk } from './deed-form.tsx'
import { DealingsOf } from './examination/dealings-of.tsx'
import { FactsOf } from './facts-of.tsx'
import { happenedIn } from './happened.ts'
import { Messages } from './messages.tsx'
import { lastNo, SaidNo } from './no.tsx'
import { OfferOf } from './offer.tsx'
import { type Offers, offersFor } from './offers.ts'
import { Disputes } from './review/disputes.tsx'
import { RunningClock } from './running-clock.tsx'
import { StatusOf } from './status.tsx'
import { nameOf, type Story } from './story.ts'
import { WaitingSection } from './waiting/waiting.tsx'

interface Props {
  story: Story
  desk: Desk
  law: LawBase
}

/** One request for one of those who have a part in it: what to do now, then its whole story. */
export function RequestPage({ story, desk, law, done }: Props & { done: string | undefined }) {
  const { reader } = desk
  const { requests: t, errors, deeds, shell } = reader.t
  const { request } = story
  const offers = offersFor(story)
  return (
    <>
      <Crumbs
        label={shell.breadcrumbs}
        crumbs={[{ text: t.title, href: urls.requests }, { text: `${request.title}, ${request.fileNumber}` }]}
      />
      <ErrorSummary title={errors.title} errors={desk.tried?.complaints ?? []} />
      <PageHead title={request.title} fileNumber={request.fileNumber}>
        <p class="cluster">
          <StatusOf request={request} reader={reader} />
          <span class="soft">{meansOf(story, reader)}</span>
        </p>
        <p class="soft small">
          {reader.law(request.routeTitle)} · {request.direction === 'outgoing' ? t.to : t.from}{' '}
          {request.counterpartName}
        </p>
      </PageHead>
      {request.stopped && (
        <Notice kind="care">
          <p>{request.stopped}</p>
        </Notice>
      )}
      {done && deeds.done[done] && !desk.tried && (
        <Notice kind="done">
          <p>{deeds.done[done]}</p>
        </Notice>
      )}
      <div class="columns request-columns">
        <div class="flow flow-wide">
          <Now story={story} desk={desk} law={law} offers={offers} />
          <Correcting story={story} desk={desk} />
          <WaitingSection story={story} desk={desk} law={law} />
          <section class="flow" aria-labelledby="steps">
            <h2 id="steps">{t.steps}</h2>
            <Chain story={story} law={law} reader={reader} />
          </section>
          {story.clocks.length > 0 && (
            <section class="flow" aria-labelledby="clocks">
              <h2 id="clocks">{t.clocks}</h2>
              <Clocks story={story} law={law} reader={reader} />
            </section>
          )}
          <Decisions story={story} law={law} reader={reader} />
          <Disputes story={story} law={law} reader={reader} />
          <DealingsOf story={story} law={law} reader={reader} />
          <AnsweringBrief story={story} reader={reader} />
          {story.messages.length > 0 && (
            <section class="flow" aria-labelledby="messages">
              <h2 id="messages">{t.messages}</h2>
              <p class="small soft measure">{t.messagesNote}</p>
              <Messages story={story} reader={reader} />
            </section>
          )}
          <section class="flow" aria-labelledby="timeline">
            <h2 id="timeline">{t.timeline}</h2>
            <p class="small soft">
              {t.timelineNote} <a href={urls.log}>{t.log}</a>
            </p>
            <Timeline events={happenedIn(story, reader)} />
          </section>
          {offers.other.length > 0 && (
            <section class="flow no-print" aria-labelledby="other">
              <h2 id="other">{t.otherActs}</h2>
              {offers.other.map((offer) => (
                <OfferOf offer={offer} story={story} desk={desk} law={law} first={false} />
              ))}
            </section>
          )}
        </div>
        <aside class="flow flow-wide">
          <FactsOf story={story} desk={desk} />
        </aside>
      </div>
    </>
  )
}

/** What the status means here: at an organ that handed nothing over, an answer is that its part is done. */
function meansOf(story: Story, { t: { requests } }: Desk['reader']): string {
  const { request, steps } = story
  const yields = steps.some(({ does, doer }) => doer === request.org && (does === 'produce' || does === 'return'))
  if (request.status === 'draft' && lastNo(story)) return requests.returnedMeans
  if (request.status === 'answered' && request.direction === 'incoming' && !yields) return requests.partDone
  return requests.statusMeans[request.status]
}

/** The first question of whoever opens the page: what do I have to do, and by when? */
function Now({ story, desk, law, offers }: Props & { offers: Offers }) {
  const { reader } = desk
  const { requests: t } = reader.t
  const { steps, clocks, actor, request } = story
  if (offers.now.length === 0) {
    const waiting = steps.filter(
      ({ is, doer, seat }) => is === 'current' && (doer !== actor.org || seat !== actor.seat),
    )
    return (
      <section class="card now now-none flow" aria-labelledby="now">
        <h2 id="now">{t.nothingNow}</h2>
        <SaidNo story={story} law={law} reader={reader} />
        {request.endedAt !== undefined && <p>{t.isOver}</p>}
        {waiting.map((step) => {
          const whom =
            nameOf(story, step.doer) ?? (step.authority ? reader.law(step.authority) : reader.t.seats[step.seat])
          return <p>{t.waitsOn(reader.law(step.title), whom)}</p>
        })}
      </section>
    )
  }
  return (
    <section class="card now flow no-print" aria-labelledby="now">
      <h2 id="now">{t.now}</h2>
      <SaidNo story={story} law={law} reader={reader} />
      {offers.now.map((offer, i) => {
        const running = clocks.filter(
          ({ step, stoppedAt, bearer }) =>
            stoppedAt === undefined &&
            // A step's period ends with the step, whoever answers for it.
            (offer.step ? step === offer.step.id : offer.act === 'reply' && step === undefined && bearer === actor.org),
        )
        return (
          <div class="offer flow">
            {running.map((clock) => (
              <div class="flow flow-tight">
                {running.length > 1 && <p class="small soft">{reader.law(clock.title)}</p>}
                <RunningClock clock={clock} overdue={clock.overdue} now={story.now} law={law} reader={reader} />
              </div>
            ))}
            <OfferOf offer={offer} story={story} desk={desk} law={law} first={i === 0} />
          </div>
        )
      })}
    </section>
  )
}
