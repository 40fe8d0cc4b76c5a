import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { parseInstant } from '../../base/time.ts'
import { readLaw } from '../../read-law.ts'
import type { Env } from '../shell/env.ts'
import { frame } from '../shell/frame.tsx'
import { errorPage } from './error.tsx'
import { mapPages } from './map.tsx'
import { modelPages } from './models.tsx'

const law = await readLaw()
const now = () => parseInstant('2026-11-21T10:00:00Z')
const reported: unknown[] = []
const app = new Hono<Env>()
app.onError((error, c) => errorPage(c, error, (one) => reported.push(one)))
app.use(frame({ translate: law.translate, zone: 'UTC', demonstration: false }))
app.route('/', mapPages({ law, now }))
app.route('/', modelPages({ law, now }))

const get = async (path: string, language = 'en') => {
  const answer = await app.request(`http://here.test${path}`, { headers: { 'accept-language': language } })
  return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') ?? '' }
}

describe('the maps', () => {
  test('begin with the Convention on Cybercrime as of today', async () => {
    const { status, text } = await get('/law/map')
    expect(status).toBe(200)
    expect(text).toContain('Who has joined: Budapest Convention')
    expect(text).toContain('Law as of 21 November 2026')
    expect(text).toMatch(/<h2 id="bound">Bound <span[^>]*>81 places/)
  })

  test('say in lists all that they draw, and count it in the legend', async () => {
    const { text } = await get('/law/map?from=DE')
    const rows = text.match(/<th scope="row">/g)?.length ?? 0
    const counted = [...text.matchAll(/<p class="small soft">(\d+) places/g)].reduce((sum, [, n]) => sum + Number(n), 0)
    const untold = Number(/id="untold">[^<]*<span[^>]*>(\d+)/.exec(text)?.[1])
    expect(counted).toBe(242)
    expect(rows).toBe(242 - untold)
  })

  test('are hidden from screen readers and the tab key, for the lists say the same', async () => {
    const { text } = await get('/law/map?from=DE')
    for (const [svg] of text.matchAll(/<svg [^>]*viewBox="0 0 \d{4,}[^>]*>/g))
      expect(svg).toContain('aria-hidden="true"')
    for (const [link] of text.matchAll(/<a [^>]*><title>/g)) expect(link).toContain('tabindex="-1"')
  })

  test('give every kind of place a pattern of its own, be it a shape or a dot', async () => {
    const { text } = await get('/law/map?from=DE')
    const used = new Set([...text.matchAll(/fill="url\(#([\w-]+)\)"/g)].map(([, id]) => id))
    expect(used.size).toBeGreaterThan(5)
    for (const id of used) expect(text).toContain(`<pattern id="${id}"`)
  })

  test('lead for each place to what applies between the two, the asking state first', async () => {
    expect((await get('/law/map?from=DE')).text).toContain('href="/law/pairs/DE/BR?on=2026-11-21"')
    expect((await get('/law/map?to=DE')).text).toContain('href="/law/pairs/BR/DE?on=2026-11-21"')
  })

  test('lead to the analysis behind a place, with all its facts', async () => {
    const { status, to } = await get(
      '/law/map/analysis?from=DE&place=BR&category=subscriber&measure=preserve&on=2026-01-01',
    )
    const facts = new URL(to, 'http://here.test').searchParams
    expect(status).toBe(302)
    expect(Object.fromEntries(facts)).toMatchObject({
      'asking.state': 'DE', 'holder.seat': 'BR', 'data.0.category': 'subscriber', measure: 'preserve', on: '2026-01-01',
    }) // biome-ignore format: facts in a few lines
  })

  test('are there in Chinese', async () => {
    const { text } = await get('/law/map?to=CN', 'zh')
    expect(text).toContain('哪些国家可取得中国境内的数据')
    expect(text).toContain('依双边条约的司法协助请求')
  })

  test.each([
    ['a place where nobody lives', '/law/map?from=AQ', 400],
    ['a day that is none', '/law/map?from=DE&on=2026-02-30', 400],
    ['an instrument the base does not know', '/law/map?instrument=coe/999', 404],
    ['a rule that is no instrument', '/law/map?instrument=coe/185/routes/mutual-assistance', 400],
  ])('refuse %s', async (_, path, status) => {
    expect((await get(path)).status).toBe(status)
  })
})

describe('the three models', () => {
  test('are put the first situation where no facts are given', async () => {
    const { status, text } = await get('/law/models')
    expect(status).toBe(200)
    expect(text).toMatch(/aria-current="page">US provider, data in Ireland/)
    for (const name of ['China', 'United States', 'European Union']) expect(text).toContain(`>${name}<`)
  })

  test('answer to the facts of a matter, by the names the route finder gives them, and keep those without a box', async () => {
    const { text } = await get(
      '/law/models?asking.state=FR&holder.kind=provider&holder.seat=US&data.0.category=traffic&person.residence=FR',
    )
    expect(text).toContain('aria-current="page">The facts of your case')
    expect(text).toContain('The whole analysis: France asks')
    expect(text).toContain('<input type="hidden" name="person.residence" value="FR"/>')
  })

  test('say what is wrong with a fact and leave it out', async () => {
    const { status, text } = await get('/law/models?holder.seat=Atlantis&holder.kind=bank')
    expect(status).toBe(200)
    expect(text).toContain('Atlantis')
  })

  test('cite an article for every line of law', async () => {
    const { text } = await get('/law/models')
    expect(text.match(/class="cite"/g)?.length).toBeGreaterThan(60)
    expect(text).toContain('18 USC 2713')
  })

  test('are there in Chinese', async () => {
    expect((await get('/law/models', 'zh')).text).toContain('司法协助与数据本地化')
  })
})

test('nothing was our fault', () => {
  expect(reported).toEqual([])
})
