import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers, openBrowser, overflow } from './browser.ts'
import { demonstration } from './demonstration.ts'

/** A provider answers an order beside its steps, and the prosecutor whose order it is reads and answers that, in a real browser. */

let shown: Awaited<ReturnType<typeof demonstration>>
let browser: Awaited<ReturnType<typeof openBrowser>>
beforeAll(async () => {
  ;[shown, browser] = await Promise.all([demonstration(), openBrowser()])
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await shown?.close()
})

async function seated(name: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1200, height: 900 },
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  await page.goto(`${shown.url}/sign-in`)
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await page.waitForURL('**/today')
  return page
}

/** The page as it stands is readable by everybody, in light and dark and on a phone. */
async function readable(page: Page): Promise<void> {
  const wrong = [...(await barriers(page))]
  await page.emulateMedia({ colorScheme: 'dark' })
  wrong.push(...(await barriers(page, ['color-contrast'])))
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 390, height: 844 })
  wrong.push(...((await overflow(page)) > 0 ? ['wider than a phone'] : []))
  await page.setViewportSize({ width: 1200, height: 900 })
  expect(wrong).toEqual([])
}

async function openFile(page: Page): Promise<void> {
  await shown.app.settle()
  await page.goto(`${shown.url}/requests`)
  await page
    .getByRole('link', { name: /Threats against a city hall/ })
    .first()
    .click()
  await page.getByRole('link', { name: 'Open the answering file' }).click()
  await page.getByRole('heading', { level: 1, name: 'Answering' }).waitFor()
}

const unfold = (page: Page) =>
  page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true })')

/** A picture of the page for whoever wants to look at it. */
const look = async (page: Page, name: string) => {
  const folder = process.env.COMITY_SHOTS
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

test('what an order lacks, what is asked back, refused and claimed, is read and answered by the other side', {
  timeout: 300_000,
}, async () => {
  const provider = await seated('Niamh Byrne')
  await openFile(provider)
  await look(provider, 'provider')
  await readable(provider)
  await provider.getByRole('button', { name: 'Record it' }).first().click()
  await provider.getByRole('alert').waitFor()
  for (const yes of await provider.locator('[name^="sufficiency.points."][value="yes"]').all()) await yes.check()
  await provider.getByRole('button', { name: 'Record it' }).first().click()
  await provider.getByText('It is recorded.').waitFor()
  await provider.getByText('Sufficient', { exact: true }).waitFor()

  await provider.locator('[name="ask.text"]').fill('In which time zone are the days?')
  await provider.getByRole('button', { name: 'Ask', exact: true }).click()
  await provider.getByText('Your question is on its way.').waitFor()

  await provider.getByRole('link', { name: 'Say of some items that they are not handed over' }).click()
  await provider.locator('[name$=".fate"][value="impossible"]').last().check()
  await provider.getByRole('button', { name: 'Send it' }).click()
  await provider.getByRole('alert').waitFor()
  await unfold(provider)
  await provider.getByLabel('Ground', { exact: true }).last().selectOption({ index: 3 })
  await provider.getByLabel('Reason', { exact: true }).last().fill('Deleted before the order came')
  await provider.locator('[name="d.reasons"][value="impossible"]').check()
  await provider.locator('[name="g.preserved"][value="preserved"]').check()
  await provider.locator('[name="h.date"]').fill('2026-11-21')
  const boxes = { 'd.explanation': 'It is gone', 'h.contact': 'Niamh Byrne', 'h.post': 'Counsel', 'h.authorised': 'Niamh Byrne', 'h.signature': 'Niamh Byrne' } // biome-ignore format: a table
  for (const [box, text] of Object.entries(boxes)) await provider.locator(`[name="${box}"]`).fill(text)
  await look(provider, 'items')
  await readable(provider)
  await provider.getByRole('button', { name: 'Send it' }).click()
  await provider.getByText('the other side is told').waitFor()
  await provider.getByText('Impossible', { exact: true }).waitFor()
  const paper = await provider.getByRole('link', { name: 'The paper (PDF)' }).first().getAttribute('href')
  expect((await provider.request.get(`${shown.url}${paper}`)).headers()['content-type']).toBe('application/pdf')

  await provider.getByText('Claim costs').click()
  await provider.locator('[name="claim.provision"]').fill('JVEG § 23')
  await provider.locator('[name="claim.currency"]').fill('EUR')
  await provider.locator('[name="claim.lines.0.what"]').fill('Subscriber data')
  await provider.locator('[name="claim.lines.0.quantity"]').fill('2')
  await provider.locator('[name="claim.lines.0.each"]').fill('18,5')
  await provider.getByRole('button', { name: 'Send the claim' }).click()
  await provider.getByRole('alert').waitFor()
  await provider.locator('[name="claim.lines.0.each"]').fill('18.50')
  await provider.getByRole('button', { name: 'Send the claim' }).click()
  await provider.getByText('The claim is on its way.').waitFor()
  await provider.getByText('37.00 EUR').first().waitFor()
  await look(provider, 'provider-after')
  await readable(provider)

  const author = await seated('Dr. Anna Huber')
  await author.getByRole('heading', { name: 'Answer the question' }).waitFor()
  await openFile(author)
  await author.getByText('In which time zone are the days?').waitFor()
  await look(author, 'author')
  await readable(author)
  await author.locator('[name="answer.text"]').fill('In UTC')
  await author.getByRole('button', { name: 'Send the answer' }).first().click()
  await author.getByText('Your answer is on its way.').waitFor()
  await author.locator('[name="claim-answer.accepted.0"]').fill('18.50')
  await author.getByRole('button', { name: 'Send the answer' }).click()
  await author.getByRole('alert').waitFor()
  await author.locator('[name="claim-answer.reason"]').fill('One account')
  await author.getByRole('button', { name: 'Send the answer' }).click()
  await author.getByText('The answer is on its way.').waitFor()
  await author.getByText('Note a payment').click()
  await author.locator('[name="payment.on"]').fill(new Date().toISOString().slice(0, 10))
  await author.locator('[name="payment.reference"]').fill('Transfer 7')
  await author.getByRole('button', { name: 'Record the payment' }).click()
  await author.getByText('The payment is recorded.').waitFor()

  await shown.app.settle()
  await provider.goto(`${shown.url}/costs`)
  await provider.getByText('Disputed in part').waitFor()
  await look(provider, 'ledger')
  await readable(provider)
  const csv = await (await provider.request.get(`${shown.url}/costs.csv`)).text()
  expect(csv).toContain('Subscriber data,2,18.50,37.00,18.50,18.50,disputed,37.00,18.50')

  await openFile(provider)
  await provider.getByText('In UTC').waitFor()
  await unfold(provider)
  await provider.locator('[name="give-back.reason"]').fill('Another company runs that service')
  await provider.locator('[name="give-back.name"]').fill('Northmail AS')
  await provider.locator('[name="give-back.state"]').fill('no')
  await provider.getByRole('button', { name: 'Give it back' }).click()
  await provider.getByText('Given back.').waitFor()
  await openFile(author)
  await author.getByText('It should go to Northmail AS, Norway.').waitFor()
  await look(author, 'returned')
  await readable(author)
  await author.getByRole('button', { name: '中文' }).click()
  await author.getByText('应当发给Northmail AS').waitFor()
  await look(author, 'chinese')
  expect(shown.reported).toEqual([])
})
