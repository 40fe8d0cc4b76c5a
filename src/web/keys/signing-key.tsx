import type { Reader } from '../reader.ts'
import { Actions, TextField } from '../ui/fields.tsx'
import { Notice } from '../ui/notice.tsx'
import { urls } from '../urls.ts'

/** A new signing key: another follows the one in use, or the one in use is not in one's own hands any more. */
export function ChangeSigningKey({
  announced,
  errors,
  typed,
  token,
  reader,
}: {
  /** How the use of the key of now ends, where that has been announced. */
  announced: 'rotated' | 'revoked' | null
  errors: Readonly<Record<string, string>>
  typed: Readonly<Record<string, string>>
  token: string
  reader: Reader
}) {
  const { keys: t, forms } = reader.t
  return (
    <section class="flow measure" aria-labelledby="signing-key">
      <h2 id="signing-key">{t.changeSigning}</h2>
      <p>{t.changeSigningNote}</p>
      {announced ? (
        <Notice kind="care">
          <p>{t.announced}</p>
        </Notice>
      ) : (
        <form method="post" action={urls.signingKey} class="card flow">
          <input type="hidden" name="form_token" value={token} />
          <TextField
            name="why"
            label={t.reason}
            value={typed.why ?? ''}
            error={errors.why ?? ''}
            errorWord={forms.error}
            required
          />
          <TextField
            name="since"
            type="date"
            label={t.since}
            hint={t.sinceHint}
            value={typed.since ?? ''}
            error={errors.since ?? ''}
            errorWord={forms.error}
            narrow
          />
          <Actions>
            <button type="submit" class="button">
              {t.changeSigningButton}
            </button>
          </Actions>
        </form>
      )}
    </section>
  )
}
