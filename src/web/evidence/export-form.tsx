import type { Actor } from '../../accounts/index.ts'
import type { Counterpart } from '../../exchange/index.ts'
import { AddresseeFields } from '../gate/addressee.tsx'
import type { Reader } from '../reader.ts'
import { Actions, TextField } from '../ui/fields.tsx'

/** What was said of an export that did not come about, and why it did not. */
export interface Exporting {
  readonly given: URLSearchParams
  readonly error?: string
  readonly barred?: string
}

/** A package of all that is verified, and how whoever gets it checks it. */
export function ExportForm({
  action,
  token,
  possible,
  exporting,
  actor,
  known,
  reader,
}: {
  action: string
  token: string
  possible: boolean
  exporting: Exporting
  actor: Actor
  known: readonly Counterpart[]
  reader: Reader
}) {
  const { given, error, barred } = exporting
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
            value={given.get('purpose') ?? ''}
            error={error}
            errorWord={forms.error}
            required
          />
          <AddresseeFields actor={actor} known={known} given={given} error={barred} reader={reader} />
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
