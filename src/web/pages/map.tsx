import { Hono } from 'hono'
import { type Now, parseDate } from '../../base/time.ts'
import { parsePlace } from '../../base/world.ts'
import type { LawBase } from '../../law/index.ts'
import { writeAnswers } from '../interview/query.ts'
import { PartiesForm, ReachForm, type View, Views } from '../maps/map-form.tsx'
import { partiesOn } from '../maps/parties.ts'
import { PartiesMap } from '../maps/parties-map.tsx'
import { type Asked, factsFor, isCategory, measures, PENALTY_MONTHS, reachOf } from '../maps/reach.ts'
import { ReachMap } from '../maps/reach-map.tsx'
import type { Reader } from '../reader.ts'
import type { Env } from '../shell/env.ts'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls, withQuery } from '../urls.ts'

/** Where the maps of states begin, until the reader chooses another. */
const FIRST_STATE = 'DE'
const FIRST_INSTRUMENT = 'coe/185'

/** The law on a map, for anyone: who has joined a treaty, whom a state can reach, who can reach it; on any day. */
export function mapPages({ law, now }: { law: LawBase; now: Now }) {
  const pages = new Hono<Env>()
  pages.get(urls.mapReason, (c) => {
    const query = c.req.query()
    const facts = factsFor(law, askedIn(query, dayIn(query, now)), parsePlace(query.place ?? ''))
    return c.redirect(withQuery(urls.analysis, writeAnswers(facts)))
  })
  return pages.get(urls.map, async (c) => {
    const { reader } = c.var
    const query = c.req.query()
    const on = dayIn(query, now)
    if (query.from || query.to) {
      const asked = askedIn(query, on)
      const rows = await reachOf(law, asked)
      const name = reader.country(asked.state)
      const title = asked.side === 'from' ? reader.t.maps.fromTitle(name) : reader.t.maps.toTitle(name)
      return c.render(
        <>
          <Head title={title} view={asked.side} state={asked.state} on={on} reader={reader} />
          <ReachForm asked={asked} reader={reader} />
          <Given asked={asked} reader={reader} />
          <ReachMap asked={asked} rows={rows} law={law} reader={reader} />
          <Areas reader={reader} />
        </>,
        { title, current: 'law' },
      )
    }
    const id = query.instrument || FIRST_INSTRUMENT
    const instrument = law.at(on).find('instrument', id) ?? law.rule('instrument', id)
    const title = reader.t.maps.partiesTitle(reader.law(instrument.short))
    return c.render(
      <>
        <Head title={title} view="parties" state={FIRST_STATE} on={on} reader={reader} />
        <PartiesForm instrument={instrument} law={law} on={on} reader={reader} />
        <PartiesMap
          instrument={instrument}
          rows={partiesOn(law, instrument.rule, on)}
          law={law}
          reader={reader}
          on={on}
        />
        <Areas reader={reader} />
      </>,
      { title, current: 'law' },
    )
  })
}

const dayIn = ({ on }: Record<string, string>, now: Now): string =>
  (on ? parseDate(on, 'on') : now().toZonedDateTimeISO('UTC').toPlainDate()).toString()

function askedIn(query: Record<string, string>, on: string): Asked {
  const side = query.from ? 'from' : 'to'
  return {
    side,
    state: parsePlace(query[side] ?? ''),
    category: isCategory(query.category) ? query.category : 'content',
    measure: measures.find((one) => one === query.measure) ?? 'produce',
    services: query.services === 'yes',
    on,
  }
}

function Head({
  title,
  view,
  state,
  on,
  reader,
}: {
  title: string
  view: View
  state: string
  on: string
  reader: Reader
}) {
  const { maps: t, law, shell } = reader.t
  return (
    <>
      <Crumbs label={shell.breadcrumbs} crumbs={[{ text: law.title, href: urls.law }, { text: t.title }]} />
      <PageHead title={title} eyebrow={t.asOf(reader.date(on))}>
        <div class="between">
          <Views view={view} state={state} on={on} reader={reader} />
          <button type="button" class="button button-text no-print" data-print hidden>
            {shell.print}
          </button>
        </div>
      </PageHead>
    </>
  )
}

/** The case every place is tried with, and which of its ways is shown. */
function Given({ asked, reader }: { asked: Asked; reader: Reader }) {
  const { maps: t } = reader.t
  const bank = asked.category === 'transaction-record' ? t.givenBank : ''
  const years = t.given(reader.number(PENALTY_MONTHS / 12))
  return (
    <div class="map-given flow flow-tight small soft">
      <p>
        {[years, bank, asked.services ? t.givenServices : ''].filter(Boolean).join(reader.language === 'zh' ? '' : ' ')}
      </p>
      <p>{t.order}</p>
    </div>
  )
}

/** What the map draws, and what it says nothing about. */
function Areas({ reader }: { reader: Reader }) {
  const { maps: t } = reader.t
  return (
    <footer class="map-notes small soft">
      <p>{t.areas}</p>
      <p class="no-print">{t.pointer}</p>
    </footer>
  )
}
