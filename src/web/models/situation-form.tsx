import { places } from '../../base/world.ts'
import { categories, type Facts } from '../../law/index.ts'
import { NONE, writeAnswers } from '../interview/query.ts'
import { optionLabel } from '../interview/words.ts'
import type { Reader } from '../reader.ts'
import { SelectField, TextField } from '../ui/fields.tsx'
import { urls, withQuery } from '../urls.ts'
import { type SituationName, situation, situationNames } from './situations.ts'

/** The names of the boxes; every other fact of the case travels hidden. */
const boxes = [
  'on',
  'holder.kind',
  'holder.seat',
  'holder.offersServicesIn',
  'data.0.category',
  'data.0.storedIn',
  'urgency',
]

/** Constellations worth knowing, as links. */
export function Situations({ chosen, on, reader }: { chosen: SituationName | undefined; on: string; reader: Reader }) {
  const { models: t } = reader.t
  return (
    <nav class="views situations no-print" aria-label={t.situations}>
      <ul class="plain">
        {situationNames.map((name) => (
          <li>
            <a
              href={addressOf({ ...situation(name), on: undefined }, on)}
              aria-current={name === chosen ? 'page' : undefined}
            >
              {t.situation[name]}
            </a>
          </li>
        ))}
        {!chosen && (
          <li>
            <span aria-current="page">{t.own}</span>
          </li>
        )}
      </ul>
    </nav>
  )
}

function addressOf(facts: Facts, on: string): string {
  const query = writeAnswers(facts)
  query.set('on', on)
  return withQuery(urls.models, query)
}

/** The few facts that decide most; a fact that is not among them stays as it is. */
export function SituationForm({ facts, on, reader }: { facts: Facts; on: string; reader: Reader }) {
  const { models: t, shell } = reader.t
  const { holder, data: [item] = [] } = facts
  const states = places
    .map((value) => ({ value: value as string, label: reader.country(value) }))
    .sort((a, b) => reader.compare(a.label, b.label))
  const named = (values: readonly string[]) => values.map((value) => ({ value, label: optionLabel(value, reader) }))
  const kept = [...writeAnswers(facts)].filter(([name]) => !boxes.includes(name))
  const services = holder?.offersServicesIn?.join(',')
  return (
    <form action={urls.models} method="get" class="card map-form no-print">
      {kept.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <SelectField
        name="holder.kind"
        label={t.holderKind}
        value={holder?.kind}
        choices={named(['provider', 'bank', 'person', 'other'])}
        empty={t.notKnown}
      />
      <SelectField name="holder.seat" label={t.seat} value={holder?.seat} choices={states} empty={t.notKnown} />
      <SelectField
        name="holder.offersServicesIn"
        label={t.services}
        value={services === undefined ? '' : services === '' ? NONE : services}
        empty={t.notKnown}
        choices={servicesChoices(services, reader)}
      />
      <SelectField
        name="data.0.category"
        label={t.category}
        value={item?.category}
        choices={named(categories)}
        empty={t.notKnown}
      />
      <SelectField
        name="data.0.storedIn"
        label={t.storedIn}
        value={item?.storedIn === undefined ? '' : (item.storedIn[0] ?? NONE)}
        empty={t.notKnown}
        choices={[{ value: NONE, label: t.nowhere }, ...states]}
      />
      <SelectField
        name="urgency"
        label={t.urgency}
        value={facts.urgency}
        choices={named(['ordinary', 'urgent', 'emergency'])}
        empty={t.notKnown}
      />
      <TextField name="on" type="date" label={t.on} value={on} />
      <button type="submit" class="button">
        {t.show}
        <span class="hidden-text"> ({shell.name})</span>
      </button>
    </form>
  )
}

/** All three, none, or what the address says. */
function servicesChoices(given: string | undefined, { t, list, country }: Reader) {
  const choices = [
    { value: 'CN,US,DE', label: t.models.servicesAll },
    { value: NONE, label: t.models.servicesNone },
  ]
  if (!given || choices.some(({ value }) => value === given)) return choices
  return [...choices, { value: given, label: list(given.split(',').map(country)) }]
}
