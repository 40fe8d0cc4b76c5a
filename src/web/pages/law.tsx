import { Hono } from 'hono'
import { type CountryCode, isCountryCode, parseCountryCode } from '../../base/countries.ts'
import { type Now, parseDate } from '../../base/time.ts'
import type { LawBase } from '../../law/index.ts'
import { WebError } from '../errors.ts'
import { CasePage } from '../law/case-page.tsx'
import { CasesPage } from '../law/cases-page.tsx'
import { LawIndex } from '../law/index-page.tsx'
import { PairPage } from '../law/pair-page.tsx'
import { PairsPage } from '../law/pairs-page.tsx'
import { type Reading, readingOf, titleOf } from '../law/reading.tsx'
import { RulePage } from '../law/rule-page.tsx'
import { SearchPage } from '../law/search-page.tsx'
import { StatesPage } from '../law/states-page.tsx'
import type { Reader } from '../reader.ts'
import type { Env } from '../shell/env.ts'
import { urls } from '../urls.ts'

/** The law base, for anyone to read: by word, state, pair of states, instrument, case and rule, as of a day. */
export function lawPages({ law, now }: { law: LawBase; now: Now }) {
  const reading = (reader: Reader, on: string | undefined): Reading => {
    const today = now().toZonedDateTimeISO('UTC').toPlainDate().toString()
    return readingOf({ law, reader, today, on: on ? parseDate(on, 'on').toString() : today })
  }
  return new Hono<Env>()
    .get(urls.law, (c) => {
      const { q = '', kind = '', page = '1', on } = c.req.query()
      const read = reading(c.var.reader, on)
      const asked = q.trim() !== '' || kind !== ''
      return c.render(
        asked ? <SearchPage reading={read} q={q} kind={kind} page={Number(page) || 1} /> : <LawIndex reading={read} />,
        { title: read.reader.t.law.title, current: 'law' },
      )
    })
    .get(urls.lawStates, (c) => {
      const { state, on } = c.req.query()
      const read = reading(c.var.reader, on)
      if (state && isCountryCode(state)) return c.redirect(read.href(urls.rule(`states/${state}`)), 303)
      return c.render(<StatesPage reading={read} />, { title: read.reader.t.lawStates.title, current: 'law' })
    })
    .get(urls.lawPairs, (c) => {
      const { a, b, on } = c.req.query()
      const read = reading(c.var.reader, on)
      if (a && b && a !== b && isCountryCode(a) && isCountryCode(b))
        return c.redirect(read.href(urls.lawPair(a, b)), 303)
      return c.render(<PairsPage a={a} b={b} reading={read} />, {
        title: read.reader.t.lawPairs.title,
        current: 'law',
      })
    })
    .get('/law/pairs/:a/:b', (c) => {
      const read = reading(c.var.reader, c.req.query('on'))
      const given = [c.req.param('a'), c.req.param('b')] as const
      const [a, b] = [stateIn(given[0]), stateIn(given[1])]
      if (a !== given[0] || b !== given[1]) return c.redirect(read.href(urls.lawPair(a, b)), 303)
      if (a === b) return c.redirect(read.href(urls.lawPairs, { a, b }), 303)
      const { country, t } = read.reader
      return c.render(<PairPage a={a} b={b} reading={read} />, {
        title: t.lawPairs.between(country(a), country(b)),
        current: 'law',
      })
    })
    .get(urls.lawCases, (c) => {
      const { q = '', area = '', on } = c.req.query()
      const read = reading(c.var.reader, on)
      return c.render(<CasesPage reading={read} q={q} area={area} />, {
        title: read.reader.t.lawCases.title,
        current: 'law',
      })
    })
    .get('/law/cases/:case{.+}', (c) => {
      const read = reading(c.var.reader, undefined)
      const one = law.cases.find(({ id }) => urls.lawCase(id) === `${urls.lawCases}/${c.req.param('case')}`)
      if (!one) throw new WebError('missing', 'no_such_page', 'There is no such case')
      return c.render(<CasePage one={one} reading={read} />, { title: read.reader.law(one.name), current: 'law' })
    })
    .get('/law/:rule{.+}', (c) => {
      const read = reading(c.var.reader, c.req.query('on'))
      const rule = read.edition.rules.get(c.req.param('rule'))
      if (!rule) throw new WebError('missing', 'no_such_page', 'There is no such rule')
      return c.render(<RulePage rule={rule} reading={read} asked={c.req.query()} />, {
        title: titleOf(rule, read.reader),
        current: 'law',
      })
    })
}

/** A state in an address, also in small letters. Throws where there is none. */
function stateIn(code: string): CountryCode {
  try {
    return parseCountryCode(code.toUpperCase())
  } catch {
    throw new WebError('missing', 'no_such_page', 'There is no such state')
  }
}
