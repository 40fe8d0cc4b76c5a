import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { expect, onTestFinished, test } from 'vitest'
import { issueSetupToken, listOrganisations } from '../src/accounts/index.ts'
import { createApp } from '../src/app.ts'
import { latestEvents } from '../src/audit/index.ts'
import { systemNow } from '../src/base/time.ts'
import { barriers, openBrowser } from './browser.ts'
import { album } from './seats.ts'

/** A port nobody listens on: a passkey is bound to the address, so the address must be known beforehand. */
const freePort = () =>
  new Promise<number>((found) => {
    const probe = createServer().listen(0, () => {
      const address = probe.address()
      probe.close(() => found(typeof address === 'object' && address ? address.port : 0))
    })
  })

test('whoever starts an instance sets it up with a passkey, signs in again, and is asked for it before what cannot be undone', {
  timeout: 120_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'comity-passkey-'))
  const port = await freePort()
  let passed = 0
  const publicUrl = `http://localhost:${port}`
  const app = await createApp({
    port,
    publicUrl,
    dataFolder: folder,
    databaseUrl: undefined,
    secret: undefined,
    demonstration: false,
    now: () => systemNow().add({ minutes: passed }),
  })
  const server = serve({ fetch: app.fetch, port })
  const browser = await openBrowser()
  onTestFinished(async () => {
    await browser.close()
    server.close()
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const page = await (await browser.newContext()).newPage()
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  })

  await page.goto(`${publicUrl}/set-up?code=${await issueSetupToken(app.db, app.now())}`)
  await page.getByLabel('organisation', { exact: false }).first().fill('Ministry of Justice')
  await page.locator('select[name=state]').selectOption('IE')
  await page.locator('input[name=name]').fill('Aoife Murphy')
  await page.locator('main button[type=submit]').click()
  await page.waitForURL('**/invitations/**')
  await page.locator('[data-passkey=register]').click()
  await page.waitForURL('**/today')
  expect(await page.getByRole('banner').textContent()).toContain('Aoife Murphy')

  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.goto(`${publicUrl}/sign-in`)
  await page.locator('[data-passkey=sign-in]').click()
  await page.waitForURL('**/today')
  expect(await page.getByRole('banner').textContent()).toContain('Ministry of Justice')

  await page.goto(`${publicUrl}/keys`)
  const before = await page.locator('dl code').last().textContent()
  passed = 6
  await page.locator('input[name=reason]').fill('Once a year, “as agreed” & noted')
  await page.getByRole('button', { name: 'Change the key' }).click()
  expect(await page.locator('h1').textContent()).toBe('Confirm that it is you')
  expect(await barriers(page)).toEqual([])
  if (album) await page.screenshot({ path: join(album, 'confirm.png') })
  await page.locator('[data-passkey=confirm]').click()
  await page.waitForURL('**/keys')
  expect(await page.locator('dl code').last().textContent()).not.toBe(before)
  const [rotated] = await latestEvents(app.db, (await listOrganisations(app.db))[0]?.id ?? '', 1)
  expect(rotated).toMatchObject({ kind: 'key.rotated', body: { reason: 'Once a year, “as agreed” & noted' } })

  await page.goto(`${publicUrl}/account`)
  expect(await page.locator('main').textContent()).toContain('this one')
  if (album) {
    await page.screenshot({ path: join(album, 'account.png'), fullPage: true })
    await page.setViewportSize({ width: 390, height: 844 })
    await page.screenshot({ path: join(album, 'account-phone.png'), fullPage: true })
  }
})
