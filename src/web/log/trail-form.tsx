import type { Reader } from '../reader.ts'
import { Actions, TextField } from '../ui/fields.tsx'
import { urls } from '../urls.ts'

/** The trail of a matter or a request, to take away and to check elsewhere. */
export function TrailForm({ id, token, reader }: { id: string; token: string; reader: Reader }) {
  const { log: t } = reader.t
  return (
    <form method="post" action={urls.trails} class="card flow measure" aria-labelledby="trail">
      <h2 id="trail">{t.exportTitle}</h2>
      <p>{t.exportNote}</p>
      <input type="hidden" name="form_token" value={token} />
      <input type="hidden" name="id" value={id} />
      <TextField name="purpose" label={t.exportPurpose} required />
      <Actions>
        <button type="submit" class="button">
          {t.exportButton}
        </button>
      </Actions>
    </form>
  )
}
