import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers, openBrowser, overflow } from './browser.ts'
import { demonstration } from './demonstration.ts'

/** Preserving first, narrowing, what runs, an emergency and a team, in a real browser. */

let shown: Awaited<ReturnType<typeof demonstration>>
let browser: Awaited<ReturnType<typeof openBrowser>>
beforeAll(async () => {
  ;[shown, browser] = await Promise.all([demonstration(), openBrowser()])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await shown?.close()
})

async function seated(name: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(`${shown.url}/sign-in`)
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await page.waitForURL('**/today')
  return page
}

/** The page as it stands is readable by everybody, also on a phone. */
async function readable(page: Page): Promise<void> {
  const wrong = [...(await barriers(page))]
  await page.setViewportSize({ width: 390, height: 844 })
  if ((await overflow(page)) > 0) wrong.push('wider than a phone')
  await page.setViewportSize({ width: 1200, height: 900 })
  expect(wrong).toEqual([])
}

test('data are preserved first in one click, beside the requests of the matter', { timeout: 120_000 }, async () => {
  const author = await seated('Dr. Anna Huber')
  await author.goto(`${shown.url}/matters`)
  await author.locator('a[href^="/matters/matter_"]').first().click()
  await readable(author)
  await author.getByRole('link', { name: 'Preserve the data first' }).click()
  await readable(author)
  await author.getByRole('button', { name: /Draft it now: European Preservation Order/ }).click()
  await author.getByText('The draft is there').waitFor()
})

test('less is asked for, and silence ends on a day', { timeout: 120_000 }, async () => {
  const author = await seated('Dr. Anna Huber')
  await author.goto(`${shown.url}/requests`)
  await author
    .getByRole('link', { name: /Threats against a city hall/ })
    .first()
    .click()
  await author.getByRole('link', { name: 'Narrow it, add to it, link it' }).click()
  await author.getByRole('button', { name: 'Narrow it' }).click()
  await author.getByRole('alert').waitFor()
  await readable(author)
  await author.locator('[name="narrow.without"]').last().check()
  await author.locator('[name="narrow.reason"]').fill('Who it is, is enough.')
  await author.getByRole('button', { name: 'Narrow it' }).click()
  await author.getByText('Narrowed. Everybody is told.').waitFor()
  await author.getByRole('link', { name: 'Threats against a city hall' }).click()
  await author.getByRole('link', { name: 'What runs on it, and until when' }).click()
  await readable(author)
  await author.locator('[name="set.measure"]').selectOption('secrecy')
  await author.locator('[name="set.until"]').fill('2099-01-31')
  await author.locator('[name="set.reason"]').fill('The suspect is not to know.')
  await author.getByRole('button', { name: 'Set it' }).click()
  await author.getByText('Somebody else has to renew').waitFor()
  await readable(author)
})

test('a team is proposed, signed by every member and then at work', { timeout: 180_000 }, async () => {
  const author = await seated('Dr. Anna Huber')
  await author.goto(`${shown.url}/teams/new`)
  await author.getByRole('button', { name: 'Propose it to the members' }).click()
  await author.getByRole('alert').waitFor()
  await readable(author)
  await author.locator('[name="propose.title"]').fill('Team Mail Server')
  await author.locator('[name="propose.purpose"]').fill('Who took the servers over')
  await author.locator('[name="propose.rule"]').selectOption('eu/2002-465/routes/joint-investigation-team')
  await author.locator('[name="propose.from"]').fill('2026-01-01')
  await author.locator('[name="propose.to"]').fill('2099-12-31')
  await author.getByLabel(/authority of Ireland.*People/i).fill('Séamus Doyle')
  await author.getByRole('button', { name: 'Propose it to the members' }).click()
  await author.getByText('Proposed. The members are asked to sign.').waitFor()
  await readable(author)
  const [address = ''] = author.url().split('?')
  for (const name of ['Markus Vogt', 'Séamus Doyle']) {
    await shown.app.settle()
    const member = await seated(name)
    await member.goto(address)
    await member.getByRole('button', { name: 'Sign', exact: true }).click()
    await member.getByText('Signed. The other members are told.').waitFor()
  }
  await shown.app.settle()
  await author.goto(address)
  await author.getByText('Every member has signed.').waitFor()
  await readable(author)
  expect(shown.reported).toEqual([])
})
