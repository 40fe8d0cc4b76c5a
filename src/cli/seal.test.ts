import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { generateSealingKey, openBytes } from '../crypto/index.ts'
import { seal } from './seal.ts'
import { verify } from './verify.ts'

const folder = await mkdtemp(join(tmpdir(), 'comity-cli-'))
const log = vi.spyOn(console, 'log').mockImplementation(() => {})
afterAll(() => {
  log.mockRestore()
  return rm(folder, { recursive: true, force: true })
})

test('a file is sealed beside itself, for each recipient', async () => {
  const [anna, markus] = await Promise.all([generateSealingKey(), generateSealingKey()])
  const file = join(folder, 'letter.txt')
  await writeFile(file, 'Dear colleague')
  expect(await seal([file, '--to', anna.recipient, '--to', markus.recipient, '--json'])).toBe(0)
  const said = JSON.parse(String(log.mock.lastCall?.[0]))
  expect(said).toMatchObject({ file, written: `${file}.age`, plain: { size: 14 } })
  const sealed = await readFile(said.written)
  expect(sealed.length).toBe(said.sealed.size)
  for (const { identity } of [anna, markus]) {
    expect(Buffer.from(await openBytes(sealed, [identity])).toString()).toBe('Dear colleague')
  }
})

test('a sealing that fails leaves nothing', async () => {
  const file = join(folder, 'other.txt')
  await writeFile(file, 'x')
  await expect(seal([file, '--to', 'age1nobody'])).rejects.toThrow(expect.objectContaining({ code: 'bad_recipient' }))
  await expect(readFile(`${file}.age`)).rejects.toThrow('ENOENT')
  await expect(readFile(`${file}.age.partial`)).rejects.toThrow('ENOENT')
})

test('what cannot be meant is told with how it is meant', async () => {
  await expect(seal([join(folder, 'letter.txt')])).rejects.toThrow(expect.objectContaining({ code: 'usage' }))
  await expect(seal([join(folder, 'none'), '--to', 'age1x'])).rejects.toThrow(
    expect.objectContaining({ code: 'no_such_file' }),
  )
  await expect(verify([])).rejects.toThrow(expect.objectContaining({ code: 'usage' }))
})

test('what is no package is refused with exit code 1', async () => {
  expect(await verify([folder, '--json'])).toBe(1)
  expect(JSON.parse(String(log.mock.lastCall?.[0]))).toMatchObject({ ok: false })
})
