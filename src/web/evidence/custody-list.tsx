import { custodyWords, entryWords } from '../../requests/index.ts'
import { type CustodyEntry, type CustodyLine, type CustodyRecord, fieldsOf } from '../../vault/index.ts'
import type { Reader } from '../reader.ts'
import { Fates } from '../retention/derived.tsx'
import { urls } from '../urls.ts'
import { Sum } from './sum.tsx'
import { gapInWords, sizeInWords, toTheSecond } from './words.ts'

/** What a piece is, beside its record. */
export function PieceFacts({ record: { item, longestGap }, reader }: { record: CustodyRecord; reader: Reader }) {
  const { evidence: t } = reader.t
  return (
    <dl class="pairs">
      <dt>{t.id}</dt>
      <dd>
        <code class="small">{item.id}</code>
      </dd>
      <dt>{t.kind}</dt>
      <dd>{item.mediaType}</dd>
      <dt>{t.size}</dt>
      <dd>
        {sizeInWords(item.size, reader)}
        {item.size >= 1000 && ` (${t.bytes(reader.number(item.size))})`}
      </dd>
      <dt>{t.sum}</dt>
      <dd>
        <Sum label="" sum={item.sha256} />
      </dd>
      <dt>{t.sealedSum}</dt>
      <dd>
        <Sum label="" sum={item.sealedSha256} />
      </dd>
      <dt>{t.longest}</dt>
      <dd>{gapInWords(longestGap, reader)}</dd>
    </dl>
  )
}

/** Every hand, in order, and between two of them how long nobody touched it; each with the log that proves it. */
export function CustodyList({ record, reader }: { record: CustodyRecord; reader: Reader }) {
  const { evidence: t } = reader.t
  return (
    <ol class="custody plain">
      {record.lines.map((line, i) => (
        <>
          {i > 0 && (
            <li class="gap" data-long={String(line.after >= 86_400)}>
              {t.gap(gapInWords(line.after, reader))}
            </li>
          )}
          <li class="hand">
            <Hand line={line} item={record.item} reader={reader} />
          </li>
        </>
      ))}
    </ol>
  )
}

function Hand({ line, item, reader }: { line: CustodyLine; item: CustodyRecord['item']; reader: Reader }) {
  const { evidence: t } = reader.t
  return (
    <div class="between">
      <div class="flow flow-tight">
        <p class="step-title">{custodyWords(reader.language).acts[line.what]}</p>
        <p>{t.by(line.byName, line.orgName)}</p>
        {line.entry && <Entry entry={line.entry} reader={reader} />}
        {line.says && <p class="soft">{t.sayings[line.says] ?? line.says}</p>}
        {line.derived && <Fates derived={line.derived} reader={reader} />}
        {line.sha256 && <Sum label={t.sumThen} sum={line.sha256} />}
        {line.sealedSha256 && line.sealedSha256 !== item.sha256 && (
          <Sum label={t.sealedSumThen} sum={line.sealedSha256} />
        )}
      </div>
      <p class="small when">
        <time datetime={line.at}>{toTheSecond(line.at, reader)}</time>
        <br />
        {line.recorded !== undefined && line.recorded !== line.at && (
          <>
            <span class="soft">{reader.t.custody.recorded(toTheSecond(line.recorded, reader))}</span>
            <br />
          </>
        )}
        {line.seq === undefined ? (
          <span class="soft">{t.told(line.orgName)}</span>
        ) : (
          <a href={urls.logEvent(line.seq)}>{t.provedBy(reader.number(line.seq))}</a>
        )}
      </p>
    </div>
  )
}

/** What was put down, field by field. */
function Entry({ entry, reader }: { entry: CustodyEntry; reader: Reader }) {
  const words = entryWords(reader.language)
  const { kind, ...values } = entry
  const told = new Map<string, unknown>(Object.entries(values))
  return (
    <>
      {!['seizure', 'passing', 'check', 'taking'].includes(kind) && <p>{words.kind(kind)}</p>}
      <dl class="pairs pairs-small small">
        {fieldsOf(kind)
          .filter(({ name }) => told.has(name))
          .map(({ name }) => (
            <>
              <dt>{words.field(kind, name)}</dt>
              <dd class="link">{valueInWords(told.get(name), reader)}</dd>
            </>
          ))}
      </dl>
    </>
  )
}

function valueInWords(value: unknown, reader: Reader): string {
  const { custody: t } = reader.t
  const words = entryWords(reader.language)
  if (typeof value === 'boolean') return value ? t.yes : t.no
  if (Array.isArray(value))
    return value
      .map((one) =>
        typeof one === 'object'
          ? [one.name, one.signed && t.personSigned].filter(Boolean).join(', ')
          : words.option(one),
      )
      .join('; ')
  const text = String(value)
  return /^\d{4}-\d\d-\d\dT/.test(text) ? toTheSecond(text, reader) : words.option(text)
}
