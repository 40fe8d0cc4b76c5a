import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { barriers, openBrowser, overflow } from './browser.ts'
import { demonstration } from './demonstration.ts'

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
  if (seat === 'nobody')
    return [
      '/',
      '/routes',
      '/routes/analysis?asking.state=DE&data.0.category=content',
      '/law',
      '/law/eu/2023-1543/routes/production-order',
      '/law/cn/dsl/gates/article-36',
      '/law/cases',
      '/law/map',
      '/law/map?from=DE',
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
  if (seat === 'operator') for (const one of ['/operator', '/people', '/people/permissions']) found.add(one)
  if (seat === 'prosecutor') found.add('/account')
  return firstOfEachKind([...found])
}

/** Pages of one kind differ in their words alone; two of each, the newest and the oldest, stand for all. */
function firstOfEachKind(paths: readonly string[]): string[] {
  const kinds = Map.groupBy(paths, (path) => path.replace(/_[0-9a-z]{26}/g, ''))
  return [...kinds.values()]
    .flatMap((all) => [...new Set([all.at(0), all.at(-1)])])
    .filter((path) => path !== undefined)
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

test('nothing was our fault', () => {
  expect(shown.reported).toEqual([])
})
