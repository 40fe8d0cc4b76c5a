import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { unfold } from '../seats.ts'
import { fillIn, fillMissing } from './controls.ts'
import { caseOf } from './facts.ts'
import { stageFor } from './stage.ts'

/**
 * A request of the United States to China under the agreement of 2000, through every Chinese organ and back; one sent back; and
 * demands that go round them, at a company in Shanghai.
 */

const { seated, look, show, openMatter, draft, openRequest, act, handOver, paper, takeIn, settle } = stageFor([
  'attorney',
  'districtCourt',
  'frenchProsecutor',
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

const company = { holder: 'Jinghai Mail', at: 'CN', more: { 'holder.establishments': ['CN', 'US'] } }
const wallets = 'name,mail,note\nWang Wei,wang@x.example,paid\nLi Na,li@x.example,open\n'

/** Fills a form of the page by the end of its address and sends it; nothing may be wrong with it. */
async function send(page: Page, action: string, fields: Record<string, string> = {}): Promise<void> {
  await unfold(page)
  const form = page.locator(`form[action$="${action}"]`).first()
  const names = await form.locator('[name]').evaluateAll((all) => all.map((one) => one.getAttribute('name') ?? ''))
  const named = Object.entries(fields).map(([name, value]) => [
    names.find((one) => one.endsWith(`.${name}`)) ?? name,
    value,
  ])
  await fillIn(page, Object.fromEntries(named))
  await form.locator('button[type=submit]').last().click()
  await page.waitForLoadState()
  expect(await page.locator('[role=alert]').allInnerTexts(), `${action} at ${page.url()}`).toEqual([])
}

describe('an American warrant and a French order on one day', () => {
  test('are met in Shanghai by a grade, leave on a condition, a release of one and a reasoned refusal of the other', {
    timeout: 300_000,
  }, async () => {
    const warrant = 'Mailbox of a wallet thief'
    const attorney = await seated('Rachel Kim')
    await openMatter(
      attorney,
      warrant,
      '3:26-cr-00700',
      caseOf({ ...company, from: 'US', category: 'content' }),
      'us/sca/routes/warrant',
    )
    await draft(attorney, { despite: 'The company does business in California.' })
    await act(attorney, 'submit')
    const judge = await seated('Ruth Coleman')
    await openRequest(judge, warrant)
    await act(judge, 'approve', { post: 'Magistrate Judge', fileNumber: '3:26-mj-70700' })
    await openRequest(attorney, warrant)
    await act(attorney, 'send')

    const order = 'Subscriber of a phishing page'
    const paris = await seated('Camille Roux')
    await openMatter(
      paris,
      order,
      'P26 300 0044',
      caseOf({ ...company, from: 'FR', category: 'subscriber' }),
      'coe/185/routes/subscriber-order',
    )
    await draft(paris, { despite: 'The provider offers its services in France.' })
    await act(paris, 'submit')
    await act(paris, 'send')

    const sun = await seated('Sun Li', 'zh-CN')
    await openRequest(sun, warrant)
    for (const yes of await sun.locator('[name^="checks."][value="yes"]').all()) await yes.check()
    await send(sun, '/checks')
    await act(sun, 'clear')
    await show(sun, 'cleared')
    const request = sun.url().replace(/\?.*/, '')
    await sun.locator('main a[href$="/conflict"]').first().click()
    await send(sun, '/conflict', { stage: 'opinion', choice: 'narrow', reason: '先申请许可，仅提供被许可的部分。' })
    await look(sun, 'conflict desk')
    await sun.goto(`${request}/production`)
    for (const [i, name] of ['wallets.csv', 'letters.csv'].entries()) {
      await takeIn(sun, { name, text: `${name}\n${wallets}` })
      await sun.locator('[name=evidence]').nth(i).waitFor()
    }
    await sun.goto(`${request}/gate`)
    await show(sun, 'gate ungraded')
    await send(sun, '/gradings', { class: 'CN CN-L2-PI', persons: '2', reason: '两名用户的个人信息' })
    await look(sun, 'gate graded')
    await sun.locator('form[method=get][action$="/gate/permissions"] button').click()
    await sun.waitForURL(/permissions\?bar=/)
    await show(sun, 'application begun')
    await unfold(sun)
    await fillMissing(sun)
    await fillIn(sun, { authority: 'Ministry of Public Security' })
    // Less than all of it is asked leave for.
    await sun.locator('form[action$="/permissions"] [name=evidence]').last().uncheck()
    await look(sun, 'application')
    await send(sun, '/permissions')
    await show(sun, 'applied')

    const chen = await seated('Chen Min', 'zh-CN')
    await settle()
    await chen.goto(chen.url())
    await show(chen, 'authority today')
    await chen.locator('main a[href^="/permissions/"]').first().click()
    await chen.waitForURL(/permissions/)
    await look(chen, 'application at authority')
    await send(chen, '/decision', {
      outcome: 'granted',
      until: '2026-12-31',
      conditions: '仅用于本案；案件结束后删除。',
      reason: '有条约依据，必要且适度。',
    })
    await show(chen, 'granted')

    await settle()
    await sun.goto(`${request}/gate`)
    await show(sun, 'gate with a condition')
    await send(sun, '/conditions')
    await show(sun, 'condition put')
    await openRequest(attorney, warrant)
    await show(attorney, 'condition at the asker')
    await attorney.locator('main a[href$="/examination"]').first().click()
    await attorney.waitForLoadState()
    await unfold(attorney)
    for (const yes of await attorney.locator('form[action$="/promise"] [type=radio]').all())
      if (/accept|yes|true/.test((await yes.getAttribute('value')) ?? '')) await yes.check()
    await show(attorney, 'condition to accept')
    await send(attorney, '/promise', { by: 'Rachel Kim, Assistant United States Attorney' })
    await settle()
    await sun.goto(`${request}/gate`)
    await look(sun, 'narrower answer')
    await sun.locator('form[action$="/part"] button').click()
    await sun.waitForURL(/handed=1/)
    await openRequest(attorney, warrant)
    await attorney.locator('main aside a[href$="/evidence"]').click()
    await attorney.getByText('wallets.csv').first().waitFor()
    await look(attorney, 'answer from Shanghai')

    await openRequest(sun, order)
    for (const yes of await sun.locator('[name^="checks."][value="yes"]').all()) await yes.check()
    await send(sun, '/checks')
    await sun.locator('main a[href$="/conflict"]').first().click()
    await sun.waitForURL(/conflict$/)
    await unfold(sun)
    await look(sun, 'refusal being written')
    await send(sun, '/conflict/refusal')
    await show(sun, 'refused')
    await openRequest(paris, order)
    await look(paris, 'refusal in Paris')
    await paris.getByText('Data Security Law Art 36').first().waitFor()
    await act(paris, 'withdraw', { reason: 'A request for assistance is made instead.' })
  })
})
