import type { Actor } from '../../accounts/index.ts'
import type { Counterpart } from '../../exchange/index.ts'
import type { Item } from '../../vault/index.ts'
import { AddresseeFields } from '../gate/addressee.tsx'
import type { Reader } from '../reader.ts'
import { Actions, ChoiceField, TextField } from '../ui/fields.tsx'
import { Notice } from '../ui/notice.tsx'
import { urls } from '../urls.ts'

export interface Opening {
  readonly purpose: string
  readonly how: string
  /** What was said of whom it is for. */
  readonly given?: URLSearchParams
  readonly error?: string
  readonly barred?: string
}

/** Opening a piece: for a purpose, to see it here or to keep it. */
export function OpenForm({
  item,
  opening,
  token,
  actor,
  known,
  reader,
}: {
  item: Item
  opening: Opening
  token: string
  actor: Actor
  known: readonly Counterpart[]
  reader: Reader
}) {
  const { evidence: t, forms } = reader.t
  return (
    <section class="flow" aria-labelledby="open">
      <h2 id="open">{t.openTitle}</h2>
      {item.state === 'verified' ? (
        <form method="post" action={urls.openings(item.id)} class="card flow">
          <input type="hidden" name="form_token" value={token} />
          <p class="soft">{t.openNote}</p>
          <TextField
            name="purpose"
            label={t.purpose}
            hint={t.purposeHint}
            value={opening.purpose}
            required
            error={opening.error}
            errorWord={forms.error}
          />
          <ChoiceField
            name="how"
            label={t.how}
            value={[opening.how]}
            choices={[
              { value: 'view', label: t.view, hint: t.viewHint },
              { value: 'download', label: t.download, hint: t.downloadHint },
            ]}
          />
          <AddresseeFields
            actor={actor}
            known={known}
            given={opening.given ?? new URLSearchParams()}
            error={opening.barred}
            reader={reader}
          />
          <Actions>
            <button type="submit" class="button">
              {t.openButton}
            </button>
          </Actions>
        </form>
      ) : (
        <Notice>
          <p>{t.notVerified}</p>
        </Notice>
      )}
    </section>
  )
}
