import { stateOfCourt } from '../../../requests/index.ts'
import { ChoiceField, SelectField } from '../../ui/fields.tsx'
import { ActForm, Text } from './act-form.tsx'
import { itemName, type ReviewDesk, typed } from './desk.ts'
import { Points } from './points.tsx'

/** The authority that means to uphold its order, or lets it go. */
export function Keeping({ desk }: { desk: ReviewDesk }) {
  const { review, procedure, story, reader } = desk
  const { review: t, forms } = reader.t
  if (review.state === 'pending' && procedure.review.brought_by === 'holder') {
    const shared = typed(desk, 'respond', 'shared')
    return (
      <ActForm desk={desk} act="respond" title={t.respond.title} about={t.respond.about} button={t.respond.button}>
        <Text desk={desk} act="respond" name="text" label={t.respond.text} rows={5} />
        <Points desk={desk} act="respond" />
        <ChoiceField
          name={shared.name}
          label={t.respond.shared}
          row
          value={[shared.value || 'no']}
          choices={[
            { value: 'yes', label: forms.yes },
            { value: 'no', label: forms.no },
          ]}
        />
      </ActForm>
    )
  }
  if (review.state !== 'objected' || procedure.review.brought_by !== 'authority') return null
  const state = stateOfCourt(procedure, story.request)
  const courts = story.directory.filter((one) => one.seats.includes('court') && one.state === state)
  const known = story.request.parties.find(({ seat }) => seat === 'court')?.org
  const court = typed(desk, 'refer', 'court')
  const items = typed(desk, 'refer', 'items')
  return (
    <>
      <ActForm desk={desk} act="refer" title={t.refer.title} about={t.refer.about} button={t.refer.button}>
        <SelectField
          {...court}
          label={t.refer.court}
          {...(courts.length === 0 && state && { hint: t.refer.noCourt(reader.country(state)) })}
          value={court.value || (courts.length === 1 ? (courts[0]?.org ?? '') : (known ?? ''))}
          empty={t.refer.chooseCourt}
          choices={courts.map(({ org, name }) => ({ value: org, label: name }))}
        />
        <ChoiceField
          {...items}
          label={t.refer.items}
          hint={t.refer.itemsHint}
          several
          value={desk.tried?.act === 'refer' ? items.values : review.items}
          choices={review.items.map((item) => ({ value: item, label: itemName(desk, item) }))}
        />
        <Text desk={desk} act="refer" name="statement" label={t.refer.statement} rows={5} />
        <Points desk={desk} act="refer" />
      </ActForm>
      <ActForm
        desk={desk}
        act="release"
        title={t.release.title}
        about={t.release.about}
        button={t.release.button}
        look="button button-grave"
      >
        <Text desk={desk} act="release" name="text" label={t.release.text} />
      </ActForm>
    </>
  )
}

/** The enforcing authority, while nobody has brought it to a court. */
export function Viewing({ desk }: { desk: ReviewDesk }) {
  const { view: t } = desk.reader.t.review
  if (desk.review.state !== 'objected') return null
  return (
    <ActForm desk={desk} act="view" title={t.title} about={t.about} button={t.button}>
      <Text desk={desk} act="view" name="text" label={t.text} rows={5} />
    </ActForm>
  )
}

/** The holder can always take its objection back. */
export function Holding({ desk }: { desk: ReviewDesk }) {
  const { takeBack: t } = desk.reader.t.review
  if (desk.review.state === 'decided' || desk.review.state === 'ended') return null
  return (
    <ActForm desk={desk} act="take-back" title={t.title} about={t.about} button={t.button} look="button button-grave">
      <Text desk={desk} act="take-back" name="reason" label={t.reason} />
    </ActForm>
  )
}
