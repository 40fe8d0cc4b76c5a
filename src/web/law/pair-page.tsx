import type { CountryCode } from '../../base/countries.ts'
import { type Between, between } from '../../law/index.ts'
import { Fold } from '../ui/fold.tsx'
import { Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls } from '../urls.ts'
import { DirectionOf, directionAnchor } from './direction.tsx'
import { PairBonds } from './pair-bonds.tsx'
import { PairForm } from './pair-form.tsx'
import { Origin, type Reading, RuleLink } from './reading.tsx'

/** What applies between two states on a day: what joins them, both directions, what is left where nothing does. */
export function PairPage({ a, b, reading }: { a: CountryCode; b: CountryCode; reading: Reading }) {
  const { reader, href } = reading
  const { lawPairs: t, law: texts } = reader.t
  const [one, other] = [reader.country(a), reader.country(b)]
  const found = between(reading.law, a, b, reading.on)
  return (
    <>
      <Crumbs
        label={reader.t.shell.breadcrumbs}
        crumbs={[
          { text: texts.title, href: href(urls.law) },
          { text: t.title, href: href(urls.lawPairs) },
          { text: t.between(one, other) },
        ]}
      />
      <PageHead title={t.between(one, other)} eyebrow={t.asOf(reader.date(reading.on))}>
        <nav class="no-print" aria-label={t.contents}>
          <ul class="plain cluster">
            <li>
              <a href="#joins">{t.joins}</a>
            </li>
            {found.directions.map((direction) => (
              <li>
                <a href={`#${directionAnchor(direction)}`}>
                  {t.direction(reader.country(direction.from), reader.country(direction.to))}
                </a>
              </li>
            ))}
            <li>
              <a href={href(urls.rule(`states/${a}`))}>{one}</a>
            </li>
            <li>
              <a href={href(urls.rule(`states/${b}`))}>{other}</a>
            </li>
          </ul>
        </nav>
      </PageHead>
      <div class="flow flow-wide">
        <Fold title={t.change}>
          <PairForm choice={{ a, b }} reading={reading} />
        </Fold>
        <PairBonds found={found} reading={reading} />
        <Left found={found} reading={reading} />
        {found.directions.map((direction) => (
          <DirectionOf direction={direction} reading={reading} />
        ))}
      </div>
      <Origin reading={reading} json={`/api${urls.lawPair(a, b)}`} />
    </>
  )
}

/** Where no treaty joins the two: what remains, and on what it rests. */
function Left({ found, reading }: { found: Between; reading: Reading }) {
  const { lawPairs: t } = reading.reader.t
  if (found.bonds.some(({ both }) => both)) return null
  const alive = found.directions.flatMap(({ measures }) =>
    measures.flatMap(({ analysis }) => analysis.routes.filter(({ status }) => status !== 'closed')),
  )
  const rules = [...new Set(alive.map(({ rule }) => rule))]
  return (
    <section class="flow" aria-labelledby="left">
      <h2 id="left">{t.left}</h2>
      <Notice kind="care">
        <p>{rules.length > 0 ? t.leftNote : t.nothingLeft}</p>
        <ul>
          {rules.map((rule) => (
            <li>
              <RuleLink id={rule} reading={reading} />
            </li>
          ))}
        </ul>
      </Notice>
    </section>
  )
}
