import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import type { OrganisationKey } from '../src/cli/demonstration.ts'
import { barriers, openBrowser, overflow } from './browser.ts'
import { demonstration } from './demonstration.ts'

/** Set to a folder, the pages shown on the way are left there to be looked at. */
export const album = process.env.COMITY_SHOTS
const desk = { width: 1200, height: 900 }
const phone = { width: 390, height: 844 }

/**
 * One server with the demonstration, or with these organisations before anything has happened, and a browser in which their
 * people sit; for the tests of one file, which fail if anything was the server's fault.
 */
export function seats(organisations?: readonly OrganisationKey[]) {
  let shown: Awaited<ReturnType<typeof demonstration>>
  let browser: Awaited<ReturnType<typeof openBrowser>>
  let number = 0

  beforeAll(async () => {
    ;[shown, browser] = await Promise.all([demonstration(organisations), openBrowser()])
    if (album) mkdirSync(album, { recursive: true })
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await shown?.close()
    expect(shown?.reported).toEqual([])
  })

  /** Signs a person in; `locale` is the language their browser asks for. */
  async function seated(name: string, locale?: string): Promise<Page> {
    const page = await stranger(locale)
    await page.goto(`${shown.url}/sign-in`)
    await page.locator('.person', { hasText: name }).getByRole('button').click()
    await page.waitForURL('**/today')
    return page
  }

  /** Somebody who has no account here. */
  async function stranger(locale = 'en-GB'): Promise<Page> {
    const context = await browser.newContext({ viewport: desk, reducedMotion: 'reduce', locale })
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    return page
  }

  /** The place of the next piece in the album. */
  const placeFor = (name: string) =>
    album && join(album, `${String(++number).padStart(2, '0')}-${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}`)

  /** For the album alone. */
  async function keep(page: Page, name: string): Promise<void> {
    const place = placeFor(name)
    if (place) await page.screenshot({ path: `${place}.png`, fullPage: true })
  }

  /** The page as it stands is readable by everybody, in light and dark and on a phone. */
  async function readable(page: Page, name = new URL(page.url()).pathname): Promise<void> {
    await keep(page, name)
    const wrong = [...(await barriers(page))]
    await page.emulateMedia({ colorScheme: 'dark' })
    wrong.push(...(await barriers(page, ['color-contrast'])))
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize(phone)
    wrong.push(...((await overflow(page)) > 0 ? ['wider than a phone'] : []))
    await keep(page, `${name} phone`)
    await page.setViewportSize(desk)
    expect(wrong, `${name}: ${page.url()}`).toEqual([])
  }

  /** This person's own copy of a request, once its message has come. */
  async function openRequest(page: Page, title: string | RegExp): Promise<string> {
    await shown.app.settle()
    await page.goto(`${shown.url}/requests`)
    await page.getByRole('link', { name: title }).first().click()
    await page.waitForURL(/\/requests\/request_\w+/)
    return page.url()
  }

  return {
    seated,
    stranger,
    keep,
    placeFor,
    readable,
    openRequest,
    /** Where the server is; known once it stands. */
    at: (path: string) => `${shown.url}${path}`,
    settle: () => shown.app.settle(),
    today: (later?: number) => shown.today(later),
    pass: (days: number) => shown.pass(days),
  }
}

/** Shows what is folded away. */
export const unfold = (page: Page) =>
  page.evaluate('document.querySelectorAll("main details").forEach((one) => { one.open = true })')
