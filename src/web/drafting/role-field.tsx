import type { Facts, LawBase } from '../../law/index.ts'
import { itemInWords } from '../interview/words.ts'
import { sourceOf } from '../law/sources.ts'
import type { Reader } from '../reader.ts'
import { Citation } from '../ui/citation.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { Notice } from '../ui/notice.tsx'
import { byNameField, likeliest, type Role } from './roles.ts'

/** Which organisation takes a part, with why the law needs it there. */
export function RoleField({
  role,
  rule,
  facts,
  value,
  byName,
  error,
  law,
  reader,
}: {
  role: Role
  /** The route. */
  rule: string
  facts: Facts
  value: string | undefined
  /** What was typed as the name of somebody who is in no directory. */
  byName?: string | undefined
  error?: string
  law: LawBase
  reader: Reader
}) {
  const { forms, seats } = reader.t
  const { draft: t } = reader.t.matters
  const place = t.seatIn(seats[role.seat], reader.country(role.state))
  const label = role.authority ? `${reader.law(role.authority)} (${reader.country(role.state)})` : place
  const all = facts.data?.length ?? 0
  const reasons = (
    <ul class="small">
      {role.steps.map(({ step, data }) => (
        <li>
          {reader.law(step.title)}
          {new Set(data).size < all &&
            ` (${t.onlyFor(reader.list([...new Set(data)].map((id) => itemInWords(facts, id, reader))))})`}{' '}
          <Citation source={sourceOf(law, rule, step.cite, reader)} />
        </li>
      ))}
    </ul>
  )
  if (role.candidates.length === 0)
    return (
      <div class="role flow flow-tight" id={role.name}>
        <h3>{label}</h3>
        {!role.isFurtherOn && (
          <Notice kind="care">
            <p>{t.nobody(seats[role.seat], reader.country(role.state))}</p>
            <p class="small">{t.nobodyNote}</p>
          </Notice>
        )}
        {!role.isFurtherOn && (
          <TextField
            name={byNameField(role)}
            label={t.byName}
            hint={t.byNameHint}
            error={error}
            errorWord={forms.error}
            value={byName ?? (role.seat === 'provider' ? (facts.holder?.name ?? '') : '')}
          />
        )}
        <div>
          <p class="small soft">{t.needed}:</p>
          {reasons}
        </div>
      </div>
    )
  return (
    <div class="role flow flow-tight">
      <SelectField
        name={role.name}
        label={label}
        error={error}
        errorWord={forms.error}
        choices={role.candidates.map(({ org, name, url }) => ({
          value: org,
          label: url === null ? name : `${name} (${t.elsewhere})`,
        }))}
        value={value ?? likeliest(role, facts)}
        empty={role.isOursToo ? t.ourselves : role.isFurtherOn ? t.namedThere : t.later}
      />
      <div>
        <p class="small soft">{t.needed}:</p>
        {reasons}
      </div>
    </div>
  )
}
