import type { Case } from '../../law/index.ts'
import { searchLaw } from '../../law/index.ts'
import { SelectField, TextField } from '../ui/fields.tsx'
import { Empty } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls } from '../urls.ts'
import { CaseList } from './cases-of-rule.tsx'
import { Origin, type Reading } from './reading.tsx'

const areaOf = ({ id }: Case) => id.split('/')[1] ?? ''

/** Every worked case, by area; words and an area narrow the list. */
export function CasesPage({ reading, q, area }: { reading: Reading; q: string; area: string }) {
  const { reader, law, href } = reading
  const { lawCases: t, law: texts } = reader.t
  const found = q.trim() === '' ? law.cases : searchLaw(law, q, { language: reader.language }).cases
  const areas = Map.groupBy(
    found.filter((one) => area === '' || areaOf(one) === area),
    areaOf,
  )
  const narrowed = q.trim() !== '' || area !== ''
  const count = [...areas.values()].reduce((sum, cases) => sum + cases.length, 0)
  return (
    <>
      <Crumbs
        label={reader.t.shell.breadcrumbs}
        crumbs={[{ text: texts.title, href: href(urls.law) }, { text: t.title }]}
      />
      <PageHead title={t.title} lead={t.lead} />
      <search>
        <form action={urls.lawCases} method="get" class="card search no-print">
          <TextField name="q" type="search" label={t.search} hint={t.searchHint} value={q} />
          <SelectField
            name="area"
            label={t.area}
            choices={Object.entries(t.areas).map(([value, label]) => ({ value, label }))}
            value={area}
            empty={t.allAreas}
          />
          <button type="submit" class="button">
            {texts.search}
          </button>
        </form>
      </search>
      <div class="results flow flow-wide">
        {narrowed && <p class="soft">{count === 1 ? t.oneFound : t.found(reader.number(count))}</p>}
        {count === 0 && (
          <Empty title={texts.nothing}>
            <p>{texts.nothingNote}</p>
          </Empty>
        )}
        {[...areas].map(([name, cases]) => (
          <section class="flow flow-tight">
            <h2>
              {t.areas[name] ?? name} <span class="soft">({reader.number(cases.length)})</span>
            </h2>
            <CaseList cases={cases} reading={reading} />
          </section>
        ))}
      </div>
      <Origin reading={reading} json="/api/law/cases" />
    </>
  )
}
