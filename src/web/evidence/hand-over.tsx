import type { Item } from '../../vault/index.ts'
import type { Reader } from '../reader.ts'
import { Actions, type Choice, ChoiceField, LongTextField } from '../ui/fields.tsx'
import { Empty } from '../ui/notice.tsx'
import { urls } from '../urls.ts'
import { StateOf } from './state.tsx'
import { Sum } from './sum.tsx'
import { sizeInWords, toTheSecond } from './words.ts'

export interface Handing {
  readonly chosen: readonly string[]
  readonly complete: string
  readonly note: string
  /** The items of the order they were said to answer. */
  readonly data?: readonly string[]
  readonly errors: Readonly<Record<string, string>>
}

/** What has been taken in; where something may leave, with the form that hands it over. */
export function TakenIn({
  items,
  action,
  token,
  may,
  handing,
  recipientOf,
  counterpart,
  owed,
  reader,
}: {
  items: readonly Item[]
  action: string
  token: string
  may: boolean
  handing: Handing | undefined
  recipientOf: (item: Item) => string
  counterpart: string
  /** What is still owed of the order. */
  owed: readonly Choice[]
  reader: Reader
}) {
  const { production: t } = reader.t
  const waiting = items.filter(({ state }) => state === 'sealed')
  const list = <Pieces items={items} may={may} handing={handing} recipientOf={recipientOf} reader={reader} />
  return (
    <section class="flow" aria-labelledby="pieces">
      <h2 id="pieces">{t.pieces}</h2>
      {items.length === 0 ? (
        <Empty title={t.noPieces}>
          <p>{t.noPiecesNote}</p>
        </Empty>
      ) : may && waiting.length > 0 ? (
        <form method="post" action={action} class="flow flow-wide">
          <input type="hidden" name="form_token" value={token} />
          {list}
          <HandOver handing={handing} counterpart={counterpart} owed={owed} reader={reader} />
        </form>
      ) : (
        list
      )}
    </section>
  )
}

function HandOver({
  handing,
  counterpart,
  owed,
  reader,
}: {
  handing: Handing | undefined
  counterpart: string
  owed: readonly Choice[]
  reader: Reader
}) {
  const { production: t, forms, answering } = reader.t
  const { account } = answering
  return (
    <div class="card flow">
      <h3>{t.handOver}</h3>
      <p class="soft measure">{t.handOverNote(counterpart)}</p>
      {owed.length > 1 && (
        <ChoiceField
          name="data"
          label={account.producing}
          hint={account.producingHint}
          several
          row
          value={handing?.data ?? []}
          choices={owed}
          error={handing?.errors.data}
          errorWord={forms.error}
        />
      )}
      <ChoiceField
        name="complete"
        label={t.complete}
        value={handing ? [handing.complete] : []}
        choices={[
          { value: 'yes', label: t.completeYes },
          { value: 'no', label: t.completeNo, hint: t.completeNoHint },
        ]}
        error={handing?.errors.complete}
        errorWord={forms.error}
      />
      <LongTextField
        name="note"
        label={`${t.remark} ${forms.optional}`}
        hint={t.remarkHint}
        value={handing?.note}
        rows={3}
        error={handing?.errors.note}
        errorWord={forms.error}
      />
      <Actions>
        <button type="submit" class="button">
          {t.submit}
        </button>
      </Actions>
    </div>
  )
}

function Pieces({
  items,
  may,
  handing,
  recipientOf,
  reader,
}: {
  items: readonly Item[]
  may: boolean
  handing: Handing | undefined
  recipientOf: (item: Item) => string
  reader: Reader
}) {
  const { production: t, evidence } = reader.t
  const choosing = may && items.some(({ state }) => state === 'sealed')
  return (
    <table class="table pieces" id="evidence">
      <thead>
        <tr>
          {choosing && <th scope="col">{t.include}</th>}
          <th scope="col">{t.name}</th>
          <th scope="col" class="numeric">
            {t.size}
          </th>
          <th scope="col">{t.state}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr>
            {choosing && (
              <td data-label={t.include}>
                {item.state === 'sealed' && (
                  <input
                    type="checkbox"
                    class="check"
                    name="evidence"
                    value={item.id}
                    aria-label={t.choose(item.name)}
                    checked={handing ? handing.chosen.includes(item.id) : true}
                  />
                )}
              </td>
            )}
            <th scope="row">
              <span class="file-name">{item.name}</span>
              <Sum label={t.sum} sum={item.sha256} />
              <p class="small soft">
                {t.sealedTo(recipientOf(item))} · <a href={urls.custody(item.id)}>{evidence.custody}</a>
              </p>
            </th>
            <td data-label={t.size} class="numeric">
              {sizeInWords(item.size, reader)}
            </td>
            <td data-label={t.state}>
              <StateOf state={item.state} reader={reader} />
              <p class="small soft">{toTheSecond(item.at, reader)}</p>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
