import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../src/base/ids.ts'
import { actOf, broken, item, nobody, type Told, whole } from '../src/vault/custody.fixture.ts'
import type { Item } from '../src/vault/index.ts'
import { insertItem } from '../src/vault/store.ts'
import { custody as words } from '../src/web/texts/en/custody.ts'
import { barriers, openBrowser, overflow } from './browser.ts'
import { demonstration } from './demonstration.ts'
import { album, unfold } from './seats.ts'

/** Every page, at every seat, in a real browser: readable by everybody, in light, dark and on a phone. */

let shown: Awaited<ReturnType<typeof demonstration>>
let browser: Awaited<ReturnType<typeof openBrowser>>
beforeAll(async () => {
  ;[shown, browser] = await Promise.all([demonstration(), openBrowser()])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await shown?.close()
})

const people = {
  nobody: undefined,
  prosecutor: 'Dr. Anna Huber',
  judge: 'Claudia Stern',
  provider: 'Niamh Byrne',
  'enforcing authority': 'Séamus Doyle',
  overseer: 'Petra Lang',
  operator: 'Jonas Weber',
} as const
type Seat = keyof typeof people

async function open(seat: Seat, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1200, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const name = people[seat]
  if (name) {
    await page.goto(`${shown.url}/sign-in`)
    await page.getByRole('button', { name: new RegExp(name) }).click()
    await page.waitForURL('**/today')
  }
  return page
}

/** The pages of a seat: what its navigation and its own lists lead to. */
async function pagesOf(page: Page, seat: Seat): Promise<string[]> {
  // The law's own pages have a suite of their own.
  if (seat === 'nobody')
    return [
      '/',
      '/routes',
      '/routes/analysis?asking.state=DE&data.0.category=content',
      '/law/map',
      '/law/map?to=CN&category=subscriber&services=yes',
      '/law/models',
      '/statistics',
      '/sign-in',
      '/nowhere',
    ]
  const found = new Set<string>()
  const gather = async (from: string, what: RegExp) => {
    await page.goto(shown.url + from)
    const links = await page.$$eval('a[href]', (all) => all.map((one) => one.getAttribute('href') ?? ''))
    for (const link of links.filter((one) => what.test(one))) found.add(link)
  }
  await gather('/today', /^\/(today|matters|requests|log|operator|statistics)(\/[a-z]+)?$/)
  if (found.has('/matters')) await gather('/matters', /^\/matters\/(new|matter_\w+)$/)
  if (found.has('/requests')) await gather('/requests', /^\/requests\/request_\w+$/)
  for (const path of [...found].filter((one) => /^\/(requests\/request|matters\/matter)/.test(one))) {
    await gather(
      path,
      /^\/(requests|matters|evidence)\/\w+_\w+\/(form|evidence|production|custody|analysis|objection)$/,
    )
  }
  for (const path of [...found].filter((one) => one.endsWith('/evidence'))) await gather(path, /^\/evidence\/item_\w+$/)
  if (found.has('/log')) found.add('/log/1')
  if (seat === 'operator') {
    for (const one of ['/operator', '/people', '/people/permissions', '/directory']) found.add(one)
    await gather('/directory', /^\/directory\/org_\w+$/)
  }
  if (seat === 'prosecutor') found.add('/account')
  return firstOfEachKind([...found])
}

const opened = new Set<string>()

/**
 * Pages of one kind differ in their words alone: two of each, the newest and the oldest, stand for all; where a seat before
 * has had these, one.
 */
function firstOfEachKind(paths: readonly string[]): string[] {
  const kinds = Map.groupBy(paths, (path) => path.replace(/_[0-9a-z]{26}/g, ''))
  return [...kinds].flatMap(([kind, all]) => {
    const some = opened.has(kind) ? all.slice(0, 1) : [...new Set([...all.slice(0, 1), ...all.slice(-1)])]
    opened.add(kind)
    return some
  })
}

describe.each(Object.keys(people) as Seat[])('the pages of %s', (seat) => {
  test('have no barrier in light and dark, and fit a phone', { timeout: 180_000 }, async () => {
    const page = await open(seat)
    const paths = await pagesOf(page, seat)
    expect(paths.length).toBeGreaterThan(seat === 'overseer' ? 1 : 2)
    const wrong: string[] = []
    for (const path of paths) {
      const answer = await page.goto(shown.url + path)
      if ((answer?.status() ?? 500) >= 400 && path !== '/nowhere') wrong.push(`${path} answers ${answer?.status()}`)
      await page.emulateMedia({ colorScheme: 'light' })
      wrong.push(...(await barriers(page)).map((line) => `${path} ${line}`))
      await page.emulateMedia({ colorScheme: 'dark' })
      wrong.push(...(await barriers(page, ['color-contrast'])).map((line) => `${path} (dark) ${line}`))
      await page.setViewportSize({ width: 390, height: 844 })
      const wide = await overflow(page)
      if (wide > 0) wrong.push(`${path} is ${wide} px wider than a phone`)
      await page.setViewportSize({ width: 1200, height: 900 })
    }
    expect(wrong).toEqual([])
    await page.context().close()
  })
})

/** The first of the broken kinds for each item of the checklist that the request itself does not answer. */
const kinds = [...Map.groupBy(broken, ([, , { CN = [], US = [], EU = [], GB = [] }]) => [...CN, ...US, ...EU, ...GB].map((line) => line.slice(0, 6)).at(-1))]
  .filter(([id]) => id !== 'ADM-01' && id !== 'ADM-02')
  .flatMap(([, all]) => all.slice(0, 1)) // biome-ignore format: one thing

describe('the custody page', () => {
  test(`tells what ${kinds.length} kinds of broken records lack before the courts of each forum`, {
    timeout: 120_000,
  }, async () => {
    expect(kinds.length).toBeGreaterThanOrEqual(20)
    const page = await open('prosecutor')
    for (const [name, piece, expected] of await keptAs(['all of it is there', whole, nobody], ...kinds)) {
      await page.goto(piece)
      await unfold(page)
      for (const forum of ['CN', 'US', 'EU', 'GB']) {
        const lines = await page.locator(`#forum-${forum} .finding > p`).allInnerTexts()
        const wanted = (expected[forum] ?? []).map((line) => line.split(' ') as [string, 'missing', 'weight'])
        for (const [id, status, effect] of wanted) {
          const said = lines.find((line) => line.startsWith(id))
          expect(said, `${name}, ${forum}`).toContain(`${words.statuses[status]}: ${words.effects[effect]}`)
        }
        expect(lines.length, `${name}, ${forum}: ${lines}`).toBe(wanted.length)
      }
      if (album && pictured.has(name)) await picture(page, name)
    }
  })

  test('has no barrier where nothing is known of a piece but that it was sealed', { timeout: 60_000 }, async () => {
    const page = await open('prosecutor')
    const [[name, piece] = ['', '']] = await keptAs(['nothing is known', { sealed: whole.sealed ?? {} }, {}])
    await page.goto(piece)
    await unfold(page)
    expect(await barriers(page)).toEqual([])
    if (album) await picture(page, name)
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await overflow(page)).toBeLessThanOrEqual(0)
  })
})

/** For the album: pages of some kinds, as they look everywhere. */
const pictured = new Set(['all of it is there', 'the device was never sealed', 'the provider certified nothing'])
async function picture(page: Page, name: string): Promise<void> {
  const take = async (from: Page, how: string) => {
    await from.evaluate('document.querySelectorAll("main details.held").forEach((one) => { one.open = false })')
    await from.screenshot({ path: `${album}/custody-${name.replaceAll(' ', '-')}-${how}.png`, fullPage: true })
  }
  await take(page, 'desk')
  for (const how of ['dark', 'print'] as const) {
    await page.emulateMedia(how === 'print' ? { media: 'print' } : { colorScheme: how })
    await take(page, how)
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' })
  }
  await page.setViewportSize({ width: 390, height: 844 })
  await take(page, 'phone')
  await page.setViewportSize({ width: 1200, height: 900 })
  const chinese = await open('prosecutor', { locale: 'zh-CN' })
  await chinese.goto(page.url())
  await unfold(chinese)
  await take(chinese, 'chinese')
  await chinese.context().close()
}

/** Where pieces are assessed that the prosecutor has received with these records, as their producer tells them. */
async function keptAs(...records: readonly [string, Told, Record<string, string[]>, Item?][]) {
  const { db, now } = shown.app
  // A request of whose data nothing was frozen: that would ask for more.
  const request = await db
    .selectFrom('request_requests')
    .select(['org_id as org', 'origin'])
    .where('title', '=', 'Threats against a city hall')
    .where('direction', '=', 'outgoing')
    .executeTakeFirstOrThrow()
  return db.transaction().execute(async (tx) => {
    const pieces: [string, string, Record<string, string[]>][] = []
    for (const [name, told, expected, piece = item] of records) {
      const id = newId('item', now().epochMilliseconds)
      await insertItem(tx, { ...piece, ...request, id, acts: Object.values(told).map(actOf) })
      pieces.push([name, `${shown.url}/evidence/${id}/admissibility`, expected])
    }
    return pieces
  })
}

test('nothing was our fault', () => {
  expect(shown.reported).toEqual([])
})
