import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { utf8 } from '../src/base/bytes.ts'
import { generateSealingKey, readCertificates } from '../src/crypto/index.ts'
import { seal, timestamper } from '../src/vault/index.ts'
import { smallPackage } from '../src/vault/package.fixture.ts'
import { startAuthority } from './tsa.ts'

/** The commands of docs/verify.md, as they stand there: they pass on what is whole, and fail once a byte of it is changed. */

const folder = mkdtempSync(join(tmpdir(), 'comity-third-party-'))
const authority = await startAuthority()
afterAll(() => {
  authority?.close()
  rmSync(folder, { recursive: true, force: true })
})

const page = readFileSync(join(import.meta.dirname, '../docs/verify.md'), 'utf8')
const commands = [...page.matchAll(/```sh\n(.*?)```/gs)].map(([, lines = '']) => lines)
const has = (tool: string) => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0

const stamp = authority && timestamper({ url: authority.url, roots: readCertificates(authority.root) }, () => {})
const path = await smallPackage(join(folder, 'package'), stamp)
const { recipient, identity } = await generateSealingKey()
const text = utf8('a letter that was sealed')
const env = { ...process.env, WORK: folder, ROOTS: authority?.rootFile ?? '', KEY: join(folder, 'key.txt'), SEALED: join(folder, 'letter.age'), SUM: createHash('sha256').update(text).digest('hex') } // biome-ignore format: what the commands are given
writeFileSync(env.KEY, `${identity}\n`)
const once = async function* () {
  yield text
}
writeFileSync(env.SEALED, Buffer.concat(await Array.fromAsync(seal(once(), [recipient]))))

const run = (command: string) => spawnSync('sh', ['-eu', '-c', command], { cwd: path, env, encoding: 'utf8' })

/** Changes a byte of a file for as long as `work` takes: of a note the first sign, since it is its text that is stamped. */
function broken<T>(file: string, work: () => T): T {
  const bytes = readFileSync(file)
  const at = file === note ? 0 : bytes.length - 2
  writeFileSync(file, bytes.with(at, (bytes[at] ?? 0) ^ 1))
  try {
    return work()
  } finally {
    writeFileSync(file, bytes)
  }
}

const photograph = join(path, 'data', readdirSync(join(path, 'data'))[0] ?? '')
const signature = join(path, 'signature.json')
const note = join(path, 'proofs/org_authority.checkpoint')

describe('a package and a sealed file are checked without us', () => {
  test('by as many commands as the page shows', () => {
    expect(commands.map((lines) => /sha256sum --|bagit\.py|for note|openssl ts|age --/.exec(lines)?.[0])).toEqual([
      'sha256sum --', 'bagit.py', 'openssl ts', 'for note', 'age --',
    ]) // biome-ignore format: one line of words
  })

  test.each([
    ['sha256sum', 0, [photograph, join(path, 'custody.json')]],
    ['bagit.py', 1, [photograph, join(path, 'custody.json')]],
    ['openssl', 2, [signature]],
    ['openssl', 3, [note]],
    ['age', 4, [env.SEALED]],
  ] as const)('by %s (%d)', (tool, at, files) => {
    if (!has(tool)) return console.warn(`skipped: there is no ${tool} here`)
    const command = commands[at] ?? ''
    const { status, stderr, stdout } = run(command)
    expect(status, stdout + stderr).toBe(0)
    for (const file of files) expect(broken(file, () => run(command)).status, file).not.toBe(0)
  })
})
