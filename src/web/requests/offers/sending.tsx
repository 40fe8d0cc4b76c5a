import { phaseOf, type Step, toldBy } from '../../../requests/index.ts'
import type { Reader } from '../../reader.ts'
import { DeedForm } from '../deed-form.tsx'
import type { OfferProps } from '../offer-props.ts'
import { nameOf, type Story } from '../story.ts'
import { Titled } from '../titled.tsx'

/** What leaves, to whom, and what each of them will not see; then the button. */
export function Sending({ offer: { step }, story, desk, first }: OfferProps) {
  const { deeds: t } = desk.reader.t
  const messages = messagesOf(story, step)
  return (
    <Titled title={step && story.request.leftAt ? desk.reader.law(step.title) : t.send.title} about={t.send.about}>
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
      <p class="soft">{t.send.clocks}</p>
      <DeedForm desk={desk} act="send" button={t.send.button} look={first ? 'first' : 'second'} />
    </Titled>
  )
}

type Section = NonNullable<Story['form']>['sections'][number]

function messagesOf(story: Story, step: Step | undefined) {
  const { steps, request, form, actor } = story
  const open = ({ is }: Step) => is === 'current' || is === 'pending'
  const departures = request.leftAt
    ? steps.filter((one) => one.id === step?.id)
    : steps.filter((one) => phaseOf(one) === 'departing' && one.doer === actor.org && open(one))
  return departures.flatMap((departure) =>
    [...toldBy(steps, departure, actor.org)]
      .filter(([org]) => org !== actor.org)
      .map(([org]) => {
        const seat = request.parties.find((party) => party.org === org)?.seat
        const hidden = (form?.sections ?? []).filter(({ hiddenFrom }) => seat && hiddenFrom.includes(seat))
        return { to: nameOf(story, org) ?? org, what: departure.does === 'notify' ? 'notification' : 'order', hidden }
      }),
  )
}

const hiddenInWords = (sections: readonly Section[], reader: Reader) =>
  reader.list(sections.map(({ id, title }) => reader.t.deeds.send.section(id, reader.law(title))))
