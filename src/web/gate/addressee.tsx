import type { Actor } from '../../accounts/index.ts'
import { countryCodes } from '../../base/countries.ts'
import type { Counterpart } from '../../exchange/index.ts'
import { type Addressee, outsiders, RequestError } from '../../requests/index.ts'
import { HandlingClosed, ReleaseClosed } from '../../vault/index.ts'
import type { Reader } from '../reader.ts'
import { complaintsIn } from '../refusal.ts'
import { SelectField, TextField } from '../ui/fields.tsx'
import { Fold } from '../ui/fold.tsx'

const OUTSIDE = 'outside'

/** Whom something is for: it stays, or it goes through the gate to whoever is named. */
export function AddresseeFields({
  actor,
  known,
  given,
  error,
  reader,
}: {
  actor: Actor
  known: readonly Pick<Counterpart, 'org' | 'name' | 'state'>[]
  given: URLSearchParams
  error: string | undefined
  reader: Reader
}) {
  const { destination: t } = reader.t.gate
  const others = known.filter(({ org }) => org !== actor.org)
  const states = countryCodes
    .map((code) => ({ value: code, label: reader.country(code) }))
    .sort((a, b) => a.label.localeCompare(b.label, reader.language))
  return (
    <>
      <SelectField
        name="to"
        label={t.label}
        hint={t.hint}
        value={given.get('to') ?? ''}
        empty={t.stays(actor.orgName)}
        choices={[
          ...others.map(({ org, name, state }) => ({ value: org, label: `${name}, ${reader.country(state)}` })),
          { value: OUTSIDE, label: t.outside },
        ]}
        error={error}
        errorWord={reader.t.forms.error}
      />
      <Fold title={t.outside} open={given.get('to') === OUTSIDE}>
        <div class="flow">
          <TextField name="to.name" label={t.name} value={given.get('to.name') ?? ''} />
          <SelectField
            name="to.is"
            label={t.kind}
            value={given.get('to.is') ?? ''}
            choices={outsiders.map((value) => ({ value, label: t.kinds[value] }))}
          />
          <SelectField name="to.state" label={t.state} value={given.get('to.state') ?? ''} choices={states} />
        </div>
      </Fold>
    </>
  )
}

/** The addressee a form names; none where it stays. */
export function addresseeIn(given: URLSearchParams): Addressee | undefined {
  const to = given.get('to') ?? ''
  if (to === '') return undefined
  if (to !== OUTSIDE) return { org: to }
  const is = outsiders.find((one) => one === given.get('to.is')) ?? 'person'
  return { name: given.get('to.name') ?? '', is, state: given.get('to.state') ?? '' }
}

/** Why it may not go to them, as the form says it; undefined for anything else. */
export function barredIn(
  error: unknown,
  reader: Reader,
): { readonly says: string; readonly status: 400 | 409 } | undefined {
  const isGate = error instanceof ReleaseClosed || error instanceof HandlingClosed
  if (!isGate && !(error instanceof RequestError && error.path?.startsWith('to.'))) return undefined
  return { says: complaintsIn(error, reader, () => 'to')[0]?.message ?? '', status: isGate ? 409 : 400 }
}
