import { type FoundInLaw, type Kind, searchLaw } from '../../law/index.ts'
import { SelectField, TextField } from '../ui/fields.tsx'
import { Fold } from '../ui/fold.tsx'
import { Empty } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { Pagination } from '../ui/pagination.tsx'
import { urls } from '../urls.ts'
import { CaseList } from './cases-of-rule.tsx'
import { nameOf, Origin, type Reading, RuleLink } from './reading.tsx'
import { lawfulness } from './standing.tsx'

const PER_PAGE = 25

interface Props {
  reading: Reading
  q: string
  kind: string
  page: number
}

/** What was found by words, by kind, or by both. */
export function SearchPage({ reading, q, kind, page }: Props) {
  const { reader, law, href } = reading
  const { law: t } = reader.t
  const found = searchLaw(law, q, { kind: asKind(kind, reading), language: reader.language })
  return (
    <>
      <Crumbs
        label={reader.t.shell.breadcrumbs}
        crumbs={[{ text: t.title, href: href(urls.law) }, { text: t.search }]}
      />
      <PageHead title={t.search} />
      <SearchForm reading={reading} q={q} kind={kind} />
      <Results found={found} reading={reading} q={q} kind={kind} page={page} />
      <Origin reading={reading} json={`/api/law?${new URLSearchParams({ q, kind })}`} />
    </>
  )
}

function asKind(kind: string, { reader }: Reading): Kind | undefined {
  return kind in reader.t.law.kinds ? (kind as Kind) : undefined
}

export function SearchForm({ reading, q, kind }: Omit<Props, 'page'>) {
  const { reader, edition, on, today } = reading
  const { law: t } = reader.t
  const kinds = [...new Set([...edition.rules.values()].map((rule) => rule.kind))]
  return (
    <search>
      <form action={urls.law} method="get" class="card search no-print">
        <TextField name="q" type="search" label={t.search} hint={t.searchHint} value={q} />
        <SelectField
          name="kind"
          label={t.kind}
          choices={kinds.map((value) => ({ value, label: t.kindsMany[value] }))}
          value={kind}
          empty={t.allKinds}
        />
        {on !== today && <input type="hidden" name="on" value={on} />}
        <button type="submit" class="button">
          {t.search}
        </button>
      </form>
    </search>
  )
}

function Results({ found, reading, q, kind, page }: Props & { found: FoundInLaw }) {
  const { reader, href } = reading
  const { law: t, shell } = reader.t
  const { rules, cases } = found
  const pages = Math.ceil(rules.length / PER_PAGE)
  const at = Math.min(Math.max(page, 1), Math.max(pages, 1))
  if (rules.length + cases.length === 0)
    return (
      <div class="results">
        <Empty title={t.nothing}>
          <p>{t.nothingNote}</p>
        </Empty>
      </div>
    )
  return (
    <section class="results flow">
      <h2>{rules.length === 1 ? t.oneResult : t.results(reader.number(rules.length))}</h2>
      {cases.length > 0 && (
        <Fold title={t.inCases(reader.number(cases.length))} open={rules.length === 0}>
          <CaseList cases={cases} reading={reading} />
        </Fold>
      )}
      <ul class="rule-list plain">
        {rules.slice((at - 1) * PER_PAGE, at * PER_PAGE).map((one) => (
          <FoundLine found={one} reading={reading} />
        ))}
      </ul>
      <Pagination page={at} pages={pages} words={shell} href={(n) => href(urls.law, { q, kind, page: String(n) })} />
    </section>
  )
}

function FoundLine({ found, reading }: { found: FoundInLaw['rules'][number]; reading: Reading }) {
  const { reader, edition } = reading
  const { law: t } = reader.t
  const rule = edition.rules.get(found.rule)
  if (!rule) return null
  const instrument = edition.find('instrument', rule.instrument)
  const standing = lawfulness(rule, reading)
  const where = [
    t.kinds[rule.kind],
    instrument && rule.kind !== 'instrument' ? nameOf(instrument, reader) : '',
    rule.cites[0]?.cite,
    ...(standing === 'in-force' ? [] : [t.standing[standing]]),
  ]
  return (
    <li>
      <RuleLink id={rule.rule} reading={reading} />
      <p class="small soft">{where.filter(Boolean).join(' · ')}</p>
      {found.says && <p class="small found">{found.says}</p>}
    </li>
  )
}
