import { eventInWords } from '../../analysis/durations.ts'
import { SelectField, TextField } from '../../ui/fields.tsx'
import { Fold } from '../../ui/fold.tsx'
import { before, DeedForm, type Desk, Words } from '../deed-form.tsx'
import type { Story } from '../story.ts'

/** What periods of the request wait for and no step of it is: somebody says that it happened. */
export function EventForm({ story, desk }: { story: Story; desk: Desk }) {
  const { reader } = desk
  const { translation, forms, deeds } = reader.t
  const { event: t } = translation
  const isOver = story.request.endedAt !== undefined
  if (story.eventsToNote.length === 0 || isOver || story.actor.role === 'member') return null
  return (
    <Fold title={t.title} open={desk.tried?.act === 'event'}>
      <p>{t.about}</p>
      <DeedForm desk={desk} act="event" button={t.button} look="second">
        <SelectField
          {...before(desk, 'event', undefined, 'event')}
          label={t.event}
          errorWord={forms.error}
          choices={story.eventsToNote.map((value) => ({ value, label: eventInWords(value, reader) }))}
        />
        <TextField
          {...before(desk, 'event', undefined, 'at')}
          label={`${t.at} ${forms.optional}`}
          hint={deeds.send.carried.atHint}
          errorWord={forms.error}
          type="date"
          narrow
        />
        <Words desk={desk} act="event" name="note" label={t.note} />
      </DeedForm>
    </Fold>
  )
}
