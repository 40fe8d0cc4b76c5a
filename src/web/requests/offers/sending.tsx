import { carriers, isReached, phaseOf, type Step, toldBy } from '../../../requests/index.ts'
import type { Reader } from '../../reader.ts'
import { SelectField, TextField } from '../../ui/fields.tsx'
import { urls } from '../../urls.ts'
import { before, DeedForm, type Desk, Line } from '../deed-form.tsx'
import type { OfferProps } from '../offer-props.ts'
import { nameOf, type Story } from '../story.ts'
import { Titled } from '../titled.tsx'

/** What leaves, to whom, and what each of them will not see; then the button. */
export function Sending({ offer: { step }, story, desk, first }: OfferProps) {
  const { deeds: t } = desk.reader.t
  const departures = departuresOf(story, step)
  const messages = messagesOf(story, departures)
  const isUnreached = departures.some((one) => one.is === 'current' && !isReached(story, one))
  return (
    <Titled
      title={step && story.request.leftAt ? desk.reader.law(step.title) : t.send.title}
      {...(messages.length > 0 && { about: t.send.about })}
    >
      {messages.length > 0 && (
        <ul class="departures plain">
          {messages.map(({ to, what, hidden }) => (
            <li>
              <strong>{to}</strong>
              <br />
              {t.send.gets[what]},{' '}
              {hidden.length === 0 ? t.send.inFull : t.send.without(hiddenInWords(hidden, desk.reader))}
            </li>
          ))}
        </ul>
      )}
      <p class="soft">{t.send.clocks}</p>
      <DeedForm
        desk={desk}
        act="send"
        button={isUnreached ? t.send.carried.button : t.send.button}
        look={first ? 'first' : 'second'}
      >
        {isUnreached && <Carried desk={desk} />}
      </DeedForm>
    </Titled>
  )
}

type Section = NonNullable<Story['form']>['sections'][number]

/** Whom no system reaches is reached otherwise: by what, whom, under which number, on which day. */
function Carried({ desk }: { desk: Desk }) {
  const { deeds, forms } = desk.reader.t
  const { carried: t } = deeds.send
  return (
    <>
      <input type="hidden" name="send.onPaper" value="yes" />
      <p class="measure">
        {t.about} <a href={urls.requestPdf(desk.id)}>{t.print}</a>
      </p>
      <SelectField
        {...before(desk, 'send', undefined, 'means')}
        label={t.means}
        errorWord={forms.error}
        empty={forms.choose}
        choices={carriers.map((value) => ({ value, label: t.ways[value] }))}
      />
      <Line desk={desk} act="send" name="to" label={t.to} />
      <Line desk={desk} act="send" name="reference" label={`${t.reference} ${forms.optional}`} />
      <TextField
        {...before(desk, 'send', undefined, 'at')}
        label={`${t.at} ${forms.optional}`}
        hint={t.atHint}
        errorWord={forms.error}
        type="date"
        narrow
      />
    </>
  )
}

/** What leaves in one moment. */
function departuresOf({ steps, request, actor }: Story, step: Step | undefined): Step[] {
  const open = ({ is }: Step) => is === 'current' || is === 'pending'
  return request.leftAt
    ? steps.filter((one) => one.id === step?.id)
    : steps.filter((one) => phaseOf(one) === 'departing' && one.doer === actor.org && open(one))
}

const receiversOf = ({ steps, actor }: Story, departure: Step): string[] =>
  [...toldBy(steps, departure, actor.org).keys()].filter((org) => org !== actor.org)

function messagesOf(story: Story, departures: readonly Step[]) {
  const { request, form } = story
  return departures.flatMap((departure) =>
    receiversOf(story, departure).map((org) => {
      const seat = request.parties.find((party) => party.org === org)?.seat
      const hidden = (form?.sections ?? []).filter(({ hiddenFrom }) => seat && hiddenFrom.includes(seat))
      return { to: nameOf(story, org) ?? org, what: departure.does === 'notify' ? 'notification' : 'order', hidden }
    }),
  )
}

const hiddenInWords = (sections: readonly Section[], reader: Reader) =>
  reader.list(sections.map(({ id, title }) => reader.t.deeds.send.section(id, reader.law(title))))
