import type { Study } from '../../laboratory/index.ts'
import type { Reader } from '../reader.ts'
import { Actions, TextField } from '../ui/fields.tsx'
import { urls, withQuery } from '../urls.ts'
import { RecordFields } from './record-fields.tsx'

/** Begins a search for the next agreement of a state, or a comparison of the models; on which record is chosen here. */
export function StudyForm({ kind, state, token, reader }: { kind: Study['kind']; state?: string; token: string; reader: Reader }) {
  const { laboratory: t } = reader.t
  return (
    <form
      method="post"
      enctype="multipart/form-data"
      action={withQuery(urls.laboratoryStudies, { form_token: token })}
      class="flow no-print"
    >
      <input type="hidden" name="kind" value={kind} />
      {state && <input type="hidden" name="state" value={state} />}
      <RecordFields kinds={['pairs', 'own', 'file']} words={t.recordOf[kind]} reader={reader} />
      {kind === 'next' && <TextField name="partners" label={t.partners} hint={t.partnersOwnHint} />}
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
