import type { Derived, DerivedFate } from '../../vault/index.ts'
import type { Reader } from '../reader.ts'
import { ChoiceField, TextField } from '../ui/fields.tsx'
import { urls } from '../urls.ts'
import type { Typed } from './holds.tsx'

/** The fields of the form to destroy a piece that are about what was made of it. */
export const derivedFields = (derived: readonly Derived[]): string[] =>
  derived.flatMap(({ id }) => [`fate.${id}`, `derived.${id}`])

/** What was made of a piece that is to be destroyed: for each, whether it goes too or is kept, and why. */
export function ChooseFates({
  derived,
  typed,
  reader,
}: {
  derived: readonly Derived[]
  typed: Typed | undefined
  reader: Reader
}) {
  const { retention: t, forms } = reader.t
  const unnamed = typed?.errors.derived
  return (
    <fieldset class="field flow" id="destruction-derived">
      <legend>{t.derived.title}</legend>
      {derived.length === 0 ? <p class="soft">{t.derived.none}</p> : <p>{t.derived.note}</p>}
      {unnamed && <p class="error-text">{unnamed}</p>}
      {derived.map((one) => (
        <div class="card flow flow-tight">
          <ChoiceField
            name={`destruction-fate.${one.id}`}
            label={<Named derived={one} reader={reader} />}
            choices={[
              { value: 'destroyed', label: t.derived.fates[one.is].choose },
              { value: 'kept', label: t.derived.keep },
            ]}
            value={[typed?.values[`fate.${one.id}`] ?? '']}
            row
          />
          <TextField
            name={`destruction-derived.${one.id}`}
            label={t.derived.why}
            value={typed?.values[`derived.${one.id}`]}
            error={typed?.errors[`derived.${one.id}`]}
            errorWord={forms.error}
          />
        </div>
      ))}
    </fieldset>
  )
}

/** What becomes, or became, of all that was made of a piece. */
export function Fates({ derived, reader }: { derived: readonly DerivedFate[]; reader: Reader }) {
  const { retention: t } = reader.t
  if (derived.length === 0) return null
  return (
    <ul class="small">
      {derived.map((one) => (
        <li>
          <Named derived={one} reader={reader} />:{' '}
          {one.fate === 'kept' ? t.derived.kept(one.reason ?? '') : t.derived.fates[one.is].says}
        </li>
      ))}
    </ul>
  )
}

function Named({ derived: { is, id, name, part, byName, at }, reader }: { derived: Derived; reader: Reader }) {
  const { retention: t, minimising } = reader.t
  const made = byName === '' ? reader.instant(at) : minimising.by(byName, reader.instant(at))
  if (is === 'package') return <>{t.derived.package(name === '' ? id : name, made)}</>
  return (
    <>
      <a href={urls.piece(id)}>{name}</a> ({part && minimising.fates[part]})
    </>
  )
}
