import type { Item } from '../../vault/index.ts'
import type { Reader } from '../reader.ts'
import { Notice } from '../ui/notice.tsx'
import { Arrivals } from './arrivals.tsx'

/** What came and is here whole, and has not been sealed for whoever it goes on to. */
export const toHandOn = (items: readonly Item[], org: string): Item[] =>
  items.filter(
    ({ producer, state, sha256 }) =>
      producer !== org &&
      (state === 'received' || state === 'verified') &&
      !items.some((one) => one.producer === org && one.sha256 === sha256),
  )

/** What others handed over for this request, with one button that prepares it to go on. */
export function Came({
  came,
  ours,
  action,
  token,
  open,
  error,
  counterpart,
  reader,
}: {
  came: readonly Item[]
  /** What we have taken in or sealed anew ourselves. */
  ours: readonly Item[]
  action: string
  token: string
  open: boolean
  error: string | undefined
  counterpart: string
  reader: Reader
}) {
  const { production: t } = reader.t
  const waiting = toHandOn([...came, ...ours], ours[0]?.org ?? came[0]?.org ?? '')
  return (
    <section class="flow" aria-labelledby="came">
      <h2 id="came">{t.came}</h2>
      <Arrivals items={came} reader={reader} />
      {error && (
        <Notice kind="grave">
          <p>{error}</p>
        </Notice>
      )}
      {open && waiting.length > 0 && (
        <form method="post" action={action} class="card flow flow-tight">
          <input type="hidden" name="form_token" value={token} />
          <p class="soft measure">{t.cameNote(counterpart)}</p>
          <p>
            <button type="submit" class="button">
              {t.sealAnew(waiting.length)}
            </button>
          </p>
        </form>
      )}
    </section>
  )
}
