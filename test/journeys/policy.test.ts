import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inParts, pairsOfStates, type Result, readProposal } from '../../src/laboratory/index.ts'
import { added } from '../../src/laboratory/running/cells.ts'
import { examiner } from '../../src/laboratory/running/examine.ts'
import { readLaw } from '../../src/read-law.ts'
import { barriers, openBrowser, overflow } from '../browser.ts'

/** The policy desk tries a proposal on a record that takes a while; the server is killed meanwhile, and started again. */

const root = join(import.meta.dirname, '../..')
const album = process.env.COMITY_SHOTS
const folder = mkdtempSync(join(tmpdir(), 'comity-policy-'))
const text = readFileSync(join(root, 'examples/proposals/china-and-ten.yaml'), 'utf8')
let browser: Awaited<ReturnType<typeof openBrowser>>
let server: ChildProcess
let url: string

/** A server of its own on the same data folder and the same port. */
async function start(): Promise<void> {
  const env = { ...process.env, PORT: new URL(url).port, COMITY_DATA: join(folder, 'data') }
  const args = [join(root, 'bin/comity.js'), 'serve', '--demo', '--organisations', 'policy']
  server = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = once(server, 'exit').then(() => {
    throw new Error('the server ended while it started')
  })
  await Promise.race([ended, answering()])
  ended.catch(() => {})
}

async function answering(): Promise<void> {
  for (;;) {
    const answer = await fetch(`${url}/healthz`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((later) => setTimeout(later, 50))
  }
}

async function freePort(): Promise<number> {
  const one = createServer().listen(0)
  await once(one, 'listening')
  const { port } = one.address() as { port: number }
  one.close()
  await once(one, 'close')
  return port
}

beforeAll(async () => {
  url = `http://localhost:${await freePort()}`
  if (album) mkdirSync(album, { recursive: true })
  ;[browser] = await Promise.all([openBrowser(), start()])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  server?.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const keep = async (page: Page, name: string) => {
  if (album) await page.screenshot({ path: join(album, `policy-${name}.png`), fullPage: true })
}

/** How many of the requests the page says have been looked at. */
async function looked(page: Page): Promise<number> {
  const bar = page.locator('#progress')
  return (await bar.count()) > 0 ? Number(await bar.getAttribute('value')) : Number.NaN
}

test('a trial watched in the browser goes on where it was when the server is killed, and comes to the same', {
  timeout: 180_000,
}, async () => {
  const law = await readLaw()
  const distinct = [...pairsOfStates(law)].filter((_, n) => n % 180 === 0)
  // First what is quickly looked at, then what takes longer: there is something to be seen, and something left to do.
  const lines = [...Array.from({ length: 20_000 }, (_, n) => distinct[n % 3] ?? ''), ...distinct]

  const page = await (await browser.newContext({ reducedMotion: 'reduce', locale: 'en-GB' })).newPage()
  await page.goto(`${url}/sign-in`)
  await page.locator('.person', { hasText: 'Miriam Falk' }).getByRole('button').click()
  await page.waitForURL('**/today')
  await page.goto(`${url}/laboratory/new`)
  await page.locator('[name=text]').fill(text)
  await page.getByRole('button', { name: 'Check and keep it' }).click()
  await page.waitForURL(/\/laboratory\/proposals\/proposal_/)
  await page.locator('details', { hasText: 'A file of facts' }).locator('summary').click()
  const file = { name: 'record.ndjson', mimeType: 'application/x-ndjson', buffer: Buffer.from(lines.join('\n')) }
  await page.getByLabel('A file', { exact: true }).setInputFiles(file)
  await page.getByRole('button', { name: 'Start' }).click()
  await page.waitForURL(/\/laboratory\/runs\/run_/)
  const run = page.url()
  await keep(page, 'running')
  expect(await barriers(page)).toEqual([])
  while ((await looked(page)) === 0) await page.goto(run)
  const before = await looked(page)
  expect(before).toBe(20_000)
  server.kill('SIGKILL')
  await once(server, 'exit')
  await start()
  await page.goto(run)
  expect(await looked(page)).toBe(before)
  // It looks again by itself.
  await page.getByRole('heading', { name: 'The requests behind the figures' }).waitFor({ timeout: 120_000 })

  const answer = await page.request.get(`${run}/result.json`)
  const result = (await answer.json()) as Result
  const examine = examiner(law, readProposal(text, law).law, { today: result.today })
  const whole = added([...inParts(lines)].map((part) => examine(part.text.split('\n'), part.firstLine)))
  expect(result.requests).toBe(lines.length)
  expect(result.cells).toEqual(JSON.parse(JSON.stringify(whole.cells)))

  expect(await barriers(page)).toEqual([])
  await keep(page, 'result')
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await overflow(page)).toBe(0)
  await keep(page, 'result-phone')
})
