import { kinds, seats } from '../../accounts/index.ts'
import { countryCodes } from '../../base/countries.ts'
import { authorities } from '../../law/index.ts'
import type { Reader } from '../reader.ts'
import { Actions, ChoiceField, LongTextField, SelectField, TextField } from '../ui/fields.tsx'
import { urls } from '../urls.ts'
import type { GivenOrganisation } from './new-organisation.ts'

/** Everything a new organisation needs. */
export function OrganisationForm({
  given,
  errors,
  token,
  reader,
}: {
  given: GivenOrganisation
  errors: Readonly<Record<string, string>>
  token: string
  reader: Reader
}) {
  const { operator: t, forms, seats: seatNames, facts } = reader.t
  const wrong = (field: string) => ({ error: errors[field], errorWord: forms.error })
  const states = countryCodes
    .map((value) => ({ value: value as string, label: reader.country(value) }))
    .sort((a, b) => reader.compare(a.label, b.label))
  const values = facts.values as Record<string, string>
  return (
    <form method="post" action={urls.operatorOrganisations} class="card">
      <input type="hidden" name="form_token" value={token} />
      <TextField name="name" label={t.name} hint={t.nameHint} value={given.name} required {...wrong('name')} />
      <SelectField name="state" label={t.state} choices={states} value={given.state} empty={forms.choose} {...wrong('state')} />
      <SelectField
        name="kind" label={t.kind} value={given.kind} empty={forms.choose} {...wrong('kind')}
        choices={kinds.filter((kind) => kind !== 'operator').map((value) => ({ value, label: t.kinds[value] ?? value }))}
      />
      <ChoiceField
        name="seats" label={t.seats} hint={t.seatsHint} several row value={given.seats} {...wrong('seats')}
        choices={seats.map((value) => ({ value, label: seatNames[value] }))}
      />
      <SelectField
        name="authority" label={`${t.authority} ${forms.optional}`} hint={t.authorityHint} value={given.authority} empty={forms.none}
        choices={authorities.map((value) => ({ value, label: values[value] ?? value }))}
      />
      <TextField
        name="languages" label={t.languages} hint={t.languagesHint} value={given.languages} narrow required {...wrong('languages')}
      />
      <LongTextField
        name="addressees" label={`${t.addressees} ${forms.optional}`} hint={t.addresseesHint} value={given.addressees} rows={2}
        {...wrong('addressees')}
      />
      <Actions>
        <button type="submit" class="button">{t.create}</button>
      </Actions>
    </form>
  ) // biome-ignore format: a form in a few lines
}
