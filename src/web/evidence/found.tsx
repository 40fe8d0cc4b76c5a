import type { Item } from '../../vault/index.ts'
import type { Reader } from '../reader.ts'
import { ChoiceField } from '../ui/fields.tsx'
import { Notice } from '../ui/notice.tsx'
import { urls } from '../urls.ts'
import type { Caution, Fact } from './facts.ts'
import { sizeInWords } from './words.ts'

/** What a reader is to be careful with. */
export function Cautions({ cautions, reader }: { cautions: readonly Caution[]; reader: Reader }) {
  const { evidence: t } = reader.t
  if (cautions.length === 0) return null
  return (
    <Notice kind="care">
      {cautions.map((one) => (
        <p>{t.cautions[one]}</p>
      ))}
    </Notice>
  )
}

/** What a piece says of itself; with a token, to be taken over into the custody record. */
export function Found({
  facts,
  item,
  by,
  token,
  reader,
}: {
  facts: readonly Fact[]
  item: Item
  by: string
  token: string | undefined
  reader: Reader
}) {
  const { evidence: t } = reader.t
  if (facts.length === 0) return null
  const lines = facts.map((one) => `${t.factKinds[one.kind]}${reader.colon}${said(one, reader)}`)
  return (
    <section class="flow" aria-labelledby="found">
      <h2 id="found">{t.found}</h2>
      {token === undefined ? (
        <ul>
          {lines.map((line) => (
            <li class="file-name">{line}</li>
          ))}
        </ul>
      ) : (
        <form method="post" action={urls.entry(item.id, 'finding')} class="card flow">
          <p class="soft measure">{t.foundNote}</p>
          <input type="hidden" name="form_token" value={token} />
          <input type="hidden" name="draft" value="yes" />
          <input type="hidden" name="by" value={by} />
          <input type="hidden" name="method" value={t.foundMethod} />
          <ChoiceField
            name="says"
            label={t.foundLabel}
            several
            choices={lines.map((line) => ({ value: line, label: line }))}
            value={lines}
            errorWord={reader.t.forms.error}
          />
          <p>
            <button type="submit" class="button">
              {t.foundTake}
            </button>
          </p>
        </form>
      )}
    </section>
  )
}

/** In the reader's way where it is a moment in time or a size; else as it stands in the piece. */
function said({ kind, value, times }: Fact, reader: Reader): string {
  const { evidence: t } = reader.t
  if (kind === 'unpacked') return sizeInWords(Number(value), reader)
  if (kind === 'from' || kind === 'until') return value.endsWith('Z') ? reader.instant(value) : value.replace('T', ' ')
  return times === undefined || times === 1 ? value : `${value} (${t.foundTimes(times)})`
}
