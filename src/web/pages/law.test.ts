import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { parseInstant } from '../../base/time.ts'
import { readLaw } from '../../read-law.ts'
import type { Env } from '../shell/env.ts'
import { frame } from '../shell/frame.tsx'
import { urls } from '../urls.ts'
import { errorPage } from './error.tsx'
import { lawPages } from './law.tsx'

const law = await readLaw()
const now = () => parseInstant('2026-11-21T10:00:00Z')
const faults: unknown[] = []
const app = new Hono<Env>()
app.onError((error, c) => errorPage(c, error, (fault) => faults.push(fault)))
app.use(frame({ translate: law.translate, zone: 'UTC', demonstration: false }))
app.route('/', lawPages({ law, now }))

const ask = (path: string, language = 'en') => app.request(path, { headers: { 'accept-language': language } })
const read = async (path: string, language?: string) => (await ask(path, language)).text()

describe('the page of a state', () => {
  test('tells what binds it and since when', async () => {
    const page = await read('/law/states/BR')
    expect(page).toContain('Budapest Convention')
    expect(page).toContain('1 March 2023')
  })

  test('tells its bars, its claims, its authorities and its calendar', async () => {
    const page = await read('/law/states/CN')
    expect(page).toContain('/law/cn/dsl/gates/article-36')
    expect(page).toContain('/law/cn/dsl/reach/article-35')
    expect(page).toContain('Ministry of Justice')
    expect(page).toContain('Asia/Shanghai')
    expect(page).toContain('Important data')
  })

  test('of a member shows the bars of the Union too, and only while it is one', async () => {
    expect(await read('/law/states/IE')).toContain('/law/eu/gdpr/gates/article-48')
    expect(await read('/law/states/GB')).not.toContain('/law/eu/gdpr/gates/article-48"')
    expect(await read('/law/states/GB?on=2019-01-01')).toContain('/law/eu/gdpr/gates/article-48?on=2019-01-01')
  })

  test('that no act speaks of says so instead of staying silent', async () => {
    expect(await read('/law/states/TV')).toContain('The law base knows no bar of this state')
  })
})

describe('the page of two states', () => {
  test('tells what binds both, and from which day between them', async () => {
    const page = await read('/law/pairs/FR/BR')
    expect(page).toMatch(/Budapest Convention<\/a>.*?<strong>1 March 2023<\/strong>/)
    expect(page).toContain('France seeks data in Brazil')
    expect(page).toContain('Brazil seeks data in France')
  })

  test('on an earlier day tells the law of that day, and its links keep the day', async () => {
    const page = await read('/law/pairs/FR/BR?on=2022-01-01')
    expect(page).toContain('Brazil is bound by Budapest Convention only from 2023-03-01')
    expect(page).toContain('/law/coe/185?on=2022-01-01')
  })

  test('tells for each way what it still takes, with the article', async () => {
    const page = await read('/law/pairs/US/CN')
    expect(page).toContain('International Criminal Judicial Assistance Law Art 4(3)')
    expect(page).toContain('/law/cn/icjal/chains/incoming')
  })

  test('tells of a treaty nobody should rely on, and why', async () => {
    const page = await read('/law/pairs/FR/MX')
    expect(page).toContain(
      'France–Mexico treaty, which is not relied on here: that it is in force is not confirmed here',
    )
    expect(await read('/law/treaties/fr-mx')).toContain('Not relied on here')
  })

  test('without any treaty tells what is left', async () => {
    const page = await read('/law/pairs/KP/TV?on=1990-01-01')
    expect(page).toContain('no treaty of the law base')
    expect(page).toContain('Without a treaty the other state owes no assistance')
  })

  test('is reached from a form without a script, at an address to share', async () => {
    const answer = await ask('/law/pairs?a=FR&b=BR&on=2025-01-01')
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/law/pairs/FR/BR?on=2025-01-01')
    expect((await ask('/law/pairs/fr/uk')).headers.get('location')).toBe('/law/pairs/FR/GB')
  })

  test('is refused for a state and itself, beside the field', async () => {
    expect((await ask('/law/pairs/FR/FR')).headers.get('location')).toBe('/law/pairs?a=FR&b=FR')
    expect(await read('/law/pairs?a=FR&b=FR')).toContain('one and the same state')
  })

  test('does not exist for what is no state', async () => {
    expect((await ask('/law/pairs/FR/QQ')).status).toBe(404)
    expect((await ask('/law/pairs/FR/BR?on=2025-02-30')).status).toBe(400)
  })
})

describe('the page of a rule', () => {
  test('gives its conditions lettered, each with its article, and what joins them', async () => {
    const page = await read('/law/cn/dsl/gates/article-36')
    expect(page).toMatch(/The data is stored in mainland China.*?Data Security Law Art 36/)
    expect(page).toContain('<p class="between">and</p>')
  })

  test('unfolds the named conditions it consists of', async () => {
    expect(await read('/law/eu/2023-1543/routes/production-order')).toContain(
      'The asking state is a Member State bound by the Regulation',
    )
  })

  test('links the worked cases it fits and those it does not', async () => {
    const page = await read('/law/eu/gdpr/gates/article-48')
    expect(page).toMatch(/It applies \(\d+\).*?\/law\/cases\/eu\/article-48\/1.*?It does not apply \(\d+\)/)
  })

  test('that is disputed gives the dispute and what both sides rest on', async () => {
    const page = await read('/law/us/sca/routes/content-with-notice')
    expect(page).toContain('Authorities disagree')
    expect(page).toContain('Warshak')
  })

  test('shows the text of the day, and its history', async () => {
    const path = '/law/cn/csl/gates/article-39'
    expect(await read(path)).toContain('Cybersecurity Law Art 39')
    expect(await read(`${path}?on=2025-06-01`)).toContain('Cybersecurity Law Art 37')
    expect(await read(path)).toContain(`${path}?on=2025-12-31`)
  })

  test('tells whether the user may be told, and who pays, each with its article', async () => {
    const order = await read('/law/eu/2023-1543/routes/production-order')
    expect(order).toMatch(/Not by the holder.*?the addressee does not.*?Art 13\(1\), 13\(4\)/s)
    expect(order).toMatch(
      /What answering costs.*?Art 14\(1\).*?provides for it: the asking state.*?Not paid for.*?Art 14\(2\)/s,
    )
    const american = await read('/law/us/sca/routes/d-order', 'zh')
    expect(american).toMatch(/可由持有人告知.*?2705\(b\).*?href="\/law\/practice\/requests\/forms\/user-notice"/s)
    expect(american).toMatch(/保密期限.*?href="\/law\/us\/sca\/clocks\/2705b-silence".*?2706\(c\)/s)
    expect(await read('/law/treaties/general/routes/mla-bilateral')).not.toContain('Whether the user may be told')
  })

  test('of every kind can be read, in both languages', async () => {
    for (const rule of new Map([...law.rules.values()].map((one) => [one.kind, one])).values()) {
      for (const language of ['en', 'zh'])
        expect([rule.rule, (await ask(urls.rule(rule.rule), language)).status]).toEqual([rule.rule, 200])
    }
  })
})

describe('the page of an instrument', () => {
  test('tells its parties with their days, and who is not bound and why', async () => {
    const page = await read('/law/coe/185?on=2022-01-01')
    expect(page).toContain('Bound on this day (')
    expect(page).toMatch(/Brazil<\/a>.*?not yet bound/)
  })
})

describe('a worked case', () => {
  test('is shown with its facts, what is expected, and the whole answer', async () => {
    const page = await read('/law/cases/eu/munich/1')
    expect(page).toContain('The law base answers so')
    expect(page).toContain('European Production Order')
    expect(page).toContain('The facts')
  })

  test('of time is worked out', async () => {
    expect(await read('/law/cases/eu/clocks/2')).toContain('ends 27 December 2026 at 23:59')
  })

  test('of facts that are refused shows why', async () => {
    expect(await read('/law/cases/eu/contradiction')).toContain('contradictory_facts')
  })

  test('of every area can be read', async () => {
    for (const one of law.cases.filter((_, i) => i % 7 === 0))
      expect([one.id, (await ask(urls.lawCase(one.id))).status]).toEqual([one.id, 200])
  })

  test('that does not exist is no page', async () => {
    expect((await ask('/law/cases/eu/munich/99')).status).toBe(404)
  })
})

describe('the search', () => {
  test('leads from an act and its article to the rule', async () => {
    expect(await read('/law?q=gdpr+48')).toContain('/law/eu/gdpr/gates/article-48')
  })

  test('shows the sentence it found', async () => {
    expect(await read('/law?q=in+no+other+way+than+this')).toContain('Nothing found')
    expect(await read('/law?q=highest+of+three+levels')).toContain('class="small found"')
  })

  test('finds in Chinese', async () => {
    expect(await read(`/law?q=${encodeURIComponent('数据安全法')}`, 'zh')).toContain('/law/cn/dsl')
  })
})

test('a list of states and the list of cases stand for themselves', async () => {
  expect(await read('/law/states')).toContain('/law/states/BR')
  expect((await ask('/law/states?state=BR')).headers.get('location')).toBe('/law/states/BR')
  expect(await read('/law/cases?q=Warshak+nowhere')).toContain('Nothing found')
  expect(await read('/law/cases?area=cn')).not.toContain('/law/cases/eu/')
})

test('nothing was our fault', () => {
  expect(faults).toEqual([])
})

describe('the page of a clock', () => {
  const page = '/law/eu/2023-1543/clocks/production-emergency'
  const count = (query: string) => read(`${page}?${new URLSearchParams(query)}`)

  test('counts the period from an event in the time of the place', async () => {
    expect(await read(page)).toContain('Count this period')
    expect(await count('from=2026-11-21T22:00&state=IE')).toContain('Ends on 22 November 2026 at 06:00')
    expect(await count('from=2026-11-21T22:00&state=DE')).toContain('Ends on 22 November 2026 at 06:00')
  })

  test('counts the time it stood still afterwards, and names no end while it stands', async () => {
    const stood = 'from=2026-11-21T08:00&state=IE&stopped=2026-11-21T10:00'
    expect(await count(`${stood}&resumed=2026-11-21T13:00`)).toContain('Ends on 21 November 2026 at 19:00')
    expect(await count(stood)).toContain('The clock has stood still since 21 November 2026 at 10:00')
  })

  test('says what is wrong beside the field', async () => {
    expect(await count('from=soon&state=IE')).toContain('Give a day and an hour')
    expect(await count('from=2026-11-21T08:00&stopped=2026-11-21T10:00&resumed=2026-11-21T09:00')).toContain(
      'It can only run again after it stood still',
    )
  })

  test('of a period without a number counts nothing', async () => {
    expect(await read('/law/cn/dsl/clocks/approval')).not.toContain('Count this period')
  })
})
