import type { Item } from '../../vault/index.ts'
import type { Reader } from '../reader.ts'
import { Actions, SelectField, TextField } from '../ui/fields.tsx'
import { Fold } from '../ui/fold.tsx'
import { sizeInWords } from './words.ts'

export interface TakingBack {
  readonly piece: string
  readonly reason: string
  readonly errors: Readonly<Record<string, string>>
}

/** A file sealed by mistake is taken back before it is handed over. Nothing where none could be. */
export function TakeBack({
  items,
  action,
  token,
  taking,
  reader,
}: {
  items: readonly Item[]
  action: string
  token: string
  taking: TakingBack | undefined
  reader: Reader
}) {
  const { production: t, forms } = reader.t
  const sealed = items.filter(({ state }) => state === 'sealed')
  if (sealed.length === 0) return null
  return (
    <Fold title={t.takeBack} open={taking !== undefined}>
      <form method="post" action={action} class="card flow measure">
        <input type="hidden" name="form_token" value={token} />
        <p>{t.takeBackNote}</p>
        <SelectField
          name="piece"
          label={t.takeBackWhich}
          value={taking?.piece}
          empty={t.takeBackChoose}
          choices={sealed.map(({ id, name, size }) => ({ value: id, label: `${name} (${sizeInWords(size, reader)})` }))}
          error={taking?.errors.piece}
          errorWord={forms.error}
        />
        <TextField
          name="reason"
          label={t.takeBackWhy}
          hint={t.takeBackWhyHint}
          value={taking?.reason}
          error={taking?.errors.reason}
          errorWord={forms.error}
          required
        />
        <Actions>
          <button type="submit" class="button button-grave">
            {t.takeBackButton}
          </button>
        </Actions>
      </form>
    </Fold>
  )
}
