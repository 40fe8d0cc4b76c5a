import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { boxes, facts, rule, statement } from '../../src/api/story.fixture.ts'
import { seats, unfold } from '../seats.ts'

/** What is over is looked back at, and the next request is asked what nobody asked before; anyone reads and says what it does to people. */

const { seated, stranger, readable: look, keep: show, today, at } = seats(['prosecutor', 'provider'])
/** As a page of ours asks. */
const headers = { 'sec-fetch-site': 'same-origin' }

/** A draft of an order for subscriber data, as a program of the author makes it. */
async function drafted(page: Page, title: string, fileNumber: string): Promise<string> {
  const call = async (path: string, data: unknown, method: 'post' | 'put' = 'post') => {
    const answer = await page.request[method](at(path), { data, headers })
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true)
    return answer.json()
  }
  const { places } = await (await page.request.get(at('/api/demonstration/places'))).json()
  const provider = places.find((one: { seat: string }) => one.seat === 'provider').org
  const matter = await call('/api/matters', { title, fileNumber, facts: { ...facts, data: facts.data.slice(0, 1) } })
  const parties = [{ seat: 'provider', org: provider, as: 'designated-establishment' }]
  const { id } = await call(`/api/matters/${matter.id}/requests`, { rule, to: 'IE', parties })
  const { 'f.content': _, ...given } = boxes
  await call(`/api/requests/${id}/form`, { boxes: given }, 'put')
  const { d1 } = statement.necessity
  await call(`/api/requests/${id}/statement`, { ...statement, necessity: { d1 } })
  return at(`/requests/${id}`)
}

test('a matter that is over is looked back at; its lesson, let in by a second person, is asked of the next request and leads back to it', {
  timeout: 240_000,
}, async () => {
  const author = await seated('Anna Huber')
  const first = await drafted(author, 'The first server', '112 Js 100/26')
  await author.request.post(`${first.replace('/requests/', '/api/requests/')}/withdrawal`, {
    data: { reason: 'The suspect is known' },
    headers,
  })
  const head = await seated('Markus Vogt')
  await head.goto(first)
  await head.locator('main a[href^="/matters/matter_"]').first().click()
  await look(head, 'matter that is over')
  await head.getByRole('link', { name: 'Open an audit' }).click()
  expect(await head.getByLabel('Of what?').locator('option:checked').textContent()).toContain('112 Js 100/26')
  await head.getByLabel('Title').fill('The first server, seen from the end')
  await head.getByLabel('Why now?').fill('Every matter with content is looked back at')
  await look(head, 'audits')
  await head.getByRole('button', { name: 'Open it' }).click()
  await head.waitForURL(/\/audits\/audit_\w+/)
  const audit = head.url().replace(/\?.*/, '')
  await unfold(head)
  const form = head.locator('form[action$="/answer-0"]')
  await form.locator('[value=no]').check()
  await form.locator('textarea').fill('Half of what came was of others')
  await form.locator('button').click()
  await head.waitForURL(/done=answer/)
  await unfold(head)
  await head.getByLabel('How grave').selectOption('minor')
  await head.getByLabel('What was found').fill('Nobody asked whether others use the account')
  await head.getByRole('button', { name: 'Put it down' }).click()
  await unfold(head)
  await head.getByLabel('What is to be otherwise from now on').fill('Ask first who else uses an account')
  await head.getByRole('button', { name: 'Draw it' }).click()
  await head.waitForURL(/done=lesson/)
  await author.goto(audit)
  await unfold(author)
  const propose = author.locator('form[action*="/propose-"]').first()
  await propose.getByLabel('Its words').fill('Who else uses the account, as far as is known?')
  await propose.getByRole('button').click()
  await author.waitForURL(/done=propose/)
  await look(author, 'audit unfolded')
  await author.reload()
  await show(author, 'audit')
  await head.goto(at('/today'))
  await head.getByText('Proposals from lessons that wait').click()
  await head.getByRole('link', { name: /Who else uses/ }).click()
  await head.getByLabel('Adopt it').check()
  await head.getByLabel('Why').fill('It is quickly asked')
  await look(head, 'proposal')
  await head.getByRole('button', { name: 'Decide' }).click()
  await head.waitForURL(/done=decide/)

  const request = await drafted(author, 'The second server', '112 Js 101/26')
  await author.goto(`${request}/statement`)
  const field = author.getByLabel('Who else uses the account, as far as is known?')
  await look(author, 'statement with an instruction')
  await author.locator('a[href^="/standing-instructions/"]').first().click()
  await look(author, 'standing instruction')
  await author.getByRole('link', { name: 'To the audit' }).click()
  expect(author.url()).toContain(audit)
  // Nobody has answered it yet: the request cannot be handed in.
  await author.goto(request)
  await show(author, 'request that an instruction stops')
  expect(await author.locator('section[aria-labelledby=now] a[href$="/statement"]').count()).toBe(1)
  await author.goto(`${request}/statement`)
  await field.fill('Nobody, as far as is known.')
  await author.locator('main form button[type=submit]').last().click()
  await author.waitForURL(/done=/)
  await author.goto(request)
  expect(await author.locator('section[aria-labelledby=now] a[href$="/statement"]').count()).toBe(0)
})

test('an assessment that is owed is written, approved by another, read and commented by anyone, answered and counted', {
  timeout: 240_000,
}, async () => {
  const author = await seated('Anna Huber')
  const head = await seated('Markus Vogt')
  await author.goto(at(`/assessments/desk/new?subject=${encodeURIComponent(rule)}`))
  const write = async (reason: string) => {
    await unfold(author)
    for (const part of ['necessity', 'proportionality', 'persons', 'risks', 'safeguards', 'residual'])
      await author
        .locator(`[name="write.parts.${part}"]`)
        .fill(`What is to be said of ${part}: mailboxes hold what others wrote.`)
    await author.locator('[name="write.withheld.safeguards"]').fill('It would show how to get round them')
    await author.locator('[name="write.review"]').fill(`${Number(today().slice(0, 4)) + 1}-06-01`)
    await author.locator('[name="write.reason"]').fill(reason)
    await look(author, 'writing an assessment')
    await author.locator('form[action="/assessments/desk/new"] button').click()
    await author.waitForURL(/done=write/)
  }
  await write('The first order leaves this month')
  const own = author.url().replace(/\?.*/, '')
  const approve = async () => {
    await head.goto(own)
    await head.getByLabel('Approve it').check()
    await look(head, 'draft of an assessment')
    await head.locator('form[action$="/decide"] button').click()
    await head.waitForURL(/done=decide/)
  }
  await approve()

  const anyone = await stranger()
  await anyone.goto(at('/assessments'))
  await look(anyone, 'public assessments')
  await anyone.locator('main a[href^="/assessments/assessment_"]').first().click()
  await anyone.getByText('It would show how to get round them').waitFor()
  await anyone.getByLabel('Your comment').fill('<img src=x onerror=alert(1)> Why is nothing said of lawyers?')
  await look(anyone, 'public assessment')
  await anyone.getByRole('button', { name: 'Send it' }).click()
  await anyone.waitForURL(/\/assessments\/follow\/.*new=yes/)
  await look(anyone, 'comment followed')
  const link = anyone.url().replace(/\?.*/, '')

  await author.goto(own)
  await unfold(author)
  await author.getByLabel('Your answer').fill('What is privileged is set apart unread.')
  await author.locator('form[action*="/answer-comment_"] button').click()
  await author.waitForURL(/done=answer/)
  await head.goto(own)
  await unfold(head)
  await head.getByLabel('Both are public').check()
  await look(head, 'comment to check')
  await head.locator('form[action*="/check-comment_"] button').click()
  await head.waitForURL(/done=check/)
  await anyone.goto(link)
  await anyone.getByText('What is privileged is set apart unread.').waitFor()
  await anyone.getByRole('link', { name: 'To the assessment' }).click()
  await anyone.getByText('<img src=x onerror=alert(1)> Why is nothing said of lawyers?').waitFor()

  await author.goto(at(`/assessments/desk/new?subject=${encodeURIComponent(rule)}`))
  await write('After what was said to it')
  await approve()
  await anyone.reload()
  await anyone.getByText('1 came; 1 of them are public, 0 are not, 0 were not checked yet.').waitFor()
  await show(anyone, 'second edition')
  await anyone.emulateMedia({ media: 'print' })
  await show(anyone, 'second edition on paper')
  await anyone.emulateMedia({ media: 'screen' })
  const german = await stranger('zh-CN')
  await german.goto(anyone.url())
  await look(german, 'public assessment in chinese')
  await author.goto(at('/assessments/desk'))
  await look(author, 'own assessments')
})
