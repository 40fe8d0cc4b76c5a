import { test } from 'vitest'
import { seats } from './seats.ts'

/** Waiting, reminders, translations, notifications and corrected drafts, in a real browser. */

const { seated, readable, openRequest, at, keep, settle } = seats()

test('how long it takes, who is asked after it, and its translations', { timeout: 120_000 }, async () => {
  const author = await seated('Anna Huber')
  await author.goto(at('/requests?order=expected'))
  await author.getByText('what is expected first stands first').waitFor()
  await readable(author, 'list')
  await author.getByRole('link', { name: 'Where time is lost, and how counterparts compare' }).click()
  await author.getByRole('heading', { name: 'What each layer costs' }).waitFor()
  await author.getByRole('table', { name: 'By state · we asked' }).getByText('Germany').waitFor()
  await author.getByRole('heading', { name: 'Counterparts, like with like' }).waitFor()
  await readable(author, 'where time is lost')
  await author.goto(at('/figures-owed'))
  await author
    .getByRole('table', { name: /^Orders issued/ })
    .getByText('Alpenpost Mail Ltd')
    .first()
    .waitFor()
  await readable(author, 'figures owed')
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
  await settle()
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
  await keep(author, 'statement')
  await author.goto(`${draft}/comparison`)
  await keep(author, 'c')
  await author.getByText('The necessity is not shown').waitFor()
  await author.getByText('Only the mails of one week').waitFor()
  await readable(author, 'comparison')

  await author.goto(refused)
  await author.getByRole('link', { name: 'A corrected draft was made' }).waitFor()
})
