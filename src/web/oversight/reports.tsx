import type { LawBase } from '../../law/index.ts'
import type { Hidden, OversightAlarm, RunningLine } from '../../oversight/index.ts'
import type { Reader } from '../reader.ts'
import { Line, Prose, type Sheet, SheetForm } from '../requests/running/sheet.tsx'
import { urls } from '../urls.ts'
import type { Names } from './overview.tsx'

/** Each alarm with what it goes by and its rows; the rows can be inspected. */
export function Alarms({ alarms, sheet }: { alarms: readonly OversightAlarm[]; sheet: Sheet }) {
  const { reader } = sheet
  const { oversight: all } = reader.t
  const { alarms: t } = all
  const files = [...new Set(alarms.flatMap(({ rows }) => rows.map(({ request }) => request)))].filter((id) => id.startsWith('request_'))
  return (
    <div class="flow flow-wide">
      {alarms.length === 0 && <p>{t.none}</p>}
      {alarms.map(({ kind, basis, rows }) => (
        <section class="flow">
          <h2>{t.kinds[kind]}</h2>
          {basis.of === 'law' && (
            <p>
              {t.law}{' '}
              {basis.rules.map(({ rule, cite }, i) => (
                <>
                  {i > 0 && '; '}
                  <a href={urls.rule(rule)}>{cite}</a>
                </>
              ))}
            </p>
          )}
          {basis.of === 'limit' && <p>{t.limit(basis.set, basis.found)}</p>}
          {basis.of === 'record' && <p>{t.record}</p>}
          <table class="table">
            <caption class="hidden-text">{t.kinds[kind]}</caption>
            <thead>
              <tr>
                <th scope="col">{all.request}</th>
                <th scope="col">{t.says}</th>
                <th scope="col">{all.when}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ request, title, at: when, says }) => (
                <tr>
                  <th scope="row">
                    {title}
                    <p class="small soft">
                      <code>{request}</code>
                    </p>
                  </th>
                  <td data-label={t.says}>{says || '–'}</td>
                  <td data-label={all.when}>{reader.instant(when)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
      {files.length > 0 && <Inspect sheet={sheet} files={files} cause={alarms.map(({ kind }) => t.kinds[kind]).join(', ')} title={t.inspect} />}
    </div>
  )
} // biome-ignore format: short

/** Files named by their ids, with what led to them. */
export function Inspect({ sheet, files, cause, title }: { sheet: Sheet; files: readonly string[]; cause?: string; title?: string }) {
  const { inspect: t } = sheet.reader.t.oversight
  return (
    <section class="card">
      <SheetForm top sheet={sheet} act="inspection" title={title ?? t.title} about={t.about} button={t.button}>
        <Line sheet={sheet} act="inspection" name="title" label={t.name} />
        <Prose sheet={sheet} act="inspection" name="cause" label={t.cause} {...(cause && { initial: cause })} />
        <Prose sheet={sheet} act="inspection" name="requests" label={t.requests} hint={t.requestsHint} initial={files.join('\n')} />
      </SheetForm>
    </section>
  )
} // biome-ignore format: short

/** What was signed for and is not shown, by each counterparty. */
export function HiddenView({ hidden, names, compared, reader }: { hidden: readonly Hidden[]; names: Names; compared: readonly string[]; reader: Reader }) {
  const { hidden: t } = reader.t.oversight
  if (compared.length === 0) return <p>{t.nobody}</p>
  return (
    <div class="flow flow-wide">
      <p class="soft">
        {t.with}{reader.colon}{reader.list(compared.map((org) => names.get(org) ?? org))}
      </p>
      <p>{hidden.length === 0 ? t.none : t.found(hidden.length)}</p>
      <ul class="plain flow">
        {hidden.map(({ origin, counterparty, how, receipts }) => (
          <li class="card flow flow-tight">
            <h2>{t.how[how]}</h2>
            <p>
              <code>{origin}</code>
            </p>
            <p class="small">
              {names.get(counterparty) ?? counterparty}{reader.colon}{t.receipts(receipts.length)},{' '}
              {reader.list(receipts.map(({ type, at: when }) => `${reader.t.requests.messageTypes[type] ?? type} (${reader.instant(when)})`))}
            </p>
          </li>
        ))}
      </ul>
    </div>
  )
} // biome-ignore format: short

/** What runs, since when, until when, who set or renewed it and why. */
export function Reassessment({ lines, law, reader }: { lines: readonly RunningLine[]; law: LawBase; reader: Reader }) {
  const { reassessment: t } = reader.t.oversight
  const day = (instant: string) => reader.date(instant.slice(0, 10))
  if (lines.length === 0) return <p>{t.none}</p>
  return (
    <table class="table">
      <caption class="hidden-text">{t.title}</caption>
      <thead>
        <tr>
          <th scope="col">{t.what}</th>
          <th scope="col">{t.since}</th>
          <th scope="col">{t.next}</th>
          <th scope="col">{t.by}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ of, title, what, cite, since, next, by }) => (
          <tr>
            <th scope="row">
              {t.kinds[what] ?? what}
              <p class="small soft">
                {of !== 'mandate' && `${title} · `}
                <span class="cite">{law.rules.has(cite) ? <a href={urls.rule(cite)}>{reader.law(law.rules.get(cite)?.title ?? cite)}</a> : cite}</span>
              </p>
            </th>
            <td data-label={t.since}>{day(since)}</td>
            <td data-label={t.next}>{next ? day(next) : t.open}</td>
            <td data-label={t.by}>
              {by ? `${by.name}, ${day(by.at)}` : '–'}
              {by && <p class="small soft">{by.why || t.unreasoned}</p>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
} // biome-ignore format: short
