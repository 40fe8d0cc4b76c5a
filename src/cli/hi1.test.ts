import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { hi1 } from './hi1.ts'

const folder = await mkdtemp(join(tmpdir(), 'comity-cli-hi1-'))
const log = vi.spyOn(console, 'log').mockImplementation(() => {})
const written: string[] = []
const out = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => written.push(Buffer.from(chunk as never).toString()) > 0) // biome-ignore format: one line
afterEach(() => {
  written.length = 0
})
afterAll(() => {
  for (const spy of [log, out]) spy.mockRestore()
  return rm(folder, { recursive: true, force: true })
})

const told = {
  type: 'withdrawal',
  body: { request: 'request_1', reason: 'The account was named wrongly', at: '2026-11-20T09:00:00.123Z' },
  sender: { CountryCode: 'DE', UniqueIdentifier: 'org_1' },
  receiver: { CountryCode: 'IE', UniqueIdentifier: 'ALPENPOST' },
  profile: { owner: 'EU', version: 'V1.3.1' },
}

async function file(name: string, content: string): Promise<string> {
  await writeFile(join(folder, name), content)
  return join(folder, name)
}

test('what is told is built as a message, checked, and carried into the other form and back', async () => {
  expect(await hi1(['build', await file('told.json', JSON.stringify(told))])).toBe(0)
  const xml = written.join('')
  const path = await file('message.xml', xml)
  expect(await hi1(['validate', path, '--json'])).toBe(0)
  expect(JSON.parse(String(log.mock.lastCall?.[0]))).toMatchObject({
    valid: true,
    form: 'xml',
    sender: 'DE org_1',
    actions: ['UPDATE AuthorisationObject', 'CREATE DocumentObject'],
  })
  written.length = 0
  expect(await hi1(['convert', path, '--to', 'json'])).toBe(0)
  const json = await file('message.json', written.join(''))
  written.length = 0
  expect(await hi1(['convert', json, '--to', 'xml'])).toBe(0)
  expect(written.join('')).toBe(xml)
})

test('what is no message, and a message that nobody signed, are refused', async () => {
  await expect(hi1(['validate', await file('none.xml', '<HI1Message/>')])).rejects.toMatchObject({
    code: 'hi1_not_valid',
  })
  await expect(hi1(['validate', join(folder, 'nowhere.xml')])).rejects.toMatchObject({ code: 'no_such_file' })
  await expect(hi1(['send', await file('some.xml', '<a/>'), '--url', 'http://plain.example'])).rejects.toMatchObject({ code: 'usage' }) // biome-ignore format: one line
  await expect(hi1(['sing', await file('some.xml', '<a/>')])).rejects.toMatchObject({ code: 'usage' })
})
