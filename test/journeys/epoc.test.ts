import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { unfold } from '../seats.ts'
import { type Answers, fillIn, fillMissing } from './controls.ts'
import { caseOf } from './facts.ts'
import { stageFor } from './stage.ts'

/** European production orders, clicked through at every seat: ordinary, notified, in an emergency, objected to, returned and refused by the judge. */

const {
  seated,
  stranger,
  look,
  show,
  openMatter,
  draft,
  openRequest,
  act,
  handOver,
  takeIn,
  toObjection,
  narrow,
  pack,
  paper,
  settle,
  today,
  pass,
  at,
} = stageFor(['prosecutor', 'police', 'court', 'provider', 'enforcing'])

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
  await check(provider)
  await act(provider, 'preserve')
  await handOver(provider)
  await openRequest(author, title)
  await act(author, 'close')
  await act(author, 'close')
  await show(author, 'ordinary informed')
  await act(author, 'complete')
  await show(author, 'ordinary completed')
})

/** The file is taken in and graded sensitive: it stays until the authority of the holder’s state gives permission for it. */
async function openGate(provider: Page, author: Page, title: string): Promise<void> {
  const request = provider.url().replace(/[?#].*/, '')
  await provider.goto(`${request}/production`)
  await takeIn(provider, { name: 'mailbox.mbox', text: 'From suspect@example' })
  await provider.locator('[name=evidence]').first().waitFor()
  await provider.goto(`${request}/gate`)
  await look(provider, 'gate open')
  await unfold(provider)
  const item = await provider.locator('main section[aria-labelledby^=item_]').getAttribute('aria-labelledby')
  await provider.locator(`[name="${item}.class"]`).selectOption('general sensitive')
  await fillIn(provider, { [`${item}.reason`]: 'It holds letters about an illness' })
  await provider.locator('form[action$="/gradings"] button[type=submit]').click()
  await provider.waitForURL(/done=graded/)
  await provider.goto(`${request}/production`)
  await provider.locator('[name=evidence]').first().check()
  await provider.locator('[name=complete][value=yes]').check()
  await provider.locator('form[action$="/production"] button[type=submit]').click()
  await provider.getByText('may not leave').first().waitFor()
  await provider.goto(`${request}/gate`)
  await look(provider, 'gate closed')
  await provider.locator('form[action$="/permissions"] button[type=submit]').click()
  await provider.waitForURL(/gate\/permissions/)
  await fillIn(provider, { 'apply.reason': 'A court of Germany has validated the order' })
  await look(provider, 'application for permission')
  await provider.locator('form[method=post][action$="/permissions"] button[type=submit]').click()
  await provider.waitForURL(/done=applied/)
  await settle()
  const enforcing = await seated('Séamus Doyle', 'zh-CN')
  await enforcing.goto(new URL('/permissions', enforcing.url()).href)
  await look(enforcing, 'permission asked for')
  await enforcing.locator('main a[href^="/permissions/permission_"]').first().click()
  await enforcing.locator('[name="decision.outcome"][value=granted]').check()
  await fillIn(enforcing, {
    'decision.until': new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
    'decision.conditions': 'For this case alone',
    'decision.reason': 'It is necessary and in proportion',
  })
  await look(enforcing, 'deciding on permission')
  await enforcing.locator('form[action$="/decision"] button[type=submit]').click()
  await enforcing.waitForURL(/done=decided/)
  await settle()
  // The permission holds on a condition: the sender takes it on first, in a message of its own.
  await provider.goto(`${request}/gate`)
  await look(provider, 'permission on a condition')
  await provider.locator('form:has([name="conditions.permission"]) button').click()
  await provider.waitForURL(/done=conditions/)
  await openRequest(author, title)
  await author.goto(`${author.url().replace(/[?#].*/, '')}/examination`)
  await author.locator('[name="promise.answers.1"][value=yes]').check()
  await look(author, 'promising a condition')
  await author.locator('form[action$="/promise"] button').click()
  await author.waitForURL(/done=promise/)
  await settle()
  await provider.goto(`${request}/gate`)
  await provider.getByText('No bar of the law stands in its way').waitFor()
  await provider.goto(request)
}

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
  await openGate(provider, author, title)
  await handOver(provider, 'taken')
  await openRequest(author, title)
  await show(author, 'notified answered')
})

test('an emergency order of the police goes out on its stated ground, is answered within hours and validated afterwards', {
  timeout: 240_000,
}, async () => {
  const title = 'A bomb in the hospital'
  const author = await seated('Sabine Lechner')
  const facts = factsOf('subscriber', { urgency: 'emergency', 'emergency.threat': 'life' })
  await openMatter(author, title, 'K 43 8/26', facts, rule)
  await draft(author, { boxes })
  await author.getByRole('link', { name: 'State its ground' }).click()
  await author
    .locator('[name="state.grounds"]')
    .fill('The sender says that the bomb goes off tonight; no judge is on duty.')
  await look(author, 'ground of the emergency')
  await author.getByRole('button', { name: 'State it' }).click()
  await openRequest(author, title)
  await act(author, 'submit')
  await act(author, 'send')
  await author.getByText('Validate the order afterwards').first().waitFor()
  await look(author, 'emergency sent')
  await paper(author, 'annex i emergency')

  const provider = await seated('Niamh Byrne')
  await openRequest(provider, title)
  const hours = provider.locator('section[aria-labelledby=now]').getByText('Produce the data in an emergency')
  await hours.first().waitFor()
  expect(await provider.locator('section[aria-labelledby=now]').textContent()).toMatch(/[78] hours/)
  await look(provider, 'emergency at the provider')
  await check(provider)
  // Nothing is handed over before two people have made sure who sends it.
  await provider.getByRole('link', { name: 'To the verification desk' }).first().click()
  await look(provider, 'verification desk')
  await provider.getByLabel('They know of the request').check()
  await provider.locator('[name="call.says"]').fill('The switchboard put me through to Ms Lechner, who confirmed it.')
  await provider.getByRole('button', { name: 'Record the call' }).click()
  await provider.getByText('The call was put down.').waitFor()
  await decideOn(provider, 'The number is that of the national list.')
  await provider.getByText('The second check is for somebody else.').waitFor()
  const second = await seated('Cian Walsh')
  await openRequest(second, title)
  await second.getByRole('link', { name: 'To the verification desk' }).first().click()
  await look(second, 'second check')
  await decideOn(second, 'Signature, form and person fit.')
  await second.getByText('Verified: it may be handed over what the law allows.').waitFor()
  await openRequest(provider, title)
  await act(provider, 'preserve')
  // The same bytes are graded above, and a grade is of bytes.
  await handOver(provider, { name: 'mailbox.mbox', text: 'From bomber@example' })

  await openRequest(author, title)
  await act(author, 'close')
  const judge = await seated('Claudia Stern')
  await openRequest(judge, title)
  await look(judge, 'validation afterwards')
  await act(judge, 'approve', signature)
  await openRequest(author, title)
  expect(await pack(author, 'The file of the case')).toMatchObject({ ok: true })
  await openRequest(author, title)
  await act(author, 'close')
  await act(author, 'complete')
  await show(author, 'emergency completed')
})

async function decideOn(page: Page, reason: string): Promise<void> {
  await page.getByLabel('The sender is who it says and may ask this').check()
  await page.locator('[name="decision.reason"]').fill(reason)
  await page.getByRole('button', { name: 'Record the decision' }).click()
  await page.getByText('The decision was recorded.').waitFor()
}

test('an order the provider objects to on Annex III is made clear, then given up, and ends on both sides', {
  timeout: 240_000,
}, async () => {
  const title = 'An account with two names'
  const author = await seated('Anna Huber')
  await openMatter(author, title, '112 Js 5/26', factsOf('subscriber'), rule)
  await draft(author, { boxes })
  await act(author, 'submit')
  await act(author, 'send')
  const provider = await seated('Niamh Byrne')
  const order = await openRequest(provider, title)
  await check(provider, { sufficient: 'Two accounts have this name.' })
  await toObjection(provider)
  await look(provider, 'grounds of the provider')
  await object(provider, 'incomplete', 'Two accounts have this name.', {
    'd.reasons': 'insufficient',
    'f.information': 'Which of the two accounts is meant: the one of 2019, or the one of 2024.',
  })
  await openRequest(author, title)
  await author.getByText('Two accounts have this name.').first().waitFor()
  await look(author, 'annex iii at the prosecutor')
  await narrow(author, { from: '2026-09-20', to: '2026-09-30' }, 'Only the account used in those days is meant.')
  await openRequest(author, title)
  await act(author, 'reply', { outcome: 'clarified', text: 'It is the account of 2024.' })

  await openRequest(provider, title)
  await provider.getByText('It is the account of 2024.').first().waitFor()
  await show(provider, 'made clear')
  await toObjection(provider)
  await object(provider, 'impossibility', 'The account of 2024 was deleted before the order came.', {
    'd.reasons': 'not-stored',
    'g.preserved': 'preserved',
  })
  await openRequest(author, title)
  await act(author, 'reply', { outcome: 'released', text: 'Then there is nothing left to produce.' })
  await show(author, 'given up')
  await author.getByText('Withdrawn').first().waitFor()
  await settle()
  await provider.goto(order)
  await look(provider, 'over at the provider')
  await provider.getByText('nothing left to produce').first().waitFor()
  expect(await provider.locator('form[action$="/preserve"], a[href^="/requests/"][href$="/production"]').count()).toBe(
    0,
  )
})

/** The sender and each point of the law's list; those named do not hold, for these reasons. */
async function check(page: Page, wrong: Readonly<Record<string, string>> = {}): Promise<void> {
  for (const yes of await page.locator('form[action$="/checks"] [value=yes]').all()) await yes.check()
  for (const [point, why] of Object.entries(wrong)) {
    await page.locator(`[name="checks.points.eu/2023-1543/checks/epoc-${point}"][value=no]`).check()
    await page.locator(`[name="checks.notes.eu/2023-1543/checks/epoc-${point}"]`).fill(why)
  }
  await act(page, 'checks')
}

/** On one of the grounds of Article 10, with its form. */
async function object(page: Page, ground: string, reason: string, boxes: Answers): Promise<void> {
  await page.locator(`[name=ground][value$="/article-10-${ground}"]`).check()
  await page.getByRole('button', { name: 'Go on with this ground' }).click()
  await unfold(page)
  await page.getByLabel('Reasons, in your own words').fill(reason)
  await fillIn(page, { 'h.authorised': 'Niamh Byrne', 'h.signature': 'Niamh Byrne', ...boxes })
  await fillMissing(page)
  await look(page, 'annex iii')
  await page.getByRole('button', { name: 'Send it' }).click()
  await page.getByText('Your objection is recorded').waitFor()
}

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

/** The last of them: time passes, and whoever was signed in is no longer. */
test('an order nobody obeys climbs to a proposed penalty, meets a plea of comity, and is scaled down', {
  timeout: 300_000,
}, async () => {
  const title = 'A mailbox nobody hands over'
  const first = await seated('Anna Huber')
  await openMatter(first, title, '112 Js 6/26', factsOf('subscriber'), rule)
  await draft(first, { boxes })
  await act(first, 'submit')
  await act(first, 'send')
  await settle()

  pass(14)
  const author = await seated('Anna Huber')
  await toEnforcement(author, title)
  await fillIn(author, { 'enforce.reason': 'Nothing came, and no reason.' })
  await say(author, 'enforce')
  let central = await seated('Séamus Doyle')
  await toEnforcement(central, title)
  await fillIn(central, { 'recognise.until': today(3), 'recognise.threat': 'A pecuniary penalty under Art 15.' })
  await show(central, 'recognition')
  await say(central, 'recognise')

  pass(5)
  central = await seated('Séamus Doyle')
  await toEnforcement(central, title)
  await fillIn(central, weighedAs('propose', 'raises', 'Nothing was sent, and nothing was said.'))
  await fillIn(central, {
    'propose.turnover': '40000000',
    'propose.amount': '900000',
    'propose.ties.establishment': 'A company in Dublin with a designated establishment',
    'propose.until': today(14),
  })
  await central.locator('form[action$="/propose"] button').click()
  await central.getByRole('alert').getByText('At most 800000 EUR').first().waitFor()
  await show(central, 'proposal too high')
  await fillIn(central, { 'propose.amount': '400,000' })
  await say(central, 'propose')
  await central.getByText('at most €800,000').waitFor()
  await look(central, 'penalty proposed')

  const provider = await seated('Niamh Byrne')
  await toEnforcement(provider, title)
  await fillIn(provider, {
    'hear.text': 'The parent company holds the keys, and may not give them.',
    'hear.state': 'CN',
    'hear.foreign': 'Data Security Law Art 36 forbids it; Art 48 threatens a fine of up to CNY 5 million.',
  })
  await show(provider, 'heard on the penalty')
  await say(provider, 'hear')

  await toEnforcement(central, title)
  await central.getByText('Another person here decides what comes of it').waitFor()
  expect(await central.locator('form[action$="/penalise"]').count()).toBe(0)
  central = await seated('Aoife Brennan')
  await toEnforcement(central, title)
  await fillIn(central, {
    'penalise.amount': '50000',
    'penalise.reason': 'It did not answer; but it could not have obeyed without breaking another law.',
    'penalise.remedy': 'High Court, Dublin, within 28 days',
  })
  await central.locator('form[action$="/penalise"] button').click()
  await central.getByRole('alert').getByText('say how that was weighed').first().waitFor()
  await fillIn(central, {
    'penalise.pulls.comity': 'lowers',
    'penalise.reasons.comity': 'The bar is real, the fine threatens, and the approval was asked for.',
  })
  await show(central, 'decision on the penalty')
  await say(central, 'penalise')
  await central.getByText('Scaled down from €400,000 to €50,000.').waitFor()
  await show(central, 'penalty scaled down')

  await unfold(central)
  await fillIn(central, {
    'announce.basis': 'Act of Ireland on electronic evidence, s 12 (demonstration)',
    'announce.until': today(10),
  })
  await say(central, 'announce')
  await toEnforcement(provider, title)
  await fillIn(provider, {
    'answer-publication.text': 'We asked for the approval on the first day, and <b>still wait</b> for it.',
  })
  await show(provider, 'reply to a publication')
  await say(provider, 'answer-publication')
  await toEnforcement(central, title)
  await say(central, 'publish')
  await unfold(central)
  await fillIn(central, { 'lift.because': 'foreign-law', 'lift.reason': 'The approval was refused.' })
  await say(central, 'lift')
  await look(central, 'penalty lifted')

  const anyone = await stranger()
  await anyone.goto(at('/statistics/penalties'))
  const shown = anyone.locator('article')
  await shown.getByText('€50,000').waitFor()
  await shown.getByText('Lifted: The law of another state stood against obeying').waitFor()
  await shown.getByText('<b>still wait</b>').waitFor()
  expect(await anyone.locator('main').textContent()).not.toMatch(/A mailbox nobody|112 Js/)
  await look(anyone, 'penalties made public')
  await anyone.getByText('中文', { exact: true }).click()
  await anyone.getByRole('heading', { level: 1, name: '已公开的处罚' }).waitFor()
  await look(anyone, 'penalties made public zh')
  await central.getByText('中文', { exact: true }).click()
  await show(central, 'penalty lifted zh')
})

async function toEnforcement(page: Page, title: string): Promise<void> {
  const request = (await openRequest(page, title)).replace(/[?#].*/, '')
  await page.goto(`${request}/enforcement`)
  await unfold(page)
}

async function say(page: Page, what: string): Promise<void> {
  await page.locator(`form[action$="/${what}"] button[type=submit]`).click()
  await page.waitForLoadState()
  expect(await page.locator('[role=alert]').allInnerTexts(), `${what} at ${page.url()}`).toEqual([])
  await page.waitForURL(new RegExp(`done=${what}`))
  await settle()
}

const factors = ['gravity', 'duration', 'fault', 'earlier-conduct', 'turnover', 'comity', 'lawful-innovation']
const weighedAs = (what: string, pulls: string, reason: string): Answers =>
  Object.fromEntries(
    factors.flatMap((id) => [
      [`${what}.pulls.${id}`, pulls],
      [`${what}.reasons.${id}`, reason],
    ]),
  )
