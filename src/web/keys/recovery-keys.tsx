import type { Recovery } from '../../accounts/index.ts'
import type { Reader } from '../reader.ts'
import { Actions, TextField } from '../ui/fields.tsx'
import { urls } from '../urls.ts'

/** Keys kept elsewhere, with whom; and the forms that add and remove one. */
export function RecoveryKeys({
  keys,
  may,
  errors,
  typed,
  token,
  reader,
}: {
  keys: readonly Recovery[]
  may: boolean
  errors: Readonly<Record<string, string>>
  /** What was typed before. */
  typed: Readonly<Record<string, string>>
  token: string
  reader: Reader
}) {
  const { keys: t, forms } = reader.t
  return (
    <section class="flow" aria-labelledby="recovery">
      <h2 id="recovery">{t.recovery}</h2>
      <p class="measure">{t.recoveryNote}</p>
      {keys.length === 0 ? (
        <p class="soft">{t.noRecovery}</p>
      ) : (
        <ul class="flow plain">
          {keys.map(({ recipient, label, addedBy, at }) => (
            <li class="card flow flow-tight">
              <p>
                <strong>{label}</strong>
              </p>
              <p>
                <code class="hash">{recipient}</code>
              </p>
              <p class="small soft">{t.addedBy(addedBy, reader.instant(at))}</p>
              {may && (
                <form method="post" action={urls.recoveryKeyEnds}>
                  <input type="hidden" name="form_token" value={token} />
                  <input type="hidden" name="remove" value={recipient} />
                  <button type="submit" class="button button-second" aria-label={t.removeOf(label)}>
                    {t.remove}
                  </button>
                </form>
              )}
            </li>
          ))}
        </ul>
      )}
      {may && (
        <form method="post" action={urls.recoveryKeys} class="card flow measure">
          <input type="hidden" name="form_token" value={token} />
          <TextField
            name="label"
            label={t.label}
            hint={t.labelHint}
            value={typed.label}
            error={errors.label}
            errorWord={forms.error}
            required
          />
          <TextField
            name="recipient"
            label={t.recipient}
            hint={t.recipientHint}
            value={typed.recipient}
            error={errors.recipient}
            errorWord={forms.error}
            required
          />
          <Actions>
            <button type="submit" class="button">
              {t.add}
            </button>
          </Actions>
        </form>
      )}
    </section>
  )
}
