import type { Reader } from '../reader.ts'
import { Actions, TextField } from '../ui/fields.tsx'

/** A package of all that is verified, and how whoever gets it checks it. */
export function ExportForm({
  action,
  token,
  possible,
  error,
  reader,
}: {
  action: string
  token: string
  possible: boolean
  error: string | undefined
  reader: Reader
}) {
  const { evidence: t, forms } = reader.t
  return (
    <section class="flow" aria-labelledby="export">
      <h2 id="export">{t.exportTitle}</h2>
      <p class="measure">{t.exportNote}</p>
      {possible ? (
        <form method="post" action={action} class="card flow">
          <input type="hidden" name="form_token" value={token} />
          <TextField
            name="purpose"
            label={t.purpose}
            hint={t.exportPurposeHint}
            error={error}
            errorWord={forms.error}
            required
          />
          <Actions>
            <button type="submit" class="button">
              {t.exportButton}
            </button>
          </Actions>
        </form>
      ) : (
        <p class="soft">{t.exportNone}</p>
      )}
      <p>{t.exportVerify}</p>
      <pre>npx comity verify package_….zip</pre>
    </section>
  )
}
