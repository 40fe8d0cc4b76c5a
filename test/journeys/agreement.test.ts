import { test } from 'vitest'
import { caseOf } from './facts.ts'
import { stageFor } from './stage.ts'

/** The agreement of the United States and the United Kingdom, both ways; and an order that its provider objects to. */

const { seated, look, show, openMatter, draft, openRequest, act, handOver, toObjection } = stageFor([
  'attorney', 'districtCourt', 'americanCentral', 'americanProvider',
  'britishPolice', 'crownCourt', 'britishCentral', 'britishProvider',
]) // biome-ignore format: one line of words

const away = { 'person.location': 'BR', 'person.residence': 'BR', 'person.nationality': 'BR' }

test('an American order is issued by the court, certified, and answered by the British provider', {
  timeout: 240_000,
}, async () => {
  const title = 'Mailbox in London'
  const author = await seated('Rachel Kim')
  const facts = caseOf({ from: 'US', holder: 'Heron Mail', at: 'GB', category: 'content', more: away })
  await openMatter(author, title, '3:26-cr-00500', facts, 'treaties/us-gb-data-access/routes/us-order')
  await draft(author, {})
  await act(author, 'submit')
  const judge = await seated('Ruth Coleman')
  await openRequest(judge, title)
  await look(judge, 'american judge')
  await act(judge, 'approve', { post: 'Magistrate Judge', fileNumber: '3:26-mj-70500' })
  const oia = await seated('David Okafor')
  await openRequest(oia, title)
  await look(oia, 'certification')
  await act(oia, 'approve')
  const provider = await seated('Priya Nair')
  await openRequest(provider, title)
  await look(provider, 'british provider')
  await act(provider, 'clear')
  await handOver(provider)
  await openRequest(oia, title)
  await handOver(oia)
  await openRequest(author, title)
  await show(author, 'answer from london')
  await act(author, 'close')
})

test('a British overseas production order is made, served, objected to and made clear, and answered', {
  timeout: 240_000,
}, async () => {
  const title = 'Mailbox in Denver'
  const author = await seated('Emily Clarke')
  const facts = caseOf({ from: 'GB', holder: 'Prairie Mail Inc.', at: 'US', category: 'content', more: away })
  await openMatter(author, title, 'MPS/CC/2026/77', facts, 'gb/copo/routes/overseas-production-order')
  await draft(author, {})
  await act(author, 'submit')
  const judge = await seated('Helen Marsh')
  await openRequest(judge, title)
  await act(judge, 'approve', { post: 'Circuit Judge', fileNumber: 'T20267001' })
  const central = await seated('Oliver Grant')
  await openRequest(central, title)
  await show(central, 'service by the home office')
  await act(central, 'approve')
  const provider = await seated('Ben Ortiz')
  await openRequest(provider, title)
  await toObjection(provider)
  await look(provider, 'grounds of the american provider')
  await provider.getByLabel(/may not properly be invoked/).check()
  await provider.getByRole('button', { name: 'Go on with this ground' }).click()
  await provider.getByLabel('Reasons, in your own words').fill('The account holder lives in Denver.')
  await look(provider, 'objection of the american provider')
  await provider.getByRole('button', { name: 'Send it' }).click()
  await provider.getByText('Your objection is recorded').waitFor()
  await openRequest(central, title)
  await look(central, 'objection at the home office')
  await act(central, 'reply', { outcome: 'upheld', text: 'The account holder left the United States in 2024.' })
  await openRequest(provider, title)
  await show(provider, 'answered objection')
  await act(provider, 'clear')
  await handOver(provider)
  await openRequest(central, title)
  await handOver(central)
  await openRequest(author, title)
  await show(author, 'answer from denver')
})
