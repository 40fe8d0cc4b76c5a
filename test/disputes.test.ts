import type { Page } from 'playwright-core'
import { test } from 'vitest'
import { seats, unfold } from './seats.ts'

/** A dispute over an order, played at its four seats in a real browser: objection, view, referral, question, ruling. */

const { seated, readable, openRequest, at, settle } = seats()

/** Opens the dispute over the order against the city hall from this seat's list of requests. */
async function openDispute(page: Page): Promise<void> {
  await openRequest(page, /Threats against a city hall/)
  await page.getByRole('link', { name: 'Open the file' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Dispute over the order' }).waitFor()
}

const boxes = {
  'e.law': 'Data Security Law of China', 'e.provisions': 'Article 36',
  'e.interest-details': 'Control of what foreign authorities are given', 'e.applicable': 'The mailbox is kept in Shanghai',
  'e.conflict': 'No Chinese authority has approved', 'e.link': 'The parent company sits in Shanghai',
  'e.consequences': 'A fine of up to CNY 5,000,000', 'h.contact': 'Niamh Byrne', 'h.post': 'Counsel', 'h.authorised': 'Niamh Byrne',
  'h.signature': 'Niamh Byrne',
} as const // biome-ignore format: a table

test('a reasoned objection goes to the court of the issuing state, which rules on each item', {
  timeout: 180_000,
}, async () => {
  const provider = await seated('Niamh Byrne')
  await provider.goto(at('/requests'))
  await provider
    .getByRole('link', { name: /Threats against a city hall/ })
    .first()
    .click()
  await provider.getByText('Say why it cannot be carried out').click()
  await provider.getByRole('link', { name: 'Choose a ground' }).click()
  await provider.getByLabel('The law of a third state forbids the disclosure').check()
  await provider.getByRole('button', { name: 'Go on with this ground' }).click()
  await provider.getByLabel('Reasons, in your own words').fill('Chinese law forbids it.')
  await unfold(provider)
  await provider.locator('[name="d.reasons"][value="third-state"]').check()
  await provider.locator('[name="e.interest"][value="security"]').check()
  await provider.locator('[name="g.preserved"][value="preserved"]').check()
  await provider.locator('[name="h.date"]').fill('2026-11-21')
  for (const [box, text] of Object.entries(boxes)) await provider.locator(`[name="${box}"]`).fill(text)
  await readable(provider)
  await provider.getByRole('button', { name: 'Send it' }).click()
  await provider.getByText('Your objection is recorded').waitFor()
  await openDispute(provider)
  await readable(provider)

  const central = await seated('Séamus Doyle')
  await openDispute(central)
  await central.getByLabel('Your view').fill('We know of no approval either.')
  await readable(central)
  await central.getByRole('button', { name: 'Send it' }).click()
  await central.getByText('Your view is on its way.').waitFor()

  const author = await seated('Dr. Anna Huber')
  await openDispute(author)
  await author.getByText('We know of no approval either.').waitFor()
  await author.getByRole('button', { name: 'Bring it before the court' }).click()
  await author.getByRole('alert').waitFor()
  await author.getByLabel('Why the order is to stand').fill('Nobody else has these messages.')
  await unfold(author)
  await author.getByLabel('The interest of the investigating state in the evidence').fill('A life was threatened.')
  await readable(author)
  await author.getByRole('button', { name: 'Bring it before the court' }).click()
  await author.getByText('It is before the court.').waitFor()

  const judge = await seated('Claudia Stern')
  await openDispute(judge)
  await judge.getByText('wants that state asked').waitFor()
  await judge.getByText('A life was threatened.').first().waitFor()
  await judge.locator('[name="ask.state"]').selectOption('CN')
  await judge.locator('[name="ask.authority"]').fill('Ministry of Justice')
  await judge.locator('[name="ask.text"]').fill('Does Article 36 apply to this mailbox?')
  await judge.locator('[name="ask.until"]').fill('2099-12-20')
  await readable(judge)
  await judge.getByRole('button', { name: 'Record the question' }).click()
  await judge.getByText('Your question is recorded.').waitFor()
  await judge.locator('[name="answer.text"]').fill('It does.')
  await judge.getByRole('button', { name: 'Record the answer' }).click()
  await judge.getByText('The answer is recorded.').waitFor()

  await judge.getByRole('button', { name: 'Give the ruling' }).click()
  await judge.getByRole('alert').waitFor() // everything that is missing, each with a link
  for (const finding of ['applies', 'forbids']) {
    for (const box of await judge.locator(`[name="rule.findings.${finding}.items"]`).all()) await box.check()
    await judge.locator(`[name="rule.findings.${finding}.reason"]`).fill('The mailbox lies in Shanghai.')
  }
  for (const number of [1, 2, 3, 4, 5]) {
    const at = `rule.weighed.${number}`
    await judge.locator(`[name="${at}.facts"]`).fill('As both sides have said.')
    await judge.locator(`[name="${at}.weight"]`).selectOption(number === 4 ? 'decisive' : 'some')
    await judge.locator(`[name="${at}.speaksFor"][value="${number === 4 ? 'disclosure' : 'protection'}"]`).check()
    await judge.locator(`[name="${at}.reason"]`).fill('In this case.')
  }
  const rulings = await judge.locator('[name^="rule.items."][name$=".ruling"][value="uphold"]').all()
  for (const one of rulings) await one.check()
  await judge.locator('[name^="rule.items."][name$=".ruling"][value="lift"]').first().check()
  for (const reason of await judge.locator('[name^="rule.items."][name$=".reason"]').all())
    await reason.fill('On the whole.')
  await judge.locator('[name="rule.remedies"]').fill('A complaint to the regional court.')
  await judge.locator('[name="rule.post"]').fill('Richterin am Amtsgericht')
  await judge.locator('[name="rule.fileNumber"]').fill('ER II Gs 200/26')
  await readable(judge)
  await judge.getByRole('button', { name: 'Give the ruling' }).click()
  await judge.getByText('The ruling is given.').waitFor()
  await readable(judge)

  for (const page of [author, provider, central]) {
    await settle()
    await page.goto(at('/requests'))
    await page
      .getByRole('link', { name: /Threats against a city hall/ })
      .first()
      .click()
    await page.getByRole('link', { name: 'The law of a third state forbids the disclosure' }).first().waitFor()
    await readable(page)
    await page.locator('#disputes + ul a').first().click()
    await page.getByRole('heading', { name: 'The ruling' }).waitFor()
    await page.getByText('A complaint to the regional court.').waitFor()
  }
})
