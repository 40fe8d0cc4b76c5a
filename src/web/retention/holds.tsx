import type { Hold } from '../../vault/index.ts'
import type { Reader } from '../reader.ts'
import { Actions, TextField } from '../ui/fields.tsx'
import { Fold } from '../ui/fold.tsx'
import { urls } from '../urls.ts'

/** What was typed into a form and cannot be, by field; which form it was. */
export interface Typed {
  readonly form: string
  readonly values: Readonly<Record<string, string>>
  readonly errors: Readonly<Record<string, string>>
}

/** The fields every act of this page asks for: why, and on whose authority. */
export function Grounds({
  form,
  typed,
  reader,
  withAuthority = true,
  authorityHint,
  reasonHint,
}: {
  form: string
  typed: Typed | undefined
  reader: Reader
  withAuthority?: boolean
  authorityHint?: string
  reasonHint?: string
}) {
  const { retention: t, forms } = reader.t
  const mine = typed?.form === form ? typed : undefined
  return (
    <>
      {withAuthority && (
        <TextField
          name={`${form}-authority`}
          label={t.authority}
          hint={authorityHint ?? t.authorityHint}
          value={mine?.values.authority}
          error={mine?.errors.authority}
          errorWord={forms.error}
        />
      )}
      <TextField
        name={`${form}-reason`}
        label={t.reason}
        hint={reasonHint ?? t.reasonHint}
        value={mine?.values.reason}
        error={mine?.errors.reason}
        errorWord={forms.error}
        required
      />
    </>
  )
}

/** Who wants the piece kept: the holds that stand, those that were lifted, and the forms for both. */
export function Holds({
  item,
  holds,
  may,
  isGone,
  typed,
  token,
  reader,
}: {
  item: string
  holds: readonly Hold[]
  may: boolean
  isGone: boolean
  typed: Typed | undefined
  token: string
  reader: Reader
}) {
  const { retention: t } = reader.t
  return (
    <section class="flow" aria-labelledby="holds">
      <h2 id="holds">{t.holds}</h2>
      <p class="measure">{t.holdsNote}</p>
      {holds.length === 0 && <p class="soft">{t.noHold}</p>}
      {holds.map((hold) => (
        <article class="card flow flow-tight">
          <h3>{t.heldBy(hold.authority)}</h3>
          <p>{hold.reason}</p>
          <p class="small soft">{t.placed(hold.byName, reader.instant(hold.at))}</p>
          {hold.lifted && (
            <p class="small soft">
              {t.lifted(hold.lifted.byName, reader.instant(hold.lifted.at))}
              {reader.colon}
              {hold.lifted.reason} ({hold.lifted.authority})
            </p>
          )}
          {may && !hold.lifted && (
            <Fold title={t.liftOf(hold.authority)} open={typed?.form === hold.id}>
              <form method="post" action={urls.retentionAct(item, 'holds/lifting')} class="flow">
                <input type="hidden" name="form_token" value={token} />
                <input type="hidden" name="form" value={hold.id} />
                <Grounds form={hold.id} typed={typed} reader={reader} />
                <Actions>
                  <button type="submit" class="button button-grave">
                    {t.lift}
                  </button>
                </Actions>
              </form>
            </Fold>
          )}
        </article>
      ))}
      {may && !isGone && (
        <Fold title={t.hold} open={typed?.form === 'hold'}>
          <form method="post" action={urls.retentionAct(item, 'holds')} class="card flow measure">
            <input type="hidden" name="form_token" value={token} />
            <input type="hidden" name="form" value="hold" />
            <Grounds form="hold" typed={typed} reader={reader} />
            <Actions>
              <button type="submit" class="button">
                {t.holdButton}
              </button>
            </Actions>
          </form>
        </Fold>
      )}
    </section>
  )
}
