import {
  awaitedIn,
  type DealingKind,
  type Enforcement,
  enforcementsOf,
  enforcingFor,
  examinationOf,
} from '../../../requests/index.ts'
import { Status } from '../../ui/status.tsx'
import { EnforcementActs, EnforcingOf, hasEnforcementActs } from '../enforcement/enforcing.tsx'
import { CalibrationSheet } from '../enforcement/sheet.tsx'
import { PartHead } from '../part-head.tsx'
import { RunningClock } from '../running-clock.tsx'
import { askedHere, LimitsOf, mayUse, UseActs } from '../use/using.tsx'
import { Answering, toKeep } from './answering.tsx'
import type { Area, DealingDesk } from './desk.ts'
import { Said } from './entries.tsx'
import { Examining, examinedStep } from './examining.tsx'
import { GroundsOf, saysOfExamination } from './law.tsx'

const kinds: Readonly<Record<Area, readonly DealingKind[]>> = {
  examination: ['checked', 'question', 'answer', 'postponed', 'resumed', 'conditions', 'promised', 'fulfilled', 'breached', 'released'],
  enforcement: [
    'asked', 'consulted', 'explained', 'recognised', 'not-recognised', 'pleaded', 'confirmed', 'not-enforced', 'proposed', 'heard',
    'penalised', 'spared', 'appealed', 'appeal-decided', 'lifted', 'sent-abroad', 'answered-abroad', 'announced', 'replied', 'published',
    'taken-down', 'complied', 'given-up',
  ],
  use: ['used', 'use-asked', 'use-allowed', 'use-denied'],
} // biome-ignore format: a table

/** One of the three pages beside the steps of a request: what to do now, what was said, and what the law says of it. */
export function DealingPage({ desk, done }: { desk: DealingDesk; done: boolean }) {
  const { story, area, reader, dealings } = desk
  const { dealings: t } = reader.t
  const { request } = story
  const enforcement = enforcementsOf(dealings).at(-1)
  const procedure = enforcingFor(desk.law, request)
  const day = enforcement && runsUntil(enforcement)
  const running = story.clocks.filter(({ stoppedAt }) => stoppedAt === undefined)
  return (
    <>
      <PartHead
        request={request}
        title={t.areas[area]}
        lead={t.leads[area]}
        complaints={desk.tried?.complaints}
        done={done ? t.done : undefined}
        reader={reader}
      >
        {area === 'enforcement' && enforcement && (
          <p class="cluster">
            <Status tone="approval" word={t.stageOf[enforcement.stage]} />
            {day && <span class="soft">{`${t.until} ${reader.date(day)}`}</span>}
          </p>
        )}
      </PartHead>
      <div class="columns request-columns">
        <div class="flow flow-wide">
          <Now desk={desk} />
          {area === 'enforcement' && enforcement && procedure && (
            <CalibrationSheet desk={desk} enforcement={enforcement} procedure={procedure} />
          )}
          <section class="flow" aria-labelledby="file">
            <h2 id="file">{t.file}</h2>
            <Said desk={desk} kinds={kinds[area]} />
          </section>
        </div>
        <aside class="flow flow-wide">
          {running.length > 0 && area !== 'use' && (
            <section class="flow flow-tight" aria-labelledby="periods">
              <h2 id="periods">{t.clocks}</h2>
              {running.map((clock) => (
                <div class="flow flow-tight">
                  <h3>{reader.law(clock.title)}</h3>
                  <RunningClock
                    clock={clock}
                    overdue={clock.overdue}
                    now={story.now}
                    law={desk.law}
                    reader={reader}
                    brief
                  />
                </div>
              ))}
            </section>
          )}
          {(area !== 'examination' || saysOfExamination(desk)) && (
            <section class="flow flow-tight" aria-labelledby="law">
              <h2 id="law">{t.law}</h2>
              {area === 'examination' && <GroundsOf desk={desk} />}
              {area === 'enforcement' && <EnforcingOf desk={desk} />}
              {area === 'use' && <LimitsOf desk={desk} />}
            </section>
          )}
        </aside>
      </div>
    </>
  )
}

/** Until when the addressee has time now: to comply, or to be heard. */
function runsUntil({ stage, until, proposal }: Enforcement): string | undefined {
  if (stage === 'proposed') return proposal?.body.until
  return stage === 'required' || stage === 'confirmed' ? until : undefined
}

/** The forms of this seat, or that nothing waits for it. */
function Now({ desk }: { desk: DealingDesk }) {
  const { area, reader, story, dealings } = desk
  const { dealings: t, requests } = reader.t
  const examination = examinationOf(dealings)
  const step = examinedStep(desk)
  const isOwed = awaitedIn(story, dealings).length > 0 && story.request.direction === 'outgoing'
  const isKept = story.request.direction === 'outgoing' && toKeep(examination).length > 0
  const enforcement = enforcementsOf(dealings).at(-1)
  const has = {
    examination: step !== undefined || ((isOwed || isKept) && story.actor.seat === 'authority'),
    enforcement: hasEnforcementActs(desk, enforcement),
    use: mayUse(desk) || askedHere(desk).length > 0,
  }[area]
  if (!has) {
    return (
      <section class="card now now-none flow" aria-labelledby="now">
        <h2 id="now">{t.nothing}</h2>
      </section>
    )
  }
  return (
    <section class="card now flow no-print" aria-labelledby="now">
      <h2 id="now">{requests.now}</h2>
      {area === 'examination' && step && <Examining desk={desk} step={step} examination={examination} />}
      {area === 'examination' && !step && <Answering desk={desk} examination={examination} />}
      {area === 'enforcement' && <EnforcementActs desk={desk} enforcement={enforcement} />}
      {area === 'use' && <UseActs desk={desk} />}
    </section>
  )
}
