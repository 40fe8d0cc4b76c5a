import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { removeLeftPackages, zipInPassing } from './passing.ts'

/** A package of one file, and where it stood opened. */
async function packageInPassing() {
  let at = ''
  const made = await zipInPassing(async (within) => {
    at = within
    await mkdir(join(within, 'package_1'))
    await writeFile(join(within, 'package_1', 'letter.txt'), 'opened evidence')
    return join(within, 'package_1')
  })
  return { at, made }
}

/** A process that opens a package, says where, and is killed before anybody reads it. */
const dying = `
  import { zipInPassing } from '${join(import.meta.dirname, 'passing.ts')}'
  import { writeFileSync } from 'node:fs'
  await zipInPassing(async (within) => {
    writeFileSync(within + '/letter.txt', 'opened evidence')
    process.stdout.write(within)
    return new Promise(() => setInterval(() => {}, 1000))
  })`

describe('opened evidence on its way into a zip', () => {
  test('is gone from the disk once the zip is read, or nobody reads on', async () => {
    const { at, made } = await packageInPassing()
    expect(existsSync(at)).toBe(true)
    for await (const _ of made.bytes);
    expect(existsSync(at)).toBe(false)
    const other = await packageInPassing()
    for await (const _ of other.made.bytes) break
    expect(existsSync(other.at)).toBe(false)
  })

  test('that a killed process left is taken away; what is in use is not', { timeout: 60_000 }, async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', dying], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [said] = await once(child.stdout, 'data')
    const left = String(said)
    const { at, made } = await packageInPassing()
    await removeLeftPackages()
    expect(existsSync(join(left, 'letter.txt'))).toBe(true)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await removeLeftPackages()).toBeGreaterThanOrEqual(1)
    expect([existsSync(left), existsSync(at)]).toEqual([false, true])
    expect(basename(left)).toContain(`-${child.pid}-`)
    for await (const _ of made.bytes);
  })
})
