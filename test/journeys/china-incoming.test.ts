import { expect, test } from 'vitest'
import { caseOf } from './facts.ts'
import { stageFor } from './stage.ts'

/** A request of the United States to China under the agreement of 2000, through every Chinese organ and back; and one sent back. */

const { seated, look, show, openMatter, draft, openRequest, act, handOver, paper } = stageFor([
  'attorney',
  'americanCentral',
  'chineseHandling',
  'chineseCompetent',
  'chineseContact',
  'chineseProvider',
])

const rule = 'treaties/general/routes/mla-bilateral'
const facts = caseOf({ from: 'US', holder: 'Jinghai Mail', at: 'CN', category: 'content' })

test('goes to the contact organ, the competent authority, the handling organ and the holder; the result comes back', {
  timeout: 240_000,
}, async () => {
  const title = 'Mails of a ransom'
  const author = await seated('Rachel Kim')
  await openMatter(author, title, '3:26-cr-00417', facts, rule)
  await draft(author, {})
  await act(author, 'submit')
  expect((await paper(author, 'request to china')).text).toContain('Jinghai')
  const oia = await seated('David Okafor')
  await openRequest(oia, title)
  await show(oia, 'american central authority sends')
  await act(oia, 'approve')

  const contact = await seated('Zhou Yan', 'zh-CN')
  await openRequest(contact, title)
  await look(contact, 'contact organ examines')
  await act(contact, 'approve')
  const competent = await seated('Chen Min', 'zh-CN')
  await openRequest(competent, title)
  await show(competent, 'competent authority decides')
  await act(competent, 'approve')
  const handling = await seated('Li Jing')
  await openRequest(handling, title)
  await show(handling, 'handling organ executes')
  await act(handling, 'approve')
  const holder = await seated('Sun Li', 'zh-CN')
  await openRequest(holder, title)
  await show(holder, 'chinese holder')
  await handOver(holder)
  for (const page of [handling, competent, contact, oia]) {
    await openRequest(page, title)
    await show(page, 'result')
    await handOver(page)
  }
  await openRequest(author, title)
  await look(author, 'answer from china')
  await act(author, 'close')
})

test('the contact organ sends back what is not signed', { timeout: 240_000 }, async () => {
  const title = 'Not yet signed'
  const author = await seated('Rachel Kim')
  await openMatter(author, title, '3:26-cr-00418', facts, rule)
  await draft(author, {})
  await act(author, 'submit')
  const oia = await seated('David Okafor')
  await openRequest(oia, title)
  await act(oia, 'approve')
  const contact = await seated('Zhou Yan')
  await openRequest(contact, title)
  await act(contact, 'return', { reason: 'The request is not sealed (Provisions of 2024, Art 5(2)).' })
  await openRequest(author, title)
  await look(author, 'sent back by the contact organ')
  await author.getByText('The request is not sealed').first().waitFor()
})
