import { Hono } from 'hono'
import type { PropsWithChildren } from 'hono/jsx'
import { type Now, parseDate } from '../../base/time.ts'
import { type Kind, type LawBase, parseFacts, type Rule } from '../../law/index.ts'
import { WebError } from '../errors.ts'
import { writeAnswers } from '../interview/query.ts'
import { RulePage } from '../law/rule-page.tsx'
import { search } from '../law/search.ts'
import type { Reader } from '../reader.ts'
import type { Env } from '../shell/env.ts'
import { SelectField, TextField } from '../ui/fields.tsx'
import { Fold } from '../ui/fold.tsx'
import { Empty } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { Pagination } from '../ui/pagination.tsx'
import { urls, withQuery } from '../urls.ts'

const PER_PAGE = 25

/** The law base, for anyone to read: by jurisdiction, by word, rule by rule, as of a day. */
export function lawPages({ law, now }: { law: LawBase; now: Now }) {
  const today = () => now().toZonedDateTimeISO('UTC').toPlainDate().toString()
  return new Hono<Env>()
    .get(urls.law, (c) => {
      const { reader } = c.var
      const { q = '', kind = '', page = '1' } = c.req.query()
      const asked = q.trim() !== '' || kind !== ''
      return c.render(
        <>
          <PageHead title={reader.t.law.title} lead={reader.t.law.lead} />
          <SearchForm reader={reader} law={law} q={q} kind={kind} />
          {asked ? (
            <Results law={law} reader={reader} q={q} kind={kind} page={Number(page) || 1} />
          ) : (
            <Jurisdictions law={law} reader={reader} />
          )}
        </>,
        { title: reader.t.law.title, current: 'law' },
      )
    })
    .get(urls.lawCases, (c) => {
      const { reader } = c.var
      return c.render(<Cases law={law} reader={reader} />, { title: reader.t.law.cases, current: 'law' })
    })
    .get('/law/:rule{.+}', (c) => {
      const { reader } = c.var
      const id = c.req.param('rule')
      const on = c.req.query('on') ? parseDate(c.req.query('on') ?? '', 'on').toString() : today()
      const rule = law.at(on).rules.get(id)
      if (!rule) throw new WebError('missing', 'no_such_page', 'There is no such rule')
      return c.render(<RulePage rule={rule} law={law} reader={reader} on={on} />, {
        title: reader.law(rule.title),
        current: 'law',
      })
    })
}

function SearchForm({ reader, law, q, kind }: { reader: Reader; law: LawBase; q: string; kind: string }) {
  const { law: t } = reader.t
  const kinds = [...new Set([...law.rules.values()].map((rule) => rule.kind))]
  return (
    <search>
      <form action={urls.law} method="get" class="card search">
        <TextField name="q" type="search" label={t.search} hint={t.searchHint} value={q} />
        <SelectField
          name="kind"
          label={t.kind}
          choices={kinds.map((value) => ({ value, label: t.kindsMany[value] }))}
          value={kind}
          empty={t.allKinds}
        />
        <button type="submit" class="button">
          {t.search}
        </button>
      </form>
    </search>
  )
}

function Results({
  law,
  reader,
  q,
  kind,
  page,
}: {
  law: LawBase
  reader: Reader
  q: string
  kind: string
  page: number
}) {
  const { law: t, shell } = reader.t
  const chosen = kind === '' ? undefined : (kind as Kind)
  const found = search(law, { words: q, kind: chosen, title: (rule) => reader.law(rule.title) })
  const pages = Math.ceil(found.length / PER_PAGE)
  const at = Math.min(Math.max(page, 1), Math.max(pages, 1))
  if (found.length === 0)
    return (
      <div class="results">
        <Empty title={t.nothing}>
          <p>{t.nothingNote}</p>
        </Empty>
      </div>
    )
  return (
    <section class="results flow">
      <h2>{found.length === 1 ? t.oneResult : t.results(reader.number(found.length))}</h2>
      <ul class="rule-list plain">
        {found.slice((at - 1) * PER_PAGE, at * PER_PAGE).map((rule) => (
          <li>
            <RuleLine rule={rule} law={law} reader={reader} />
          </li>
        ))}
      </ul>
      <Pagination
        page={at}
        pages={pages}
        words={shell}
        href={(n) => withQuery(urls.law, { q, kind, page: String(n) })}
      />
    </section>
  )
}

function RuleLine({ rule, law, reader }: { rule: Rule; law: LawBase; reader: Reader }) {
  const { law: t } = reader.t
  const instrument = law.rules.get(rule.instrument)
  const where = [
    t.kinds[rule.kind],
    instrument?.kind === 'instrument' && rule.kind !== 'instrument' ? reader.law(instrument.short) : '',
    rule.cites[0]?.cite,
  ]
  return (
    <>
      <a href={urls.rule(rule.rule)}>{reader.law(rule.title)}</a>
      <p class="small soft">{where.filter(Boolean).join(' · ')}</p>
    </>
  )
}

function Jurisdictions({ law, reader }: { law: LawBase; reader: Reader }) {
  const { law: t } = reader.t
  const byInstrument = Map.groupBy(law.rules.values(), ({ instrument }) => instrument)
  const instruments = [...law.rules.values()].filter((rule) => rule.kind === 'instrument')
  const byPlace = Map.groupBy(instruments, ({ rule }) => rule.split('/')[0] ?? '')
  const order = Object.keys(t.jurisdiction)
  const places = [...byPlace].sort(([a], [b]) => ((order.indexOf(a) + 99) % 99) - ((order.indexOf(b) + 99) % 99))
  const others = (['state', 'question', 'network'] as const).filter((kind) =>
    [...law.rules.values()].some((rule) => rule.kind === kind),
  )
  return (
    <section class="results flow" aria-labelledby="jurisdictions">
      <h2 id="jurisdictions">{t.jurisdictions}</h2>
      <div class="jurisdictions">
        {places.map(([place, list]) => (
          <section class="card flow flow-tight">
            <h3>{t.jurisdiction[place] ?? (place.length === 2 ? reader.country(place.toUpperCase()) : place)}</h3>
            <Folded list={list} reader={reader}>
              <ul class="rule-list plain">
                {list.map((rule) => (
                  <li>
                    <a href={urls.rule(rule.rule)}>{reader.law(rule.title)}</a>
                    <p class="small soft">
                      {rule.citation} · {count(byInstrument.get(rule.rule)?.length ?? 1, reader)}
                    </p>
                  </li>
                ))}
              </ul>
            </Folded>
          </section>
        ))}
        <section class="card flow flow-tight">
          <h3>{t.more}</h3>
          <ul class="rule-list plain">
            {others.map((kind) => (
              <li>
                <a href={withQuery(urls.law, { kind })}>{t.kindsMany[kind]}</a>
              </li>
            ))}
            <li>
              <a href={urls.lawCases}>{t.cases}</a>
              <p class="small soft">{t.casesLead}</p>
            </li>
          </ul>
        </section>
      </div>
      <p class="small soft">
        {t.digest}: <code>{law.digest}</code>
      </p>
    </section>
  )
}

/** A long list waits behind its length. */
function Folded({ list, reader, children }: PropsWithChildren<{ list: readonly unknown[]; reader: Reader }>) {
  if (list.length <= 12) return <>{children}</>
  return <Fold title={reader.t.law.instruments(reader.number(list.length))}>{children}</Fold>
}

const count = (n: number, { t, number }: Reader) => (n === 1 ? t.law.oneRule : t.law.rulesIn(number(n)))

function Cases({ law, reader }: { law: LawBase; reader: Reader }) {
  const { law: t, routes } = reader.t
  const areas = Map.groupBy(law.cases, ({ id }) => id.split('/')[1] ?? '')
  return (
    <>
      <Crumbs label={reader.t.shell.breadcrumbs} crumbs={[{ text: t.title, href: urls.law }, { text: t.cases }]} />
      <PageHead title={t.cases} lead={t.casesLead} />
      <div class="flow flow-wide">
        {[...areas].map(([area, cases]) => (
          <section class="flow">
            <h2>{t.jurisdiction[area] ?? area}</h2>
            <ul class="rule-list plain">
              {cases.map((one) => {
                const facts = factsOf(one.facts, one.on)
                return (
                  <li>
                    {facts ? (
                      <a href={withQuery(urls.analysis, facts)}>{reader.law(one.name)}</a>
                    ) : (
                      reader.law(one.name)
                    )}
                    <p class="small soft">
                      {[
                        one.cite,
                        ...Object.entries(one.expect.items ?? {}).map(
                          ([item, status]) => `${item}: ${routes.status[status]}`,
                        ),
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </p>
                  </li>
                )
              })}
            </ul>
          </section>
        ))}
      </div>
    </>
  )
}

/** A case as an address of the route finder; undefined where its very point is that the facts are refused. */
function factsOf(input: Record<string, unknown>, on: string | undefined): URLSearchParams | undefined {
  try {
    return writeAnswers(parseFacts({ ...(on ? { on } : {}), ...input }))
  } catch {
    return undefined
  }
}
