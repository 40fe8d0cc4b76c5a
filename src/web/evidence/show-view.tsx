import type { Item } from '../../vault/index.ts'
import type { Reader } from '../reader.ts'
import { Fold } from '../ui/fold.tsx'
import { Notice } from '../ui/notice.tsx'
import type { Packed } from './archive.ts'
import type { Capture } from './capture.ts'
import { Cautions } from './found.tsx'
import type { Letter, MailHead } from './mail.ts'
import type { Table } from './table.ts'
import { VIEW_BYTES, type View } from './view.ts'
import { sizeInWords } from './words.ts'

/** A piece as it can be seen here. Whatever is in it stands on the page as text or as a picture, and does nothing. */
export function ShowView({ view, item, reader }: { view: View; item: Item; reader: Reader }) {
  const { evidence: t } = reader.t
  return (
    <div class="flow">
      {view.cut && view.kind !== 'bytes' && (
        <Notice kind="care">
          <p>{t.cut(sizeInWords(shownOf(view), reader), sizeInWords(item.size, reader))}</p>
        </Notice>
      )}
      <Cautions cautions={view.cautions} reader={reader} />
      <Content view={view} name={item.name} reader={reader} />
    </div>
  )
}

const shownOf = (view: View) => (view.kind === 'text' ? new TextEncoder().encode(view.text).length : VIEW_BYTES)

function Content({ view, name, reader }: { view: View; name: string; reader: Reader }) {
  const { evidence: t } = reader.t
  switch (view.kind) {
    case 'text':
      return <Text label={t.textOf(name)} text={view.text} />
    case 'image':
      return <img class="evidence-picture" src={`data:${view.mediaType};base64,${view.base64}`} alt={t.picture(name)} />
    case 'letter':
      return <Mail letter={view.letter} reader={reader} />
    case 'mailbox':
      return <Mailbox letters={view.letters} more={view.more} reader={reader} />
    case 'table':
      return <Rows table={view.table} name={name} reader={reader} />
    case 'archive':
      return <Archive files={view.files} reader={reader} />
    case 'captures':
      return <Captures captures={view.captures} reader={reader} />
    case 'document':
      return <Pages pages={view.pages} reader={reader} />
    case 'bytes':
      return (
        <>
          <p>{t.asBytes}</p>
          <Text label={t.textOf(name)} text={view.lines.join('\n')} />
        </>
      )
  }
}

/** Focusable, so that who has no mouse can scroll it. */
function Text({ label, text }: { label: string; text: string }) {
  return (
    <section class="evidence-text" tabindex={0} aria-label={label}>
      <pre>{text}</pre>
    </section>
  )
}

function Mail({ letter, reader }: { letter: Letter; reader: Reader }) {
  const { evidence: t } = reader.t
  const lines = [
    [t.mailFrom, letter.from],
    [t.mailTo, letter.to],
    [t.mailCc, letter.cc],
    [t.mailDate, dateOf(letter, reader)],
    [t.mailSubject, letter.subject],
  ].filter(([, value]) => value !== '')
  return (
    <article class="card flow">
      <dl class="pairs">
        {lines.map(([label, value]) => (
          <>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
      {letter.text.trim() === '' ? <p class="soft">{t.noText}</p> : <Text label={t.mailText} text={letter.text} />}
      {letter.attachments.length > 0 && (
        <section class="flow flow-tight">
          <h3>{t.attachments}</h3>
          <ul>
            {letter.attachments.map(({ name, mediaType, size }) => (
              <li>
                {name || mediaType}{' '}
                <span class="soft">
                  ({mediaType}, {sizeInWords(size, reader)})
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </article>
  )
}

/** Its letters, each folded under what says which it is. */
function Mailbox({
  letters,
  more,
  reader,
}: {
  letters: readonly (Letter | MailHead)[]
  more: boolean
  reader: Reader
}) {
  const { evidence: t } = reader.t
  return (
    <section class="flow" aria-labelledby="letters">
      <h2 id="letters">{t.letters(letters.length, more)}</h2>
      {letters.map((letter) => (
        <Fold title={[letter.subject || '—', letter.from, dateOf(letter, reader)].filter(Boolean).join(' · ')}>
          {'text' in letter ? <Mail letter={letter} reader={reader} /> : <p class="soft">{t.headAlone}</p>}
        </Fold>
      ))}
    </section>
  )
}

/** The rows scroll within their own frame, which who has no mouse can focus. */
function Rows({ table, name, reader }: { table: Table; name: string; reader: Reader }) {
  const { evidence: t } = reader.t
  return (
    <>
      {table.more && <p class="soft">{t.tableCut}</p>}
      <section class="evidence-rows" tabindex={0} aria-label={t.tableOf(name)}>
        <table>
          <thead>
            <tr>
              {table.columns.map((column) => (
                <th scope="col">{column}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr>
                {row.map((cell) => (
                  <td>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

function Archive({ files, reader }: { files: readonly Packed[]; reader: Reader }) {
  const { evidence: t } = reader.t
  return (
    <section class="flow" aria-labelledby="packed">
      <h2 id="packed">{t.packedFiles(files.length)}</h2>
      <p class="soft">{t.packedNote}</p>
      <PackedFiles files={files} reader={reader} />
    </section>
  )
}

function PackedFiles({ files, reader }: { files: readonly Packed[]; reader: Reader }) {
  const { evidence: t } = reader.t
  return (
    <>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t.name}</th>
            <th scope="col">{t.size}</th>
            <th scope="col">{t.packedAt}</th>
          </tr>
        </thead>
        <tbody>
          {files.map(({ name, size, at, cautions }) => (
            <tr>
              <th scope="row" class="file-name">
                {name}
                {cautions.map((one) => (
                  <span class="soft"> {t.cautions[one]}</span>
                ))}
              </th>
              <td data-label={t.size}>{sizeInWords(size, reader)}</td>
              <td data-label={t.packedAt}>{at?.replace('T', ' ') ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {files
        .filter(({ within }) => within.length > 0)
        .map(({ name, within }) => (
          <Fold title={`${name}${reader.colon}${t.packedFiles(within.length)}`}>
            <PackedFiles files={within} reader={reader} />
          </Fold>
        ))}
    </>
  )
}

function Captures({ captures, reader }: { captures: readonly Capture[]; reader: Reader }) {
  const { evidence: t } = reader.t
  return (
    <section class="flow" aria-labelledby="captures">
      <h2 id="captures">{t.captures(captures.length)}</h2>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t.captureAddress}</th>
            <th scope="col">{t.captureKind}</th>
            <th scope="col">{t.mailDate}</th>
            <th scope="col">{t.captureStatus}</th>
            <th scope="col">{t.kind}</th>
            <th scope="col">{t.size}</th>
          </tr>
        </thead>
        <tbody>
          {captures.map((one) => (
            <tr>
              {/* An address of a suspect is text: nobody is to go there by a click. */}
              <th scope="row" class="file-name">
                {one.address || '—'}
              </th>
              <td data-label={t.captureKind}>{one.kind}</td>
              <td data-label={t.mailDate}>{dateOf({ date: one.at }, reader)}</td>
              <td data-label={t.captureStatus}>{one.status}</td>
              <td data-label={t.kind}>{one.mediaType}</td>
              <td data-label={t.size}>{sizeInWords(one.size, reader)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Pages({ pages, reader }: { pages: readonly string[]; reader: Reader }) {
  const { evidence: t } = reader.t
  return (
    <section class="flow" aria-label={t.textOf('PDF')}>
      <p class="soft">{t.documentNote}</p>
      {pages.map((text, i) => (
        <Fold title={t.pageNumber(i + 1)} open={i === 0}>
          {text === '' ? <p class="soft">{t.noPageText}</p> : <Text label={t.pageNumber(i + 1)} text={text} />}
        </Fold>
      ))}
    </section>
  )
}

const dateOf = ({ date }: Pick<MailHead, 'date'>, reader: Reader) =>
  date !== '' && !Number.isNaN(Date.parse(date)) ? reader.instant(date) : date
