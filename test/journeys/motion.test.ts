import { test } from 'vitest'
import { fillMissing } from './controls.ts'
import { caseOf } from './facts.ts'
import { stageFor } from './stage.ts'

/** A provider moves the court to quash an American warrant for a foreigner’s mailbox: 18 USC 2703(h). */

const { seated, look, show, openMatter, draft, openRequest, act, toObjection } = stageFor([
  'attorney',
  'districtCourt',
  'americanProvider',
])

const boxes = {
  'process.court': 'United States District Court, Northern District of California', 'process.number': '3:26-mj-70600', 'provider.contact': 'Ben Ortiz',
  'belief.person': 'A subject of the King who lives in Leeds', 'belief.government': 'GB', 'belief.agreement': 'Agreement of 3 October 2019',
  'belief.law': 'Investigatory Powers Act 2016, section 3', 'belief.risk': 'Disclosure would be an interception',
  'comity.us': 'A fraud on victims here', 'comity.foreign': 'Protection of its residents', 'comity.penalties': 'Up to two years',
  'comity.customer': 'Leeds, no link here', 'comity.provider': 'Incorporated in Colorado', 'comity.importance': 'Records of bank transfers exist',
  'comity.alternatives': 'A request to the United Kingdom takes weeks', 'relief.sought': 'quash', 'relief.preserved': 'true',
  'relief.date': '2026-11-20', 'relief.signature': 'Ben Ortiz', 'process.contents': 'true',
} as const // biome-ignore format: a table

test('the provider moves to quash, the government answers, the court weighs the factors and rules', {
  timeout: 240_000,
}, async () => {
  const title = 'Mailbox of a man in Leeds'
  const author = await seated('Rachel Kim')
  const facts = caseOf({
    from: 'US',
    holder: 'Prairie Mail Inc.',
    at: 'US',
    category: 'content',
    more: { 'person.residence': 'GB', 'person.nationality': 'GB', 'person.location': 'GB' },
  })
  await openMatter(author, title, '3:26-cr-00600', facts, 'us/sca/routes/warrant')
  await draft(author, { despite: 'The data are in the custody of a provider of the United States.' })
  await act(author, 'submit')
  const judge = await seated('Ruth Coleman')
  await openRequest(judge, title)
  await act(judge, 'approve', { post: 'Magistrate Judge', fileNumber: '3:26-mj-70600' })
  await openRequest(author, title)
  await act(author, 'send')

  const provider = await seated('Ben Ortiz')
  await openRequest(provider, title)
  await look(provider, 'warrant at the provider')
  await toObjection(provider)
  await provider.locator('[name=ground][value="us/sca/grounds/2703h"]').check()
  await provider.getByRole('button', { name: 'Go on with this ground' }).click()
  await provider.evaluate('document.querySelectorAll("main details").forEach((one) => { one.open = true })')
  await provider.getByLabel('Reasons, in your own words').fill('The customer is British; British law forbids it.')
  for (const [box, text] of Object.entries(boxes)) {
    const control = provider.locator(`main form [name="${box}"]`)
    const kind = await control.first().getAttribute('type')
    if (kind === 'radio' || kind === 'checkbox') await provider.locator(`[name="${box}"][value="${text}"]`).check()
    else if ((await control.first().evaluate((one) => one.tagName)) === 'SELECT') await control.selectOption(text)
    else await control.fill(text)
  }
  await fillMissing(provider)
  await look(provider, 'motion')
  await provider.getByRole('button', { name: 'Send it' }).click()
  await show(provider, 'motion sent')
  await provider.getByText('Your objection is recorded').waitFor()
  await openRequest(author, title)
  await show(author, 'motion at the government')
  await author.locator('main a[href*="/reviews/"]').first().click()
  await look(author, 'file of the motion')
  await author.locator('[name="respond.text"]').fill('The account is needed, and no treaty gives it in time.')
  await author.locator('form[action$="/respond"] button[type=submit]').click()
  await author.waitForURL(/done=respond/)

  await openRequest(judge, title)
  await judge.locator('main a[href*="/reviews/"]').first().click()
  await look(judge, 'motion before the court')
  const rule = judge.locator('form[action$="/rule"]')
  for (const box of await rule.locator('[name^="rule.findings."][type=checkbox]').all()) await box.check()
  for (const one of await rule.locator('textarea').all()) await one.fill('As both sides have said.')
  for (const one of await rule.locator('select').all()) await one.selectOption({ index: 2 })
  for (const one of await rule.locator('[name$=".speaksFor"][value=protection]').all()) await one.check()
  for (const one of await rule.locator('[name$=".ruling"][value=lift]').all()) await one.check()
  await rule.locator('[name="rule.post"]').fill('District Judge')
  await rule.locator('[name="rule.fileNumber"]').fill('3:26-mj-70600-2')
  await look(judge, 'ruling being written')
  await rule.locator('button[type=submit]').click()
  await judge.waitForURL(/done=rule/)
  await show(judge, 'ruling given')
  await openRequest(provider, title)
  await show(provider, 'quashed')
})
