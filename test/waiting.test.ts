import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers, openBrowser, overflow } from './browser.ts'
import { demonstration } from './demonstration.ts'

/** Waiting, reminders, translations, notifications and corrected drafts, in a real browser. */

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

/** The page as it stands is readable by everybody, in light and dark and on a phone. */
async function readable(page: Page, name: string): Promise<void> {
  const shots = process.env.COMITY_SHOTS
  const wrong = [...(await barriers(page))]
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
  await page.emulateMedia({ colorScheme: 'dark' })
  wrong.push(...(await barriers(page, ['color-contrast'])))
  if (shots) await page.screenshot({ path: `${shots}/${name}-dark.png`, fullPage: true })
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 390, height: 844 })
  wrong.push(...((await overflow(page)) > 0 ? ['wider than a phone'] : []))
  if (shots) await page.screenshot({ path: `${shots}/${name}-phone.png`, fullPage: true })
  await page.setViewportSize({ width: 1200, height: 900 })
  expect({ name, wrong }).toEqual({ name, wrong: [] })
}

async function openRequest(page: Page, title: RegExp): Promise<void> {
  await shown.app.settle()
  await page.goto(`${shown.url}/requests`)
  await page.getByRole('link', { name: title }).first().click()
  await page.getByRole('heading', { level: 1 }).waitFor()
}

test('how long it takes, who is asked after it, and its translations', { timeout: 120_000 }, async () => {
  const author = await seated('Anna Huber')
  await author.goto(`${shown.url}/requests?order=expected`)
  await author.getByText('what is expected first stands first').waitFor()
  await readable(author, 'list')
  await openRequest(author, /Threats against a city hall/)
  await author.getByRole('heading', { name: 'Waiting and forecast' }).waitFor()
  await author.getByText('What this rests on').click()
  await readable(author, 'waiting')
  await author
    .getByText(/^Ask after:/)
    .first()
    .click()
  await author
    .getByLabel(/What you want to say/)
    .first()
    .fill('When may we expect it?')
  await author.getByRole('button', { name: 'Send a reminder' }).first().click()
  await author.getByText('The reminder is recorded and on its way.').waitFor()
  await author.getByText(/Dr. Anna Huber asked after it/).waitFor()

  await author.getByRole('link', { name: 'Translations' }).click()
  await author.getByLabel('Into which language').selectOption('fr')
  await author.getByRole('button', { name: 'Ask for it' }).click()
  await author.getByText('Asked for. The text to be translated stands below.').waitFor()
  await author.locator('#files').setInputFiles({
    name: 'translation.pdf', mimeType: 'application/pdf', buffer: Buffer.from('A certified translation'),
  }) // biome-ignore format: a file
  await author.getByRole('button', { name: 'Work it out' }).click()
  await author.getByText('Worked out of your file.').waitFor()
  await readable(author, 'translations')
  await author.getByLabel('Translator').fill('Claire Dubois')
  await author.getByLabel('Day of the certificate').fill(new Date().toISOString().slice(0, 10))
  await author.getByRole('button', { name: 'Record the certificate' }).click()
  await author.getByText(/Certified by Claire Dubois/).waitFor()
  await readable(author, 'certified')

  const provider = await seated('Niamh Byrne')
  await openRequest(provider, /Threats against a city hall/)
  await provider
    .getByText(/asks after it/)
    .first()
    .waitFor()
  await readable(provider, 'waiting-provider')
  expect(shown.reported).toEqual([])
})

test('what one wants to be told by mail', { timeout: 60_000 }, async () => {
  const judge = await seated('Claudia Stern')
  await judge.getByRole('link', { name: 'Notifications' }).click()
  await judge.getByLabel('Once a day').check()
  await judge.getByLabel('Your e-mail address').fill('nobody')
  await judge.getByRole('button', { name: 'Keep this' }).click()
  await judge.getByText('An address looks like').first().waitFor()
  await readable(judge, 'notifications-refused')
  await judge.getByLabel('Your e-mail address').fill('c.stern@court.example')
  await judge.getByRole('button', { name: 'Keep this' }).click()
  await judge.getByText('Kept.').waitFor()
  await readable(judge, 'notifications')
})

test('a draft that is refused is drafted anew, and stands beside what it said', { timeout: 120_000 }, async () => {
  const judge = await seated('Claudia Stern')
  await shown.app.settle()
  const task = judge.getByRole('link', { name: /Go to it/ }).first()
  const title = (await task.textContent())?.split(', ').at(-1)?.trim() ?? ''
  await task.click()
  await judge.getByText('Refuse', { exact: true }).first().click()
  await judge.getByLabel('Reason', { exact: true }).first().fill('The necessity is not shown')
  await judge.getByRole('button', { name: 'Refuse' }).click()
  await judge.getByText('Your refusal is recorded').waitFor()

  const author = await seated('Anna Huber')
  await openRequest(author, new RegExp(title.slice(0, 30)))
  await author.getByRole('button', { name: 'Make a corrected draft' }).waitFor()
  await readable(author, 'refused')
  const refused = author.url().split('?')[0] ?? ''
  await author.getByRole('button', { name: 'Make a corrected draft' }).click()
  await author.getByText('A new draft with all that the old one said.').waitFor()
  const draft = author.url().split('?')[0] ?? ''
  await author.goto(`${draft}/statement`)
  await author
    .getByLabel(/left out|minimis/i)
    .first()
    .fill('Only the mails of one week')
  await author
    .getByRole('button', { name: /Keep|Save/ })
    .first()
    .click()
  if (process.env.COMITY_SHOTS)
    await author.screenshot({ path: `${process.env.COMITY_SHOTS}/statement.png`, fullPage: true })
  await author.goto(`${draft}/comparison`)
  if (process.env.COMITY_SHOTS) await author.screenshot({ path: `${process.env.COMITY_SHOTS}/c.png`, fullPage: true })
  await author.getByText('The necessity is not shown').waitFor()
  await author.getByText('Only the mails of one week').waitFor()
  await readable(author, 'comparison')

  await author.goto(refused)
  await author.getByRole('link', { name: 'A corrected draft was made' }).waitFor()
})
