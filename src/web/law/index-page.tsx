import type { PropsWithChildren } from 'hono/jsx'
import type { Kind, Rule } from '../../law/index.ts'
import { Fold } from '../ui/fold.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { urls } from '../urls.ts'
import { CountryField } from './country-field.tsx'
import { PairForm } from './pair-form.tsx'
import { nameOf, Origin, type Reading, RuleLink } from './reading.tsx'
import { SearchForm } from './search-page.tsx'
import { lawfulness } from './standing.tsx'

/** The door to the law base: search, a state, two states, an instrument, a case. */
export function LawIndex({ reading }: { reading: Reading }) {
  const { law: t } = reading.reader.t
  return (
    <>
      <PageHead title={t.title} lead={t.lead} />
      <div class="flow flow-wide">
        <SearchForm reading={reading} q="" kind="" />
        <Ways reading={reading} />
        <Instruments reading={reading} />
        <Kinds reading={reading} />
      </div>
      <Origin reading={reading} json="/api/law" />
    </>
  )
}

function Ways({ reading }: { reading: Reading }) {
  const { t, number } = reading.reader
  const { ways } = t.law
  const tiles = [
    { href: urls.map, title: ways.map, about: ways.mapAbout },
    { href: urls.models, title: ways.models, about: ways.modelsAbout },
    {
      href: urls.lawCases,
      title: ways.cases,
      about: `${t.lawCases.figures(number(reading.law.cases.length))}. ${t.lawCases.lead}`,
    },
  ]
  return (
    <section class="flow flow-wide" aria-labelledby="ways">
      <h2 id="ways">{ways.title}</h2>
      <section class="flow flow-tight" aria-labelledby="pair">
        <h3 id="pair">{ways.pair}</h3>
        <p class="soft">{ways.pairAbout}</p>
        <PairForm choice={{}} reading={reading} />
      </section>
      <section class="flow flow-tight" aria-labelledby="state">
        <h3 id="state">{ways.state}</h3>
        <p class="soft">{ways.stateAbout}</p>
        <form action={urls.lawStates} method="get" class="card search no-print">
          <CountryField name="state" label={ways.chooseState} reading={reading} />
          <button type="submit" class="button">
            {t.law.show}
          </button>
          <a href={reading.href(urls.lawStates)}>{ways.states}</a>
        </form>
      </section>
      <ul class="tiles plain">
        {tiles.map(({ href, title, about }) => (
          <li>
            <a class="card tile" href={href}>
              <h3>{title}</h3>
              <p>{about}</p>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Long lists wait behind their length. */
const MANY = 10

/** Folders of `law/` that are no state's: what states made together, and what is no law. */
const together = ['eu', 'coe', 'un', 'treaties', 'asean', 'commonwealth', 'oas', 'sco']
const beside = ['practice', 'schemes']

function Instruments({ reading }: { reading: Reading }) {
  const { reader, edition } = reading
  const { law: t } = reader.t
  const all = [...edition.rules.values()].filter((rule) => rule.kind === 'instrument')
  const places = Map.groupBy(
    all.filter(({ network }) => network === undefined),
    ({ rule }) => rule.split('/')[0] ?? '',
  )
  const national = [...places.keys()]
    .filter((place) => !together.includes(place) && !beside.includes(place))
    .sort((a, b) => reader.compare(placeName(a, reading), placeName(b, reading)))
  const networks = [...edition.rules.values()].filter((rule) => rule.kind === 'network')
  const cards = (names: readonly string[]) =>
    names.flatMap((place) => {
      const list = places.get(place)
      return list ? [<Place place={place} list={list} reading={reading} />] : []
    })
  return (
    <section class="flow flow-wide" aria-labelledby="instruments">
      <h2 id="instruments">{t.ways.instruments}</h2>
      <section class="flow">
        <h3>{t.ways.together}</h3>
        <div class="jurisdictions">
          {cards(together)}
          <section class="card flow flow-tight">
            <h4>{t.networks}</h4>
            <ul class="rule-list plain">
              {networks.map(({ rule }) => (
                <li>
                  <RuleLink id={rule} reading={reading} />
                  <p class="small soft">
                    {t.treatiesIn(reader.number(all.filter(({ network }) => network === rule).length))}
                  </p>
                </li>
              ))}
            </ul>
          </section>
        </div>
      </section>
      <section class="flow">
        <h3>{t.ways.national}</h3>
        <div class="jurisdictions">{cards(national)}</div>
      </section>
      <section class="flow">
        <h3>{t.ways.beside}</h3>
        <div class="jurisdictions">{cards(beside)}</div>
      </section>
    </section>
  )
}

function Place({ place, list, reading }: { place: string; list: readonly Rule<'instrument'>[]; reading: Reading }) {
  const { edition } = reading
  const size = (id: string) => [...edition.rules.values()].filter(({ instrument }) => instrument === id).length - 1
  return (
    <section class="card flow flow-tight">
      <h4>{placeName(place, reading)}</h4>
      <Folded list={list} reading={reading}>
        <ul class="rule-list plain">
          {list.map((rule) => (
            <li>
              <RuleLink id={rule.rule} reading={reading} />
              <p class="small soft">{aboutInstrument(rule, size(rule.rule), reading)}</p>
            </li>
          ))}
        </ul>
      </Folded>
    </section>
  )
}

function aboutInstrument(rule: Rule<'instrument'>, rules: number, reading: Reading): string {
  const { reader } = reading
  const { law: t } = reader.t
  const standing = lawfulness(rule, reading)
  const title = reader.law(rule.title)
  return [
    ...(title === nameOf(rule, reader) ? [] : [title]),
    ...(rules > 0 ? [rules === 1 ? t.oneRule : t.rulesIn(reader.number(rules))] : []),
    ...(standing === 'in-force' ? [] : [t.standing[standing]]),
  ].join(' · ')
}

function placeName(place: string, { reader }: Reading): string {
  return reader.t.law.jurisdiction[place] ?? (place.length === 2 ? reader.country(place.toUpperCase()) : place)
}

function Folded({ list, reading, children }: PropsWithChildren<{ list: readonly unknown[]; reading: Reading }>) {
  if (list.length <= MANY) return <>{children}</>
  return <Fold title={reading.reader.t.law.instruments(reading.reader.number(list.length))}>{children}</Fold>
}

function Kinds({ reading }: { reading: Reading }) {
  const { reader, edition, href } = reading
  const { law: t } = reader.t
  const kinds = Map.groupBy(edition.rules.values(), ({ kind }) => kind)
  const shown = [...kinds].filter(([kind]) => kind !== 'state' && kind !== 'instrument') as [Kind, Rule[]][]
  return (
    <section class="flow flow-tight" aria-labelledby="kinds">
      <h2 id="kinds">{t.ways.kinds}</h2>
      <ul class="plain cluster">
        {shown.map(([kind, rules]) => (
          <li>
            <a href={href(urls.law, { kind })}>{t.everyRule(t.kindsMany[kind], reader.number(rules.length))}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}
