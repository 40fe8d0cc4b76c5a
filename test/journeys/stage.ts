import { writeFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { OrganisationKey } from '../../src/cli/demonstration.ts'
import { type PackageReport, verifyPackage } from '../../src/vault/index.ts'
import { type Printed, readBack } from '../printed.ts'
import { seats, unfold } from '../seats.ts'
import { type Answers, fillIn, fillMissing } from './controls.ts'

/** The seats of one file's journey, and what their people do in it. */
export function stageFor(organisations: readonly OrganisationKey[]) {
  const { seated, stranger, keep, placeFor, readable, openRequest, at, settle, today, pass } = seats(organisations)
  /** Kinds of page that were looked at already: one of each kind is enough. */
  const seen = new Set<string>()

  async function look(page: Page, kind: string): Promise<void> {
    if (seen.has(kind)) return keep(page, kind)
    seen.add(kind)
    await readable(page, kind)
  }

  /** A matter of one's own, its facts given as a person gives them, until this route can be drafted; then to its draft. */
  async function openMatter(
    page: Page,
    title: string,
    fileNumber: string,
    facts: Answers,
    rule: string,
  ): Promise<void> {
    await page.goto(at('/matters/new'))
    await fillIn(page, { title, fileNumber, ...facts })
    await look(page, 'new matter')
    await page.locator('main form button[type=submit]').last().click()
    const way = page.locator(`main a[href*="/draft?rule=${encodeURIComponent(rule)}"]`).first()
    for (let round = 0; round < 10 && (await way.count()) === 0; round++) {
      await page.waitForURL(/\/matters\/matter_\w+/)
      const asked = page.locator('section[aria-labelledby=ask] form')
      if ((await asked.count()) === 0) break
      const names = await fillIn(page, facts)
      const open = await asked.locator('[name=asked]').evaluateAll((all) => all.map((one) => one.getAttribute('value')))
      if (!open.some((name) => names.includes(plain(name ?? '')))) break
      await asked.locator('button[type=submit]').click()
    }
    await look(page, 'matter')
    if ((await way.count()) === 0) await page.locator('main a[href$="/analysis"]').last().click()
    await look(page, 'analysis')
    await unfold(page)
    await way.click()
    await page.locator('#parties').waitFor()
  }

  /** Chooses who takes part, creates the draft, fills its form and states the case, until it can be handed in or sent. */
  async function draft(page: Page, { parties = {}, boxes = {}, statement = {}, despite }: Draft): Promise<string> {
    await page.evaluate('document.querySelectorAll("main details").forEach((one) => { one.open = true })')
    await fillIn(page, { ...parties, ...(despite && { despite }) })
    await look(page, 'draft')
    await page.locator('main form button[type=submit]').last().click()
    await page.waitForURL(/\/requests\/request_\w+/)
    const request = page.url().replace(/\?.*/, '')
    await look(page, 'request drafted')
    const toForm = page.locator(`section[aria-labelledby=now] a[href$="/form"]`)
    if ((await toForm.count()) > 0) {
      await toForm.click()
      await page.waitForURL(/\/form/)
      await unfold(page)
      await fillIn(page, boxes)
      await fillMissing(page)
      await look(page, 'form')
      await page.locator('.save-bar button').click()
      await page.waitForURL(/done=/)
      await page.goto(request)
      // One box may call for another.
      if ((await toForm.count()) > 0) await complete(page)
    }
    const toStatement = page.locator(`section[aria-labelledby=now] a[href$="/statement"]`)
    if ((await toStatement.count()) > 0) {
      await toStatement.click()
      await unfold(page)
      await fillIn(page, statementOf(await names(page), statement))
      await look(page, 'statement')
      await page.locator('main form button[type=submit]').last().click()
      await page.waitForURL(/done=/)
      await page.goto(request)
    }
    return request
  }

  async function complete(page: Page): Promise<void> {
    const request = page.url()
    await page.locator('section[aria-labelledby=now] a[href$="/form"]').click()
    await unfold(page)
    await fillMissing(page)
    await keep(page, 'form again')
    await page.locator('.save-bar button').click()
    await page.waitForURL(/done=/)
    await page.goto(request)
  }

  /** Does what the request waits for: fills the fields of that deed and presses its button. */
  async function act(page: Page, deed: string, fields: Answers = {}): Promise<void> {
    await unfold(page)
    const form = page.locator(`form[action$="/${deed}"]`).first()
    const names = await form.locator('[name]').evaluateAll((all) => all.map((one) => one.getAttribute('name') ?? ''))
    const given = Object.entries(fields).map(([name, value]) => [
      names.find((one) => one === name || one.endsWith(`.${name}`)) ?? name,
      value,
    ])
    await fillIn(page, Object.fromEntries(given))
    if ((await form.count()) === 0) await keep(page, `no ${deed}`)
    await form.locator('button[type=submit]').click()
    await page.waitForLoadState()
    expect(await page.locator('[role=alert]').allInnerTexts(), `${deed} at ${page.url()}`).toEqual([])
    await page.waitForURL(new RegExp(`done=${deed}`))
  }

  /** To the grounds on which a holder can say why it does not obey. */
  async function toObjection(page: Page): Promise<void> {
    await unfold(page)
    await page.locator('main a[href^="/requests/"][href$="/objection"]').first().click()
    await page.waitForURL(/\/objection/)
    await keep(page, 'objection')
  }

  /** Takes a file in and hands it over, as the holder does; or hands on what came. */
  async function handOver(
    page: Page,
    file: { name: string; text: string } | 'taken' = { name: 'mailbox.mbox', text: 'From suspect@example' },
  ): Promise<void> {
    await page.goto(`${page.url().replace(/[?#].*/, '')}/production`)
    const came = page.locator('section[aria-labelledby=came] form button')
    if ((await came.count()) > 0) {
      await look(page, 'handing on')
      await came.click()
    } else if (file !== 'taken') await takeIn(page, file)
    await page.locator('[name=evidence]').first().waitFor()
    for (const one of await page.locator('[name=evidence]').all()) await one.check()
    await page.locator('[name=complete][value=yes]').check()
    await look(page, 'production')
    await page.locator('form[action$="/production"] button[type=submit]').click()
    await page.waitForLoadState()
    expect(await page.locator('[role=alert]').allInnerTexts(), `handing over at ${page.url()}`).toEqual([])
    await page.waitForURL(/handed=/)
  }

  async function takeIn(page: Page, file: { name: string; text: string }): Promise<void> {
    await page.locator('#files').setInputFiles({
      name: file.name,
      mimeType: 'application/mbox',
      buffer: Buffer.from(file.text),
    })
    await page.locator('form[enctype] button[type=submit]').click()
  }

  /** Asks for less: the data of these days alone. */
  async function narrow(page: Page, period: { from: string; to: string }, reason: string): Promise<void> {
    await page.locator('main a[href$="/linking"]').first().click()
    await page.waitForURL(/\/linking/)
    await fillIn(page, { 'narrow.from': period.from, 'narrow.to': period.to, 'narrow.reason': reason })
    await look(page, 'narrowing')
    await page.locator('form[action$="/narrow"] button[type=submit]').click()
    await page.waitForURL(/done=/)
  }

  /** The package of what came, saved by the browser and verified by its own means. */
  async function pack(page: Page, purpose: string): Promise<PackageReport> {
    await page.goto(`${page.url().replace(/[?#].*/, '')}/evidence`)
    const verify = page.locator('form[action$="/verifications"] button')
    if ((await verify.count()) > 0) await verify.click()
    await page.locator('[name=purpose]').fill(purpose)
    await look(page, 'evidence')
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('form[action$="/packages"] button').click(),
    ])
    return verifyPackage(await saved.path())
  }

  /** The paper as somebody else's program reads it. */
  async function paper(page: Page, name: string): Promise<Printed> {
    const id = /request_\w+/.exec(page.url())?.[0]
    const answer = await page.request.get(at(`/requests/${id}/form.pdf`))
    expect(answer.status()).toBe(200)
    const pdf = await answer.body()
    const place = placeFor(name)
    if (place) writeFileSync(`${place}.pdf`, pdf)
    return readBack(new Uint8Array(pdf))
  }

  return {
    seated,
    stranger,
    look,
    show: keep,
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
  }
}

export interface Draft {
  /** By the name of the part: the name of the organisation. */
  readonly parties?: Answers
  readonly boxes?: Answers
  readonly statement?: Answers
  readonly despite?: string
}

const plain = (name: string) => name.replace(/^data\.(\d+|every)\./, 'data.')

const names = (page: Page): Promise<string[]> =>
  page.locator('main [name]').evaluateAll((all) => all.map((one) => one.getAttribute('name') ?? ''))

/** What an author says of any request: every field of the statement's page has an answer. */
function statementOf(fields: readonly string[], given: Answers): Answers {
  const reasons = fields.filter((name) => /^(necessity|reasons)\./.test(name))
  const said: Record<string, string> = {
    purpose: 'To find who took the server over, and who took part in it.',
    'identifiers.email': 'suspect@mail.example',
    'period.from': '2026-09-01',
    'period.to': '2026-10-05',
    reach: 'accounts',
    minimisation:
      'Only messages of these five weeks; what does not concern the attack is deleted after the first sight.',
    privileges: 'Nothing points to a person bound by professional secrecy.',
    ...(fields.includes('atHome') && { atHome: 'It could be ordered in a domestic case under the same conditions.' }),
    ...Object.fromEntries(reasons.map((name) => [name, words[name.split('.').at(-1) ?? ''] ?? 'The case is serious.'])),
  }
  return { ...said, ...given }
}

const words: Record<string, string> = {
  need: 'It shows to whom the access was handed over.',
  milder: 'Nothing milder would show it: the name used in the messages is invented.',
  against: 'Private messages may be among them; the time is kept short for that.',
}
