import { ChoiceField } from '../../ui/fields.tsx'
import { Fold } from '../../ui/fold.tsx'
import { before, DeedForm, Words } from '../deed-form.tsx'
import type { OfferProps } from '../offer-props.ts'

/** What is done beside the course of things: a step left out, the progress of one that nobody here carries out. */
export function Beside({ offer: { act, step }, desk }: OfferProps) {
  const { deeds: t, errors } = desk.reader.t
  if (!step) return null
  const title = desk.reader.law(step.title)
  const own = { desk, step: step.id }
  const isOpen = desk.tried?.act === act && desk.tried.step === step.id
  if (act === 'skip')
    return (
      <Fold title={t.skip.title(title)} open={isOpen}>
        <p>{t.skip.about}</p>
        <DeedForm {...own} act="skip" button={t.skip.button} look="second">
          <Words {...own} act="skip" name="reason" label={t.skip.reason} />
        </DeedForm>
      </Fold>
    )
  const { name, value, error } = before(desk, 'note', step.id, 'outcome')
  return (
    <Fold title={t.note.title(title)} open={isOpen}>
      <p>{t.note.about}</p>
      <DeedForm {...own} act="note" button={t.note.button} look="second">
        <ChoiceField
          name={name}
          label={t.note.outcome}
          error={error}
          errorWord={`${errors.title}:`}
          row
          value={value ? [value] : []}
          choices={(['done', 'refused'] as const).map((one) => ({ value: one, label: t.note.outcomes[one] }))}
        />
        <Words {...own} act="note" name="note" label={t.note.note} />
      </DeedForm>
    </Fold>
  )
}
