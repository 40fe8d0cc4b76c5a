import { likeliest, type Role } from '../../drafting/roles.ts'
import { SelectField } from '../../ui/fields.tsx'
import { Notice } from '../../ui/notice.tsx'
import { before, DeedForm, type Desk } from '../deed-form.tsx'
import { isOursOtherwise, partsAhead } from '../naming.ts'
import type { OfferProps } from '../offer-props.ts'
import type { DeedName } from '../offers.ts'
import { Titled } from '../titled.tsx'

/** Who acts next, asked in the form of the decision after which it is put before them. */
export function NextHands({
  act,
  offer: { step },
  story,
  desk,
  named,
}: OfferProps & { act: DeedName; named?: string }) {
  if (!step) return null
  const roles = partsAhead(story.steps, story.actor, story.directory, step)
  return (
    <>
      {roles.map((role) => (
        <Part act={act} step={named} role={role} story={story} desk={desk} />
      ))}
    </>
  )
}

/** Steps wait for an organisation, and nobody has said which. */
export function Naming({ story, desk, first }: OfferProps) {
  const { deeds: t } = desk.reader.t
  const roles = partsAhead(story.steps, story.actor, story.directory).filter(({ candidates }) => candidates.length > 0)
  return (
    <Titled title={t.party.next} about={t.party.nextAbout}>
      {roles.map((role) => {
        const key = role.name.replace('party.', '')
        return (
          <DeedForm desk={desk} act="party" step={key} button={t.party.button} look={first ? 'first' : 'second'}>
            <Part act="party" step={key} role={role} field="org" story={story} desk={desk} />
          </DeedForm>
        )
      })}
    </Titled>
  )
}

function Part({
  act,
  step,
  role,
  field = role.name,
  story,
  desk,
}: {
  act: DeedName
  step: string | undefined
  role: Role
  field?: string
  story: OfferProps['story']
  desk: Desk
}) {
  const { reader } = desk
  const { deeds: t, seats, matters, forms } = reader.t
  const place = matters.draft.seatIn(seats[role.seat], reader.country(role.state))
  const who = role.authority ? reader.law(role.authority) : place
  const why = reader.list(role.steps.map(({ step: one }) => reader.law(one.title)))
  if (role.candidates.length === 0)
    return (
      <Notice kind="care">
        <p>{matters.draft.nobody(seats[role.seat], reader.country(role.state))}</p>
        <p class="small">{t.party.nobodyNote}</p>
      </Notice>
    )
  const { value, ...control } = before(desk, act, step, field)
  return (
    <SelectField
      {...control}
      label={t.party.whoNext(who)}
      hint={why}
      errorWord={forms.error}
      empty={isOursOtherwise(role, story.actor) ? t.party.ourselves : forms.choose}
      value={value ?? likeliest({ ...role, isFurtherOn: false }, story.request.facts)}
      choices={role.candidates.map(({ org, name }) => ({ value: org, label: name }))}
    />
  )
}
