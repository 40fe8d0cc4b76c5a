import { places } from '../../base/world.ts'
import { categories, type LawBase, type Rule } from '../../law/index.ts'
import { optionLabel } from '../interview/words.ts'
import type { Reader } from '../reader.ts'
import { SelectField, TextField } from '../ui/fields.tsx'
import { urls, withQuery } from '../urls.ts'
import { multilateral } from './parties.ts'
import { type Asked, measures } from './reach.ts'

export type View = 'parties' | 'from' | 'to'

/** The three maps, the one on the page marked. */
export function Views({ view, state, on, reader }: { view: View; state: string; on: string; reader: Reader }) {
  const { maps: t } = reader.t
  const addresses: Record<View, string> = {
    parties: withQuery(urls.map, { instrument: 'coe/185', on }),
    from: withQuery(urls.map, { from: state, on }),
    to: withQuery(urls.map, { to: state, on }),
  }
  return (
    <nav class="views no-print" aria-label={t.which}>
      <ul class="plain">
        {Object.entries(addresses).map(([one, href]) => (
          <li>
            <a href={href} aria-current={one === view ? 'page' : undefined}>
              {t.views[one as View]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

export function PartiesForm({
  instrument,
  law,
  on,
  reader,
}: {
  instrument: Rule<'instrument'>
  law: LawBase
  on: string
  reader: Reader
}) {
  const { maps: t } = reader.t
  const many = multilateral(law, on)
  const list = many.includes(instrument) ? many : [instrument, ...many]
  return (
    <form action={urls.map} method="get" class="card map-form map-form-one no-print">
      <SelectField
        name="instrument"
        label={t.instrument}
        value={instrument.rule}
        choices={list.map((one) => ({ value: one.rule, label: reader.law(one.title) }))}
      />
      <TextField name="on" type="date" label={t.on} value={on} />
      <Show reader={reader} />
    </form>
  )
}

export function ReachForm({ asked, reader }: { asked: Asked; reader: Reader }) {
  const { maps: t } = reader.t
  const { side, state, category, measure, services, on } = asked
  const states = places
    .map((value) => ({ value: value as string, label: reader.country(value) }))
    .sort((a, b) => reader.compare(a.label, b.label))
  const named = (values: readonly string[]) => values.map((value) => ({ value, label: optionLabel(value, reader) }))
  return (
    <form action={urls.map} method="get" class="card map-form no-print">
      <SelectField name={side} label={t[side]} value={state} choices={states} />
      <SelectField name="category" label={t.category} value={category} choices={named(categories)} />
      <SelectField name="measure" label={t.measure} value={measure} choices={named(measures)} />
      <SelectField
        name="services"
        label={t.services}
        value={services ? 'yes' : 'no'}
        choices={[
          { value: 'no', label: t.servicesNo },
          { value: 'yes', label: t.servicesYes },
        ]}
      />
      <TextField name="on" type="date" label={t.on} value={on} />
      <Show reader={reader} />
    </form>
  )
}

function Show({ reader }: { reader: Reader }) {
  return (
    <button type="submit" class="button">
      {reader.t.maps.show}
    </button>
  )
}
