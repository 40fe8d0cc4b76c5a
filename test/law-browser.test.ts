import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseInstant } from '../src/base/time.ts'
import { readLaw } from '../src/read-law.ts'
import { lawPages } from '../src/web/pages/law.tsx'
import { assetRoutes } from '../src/web/shell/assets.ts'
import type { Env } from '../src/web/shell/env.ts'
import { frame } from '../src/web/shell/frame.tsx'
import { securityHeaders } from '../src/web/shell/headers.ts'
import { barriers, openBrowser, overflow } from './browser.ts'

/** The law browser in a real browser: every kind of its pages, in light, dark, on a phone and on paper, without a script. */

let browser: Awaited<ReturnType<typeof openBrowser>>
let server: ReturnType<typeof serve>
let site: string
beforeAll(async () => {
  const law = await readLaw()
  const app = new Hono<Env>()
    .use(securityHeaders)
    .route('/', assetRoutes())
    .use(frame({ translate: law.translate, zone: 'UTC', demonstration: false }))
    .route('/', lawPages({ law, now: () => parseInstant('2026-11-21T10:00:00Z') }))
  server = serve({ fetch: app.fetch, port: 0 })
  await new Promise((done) => server.once('listening', done))
  site = `http://localhost:${(server.address() as AddressInfo).port}`
  browser = await openBrowser()
}, 60_000)
afterAll(async () => {
  await browser?.close()
  server?.close()
})

const paths = [
  '/law',
  '/law?q=article+48',
  '/law/states',
  '/law/states/CN',
  '/law/pairs?a=FR&b=FR',
  '/law/pairs/FR/BR',
  '/law/pairs/DE/CN?on=2019-01-01',
  '/law/eu/2023-1543/routes/production-order',
  '/law/cn/csl/gates/article-39',
  '/law/us/sca/routes/content-with-notice',
  '/law/coe/185',
  '/law/treaties/networks/mla',
  '/law/eu/2023-1543/forms/annex-i',
  '/law/cases?area=gb',
  '/law/cases/eu/clocks/2',
]

test('has no barrier in light and dark, and fits a phone', { timeout: 180_000 }, async () => {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 }, reducedMotion: 'reduce' })
  const wrong: string[] = []
  for (const path of paths) {
    const answer = await page.goto(site + path)
    if (!answer?.ok()) wrong.push(`${path} answers ${answer?.status()}`)
    await page.emulateMedia({ colorScheme: 'light' })
    wrong.push(...(await barriers(page)).map((line) => `${path} ${line}`))
    await page.emulateMedia({ colorScheme: 'dark' })
    wrong.push(...(await barriers(page, ['color-contrast'])).map((line) => `${path} (dark) ${line}`))
    await page.setViewportSize({ width: 390, height: 844 })
    const wide = await overflow(page)
    if (wide > 0) wrong.push(`${path} is ${wide} px wider than a phone`)
    await page.setViewportSize({ width: 1200, height: 900 })
  }
  expect(wrong).toEqual([])
  await page.close()
})

test('two states and a day are chosen without a script, and the day stays', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${site}/law`)
  await page.getByLabel('The one state').selectOption('France')
  await page.getByLabel('The other state').selectOption('Brazil')
  await page.getByLabel('On this day').fill('2022-06-01')
  await page.getByRole('region', { name: 'Between two states' }).getByRole('button', { name: 'Show' }).click()
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/law/pairs/FR/BR?on=2022-06-01')
  await page.getByRole('link', { name: 'UNTOC' }).first().click()
  expect(page.url()).toBe(`${site}/law/un/untoc?on=2022-06-01`)
  expect(await page.getByLabel('Law as of').inputValue()).toBe('2022-06-01')
  await context.close()
})

test('what a rule means and who is bound is on paper, the forms are not', async () => {
  const page = await browser.newPage({ viewport: { width: 680, height: 960 } })
  await page.emulateMedia({ media: 'print' })
  const seen = (one: Page, text: string) => one.getByText(text, { exact: false }).first().isVisible()
  await page.goto(`${site}/law/eu/2023-1543/routes/production-order`)
  expect(await seen(page, 'The asking state is a Member State bound by the Regulation')).toBe(true)
  expect(await page.getByLabel('Law as of').isVisible()).toBe(false)
  await page.goto(`${site}/law/un/untoc`)
  expect(await page.getByRole('rowheader', { name: 'Brazil' }).isVisible()).toBe(true)
  // Paper is as narrow as a phone, but a table stays a table.
  expect(await page.getByRole('columnheader', { name: 'Bound since' }).first().isVisible()).toBe(true)
  await page.close()
})
