import type { Page } from 'playwright-core'
import { test } from 'vitest'
import { seats } from './seats.ts'

/** What is dealt with beside the steps of a request, in a real browser: asked and answered, used, and not enforced too early. */

const { seated, readable, openRequest } = seats()

async function open(page: Page, title: RegExp, link: string): Promise<void> {
  await openRequest(page, title)
  await page.getByRole('link', { name: link }).first().click()
}

test('the enforcing authority asks for more, and the author answers', { timeout: 180_000 }, async () => {
  const central = await seated('Séamus Doyle')
  await open(central, /Threats against a city hall/, 'Open the examination')
  await central.getByRole('heading', { level: 1, name: 'Examination' }).waitFor()
  await readable(central, 'examining')
  await central.getByRole('button', { name: 'Ask', exact: true }).click()
  await central.getByRole('alert').waitFor()
  await central.getByLabel('What is needed').fill('Who is the person behind the mailbox?')
  await central.locator('[name="ask.until"]').fill('2099-12-20')
  await central.getByRole('button', { name: 'Ask', exact: true }).click()
  await central.getByText('More is asked for').waitFor()

  const author = await seated('Dr. Anna Huber')
  await open(author, /Threats against a city hall/, 'Open the examination')
  await author.getByText('Who is the person behind the mailbox?').first().waitFor()
  await readable(author, 'answering')
  await author.locator('[name="answer.text"]').fill('Nobody known to enjoy an immunity.')
  await author.getByRole('button', { name: 'Answer' }).click()
  await author.getByText('It is answered').waitFor()

  await open(central, /Threats against a city hall/, 'Open the examination')
  await central.getByText('Nobody known to enjoy an immunity.').waitFor()
})

test('an order is not enforced before its time is over', { timeout: 180_000 }, async () => {
  const author = await seated('Dr. Anna Huber')
  await open(author, /Threats against a city hall/, 'Open the enforcement')
  await author.getByLabel('Reason').fill('Nothing came.')
  await author.getByRole('button', { name: 'Ask for it' }).click()
  await author.getByRole('alert').getByText('The addressee has time until').waitFor()
  await readable(author, 'enforcing')
})

test('what came becomes evidence in a step of its own', { timeout: 180_000 }, async () => {
  const author = await seated('Dr. Anna Huber')
  await open(author, /Attack on the public register/, 'Open the use')
  await author.getByText('No rule known here limits the use').waitFor()
  await author.getByLabel('Proceeding', { exact: true }).fill('LG München I, 4 KLs 12/26')
  await author.getByLabel('Reason').fill('It shows who took the server over.')
  await readable(author, 'using')
  await author.getByRole('button', { name: 'Record the use' }).click()
  await author.getByText('It was used').waitFor()
  await author.getByText('It becomes evidence in the proceeding: The case it was asked for').waitFor()
  await readable(author, 'used')
  await author.getByText('中文', { exact: true }).click()
  await author.getByRole('heading', { level: 1, name: '所获材料的使用' }).waitFor()
  await author.getByText('在程序中作为证据').first().waitFor()
  await readable(author, 'used-zh')
})
