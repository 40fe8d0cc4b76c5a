import { type Organisation, type Place, roles } from '../../accounts/index.ts'
import type { Reader } from '../reader.ts'
import { Actions, SelectField, TextField } from '../ui/fields.tsx'
import { urls } from '../urls.ts'

/** Who has a place in an organisation. */
export function People({ people, reader }: { people: readonly Place[]; reader: Reader }) {
  const { operator: t, seats, roles: roleNames } = reader.t
  if (people.length === 0) return <p class="soft">{t.noPeople}</p>
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{t.name}</th>
          <th scope="col">{t.seat}</th>
          <th scope="col">{t.role}</th>
        </tr>
      </thead>
      <tbody>
        {people.map(({ name, seat, role }) => (
          <tr>
            <th scope="row">{name}</th>
            <td data-label={t.seat}>{seats[seat]}</td>
            <td data-label={t.role}>{roleNames[role]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function InviteForm({
  organisation,
  given,
  errors,
  token,
  reader,
}: {
  organisation: Organisation
  given: { name: string; seat: string; role: string }
  errors: Readonly<Record<string, string>>
  token: string
  reader: Reader
}) {
  const { operator: t, seats, roles: roleNames, forms } = reader.t
  return (
    <form method="post" action={urls.operatorInvitations} class="card flow">
      <input type="hidden" name="form_token" value={token} />
      <input type="hidden" name="org" value={organisation.id} />
      <p class="soft">{t.inviteNote}</p>
      <TextField
        name="name"
        label={t.personName}
        value={given.name}
        required
        error={errors.name}
        errorWord={forms.error}
      />
      <SelectField
        name="seat"
        label={t.seat}
        value={given.seat}
        error={errors.seat}
        errorWord={forms.error}
        choices={organisation.seats.map((value) => ({ value, label: seats[value] }))}
      />
      <SelectField
        name="role"
        label={t.role}
        value={given.role || 'head'}
        error={errors.role}
        errorWord={forms.error}
        choices={roles.map((value) => ({ value, label: roleNames[value] }))}
      />
      <Actions>
        <button type="submit" class="button">
          {t.inviteButton}
        </button>
      </Actions>
    </form>
  )
}
