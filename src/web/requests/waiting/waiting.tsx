import type { LawBase } from '../../../law/index.ts'
import type { Outlook, Reminder } from '../../../requests/index.ts'
import { sourceOf } from '../../law/sources.ts'
import type { Reader } from '../../reader.ts'
import { Citation } from '../../ui/citation.tsx'
import { Fold } from '../../ui/fold.tsx'
import { urls } from '../../urls.ts'
import { DeedForm, type Desk, Words } from '../deed-form.tsx'
import { nameOf, type Story } from '../story.ts'
import { EventForm } from './event-form.tsx'
import { dayOf, lengthInWords } from './length.ts'
import { WaitingPicture } from './picture.tsx'
import { rangeInWords } from './range.tsx'

interface Props {
  story: Story
  desk: Desk
  law: LawBase
}

/** What is behind a request and what is left, when its end is expected and on what that rests, and who was asked after it. */
export function WaitingSection({ story, desk, law }: Props) {
  const { reader } = desk
  const { waiting: t } = reader.t
  const { outlook, request, now } = story
  return (
    <section class="flow" aria-labelledby="waiting">
      <h2 id="waiting">{t.title}</h2>
      <p class="waiting-lead">
        {outlook.expected ? (
          <>
            {request.direction === 'outgoing' && request.leftAt === undefined
              ? t.expected.draft
              : t.expected[request.direction]}{' '}
            <strong>{rangeInWords(outlook.expected, reader)}</strong>.
          </>
        ) : (
          t.without[outlook.without ?? 'nothing-known']
        )}{' '}
        {(outlook.without === undefined || outlook.without === 'objected' || outlook.without === 'nothing-known') && (
          <span class="soft">{t.progress(reader.number(outlook.behind), reader.number(outlook.left))}</span>
        )}
      </p>
      {outlook.sources.length > 0 && <Sources outlook={outlook} story={story} law={law} reader={reader} />}
      <WaitingPicture outlook={outlook} begun={request.createdAt} now={now} reader={reader} />
      <With story={story} desk={desk} />
      <EventForm story={story} desk={desk} />
      <Reminders story={story} reader={reader} />
    </section>
  )
}

function Sources({ outlook, story, law, reader }: { outlook: Outlook; story: Story; law: LawBase; reader: Reader }) {
  const { waiting: t } = reader.t
  const titleOf = (id: string) => reader.law(story.steps.find((step) => step.id === id)?.title ?? id)
  return (
    <Fold title={t.restsOn} prints>
      <ul>
        {outlook.sources.map((source) => (
          <li>
            {source.kind === 'record' && t.sources.record(reader.number(source.n), source.small)}
            {source.kind === 'clock' && (
              <>
                {t.sources.clock(titleOf(source.step))}{' '}
                <Citation source={sourceOf(law, source.rule, source.cite, reader)} />
              </>
            )}
            {source.kind === 'published' && (
              <>
                {t.sources[source.is](lengthInWords(source.days * 86_400_000, reader))}{' '}
                <a href={urls.rule(story.request.rule)}>{reader.law(source.cite)}</a>
              </>
            )}
          </li>
        ))}
      </ul>
      {outlook.sources.some(({ kind }) => kind === 'record') && <p class="small soft">{t.method}</p>}
    </Fold>
  )
}

/** Where it lies, whom to turn to, and a reminder for those a message reaches. */
function With({ story, desk }: { story: Story; desk: Desk }) {
  const { reader } = desk
  const { waiting: t, requests, forms } = reader.t
  const { outlook, request, actor } = story
  if (outlook.elsewhere.length === 0 || request.endedAt !== undefined) return null
  const mayAsk = actor.role !== 'member' && (request.direction === 'outgoing' ? actor.seat === 'authority' : true)
  return (
    <div class="flow">
      <h3>{t.elsewhere}</h3>
      {outlook.elsewhere.map(({ step, contact, reachable }) => {
        const title = reader.law(step.title)
        const who = nameOf(story, step.via ?? step.doer) ?? (step.authority ? reader.law(step.authority) : '')
        const ways = [contact?.contact, contact?.phone, contact?.email].filter(Boolean)
        return (
          <div class="card flow flow-tight">
            <p>{requests.waitsOn(title, who || reader.t.seats[step.seat])}</p>
            {(ways.length > 0 || !reachable) && (
              <p class="small soft">
                {t.contact}
                {reader.colon}
                {ways.length > 0 ? ways.join(' · ') : t.noContact}
              </p>
            )}
            {!reachable && <p class="small">{t.unreachable}</p>}
            {reachable && mayAsk && (
              <Fold title={t.ask(title)} open={desk.tried?.act === 'remind' && desk.tried.step === step.id}>
                <p>{t.askAbout}</p>
                <DeedForm desk={desk} act="remind" step={step.id} button={t.askButton} look="second">
                  <Words desk={desk} act="remind" step={step.id} name="text" label={`${t.askText} ${forms.optional}`} />
                </DeedForm>
              </Fold>
            )}
          </div>
        )
      })}
    </div>
  )
}

function Reminders({ story, reader }: { story: Story; reader: Reader }) {
  const { waiting: t } = reader.t
  const { reminders } = story.outlook
  if (reminders.length === 0) return null
  return (
    <div class="flow flow-tight">
      <h3>{t.reminders}</h3>
      <ul class="plain lines">
        {reminders.map((reminder) => (
          <li>
            <p>
              {reminderInWords(reminder, story, reader)}{' '}
              <span class="soft">
                · <time datetime={reminder.at}>{reader.instant(reminder.at)}</time>
                {reminder.due && ` · ${reader.t.today.ends(dayOf(reminder.due, reader))}`}
              </span>
            </p>
            {reminder.text && <p class="small said-words">{reminder.text}</p>}
            {reminder.contact && reminder.why === 'escalation' && (
              <p class="small soft">
                {[reminder.contact.authority, reminder.contact.contact, reminder.contact.phone, reminder.contact.email]
                  .filter(Boolean)
                  .join(' · ')}
                {!reminder.to && ` · ${t.notSent}`}
              </p>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

function reminderInWords({ why, by, to, contact }: Reminder, story: Story, reader: Reader): string {
  const { reminder: t } = reader.t.waiting
  if (by.org !== story.actor.org) {
    const who = nameOf(story, by.org) ?? by.name
    return { asked: t.received, overdue: t.receivedOverdue, escalation: t.receivedEscalation }[why](who)
  }
  return why === 'asked' ? t.asked(by.name) : t[why](nameOf(story, to) ?? contact?.name ?? '')
}
