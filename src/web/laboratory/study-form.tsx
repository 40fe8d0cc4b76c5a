import type { Study } from '../../laboratory/index.ts'
import type { Reader } from '../reader.ts'
import { Actions, LongTextField, SelectField, TextField } from '../ui/fields.tsx'
import { Fold } from '../ui/fold.tsx'
import { urls } from '../urls.ts'

/** Begins a search for the next agreement of a state, or a comparison of the models; on which record is chosen here. */
export function StudyForm({ kind, state, token, reader }: { kind: Study['kind']; state?: string; token: string; reader: Reader }) {
  const { laboratory: t } = reader.t
  return (
    <form method="post" action={urls.laboratoryStudies} class="flow no-print">
      <input type="hidden" name="form_token" value={token} />
      <input type="hidden" name="kind" value={kind} />
      {state && <input type="hidden" name="state" value={state} />}
      <SelectField
        name="record"
        label={t.record}
        choices={(['pairs', 'own', 'file'] as const).map((value) => ({ value, label: t.recordOf[kind][value] }))}
      />
      {kind === 'next' && <TextField name="partners" label={t.partners} hint={t.partnersOwnHint} />}
      <Fold title={t.file}>
        <LongTextField name="lines" label={t.file} rows={4} />
      </Fold>
      <Actions>
        <button type="submit" class="button">
          {t.begin[kind]}
        </button>
      </Actions>
    </form>
  )
} // biome-ignore format: a form in a few lines

/** Studies of one kind, the newest first. */
export function StudyList({ studies, reader }: { studies: readonly Study[]; reader: Reader }) {
  const { laboratory: t } = reader.t
  if (studies.length === 0) return null
  return (
    <ul class="flow flow-tight plain">
      {studies.map((study) => (
        <li>
          <a href={urls.laboratoryStudy(study.id)}>
            {titleOf(study, reader)} · {t.states[study.standing]}
          </a>
          <p class="small soft">
            {t.recordOf[study.kind][study.record]} · {reader.number(study.requests)} ·{' '}
            {t.started(study.byName, reader.instant(study.at))}
          </p>
        </li>
      ))}
    </ul>
  )
}

export const titleOf = ({ kind, state }: Study, { t: { laboratory: t }, country }: Reader): string =>
  kind === 'models' ? t.threeModels : t.nextOf(country(state ?? ''))
