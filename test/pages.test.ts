import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listOrganisations } from '../src/accounts/index.ts'
import { newId } from '../src/base/ids.ts'
import { actOf, broken, item, nobody, type Told, whole } from '../src/vault/custody.fixture.ts'
import type { Item } from '../src/vault/index.ts'
import { insertItem } from '../src/vault/store.ts'
import { custody as words } from '../src/web/texts/en/custody.ts'
import { textsOf } from '../src/web/texts/languages.ts'
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
      '/statistics/reciprocity',
      `/redress?about=${await someAuthority()}`,
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
    for (const one of ['/oversight', '/operator', '/people', '/people/permissions', '/directory']) found.add(one)
    await gather('/directory', /^\/directory\/org_\w+$/)
  }
  if (seat === 'prosecutor')
    for (const one of ['/account', '/oversight', '/oversight/reassessment', '/reciprocity']) found.add(one)
  if (seat === 'overseer') {
    found.add('/oversight')
    await gather('/oversight', /^\/oversight\/(plans|over)\/\w+$/)
    for (const path of [...found].filter((one) => one.startsWith('/oversight/over/')))
      await gather(path, /^\/oversight\/over\/\w+\/(alarms|reassessment)$/)
  }
  return firstOfEachKind([...found])
}

async function someAuthority(): Promise<string> {
  const name = 'Staatsanwaltschaft München I (demonstration)'
  return (await listOrganisations(shown.app.db)).find((one) => one.name === name)?.id ?? ''
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

const sentencesOf = (group: object): string[] =>
  Object.values(group).flatMap((value) =>
    typeof value === 'string'
      ? value.includes(' ')
        ? [value]
        : []
      : typeof value === 'object'
        ? sentencesOf(value)
        : [],
  )

test.each(['de', 'fr'] as const)(
  'who reads %s finds no sentence of the pages in English, and no word too long',
  {
    timeout: 60_000,
  },
  async (language) => {
    const page = await open('prosecutor', { locale: language, viewport: { width: 360, height: 800 } })
    const english = sentencesOf(textsOf('en')).filter((text) => !sentencesOf(textsOf(language)).includes(text))
    await page.goto(`${shown.url}/requests`)
    const request = await page.locator('a[href^="/requests/request_"]').first().getAttribute('href')
    const wrong: string[] = []
    const analysis = '/routes/analysis?asking.state=DE&data.0.category=content&holder.seat=US'
    for (const path of ['/', analysis, '/today', '/requests', request, '/directory']) {
      await page.goto(shown.url + path)
      expect(await page.getAttribute('html', 'lang')).toBe(language)
      const left = await page.evaluate((sentences) => {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
        const found: string[] = []
        while (walker.nextNode()) {
          const said = walker.currentNode.nodeValue?.trim() ?? ''
          if (sentences.includes(said) && !walker.currentNode.parentElement?.closest('[lang=en]')) found.push(said)
        }
        return found
      }, english)
      wrong.push(...left.map((text) => `${path} says “${text}”`))
      wrong.push(...(await barriers(page)).map((line) => `${path} ${line}`))
      const wide = await overflow(page)
      if (wide > 0) wrong.push(`${path} is ${wide} px wider than a phone`)
    }
    expect(wrong).toEqual([])
    await page.context().close()
  },
)

test('a person complains without script or account; a piece is excluded, and nobody opens it any more', {
  timeout: 120_000,
}, async () => {
  const person = await open('nobody', { javaScriptEnabled: false })
  const looks = async (page: Page, name: string) =>
    album && page.screenshot({ path: `${album}/redress-${name}.png`, fullPage: true })
  await person.goto(`${shown.url}/redress`)
  await person
    .getByLabel('The organisation')
    .selectOption({ label: 'Staatsanwaltschaft München I (demonstration), Germany' })
  await person.getByRole('button', { name: 'Show what I can do' }).click()
  await person.getByRole('radio', { name: /^Challenge a production order.*Amtsgericht München/ }).check()
  await person.getByLabel('What happened, and what you want').fill('These are letters to my lawyer.')
  await person.getByLabel('Your name').fill('Eva Kern')
  await looks(person, 'filing-desk')
  await person.getByRole('button', { name: 'Send' }).click()
  await person.getByText('Keep this link').waitFor()
  const link = person.url()
  const judge = await open('judge')
  await judge.getByRole('link', { name: 'Complaints that wait: 1' }).click()
  await judge.getByRole('link', { name: 'Complaint', exact: true }).click()
  const file = judge.url()
  await unfold(judge)
  await judge.getByLabel('What they are to say').fill('On what was the order based?')
  await judge.getByRole('button', { name: 'Ask', exact: true }).click()
  await shown.app.settle()
  const prosecutor = await open('prosecutor')
  await prosecutor.goto(file)
  const named = prosecutor.getByRole('option', { name: /Attack on the public register/ }).first()
  const value = (await named.getAttribute('value')) ?? ''
  await prosecutor.getByRole('combobox', { name: 'The request' }).selectOption(value)
  await prosecutor.getByLabel('What was done, and on what it rested').fill('The account of the suspect')
  await prosecutor.getByRole('button', { name: 'Send the statement' }).click()
  await shown.app.settle()
  await judge.goto(file)
  await judge.getByRole('radio', { name: /^Exclude pieces/ }).check()
  await judge.getByRole('checkbox').last().check()
  await judge.getByLabel('The reasons, for the file').fill('Privileged')
  await judge.getByLabel('What the person is told').fill('One file may not be used.')
  await unfold(judge)
  expect(await barriers(judge)).toEqual([])
  await looks(judge, 'deciding-desk')
  await judge.getByRole('button', { name: 'Decide' }).click()
  await shown.app.settle()
  await person.goto(link)
  await person.getByText('One file may not be used.').waitFor()
  await looks(person, 'followed-desk')
  const [item] = await shown.app.db.selectFrom('vault_items').select('id').where('excluded', 'is not', null).execute()
  await prosecutor.goto(`${shown.url}/evidence/${item?.id}/retention`)
  await prosecutor
    .getByText(/Privileged \(Amtsgericht München/)
    .first()
    .waitFor()
  expect(await barriers(prosecutor)).toEqual([])
  await Promise.all([person, judge, prosecutor].map((page) => page.context().close()))
})

describe('an overseer', () => {
  test('finds an abuse in a drawn file and orders deletion; the overseen deletes and shows it', {
    timeout: 120_000,
  }, async () => {
    // A piece of evidence is opened for what has nothing to do with the case.
    const prosecutor = await open('prosecutor')
    await prosecutor.goto(`${shown.url}/matters`)
    await prosecutor.getByRole('link', { name: /Attack on the public register/ }).click()
    await prosecutor.locator('a[href^="/requests/request_"]').first().click()
    const request = /request_\w+/.exec(prosecutor.url())?.[0] ?? ''
    await prosecutor.goto(`${shown.url}/requests/${request}/evidence`)
    await prosecutor.locator('a[href^="/evidence/item_"]').first().click()
    await prosecutor.locator('#purpose').fill('To see what my neighbour writes')
    const [answer] = await Promise.all([
      prosecutor.waitForResponse((one) => one.request().method() === 'POST'),
      prosecutor.locator('form[action$="/openings"] button').last().click(),
    ])
    expect(answer.status()).toBe(200)

    const overseer = await open('overseer')
    const follow = (name: string | RegExp) => overseer.getByRole('link', { name }).first().click()
    const press = (name: string) => overseer.getByRole('button', { name }).click()
    await follow('Oversight')
    await follow('First look at the prosecutor')
    await press('Open the inspection')
    const drawn = overseer.getByRole('link', { name: `Read the file ${request}` })
    await drawn.click()
    await overseer.getByText('What happened').first().click()
    expect(await overseer.getByText('To see what my neighbour writes').count()).toBeGreaterThan(0)
    if (album) await overseer.screenshot({ path: `${album}/inspected.png`, fullPage: true })
    await overseer.locator('#finding').getByLabel('Grave').check()
    await overseer
      .locator('#finding')
      .getByLabel('What was found')
      .fill('Opened for something that has nothing to do with the case.')
    await overseer.locator('#finding').getByRole('button').click()
    await overseer.getByText('The finding is put down').waitFor()
    await overseer.locator('#order').getByLabel('Delete what came on it').check()
    await overseer.locator('#order').getByLabel('Why').fill('It was opened for a private purpose.')
    await overseer.locator('#order').getByLabel('Provision').fill('Invented for the demonstration')
    await press('Give the order')
    await overseer.getByText('The order is on its way').waitFor()
    await shown.app.settle()

    await prosecutor.goto(`${shown.url}/today`)
    if (album) await prosecutor.screenshot({ path: `${album}/oversight-today.png` })
    await prosecutor.locator('main a[href="/oversight"]').first().click()
    await prosecutor.getByRole('link', { name: /Delete what came/ }).click()
    expect(await barriers(prosecutor)).toEqual([])
    await prosecutor.getByLabel('What was done').fill('All of it is deleted.')
    await prosecutor.getByRole('button', { name: 'Delete it now' }).click()
    await prosecutor.getByText('what shows it is on its way').waitFor()
    await shown.app.settle()

    await overseer.goto(`${shown.url}/oversight`)
    await follow(/Delete what came/)
    await overseer.getByLabel('Why it can be closed').fill('Nothing is left.')
    await press('Look, and close it')
    await overseer.getByText('Nothing is left.').waitFor()
    if (album) await overseer.screenshot({ path: `${album}/order.png`, fullPage: true })
    expect(await barriers(overseer)).toEqual([])
    await overseer.goto(`${shown.url}/oversight`)
    await overseer.locator('a[href^="/oversight/inspections/"]').first().click()
    expect(await barriers(overseer)).toEqual([])
    await press('Close it')
    await shown.app.settle()
    await prosecutor.goto(`${shown.url}/oversight`)
    expect(await prosecutor.getByText('Opened for something that has nothing to do with the case.').count()).toBe(1)
    expect(await barriers(prosecutor)).toEqual([])
    if (album) await prosecutor.screenshot({ path: `${album}/overseen.png`, fullPage: true })
    await prosecutor.context().close()
    await overseer.context().close()
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
