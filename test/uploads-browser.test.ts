import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealingIdentities } from '../src/accounts/index.ts'
import { counterparts } from '../src/exchange/index.ts'
import { open } from '../src/vault/index.ts'
import { barriers, openBrowser, overflow } from './browser.ts'
import { demonstration } from './demonstration.ts'

/** A large file sent from a real browser: paused, the page loaded anew, gone on with where it stopped. */

const SIZE = 12 * 1024 * 1024
let shown: Awaited<ReturnType<typeof demonstration>>
let browser: Awaited<ReturnType<typeof openBrowser>>
let folder: string
let page: Page
let production: string
let session: CDPSession | undefined
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'comity-browser-upload-'))
  writeFileSync(join(folder, 'mailbox.mbox'), randomBytes(SIZE))
  ;[shown, browser] = await Promise.all([demonstration(), openBrowser()])
  page = await (await browser.newContext({ viewport: { width: 1200, height: 900 } })).newPage()
  await page.goto(`${shown.url}/sign-in`)
  await page.getByRole('button', { name: /Niamh Byrne/ }).click()
  await page.goto(`${shown.url}/requests`)
  const links = await page.$$eval('a[href^="/requests/request_"]', (all) => all.map((one) => one.getAttribute('href')))
  for (const link of links) {
    production = `${shown.url}${link}/production`
    await page.goto(production)
    if (await page.locator('input[type=file]').count()) return
  }
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await shown?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** So many bytes a second and no more. */
async function line(speed: number): Promise<void> {
  session ??= await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 5,
    downloadThroughput: -1,
    uploadThroughput: speed,
  })
}

/** Waits until so much of it has been sent, as the page shows it. */
async function sentSoFar(part: number): Promise<void> {
  await page.getByRole('button', { name: 'Pause: mailbox.mbox' }).waitFor()
  const bar = page.locator('[data-uploads] progress')
  const value = () => bar.evaluate((one) => (one as HTMLProgressElement).value)
  await expect.poll(value, { timeout: 30_000 }).toBeGreaterThan(part)
}

const choose = async () => {
  await page.locator('input[type=file]').setInputFiles(join(folder, 'mailbox.mbox'))
  await page.getByText(/^Waiting$|has arrived before/).waitFor()
}

test('an upload is paused, survives a reload, and goes on where it stopped', { timeout: 120_000 }, async () => {
  await line(4 * 1024 * 1024)
  await choose()
  await page.getByRole('button', { name: 'Take in and seal' }).click()
  await sentSoFar(0.3)
  await page.getByRole('button', { name: 'Pause: mailbox.mbox' }).click()
  await page.getByText('Paused. What arrived is kept.', { exact: true }).waitFor()
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/paused.png`, fullPage: true })

  await page.goto(production)
  await page.getByRole('heading', { name: 'Still arriving' }).waitFor()
  expect(await barriers(page)).toEqual([])
  const arrived = await page.locator('.pieces progress').evaluate((bar) => (bar as HTMLProgressElement).value)
  expect(arrived).toBeGreaterThan(SIZE / 10)
  expect(arrived).toBeLessThan(SIZE)
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/arriving.png`, fullPage: true })
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/arriving-phone.png`, fullPage: true })
  await page.setViewportSize({ width: 1200, height: 900 })

  const sent: number[] = []
  page.on('request', (request) => {
    if (request.method() === 'PATCH') sent.push(Number(request.headers()['upload-offset']))
  })
  await choose()
  await page.getByText(/of this file has arrived before/).waitFor()
  await line(-1)
  await page.getByRole('button', { name: 'Take in and seal' }).click()
  await page
    .locator('#pieces')
    .getByText('mailbox.mbox')
    .or(page.locator('#evidence').getByText('mailbox.mbox'))
    .first()
    .waitFor()
  expect(sent).toEqual([arrived])
  await page.getByRole('heading', { name: 'Still arriving' }).waitFor({ state: 'detached' })
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/taken-in.png`, fullPage: true })
})

test('an upload nobody wants any more is given up', { timeout: 60_000 }, async () => {
  await page.goto(production)
  await line(2 * 1024 * 1024)
  writeFileSync(join(folder, 'mailbox.mbox'), randomBytes(SIZE))
  await choose()
  await page.getByRole('button', { name: 'Take in and seal' }).click()
  await sentSoFar(0.05)
  await page.goto(production)
  await page.getByRole('button', { name: 'Give up mailbox.mbox' }).click()
  await page.getByRole('heading', { name: 'Still arriving' }).waitFor({ state: 'detached' })
})

test('a file sealed by mistake is taken back, with the reason', { timeout: 60_000 }, async () => {
  await page.goto(production)
  await page.getByText('Take back a file sealed by mistake').click()
  await page.getByRole('combobox', { name: 'File' }).selectOption({ index: 1 })
  await page.getByLabel('Why').fill('the mailbox of another customer')
  expect(await barriers(page)).toEqual([])
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/take-back.png`, fullPage: true })
  await page.getByRole('button', { name: 'Take back and delete' }).click()
  await page.locator('#evidence').getByText('Deleted').first().waitFor()
})

test('a file sealed in the browser goes on after a reload, and only its recipient opens it', {
  timeout: 120_000,
}, async () => {
  const bytes = randomBytes(SIZE + 12_345)
  writeFileSync(join(folder, 'mailbox.mbox'), bytes)
  await page.goto(production)
  await line(4 * 1024 * 1024)
  await choose()
  await page.getByLabel('Seal in this browser').check()
  expect(await barriers(page)).toEqual([])
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/seal-here.png`, fullPage: true })
  await page.getByRole('button', { name: 'Take in and seal' }).click()
  await sentSoFar(0.3)
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/sealing-here.png`, fullPage: true })
  await page.getByRole('button', { name: 'Pause: mailbox.mbox' }).click()
  await page.getByText('Paused. What arrived is kept.', { exact: true }).waitFor()

  await page.goto(production)
  await page.getByRole('heading', { name: 'Still arriving' }).waitFor()
  const arrived = await page.locator('.pieces progress').evaluate((bar) => (bar as HTMLProgressElement).value)
  const sent: number[] = []
  page.on('request', (request) => {
    if (request.method() === 'PATCH') sent.push(Number(request.headers()['upload-offset']))
  })
  await page.getByLabel('Seal in this browser').check()
  await choose()
  await line(-1)
  await page.getByRole('button', { name: 'Take in and seal' }).click()
  await page.getByRole('heading', { name: 'Still arriving' }).waitFor({ state: 'detached' })
  expect(sent).toEqual([arrived])
  expect(arrived).toBeGreaterThan(0)
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0)

  const { db, blobs, secret } = shown.app
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const item = await db
    .selectFrom('vault_items')
    .select(['sealed_sha256', 'sealed_to', 'size'])
    .where('sha256', '=', sha256)
    .executeTakeFirstOrThrow()
  expect(item.size).toBe(bytes.length)
  const keys = (await counterparts(db)).find(({ sealing }) => sealing === item.sealed_to[0])
  const identities = await sealingIdentities(db, secret, keys?.org ?? '')
  const opened = open(blobs.read(item.sealed_sha256), { identities })
  expect(Buffer.concat(await Array.fromAsync(opened)).equals(bytes)).toBe(true)
})

test('nothing was our fault', () => {
  expect(shown.reported).toEqual([])
})
