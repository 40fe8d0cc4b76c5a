import type { Schedule } from '../../requests/index.ts'
import type { Derived } from '../../vault/index.ts'
import type { Reader } from '../reader.ts'
import { Actions, SelectField, TextField } from '../ui/fields.tsx'
import { Fold } from '../ui/fold.tsx'
import { urls } from '../urls.ts'
import { ChooseFates } from './derived.tsx'
import { Grounds, type Typed } from './holds.tsx'

/** The forms that propose to keep a piece longer, and to destroy it. */
export function KeepOrDestroy({
  item,
  schedule,
  derived,
  typed,
  token,
  reader,
}: {
  item: string
  schedule: Schedule
  derived: readonly Derived[]
  typed: Typed | undefined
  token: string
  reader: Reader
}) {
  const { retention: t, forms } = reader.t
  const { latest, owed, holds, lines, proposals } = schedule
  const open = new Set(proposals.filter(({ decided }) => !decided).map(({ kind }) => kind))
  const isHeld = holds.some(({ lifted }) => !lifted)
  const longer = typed?.form === 'extension' ? typed : undefined
  const gone = typed?.form === 'destruction' ? typed : undefined
  return (
    <section class="flow">
      {!owed && !open.has('extension') && (
        <Fold title={t.extend} open={longer !== undefined}>
          <form method="post" action={urls.retentionAct(item, 'extensions')} class="card flow measure">
            <input type="hidden" name="form_token" value={token} />
            <p>{latest ? t.extendNote(reader.date(latest)) : t.extendOpen}</p>
            <TextField
              name="extension-until"
              label={t.until}
              hint={t.untilHint}
              value={longer?.values.until}
              error={longer?.errors.until}
              errorWord={forms.error}
              required
            />
            <Grounds form="extension" typed={typed} withAuthority={false} reader={reader} />
            <Actions>
              <button type="submit" class="button">
                {t.extendButton}
              </button>
            </Actions>
          </form>
        </Fold>
      )}
      {isHeld && <p class="soft">{t.underHold}</p>}
      {!isHeld && !open.has('destruction') && (
        <Fold title={t.destroy} open={gone !== undefined}>
          <form method="post" action={urls.retentionAct(item, 'destruction')} class="card flow measure">
            <input type="hidden" name="form_token" value={token} />
            <p>{t.destroyNote}</p>
            <SelectField
              name="destruction-rule"
              label={t.rule}
              value={gone?.values.rule ?? owed?.rule}
              empty={t.otherRule}
              choices={lines
                .filter(({ from, certain }) => from !== undefined && certain)
                .map(({ rule, title, cite }) => ({ value: rule, label: `${cite}: ${reader.law(title)}` }))}
              error={gone?.errors.rule}
              errorWord={forms.error}
            />
            <ChooseFates derived={derived} typed={gone} reader={reader} />
            <Grounds form="destruction" typed={typed} authorityHint={t.orderHint} reader={reader} />
            <Actions>
              <button type="submit" class="button button-grave">
                {t.destroyButton}
              </button>
            </Actions>
          </form>
        </Fold>
      )}
    </section>
  )
}
