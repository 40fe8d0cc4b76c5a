import type { Edition, LawBase, Rule } from '../../law/index.ts'
import type { Reader } from '../reader.ts'
import { Citation, type Source } from '../ui/citation.tsx'
import { TextField } from '../ui/fields.tsx'
import { urls, withQuery } from '../urls.ts'
import { marksOf } from './marks.ts'
import { sourceOf } from './sources.ts'

/** The law as one page shows it: the text of a day, for a reader. */
export interface Reading {
  readonly law: LawBase
  /** The law of that day, amendments applied. */
  readonly edition: Edition
  readonly reader: Reader
  /** YYYY-MM-DD. */
  readonly on: string
  readonly today: string
  /** An address of the law browser that keeps the day, where it is not today. */
  readonly href: (path: string, query?: Record<string, string | undefined>) => string
}

export function readingOf({ law, reader, on, today }: Pick<Reading, 'law' | 'reader' | 'on' | 'today'>): Reading {
  const href: Reading['href'] = (path, query = {}) => withQuery(path, { ...query, on: on === today ? undefined : on })
  return { law, edition: law.at(on), reader, on, today, href }
}

/** The short name of an act, the title of everything else, in the reader's language. */
export function nameOf(rule: Rule, { law, country }: Reader): string {
  if (rule.kind === 'state') return country(rule.code)
  return law(rule.kind === 'instrument' ? rule.short : rule.title)
}

/** The title as it heads a page. */
export const titleOf = (rule: Rule, reader: Reader): string =>
  rule.kind === 'state' ? reader.country(rule.code) : reader.law(rule.title)

export function RuleLink({ id, reading }: { id: string; reading: Reading }) {
  const rule = reading.edition.rules.get(id)
  return <a href={reading.href(urls.rule(id))}>{rule ? nameOf(rule, reading.reader) : id}</a>
}

/** A citation inside a rule, with what a reader must know of how sure it is. */
export function Cite({
  cite,
  rule,
  reading,
  sure = {},
}: {
  cite: string
  rule: string
  reading: Reading
  sure?: { confidence?: string; settled?: boolean }
}) {
  return <Citation source={sourceIn(reading, rule, cite)} marks={marksOf(sure, reading.reader)} />
}

/** How sure the base is, where that is not as sure as it gets. */
export function Marks({ sure, reading }: { sure: { confidence?: string; settled?: boolean }; reading: Reading }) {
  return (
    <>
      {marksOf(sure, reading.reader).map((mark) => (
        <>
          {' '}
          <span class="tag">{mark}</span>
        </>
      ))}
    </>
  )
}

function sourceIn({ law, reader, href }: Reading, rule: string, cite: string): Source {
  const source = sourceOf(law, rule, cite, reader)
  return source.href?.startsWith('/') ? { ...source, href: href(source.href) } : source
}

/** Which day's law the page shows, and the way to another day. */
export function DayForm({
  reading,
  path,
  query = {},
}: {
  reading: Reading
  path: string
  query?: Record<string, string>
}) {
  const { reader, on, today } = reading
  const { law: t } = reader.t
  return (
    <form action={path} method="get" class="day no-print">
      {Object.entries(query).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <TextField name="on" type="date" label={t.lawAsOf} value={on} />
      <button type="submit" class="button button-second">
        {t.show}
      </button>
      {on !== today && <a href={withQuery(path, query)}>{t.ofToday}</a>}
    </form>
  )
}

/** Where the page stands in the base: what it was made from, and the same for a program. */
export function Origin({ reading, json }: { reading: Reading; json: string }) {
  const { reader, law, on } = reading
  const { law: t } = reader.t
  return (
    <p class="origin small soft">
      {t.digest} <code>{law.digest}</code> · {t.asOfDay(reader.date(on))} ·{' '}
      <a href={reading.href(json)} class="no-print">
        {t.json}
      </a>
    </p>
  )
}
