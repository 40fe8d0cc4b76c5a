import { countryCodes } from '../../base/countries.ts'
import { bondsOf } from '../../law/index.ts'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls } from '../urls.ts'
import { DayForm, Origin, type Reading } from './reading.tsx'
import { actsOf } from './state-law.ts'

/** Every state, with how much of the base speaks of it on the day. */
export function StatesPage({ reading }: { reading: Reading }) {
  const { reader, href, law, on } = reading
  const { lawStates: t, law: texts } = reader.t
  const states = countryCodes
    .map((code) => {
      const treaties = bondsOf(law, code, on).filter(({ standing }) => standing.bound).length
      const acts = actsOf(code, reading).length
      const about = [treaties > 0 && t.treatiesOf(reader.number(treaties)), acts > 0 && t.actsOf(reader.number(acts))]
      return { code, name: reader.country(code), about: about.filter(Boolean).join(' · ') }
    })
    .sort((a, b) => reader.compare(a.name, b.name))
  return (
    <>
      <Crumbs
        label={reader.t.shell.breadcrumbs}
        crumbs={[{ text: texts.title, href: href(urls.law) }, { text: t.title }]}
      />
      <PageHead title={t.title} lead={t.lead}>
        <DayForm reading={reading} path={urls.lawStates} />
      </PageHead>
      <ul class="plain states">
        {states.map(({ code, name, about }) => (
          <li>
            <a href={href(urls.rule(`states/${code}`))}>{name}</a>
            {about && <span class="small soft"> {about}</span>}
          </li>
        ))}
      </ul>
      <Origin reading={reading} json="/api/law?kind=state" />
    </>
  )
}
