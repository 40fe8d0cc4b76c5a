import { isEditable, isEmergency } from '../../requests/index.ts'
import { optionLabel } from '../interview/words.ts'
import { SelectField } from '../ui/fields.tsx'
import { Fold } from '../ui/fold.tsx'
import { urls, withQuery } from '../urls.ts'
import { before, DeedForm, type Desk } from './deed-form.tsx'
import { partsOf } from './naming.ts'
import { Asked } from './statement/asked.tsx'
import type { Story } from './story.ts'

/** What the request is, beside its course: route, parties, data, papers, law. */
export function FactsOf({ story, desk }: { story: Story; desk: Desk }) {
  const { reader } = desk
  const { requests: t, seats } = reader.t
  const { request } = story
  const ours = request.direction === 'outgoing'
  const hasForm = request.copy !== undefined || story.form !== undefined
  return (
    <>
      <section class="flow flow-tight no-print" aria-labelledby="papers">
        <h2 id="papers">{t.form}</h2>
        {!hasForm && <p class="soft">{reader.t.officialForm.noForm}</p>}
        {(hasForm || (ours && request.leftAt)) && (
          <ul class="papers plain">
            {hasForm && (
              <>
                <li>
                  <a href={urls.requestForm(request.id)}>{ours && isEditable(request) ? t.fillForm : t.readForm}</a>
                </li>
                <li>
                  <a href={urls.requestPdf(request.id)}>{t.pdf}</a>
                </li>
                <li>
                  <a href={urls.translations(request.id)}>{reader.t.translation.open}</a>
                </li>
              </>
            )}
            {hasForm && (story.checks.length > 0 || request.statement?.purpose) && (
              <li>
                <a href={urls.statement(request.id)}>{reader.t.statement.title}</a>
              </li>
            )}
            {request.leftAt && ours && (
              <li>
                <a href={urls.evidence(request.id)}>{t.evidence}</a>
              </li>
            )}
          </ul>
        )}
        <Beyond story={story} desk={desk} />
      </section>
      <section class="flow flow-tight" aria-labelledby="about">
        <h2 id="about">{reader.t.today.about}</h2>
        <dl class="pairs pairs-narrow">
          <dt>{t.route}</dt>
          <dd>
            <a href={urls.rule(request.rule)}>{reader.law(request.routeTitle)}</a>
            {request.to && ` (${reader.country(request.to)})`}
          </dd>
          {request.matter && (
            <>
              <dt>{t.matter}</dt>
              <dd>
                <a href={urls.matter(request.matter)}>{request.title}</a>
              </dd>
            </>
          )}
          {request.author && (
            <>
              <dt>{t.author}</dt>
              <dd>{request.author.name}</dd>
            </>
          )}
          {request.counterpartNumber && (
            <>
              <dt>{t.theirNumber}</dt>
              <dd>{request.counterpartNumber}</dd>
            </>
          )}
          <dt>{t.data}</dt>
          <dd>
            {reader.list([
              ...new Set(request.items.map(({ id, category }) => (category ? optionLabel(category, reader) : id))),
            ])}
          </dd>
          {!ours && request.statement && <Asked statement={request.statement} reader={reader} />}
        </dl>
      </section>
      <section class="flow flow-tight" aria-labelledby="parties">
        <h2 id="parties">{t.parties}</h2>
        <ul class="parties-list plain">
          {request.parties.map(({ name, seat, state }) => (
            <li>
              <strong>{name}</strong>
              <p class="small soft">{reader.t.routes.who(seats[seat], reader.country(state))}</p>
            </li>
          ))}
        </ul>
        {isEditable(request) && story.actor.seat === 'authority' && <Renaming story={story} desk={desk} />}
      </section>
      <section class="flow flow-tight" aria-labelledby="law">
        <h2 id="law">{t.law}</h2>
        <p class="small">{t.lawOn(reader.date(request.law.on))}</p>
        <p class="small soft">
          {t.digest}: <code>{request.law.digest}</code>
        </p>
        {request.digest && (
          <p class="small soft">
            {t.submitted}: <code>sha256:{request.digest}</code>
          </p>
        )}
      </section>
    </>
  )
}

/** What goes beyond the form: what runs, what it belongs to, the emergency, keeping the data first. */
function Beyond({ story, desk }: { story: Story; desk: Desk }) {
  const { running, linking, emergency } = desk.reader.t
  const { request, actor } = story
  const ours = request.direction === 'outgoing'
  const places = [
    [urls.running(request.id), running.open, request.leftAt !== undefined],
    [
      urls.informing(request.id),
      desk.reader.t.redress.delay.open,
      ours && story.steps.some(({ does }) => does === 'inform'),
    ],
    [urls.linking(request.id), ours ? linking.open : linking.links, true],
    [urls.emergency(request.id), emergency.open, isEmergency(request)],
    [
      withQuery(urls.preservations(request.matter ?? ''), { beside: request.id }),
      running.first.open,
      ours &&
        request.matter !== undefined &&
        request.facts.measure !== 'preserve' &&
        actor.seat === 'authority' &&
        actor.role !== 'member' &&
        request.endedAt === undefined,
    ],
  ] as const
  return (
    <ul class="papers plain">
      {places.map(
        ([href, text, shown]) =>
          shown && (
            <li>
              <a href={href}>{text}</a>
            </li>
          ),
      )}
    </ul>
  )
}

/** Naming another organisation for a part, while the draft can still be changed. */
function Renaming({ story, desk }: { story: Story; desk: Desk }) {
  const { reader } = desk
  const { deeds: t, seats, matters, forms } = reader.t
  const roles = partsOf(story.steps, story.actor, story.directory).filter(
    ({ candidates, steps }) =>
      candidates.length > 0 &&
      !story.steps.some(({ id, doer }) => doer === story.actor.org && steps.some(({ step }) => step.id === id)),
  )
  if (roles.length === 0) return null
  return (
    <Fold title={t.party.title} open={desk.tried?.act === 'party'}>
      <p class="small">{t.party.about}</p>
      {roles.map((role) => {
        const key = role.name.replace('party.', '')
        const doer = story.steps.find(({ id }) => role.steps.some(({ step }) => step.id === id))?.doer
        const field = before(desk, 'party', key, 'org')
        return (
          <DeedForm desk={desk} act="party" step={key} button={t.party.button} look="second">
            <SelectField
              {...field}
              value={field.value ?? doer}
              label={matters.draft.seatIn(seats[role.seat], reader.country(role.state))}
              hint={role.authority && reader.law(role.authority)}
              empty={forms.choose}
              choices={role.candidates.map(({ org, name }) => ({ value: org, label: name }))}
            />
          </DeedForm>
        )
      })}
    </Fold>
  )
}
