import { expect, test } from 'vitest'
import { caseOf } from './facts.ts'
import { stageFor } from './stage.ts'

/** European production orders, clicked through at every seat: ordinary, notified, in an emergency, returned and refused by the judge. */

const { seated, look, show, openMatter, draft, openRequest, act, handOver, paper } = stageFor([
  'prosecutor',
  'court',
  'provider',
  'enforcing',
])

const rule = 'eu/2023-1543/routes/production-order'
const factsOf = (category: string, more = {}) =>
  caseOf({
    from: 'DE',
    holder: 'Alpenpost Mail',
    at: 'IE',
    category,
    more: { 'holder.addressees.as': 'designated-establishment', 'person.residence': 'AT', ...more },
  })
const boxes = {
  'e.email': 'suspect@alpenpost.example',
  'e.service': 'Alpenpost Mail',
  'f.subscriber': ['identity', 'registration'],
  'i.post': 'Staatsanwältin',
  'i.address': 'Linprunstraße 25, 80335 München',
  'i.phone': '+49 89 5597 0',
  'i.email': 'post@sta-muenchen.example',
  'l.recipient-contact': 'post@sta-muenchen.example',
  'm.necessity': 'Without the account those who took part cannot be found.',
  'm.summary': 'In the night of 29 September 2026 a hospital’s server was encrypted.',
}
const content = { ...boxes, 'f.content': ['mailbox'] }
const signature = { post: 'Richterin am Amtsgericht', fileNumber: 'ER II Gs 7/26' }
const checks = { sender: 'yes', authority: 'yes', addressee: 'yes', complete: 'yes', identifiable: 'yes' }

test('an ordinary order for subscriber data goes out on the prosecutor’s own authority', {
  timeout: 240_000,
}, async () => {
  const title = 'Whose mailbox it is'
  const author = await seated('Anna Huber')
  await openMatter(author, title, '112 Js 1/26', factsOf('subscriber'), rule)
  await draft(author, { boxes })
  await act(author, 'submit')
  await look(author, 'request ready')
  await act(author, 'send')
  expect((await paper(author, 'annex i ordinary')).text).toContain('suspect@alpenpost.example')

  const provider = await seated('Niamh Byrne')
  await openRequest(provider, title)
  await look(provider, 'order at the provider')
  await act(provider, 'checks', checks)
  await act(provider, 'preserve')
  await handOver(provider)
  await openRequest(author, title)
  await act(author, 'close')
  await act(author, 'close')
  await show(author, 'ordinary informed')
  await act(author, 'complete')
  await show(author, 'ordinary completed')
})

test('a notified order waits for the judge and for the enforcing authority, which clears it', {
  timeout: 240_000,
}, async () => {
  const title = 'What was agreed in the mailbox'
  const author = await seated('Anna Huber')
  await openMatter(author, title, '112 Js 2/26', factsOf('content'), rule)
  await draft(author, { boxes: content })
  await act(author, 'submit')
  const judge = await seated('Claudia Stern')
  await openRequest(judge, title)
  await look(judge, 'validation')
  await act(judge, 'return', { reason: 'The time is longer than the case needs.' })
  await openRequest(author, title)
  await show(author, 'returned by the judge')
  await act(author, 'submit')
  await openRequest(judge, title)
  await act(judge, 'approve', signature)
  await openRequest(author, title)
  await act(author, 'send')
  await paper(author, 'annex i notified')

  const provider = await seated('Niamh Byrne')
  await openRequest(provider, title)
  await show(provider, 'held at the provider')
  const central = await seated('Séamus Doyle')
  await openRequest(central, title)
  await look(central, 'notification')
  await act(central, 'clear')
  await openRequest(provider, title)
  await act(provider, 'preserve')
  await handOver(provider)
  await openRequest(author, title)
  await show(author, 'notified answered')
})

test('an emergency order is not handed in before the ground of the emergency is stated', {
  timeout: 240_000,
}, async () => {
  const author = await seated('Anna Huber')
  const facts = factsOf('subscriber', { urgency: 'emergency', 'emergency.threat': 'life' })
  await openMatter(author, 'A bomb in the hospital', '112 Js 3/26', facts, rule)
  await draft(author, { boxes })
  await author.locator('form[action$="/submit"] button[type=submit]').click()
  await author.getByRole('alert').getByText('State the ground of the emergency first').waitFor()
  await look(author, 'emergency without its ground')
})

test('the judge refuses with a reason, and nothing leaves', { timeout: 240_000 }, async () => {
  const title = 'Too much is asked'
  const author = await seated('Anna Huber')
  await openMatter(author, title, '112 Js 4/26', factsOf('content'), rule)
  await draft(author, { boxes: content })
  await act(author, 'submit')
  const judge = await seated('Claudia Stern')
  await openRequest(judge, title)
  await act(judge, 'refuse', { reason: 'It is not proportionate: the subscriber data would do.' })
  await openRequest(author, title)
  await look(author, 'refused by the judge')
  await author.getByText('the subscriber data would do').first().waitFor()
  await act(author, 'withdraw', { reason: 'A narrower order follows.' })
})
