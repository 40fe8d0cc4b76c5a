import { expect, test } from 'vitest'
import { caseOf } from './facts.ts'
import { stageFor } from './stage.ts'

/** Asking another state: a European Investigation Order to France, executed and refused; preservation through the 24/7 points. */

const { seated, look, show, openMatter, draft, openRequest, act, handOver, paper } = stageFor([
  'prosecutor',
  'frenchExecuting',
  'americanContact',
  'americanProvider',
])

const order = 'eu/2014-41/routes/investigation-order'
const toFrance = caseOf({ from: 'DE', holder: 'Banque du Lac', at: 'FR', category: 'content' })

test('a European Investigation Order is recognised and executed, and the evidence comes back', {
  timeout: 240_000,
}, async () => {
  const title = 'Server room in Paris'
  const author = await seated('Anna Huber')
  await openMatter(author, title, '112 Js 20/26', toFrance, order)
  await draft(author, {})
  await act(author, 'submit')
  await look(author, 'order ready')
  await act(author, 'send')
  expect((await paper(author, 'eio annex a')).text).toContain('112Js20/26')
  const executing = await seated('Élise Marchand')
  await openRequest(executing, title)
  await look(executing, 'executing authority recognises')
  await act(executing, 'approve')
  await show(executing, 'executing authority executes')
  await act(executing, 'approve')
  await handOver(executing)
  await openRequest(author, title)
  await show(author, 'evidence from france')
  await act(author, 'close')
  await act(author, 'complete')
})

test('the executing authority refuses with a ground of the directive', { timeout: 240_000 }, async () => {
  const title = 'A letter to counsel'
  const author = await seated('Anna Huber')
  await openMatter(author, title, '112 Js 21/26', toFrance, order)
  await draft(author, {})
  await act(author, 'submit')
  await act(author, 'send')
  const executing = await seated('Élise Marchand')
  await openRequest(executing, title)
  const grounds = executing.locator('form[action$="/refuse"] input[type=radio]')
  expect(await grounds.count()).toBeGreaterThan(2)
  await act(executing, 'refuse', {
    ground: (await grounds.first().getAttribute('value')) ?? '',
    reason: 'The letters are covered by privilege in France.',
  })
  await openRequest(author, title)
  await look(author, 'refused by france')
  await author.getByText('covered by privilege').first().waitFor()
})

test('data in the United States are kept at once through the contact points', { timeout: 240_000 }, async () => {
  const title = 'Keep the mailbox'
  const author = await seated('Anna Huber')
  const facts = caseOf({
    from: 'DE',
    holder: 'Prairie Mail Inc.',
    at: 'US',
    category: 'content',
    more: { measure: 'preserve' },
  })
  await openMatter(author, title, '112 Js 22/26', facts, 'coe/185/routes/preservation')
  await draft(author, {})
  await look(author, 'preservation to be sent')
  await act(author, 'send')
  await paper(author, 'budapest preservation')
  const contact = await seated('Maria Lopez')
  await openRequest(contact, title)
  await look(contact, 'contact point')
  await act(contact, 'clear')
  const provider = await seated('Ben Ortiz')
  await openRequest(provider, title)
  await show(provider, 'preservation at the provider')
  await act(provider, 'preserve')
  await openRequest(author, title)
  await look(author, 'preserved')
})
