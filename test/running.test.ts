import { test } from 'vitest'
import { seats } from './seats.ts'

/** Preserving first, narrowing, what runs, an emergency and a team, in a real browser. */

const { seated, readable, at, settle } = seats()

test('data are preserved first in one click, beside the requests of the matter', { timeout: 120_000 }, async () => {
  const author = await seated('Dr. Anna Huber')
  await author.goto(at('/matters'))
  await author.locator('a[href^="/matters/matter_"]').first().click()
  await readable(author)
  await author.getByRole('link', { name: 'Preserve the data first' }).click()
  await readable(author)
  await author.getByRole('button', { name: /Draft it now: European Preservation Order/ }).click()
  await author.getByText('The draft is there').waitFor()
})

test('less is asked for, and silence ends on a day', { timeout: 120_000 }, async () => {
  const author = await seated('Dr. Anna Huber')
  await author.goto(at('/requests'))
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
  await author.goto(at('/teams/new'))
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
    await settle()
    const member = await seated(name)
    await member.goto(address)
    await member.getByRole('button', { name: 'Sign', exact: true }).click()
    await member.getByText('Signed. The other members are told.').waitFor()
  }
  await settle()
  await author.goto(address)
  await author.getByText('Every member has signed.').waitFor()
  await readable(author)
})
